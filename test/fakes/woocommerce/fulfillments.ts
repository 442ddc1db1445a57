import { metaInt, removeMeta, setMeta } from './meta-data.ts';
import { isObject, isSet, listOf, toId, toText } from './php-values.ts';
import { refundsOf } from './refund-booking.ts';
import type { RestAnswer } from './rest.ts';
import { localText, type Shop } from './shop.ts';
import type { MetaEntry, StoredFulfillment, StoredOrder } from './state.ts';
import { takeId } from './state.ts';
import { orderUpdated } from './webhook-events.ts';

/** What the route answers with HTTP 400 and a number for a code. */
export class FulfillmentRefusal extends Error {
  override readonly name = 'FulfillmentRefusal';
  readonly code: number;

  constructor(message: string, code = 0) {
    super(message);
    this.code = code;
  }

  get answer(): RestAnswer {
    const body = { code: this.code, message: this.message, data: { status: 400 } };
    return { status: 400, body };
  }
}

const STATUSES: Readonly<Record<string, boolean>> = { fulfilled: true, unfulfilled: false };

/** Neither that the items are the order's own nor how many it has is checked. */
export function createFulfillment(
  shop: Shop,
  order: StoredOrder,
  posted: Record<string, unknown>,
): StoredFulfillment {
  const fulfillment: StoredFulfillment = {
    id: 0,
    orderId: order.id,
    ...newStatus(posted.status, false),
    dateUpdated: shop.now(),
    isDeleted: false,
    meta: [],
  };
  if (!isSet(posted.status)) throw new FulfillmentRefusal('Invalid fulfillment status.');
  // An entry without an id, be it 0, is passed over.
  const entries = listOf(posted.meta_data).filter((entry) => isObject(entry) && isSet(entry.id));
  writeMeta(shop, fulfillment, entries);
  checkItems(fulfillment);
  fulfillment.id = takeId(shop.state, 'fulfillment');
  stampFulfilled(shop, fulfillment);
  shop.state.fulfillments.set(fulfillment.id, fulfillment);
  touchOrder(shop, order);
  return fulfillment;
}

/** Meta that is not sent along goes away, the date of fulfillment too: then it is now. */
export function updateFulfillment(
  shop: Shop,
  order: StoredOrder,
  fulfillment: StoredFulfillment,
  posted: Record<string, unknown>,
): void {
  if (fulfillment.isDeleted) {
    throw new FulfillmentRefusal('Cannot delete meta from a deleted fulfillment.');
  }
  const entries = listOf(posted.meta_data);
  const kept = new Set(entries.map((entry) => (isObject(entry) ? toText(entry.key) : '')));
  const changed: StoredFulfillment = { ...fulfillment, meta: structuredClone(fulfillment.meta) };
  if (isSet(posted.status)) {
    Object.assign(changed, newStatus(posted.status, fulfillment.isFulfilled));
  }
  removeMeta(changed.meta, ({ key }) => !kept.has(key));
  writeMeta(shop, changed, entries);
  checkItems(changed);
  stampFulfilled(shop, changed);
  Object.assign(fulfillment, changed, { dateUpdated: shop.now() });
  touchOrder(shop, order);
}

/** It stays in the database, marked as deleted; again does nothing. */
export function deleteFulfillment(
  shop: Shop,
  order: StoredOrder,
  fulfillment: StoredFulfillment,
): void {
  if (fulfillment.isDeleted) return;
  fulfillment.isDeleted = true;
  touchOrder(shop, order);
}

export function fulfillmentsOf(shop: Shop, orderId: number): StoredFulfillment[] {
  return [...shop.state.fulfillments.values()].filter(
    (fulfillment) => fulfillment.orderId === orderId && !fulfillment.isDeleted,
  );
}

export function viewFulfillment(shop: Shop, fulfillment: StoredFulfillment) {
  return {
    id: fulfillment.id,
    entity_type: 'WC_Order',
    entity_id: String(fulfillment.orderId),
    is_fulfilled: fulfillment.isFulfilled,
    status: fulfillment.status,
    date_updated: databaseText(shop, fulfillment.dateUpdated),
    meta_data: fulfillment.meta.map(({ id, key, value }) => ({ id, key, value })),
  };
}

