import { addressesAreEmpty, addressFingerprint } from './address.ts';
import type { Contradiction, OttoSays } from './contradiction.ts';
import { fingerprint } from './fingerprint.ts';
import { type ImportRules, LEAVE_AS_IT_IS } from './import-rules.ts';
import { findLineContradictions } from './line-contradictions.ts';
import { openRefunds } from './open-refunds.ts';
import { isCancelledPhase, type OrderPhase } from './order-phase.ts';
import { NOTHING_AFTER_SALE } from './receipts/money-back.ts';
import type { FoundShopOrder } from './shop-plan.ts';
import { meaningOf, type StatusMeaning } from './status-meaning.ts';
import { wentToRefundedByItself } from './status-step.ts';
import { piecesInShop } from './stock/expand-sets.ts';
import { META, splitIds } from './woocommerce/order-meta.ts';

export type { Contradiction, OttoSays } from './contradiction.ts';

/**
 * What a person did in the shop, or what stayed there because the owner's hand wins, that contradicts
 * OTTO. What the bridge itself has still to write does not count, nor what the owner chose to keep.
 * An order in the bin is told by its hold, and not a second time here.
 *
 * @see docs/status-mapping.md, "When a person decided otherwise"
 */
export function findContradictions(
  otto: OttoSays,
  found: FoundShopOrder,
  rules: ImportRules,
): Contradiction[] {
  const { phase } = otto;
  if (phase === undefined || found.order.status === 'trash') return [];
  const inShop = { ...otto, positionItems: piecesInShop(otto.positionItems, found.order) };
  const kept = splitIds(found.order.meta[META.kept]);
  return [
    ...statusContradictions(phase, found, rules),
    ...findLineContradictions(inShop, found),
    ...refundContradictions(phase, inShop, found),
    ...addressContradictions(phase, otto.addressFingerprint, found),
  ].filter((contradiction) => !kept.includes(contradictionKey(contradiction)));
}

/** Names one contradiction, its numbers included: told anew when they change. Holds no comma. */
export function contradictionKey(contradiction: Contradiction): string {
  const { code, ...params } = contradiction;
  return `${code}:${fingerprint(params).slice(0, 10)}`;
}

type StatusContradiction = Extract<Contradiction, { status: string }>['code'];

/** What a person's status means against each phase; what is not named here contradicts nothing. */
const AGAINST_PHASE: Record<OrderPhase, Partial<Record<StatusMeaning, StatusContradiction>>> = {
  announced: {
    off: 'cancelled-in-shop',
    'to-ship': 'released-in-shop-only',
    packed: 'released-in-shop-only',
  },
  processable: { off: 'cancelled-in-shop' },
  sent: { off: 'cancelled-in-shop', 'to-ship': 'open-in-shop-finished-at-otto' },
  returned: { 'to-ship': 'open-in-shop-finished-at-otto' },
  cancelledByMarketplace: {
    held: 'open-in-shop-cancelled-at-otto',
    'to-ship': 'open-in-shop-cancelled-at-otto',
    packed: 'open-in-shop-cancelled-at-otto',
  },
  cancelledByPartner: {
    held: 'open-in-shop-cancelled-at-otto',
    'to-ship': 'open-in-shop-cancelled-at-otto',
    packed: 'open-in-shop-cancelled-at-otto',
  },
};

function statusContradictions(
  phase: OrderPhase,
  found: FoundShopOrder,
  rules: ImportRules,
): Contradiction[] {
  const { status, meta } = found.order;
  const written = meta[META.statusWritten];
  const isHand = written !== undefined && status !== written && !wentToRefundedByItself(found);
  const mapped = rules.statusMapping[phase];
  // Who leaves cancelled orders as they are has taken their status into his own hands.
  const isOwners = isCancelledPhase(phase) && mapped === LEAVE_AS_IT_IS;
  if (!isHand || isOwners || status === mapped) return [];
  const code = AGAINST_PHASE[phase][meaningOf(status, rules)];
  return code ? [{ code, status, phase }] : [];
}

/** A refund in an order that OTTO cancelled as a whole agrees with it, whoever booked it. */
function refundContradictions(
  phase: OrderPhase,
  { positionItems, afterSale = NOTHING_AFTER_SALE }: OttoSays,
  found: FoundShopOrder,
): Contradiction[] {
  if (isCancelledPhase(phase)) return [];
  const { unmatched, settledCents, doubledCents } = openRefunds(positionItems, found, afterSale);
  const byHandCents = unmatched.reduce((sum, refund) => sum + refund.amountCents, 0);
  const cents = Math.max(0, byHandCents - settledCents) + doubledCents;
  const suspects = doubledCents > 0 ? found.refunds : unmatched;
  const refundId = Math.max(...suspects.map((refund) => refund.refundId));
  return cents > 0 ? [{ code: 'refunded-in-shop', cents, refundId }] : [];
}

/** Only until the goods are on their way: after that an address decides nothing any more. */
function addressContradictions(
  phase: OrderPhase,
  ottoFingerprint: string | undefined,
  { order }: FoundShopOrder,
): Contradiction[] {
  const isOpen = phase === 'announced' || phase === 'processable';
  if (ottoFingerprint === undefined || !isOpen) return [];
  const shown = addressFingerprint(order);
  const written = order.meta[META.addressWritten];
  const isHand = written === undefined ? !addressesAreEmpty(order) : shown !== written;
  const isNewAtOtto = ottoFingerprint !== shown && ottoFingerprint !== written;
  return isHand && isNewAtOtto ? [{ code: 'address-differs', which: 'both' }] : [];
}
