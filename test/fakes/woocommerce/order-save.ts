import { addNote } from './notes.ts';
import { calculateTotals } from './order-arithmetic.ts';
import { applyLines, type NewLine } from './order-lines.ts';
import {
  applyProps,
  blankOrder,
  checkCustomer,
  createdViaOf,
  unsavableAddress,
} from './order-props.ts';
import {
  completePayment,
  needsPayment,
  runTransition,
  setStatus,
  type Transition,
} from './order-status.ts';
import { isEmpty, isObject, isSet, listOf, type PhpArray, toText } from './php-values.ts';
import { RestError } from './rest.ts';
import type { Shop } from './shop.ts';
import { type StoredOrder, takeId } from './state.ts';
import { orderCreated, orderUpdated } from './webhook-events.ts';

const LINE_KINDS = ['line_items', 'shipping_lines', 'fee_lines'] as const;
const RECALCULATES = ['billing', 'shipping', ...LINE_KINDS, 'coupon_lines'] as const;

/** Rows the properties of a line take in the shop's table of item data. */
const ROWS = { line: 9, shipping: 5, fee: 6 } as const;

/**
 * Creates an order in WooCommerce's order of events: saved as pending, totals, coupons, status
 * change with its consequences, set_paid. There is no check for duplicates.
 */
export function createOrder(shop: Shop, params: PhpArray): StoredOrder {
  const order = blankOrder(shop);
  applyProps(order, params);
  for (const kind of LINE_KINDS) applyLines(shop, order, kind, params[kind]);
  checkCustomer(shop, params);

  order.createdVia = createdViaOf(params);
  order.orderKey = shop.orderKey();
  order.id = takeId(shop.state, 'order');
  shop.state.orders.set(order.id, order);
  const lost = unsavableAddress(shop, order);
  if (lost !== undefined) return createWithoutAddress(shop, order, params, lost);
  assignIds(shop, order);
  takeAddressIndexRows(shop);
  calculateTotals(order, shop);
  try {
    refuseCoupons(params);
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    order.status = 'checkout-draft';
    throw new RestError(error.code, error.message, {
      status: error.status,
      new_draft_order_id: order.id,
    });
  }
  finish(shop, order, params, true);
  orderCreated(shop, order);
  return order;
}

/**
 * Changes an order. Totals are recalculated when an address or lines are part of the request.
 * Every call, also an empty one, bumps `date_modified`.
 */
export function updateOrder(shop: Shop, stored: StoredOrder, params: PhpArray): StoredOrder {
  const order = structuredClone(stored);
  applyProps(order, params);
  try {
    for (const kind of LINE_KINDS) applyLines(shop, order, kind, params[kind]);
    checkCustomer(shop, params);
  } catch (error) {
    keepSavedLines(stored, order);
    throw error;
  }
  const lost =
    isSet(params.billing) || isSet(params.shipping) ? unsavableAddress(shop, order) : undefined;
  if (lost === undefined) assignIds(shop, order);
  if (RECALCULATES.some((key) => isSet(params[key]))) calculateTotals(order, shop);
  if (lost !== undefined) {
    const { billing, shipping, meta, lineItems, shippingLines, feeLines, taxLines } = stored;
    Object.assign(order, { shipping, meta, lineItems, shippingLines, feeLines, taxLines });
    if (lost === 'billing') order.billing = billing;
    noteFailedSaves(shop, order, 3);
  }
  refuseCoupons(params);
  const wasTrashed = stored.status === 'trash';
  finish(shop, order, params, false);
  if (shop.settings.orderStorage === 'legacy' && isUnchanged(stored, order)) {
    order.dateModified = stored.dateModified;
  }
  shop.state.orders.set(order.id, order);
  if (!wasTrashed) orderUpdated(shop, order);
  return order;
}

function finish(shop: Shop, order: StoredOrder, params: PhpArray, creating: boolean): void {
  order.version = shop.settings.wooVersion;
  const transition = isEmpty(params.status)
    ? undefined
    : setStatus(shop, order, toText(params.status));
  order.dateModified = shop.now();
  runTransition(shop, order, transition);
  if (params.set_paid === true && (creating || needsPayment(order))) completePayment(shop, order);
  order.dateModified = shop.now();
}

/** The answer is 201, but address, lines and meta never reach the database. */
function createWithoutAddress(
  shop: Shop,
  order: StoredOrder,
  params: PhpArray,
  lost: 'billing' | 'shipping',
): StoredOrder {
  const { counters } = shop.state;
  const { item, itemMeta } = counters;
  calculateTotals(order, shop);
  Object.assign(counters, { item, itemMeta });
  const transition: Transition | undefined = setStatus(shop, order, toText(params.status));
  const { billing, shipping } = blankOrder(shop);
  Object.assign(order, { shipping, meta: [], lineItems: [], shippingLines: [], feeLines: [] });
  order.taxLines = [];
  if (lost === 'billing') order.billing = billing;
  noteFailedSaves(shop, order, 4);
  runTransition(shop, order, transition);
  order.dateModified = shop.now();
  orderCreated(shop, order);
  return order;
}

function noteFailedSaves(shop: Shop, order: StoredOrder, times: number): void {
  for (let count = 0; count < times; count += 1) {
    addNote(
      shop,
      order,
      `Error saving order ID ${order.id}. Could not persist order to database table &quot;wp_wc_order_addresses&quot;.`,
    );
  }
}

/** Gives lines and meta that are new their ids, in the order in which WooCommerce saves them. */
function assignIds(shop: Shop, order: StoredOrder): void {
  const lines: NewLine[] = [...order.lineItems, ...order.shippingLines, ...order.feeLines];
  for (const line of lines) {
    if (line.id !== 0) continue;
    line.id = takeId(shop.state, 'item');
    takeId(shop.state, 'itemMeta', ROWS[line.kind]);
    for (const entry of line.meta) {
      if (entry.id === 0) entry.id = takeId(shop.state, 'itemMeta');
    }
  }
  for (const entry of order.meta) {
    if (entry.id === 0) entry.id = takeId(shop.state, 'orderMeta');
  }
}

/** HPOS keeps the searchable text of both addresses as two hidden rows of order meta. */
function takeAddressIndexRows(shop: Shop): void {
  if (shop.settings.orderStorage !== 'legacy') takeId(shop.state, 'orderMeta', 2);
}

/** WooCommerce saves changed lines at once, so they stay changed when a later entry is refused. */
function keepSavedLines(stored: StoredOrder, attempted: StoredOrder): void {
  const replace = <Line extends { id: number }>(lines: Line[], changed: Line[]) =>
    lines.map((line) => changed.find((candidate) => candidate.id === line.id) ?? line);
  stored.lineItems = replace(stored.lineItems, attempted.lineItems);
  stored.shippingLines = replace(stored.shippingLines, attempted.shippingLines);
  stored.feeLines = replace(stored.feeLines, attempted.feeLines);
}

/** The fake has no coupons: every code is refused as one the shop does not know. */
function refuseCoupons(params: PhpArray): void {
  for (const entry of listOf(params.coupon_lines)) {
    const code = isObject(entry) ? toText(entry.code) : '';
    const message = code === '' ? 'Coupon code is required.' : `Coupon "${code}" does not exist!`;
    throw new RestError('woocommerce_rest_invalid_coupon', message, { status: 400 });
  }
}

function isUnchanged(before: StoredOrder, after: StoredOrder): boolean {
  const comparable = ({ dateModified: _, ...rest }: StoredOrder) => JSON.stringify(rest);
  return comparable(before) === comparable(after);
}