/** A status that nobody registered leaves it as it was. */
function newStatus(posted: unknown, isFulfilled: boolean) {
  const known = STATUSES[toText(posted)];
  const status = known === undefined ? isFulfilled : known;
  return { isFulfilled: status, status: status ? 'fulfilled' : 'unfulfilled' };
}

/** Kept as sent, numbers too; null takes an entry away. An id that is not known replaces by key. */
function writeMeta(shop: Shop, { meta }: StoredFulfillment, entries: unknown[]): void {
  for (const entry of entries) {
    if (!isObject(entry) || !isSet(entry.key)) continue;
    const key = toText(entry.key);
    const id = toId(entry.id);
    const known = meta.find((old) => (id ? old.id === id : old.key === key));
    const value = structuredClone(entry.value) ?? null;
    if (known) {
      Object.assign(known, { key, value });
      continue;
    }
    removeMeta(meta, (old) => old.key === key);
    meta.push({ id: takeId(shop.state, 'fulfillmentMeta'), key, value });
  }
  removeMeta(meta, ({ value }) => value === null);
}

function checkItems({ meta }: StoredFulfillment): void {
  const items = meta.find(({ key }) => key === '_items')?.value;
  const isNone = !isSet(items) || items === '' || (Array.isArray(items) && items.length === 0);
  if (isNone) throw new FulfillmentRefusal('The fulfillment should contain at least one item.');
  if (typeof items !== 'object') {
    throw new FulfillmentRefusal('The fulfillment items should be an array.');
  }
  for (const item of listOf(items)) {
    const { item_id: lineId, qty } = isObject(item) ? item : {};
    const isFine = Number.isInteger(lineId) && Number(lineId) > 0 && Number(qty) > 0;
    if (!isFine || typeof qty !== 'number') throw new FulfillmentRefusal('Invalid item.');
  }
}

function stampFulfilled(shop: Shop, { isFulfilled, meta }: StoredFulfillment): void {
  if (!isFulfilled || meta.some(({ key, value }) => key === '_date_fulfilled' && value)) return;
  const value = databaseText(shop, shop.now());
  meta.push({ id: takeId(shop.state, 'fulfillmentMeta'), key: '_date_fulfilled', value });
}

/** The shop's own time, without zone. */
function databaseText(shop: Shop, at: Date): string {
  return (localText(shop, at) ?? '').replace('T', ' ');
}

/** Every change of a fulfillment saves its order, whose own status stays. */
function touchOrder(shop: Shop, order: StoredOrder): void {
  const status = orderStatus(shop, order);
  if (status === undefined) removeMeta(order.meta, ({ key }) => key === '_fulfillment_status');
  else setMeta(order.meta, '_fulfillment_status', status, () => takeId(shop.state, 'orderMeta'));
  order.dateModified = shop.now();
  orderUpdated(shop, order);
}

function orderStatus(shop: Shop, order: StoredOrder): string | undefined {
  const all = fulfillmentsOf(shop, order.id);
  if (all.length === 0) return undefined;
  const isPending = order.lineItems.some((line) => {
    const taken = all.flatMap(itemsOf).filter(({ lineId }) => lineId === line.id);
    const sum = taken.reduce((total, { quantity }) => total + quantity, 0);
    return sum < line.quantity - refundedOf(shop, order.id, line.id);
  });
  if (!isPending && all.every(({ isFulfilled }) => isFulfilled)) return 'fulfilled';
  return all.some(({ isFulfilled }) => isFulfilled) ? 'partially_fulfilled' : 'unfulfilled';
}

function refundedOf(shop: Shop, orderId: number, lineId: number): number {
  return refundsOf(shop, orderId)
    .flatMap(({ lineItems }) => lineItems)
    .filter(({ meta }) => metaInt(meta, '_refunded_item_id') === lineId)
    .reduce((sum, { quantity }) => sum - quantity, 0);
}

function itemsOf({ meta }: { meta: MetaEntry[] }): { lineId: number; quantity: number }[] {
  return listOf(meta.find(({ key }) => key === '_items')?.value).flatMap((item) =>
    isObject(item) ? [{ lineId: Number(item.item_id), quantity: Number(item.qty) }] : [],
  );
}
