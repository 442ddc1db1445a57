import { sendTransitionMails } from './mails.ts';
import { addNote } from './notes.ts';
import { productOfLine } from './products.ts';
import { refundRest } from './refund-booking.ts';
import { acceptedStatuses, statusName } from './settings.ts';
import type { Shop } from './shop.ts';
import type { StoredOrder } from './state.ts';
import { reduceStock, restoreStock } from './stock.ts';

/** A status change that has been set but whose consequences still wait for the save. */
export type Transition = { from: string; to: string; withNote: boolean };

const DRAFTS = ['auto-draft', 'draft', 'new', 'checkout-draft'];

/**
 * Sets a status. One the shop does not know silently becomes `pending`: checks happen only on
 * single calls, before this.
 *
 * @returns what to hand to runTransition after saving; undefined when the status stays the same
 */
export function setStatus(
  shop: Shop,
  order: StoredOrder,
  status: string,
  { withNote = true } = {},
): Transition | undefined {
  const known = [...acceptedStatuses(shop.settings), 'trash'];
  const bare = status.startsWith('wc-') ? status.slice(3) : status;
  const to = known.includes(bare) ? bare : 'pending';
  const from =
    known.includes(order.status) && order.status !== 'auto-draft' ? order.status : 'pending';
  order.status = to;
  if (from === to) return undefined;
  setDates(shop, order);
  return { from, to, withNote };
}

/** Stock, note and mails of a status change; a full refund when the new status is `refunded`. */
export function runTransition(
  shop: Shop,
  order: StoredOrder,
  transition: Transition | undefined,
): void {
  if (transition === undefined) return;
  const { from, to, withNote } = transition;
  if (['processing', 'completed', 'on-hold'].includes(to)) reduceStock(shop, order);
  if (['cancelled', 'pending'].includes(to)) restoreStock(shop, order);
  if (to === 'refunded') refundRest(shop, order);
  if (withNote && !DRAFTS.includes(from)) {
    const names = [from, to].map((slug) => statusName(shop.settings, slug));
    addNote(shop, order, `Order status changed from ${names[0]} to ${names[1]}.`);
  }
  sendTransitionMails(shop, order, from, to);
}

/** `set_paid`: on to processing (or completed), with its own note instead of the status note. */
export function completePayment(shop: Shop, order: StoredOrder): void {
  if (!['on-hold', 'pending', 'failed', 'cancelled'].includes(order.status)) return;
  order.datePaid ??= shop.now();
  const next = needsProcessing(shop, order) ? 'processing' : 'completed';
  const transition = setStatus(shop, order, next, { withNote: false });
  addNote(shop, order, 'Payment complete.');
  runTransition(shop, order, transition);
}

/** True when at least one line is a known product that is not both virtual and downloadable. */
export function needsProcessing(shop: Shop, order: StoredOrder): boolean {
  return order.lineItems.some((line) => {
    const product = productOfLine(shop, line);
    return product !== undefined && !(product.virtual && product.downloadable);
  });
}

/** True while a customer could still pay. */
export function needsPayment(order: StoredOrder): boolean {
  return ['pending', 'failed'].includes(order.status) && order.total > 0;
}

function setDates(shop: Shop, order: StoredOrder): void {
  const paidStatus = needsProcessing(shop, order) ? 'processing' : 'completed';
  if (order.status === paidStatus || order.status === 'completed') order.datePaid ??= shop.now();
  if (order.status === 'completed') order.dateCompleted = shop.now();
}
