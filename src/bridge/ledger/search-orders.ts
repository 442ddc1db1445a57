import { beginsWith, bytewise } from './bytewise.ts';
import type { LedgerDatabase } from './database.ts';

/** Names one order. */
export type OrderKey = { accountId: string; salesOrderId: string };

/** Of each way in which a search may fit, so many are looked through. */
export const MOST_FOUND = 200;

const WOO_ORDER_ID = /^[1-9]\d{0,8}$/;

/**
 * Orders of which a number begins with a text: OTTO's order number or id, the shop's order number, a
 * tracking or return number; or whose id in the shop or one of whose SKUs is that text. As typed, or
 * in capital or small letters, with or without blanks. Each way is one look into an index.
 *
 * @returns isCapped: more fit in one way than are looked through; of a SKU these are the latest
 */
export async function findOrderKeys(
  db: LedgerDatabase,
  search: string,
): Promise<{ keys: OrderKey[]; isCapped: boolean }> {
  const keys = new Map<string, OrderKey>();
  let isCapped = false;
  for (const text of spellingsOf(search)) {
    for (const way of [
      await byOrderText(db, 'order_number', text),
      await byOrderText(db, 'sales_order_id', text),
      await byOrderText(db, 'woo_order_number', text),
      await byShopId(db, text),
      await byParcel(db, 'tracking_number', text),
      await byParcel(db, 'return_number', text),
      await bySku(db, text),
    ]) {
      isCapped ||= way.isCapped;
      for (const { account_id: accountId, sales_order_id: salesOrderId } of way.found) {
        keys.set(`${accountId} ${salesOrderId}`, { accountId, salesOrderId });
      }
    }
  }
  return { keys: [...keys.values()], isCapped };
}

/** Numbers are kept in capital or in small letters and without blanks, but nobody types them so. */
export function spellingsOf(search: string): string[] {
  const text = search.trim();
  const tight = text.replaceAll(/\s+/g, '');
  const all = [text, tight, tight.toUpperCase(), tight.toLowerCase()];
  return [...new Set(all)].filter((spelling) => spelling !== '');
}

type Found = { account_id: string; sales_order_id: string }[];
type Way = { found: Found; isCapped: boolean };

function asWay(found: Found): Way {
  return { found, isCapped: found.length > MOST_FOUND };
}

async function byOrderText(
  db: LedgerDatabase,
  column: 'order_number' | 'sales_order_id' | 'woo_order_number',
  text: string,
): Promise<Way> {
  const place = `sales_orders.${column}`;
  const found = await db
    .selectFrom('sales_orders')
    .select(['account_id', 'sales_order_id'])
    .where(beginsWith(db, place, text))
    .orderBy(bytewise(db, place))
    .limit(MOST_FOUND + 1)
    .execute();
  return asWay(found);
}

async function byShopId(db: LedgerDatabase, text: string): Promise<Way> {
  if (!WOO_ORDER_ID.test(text)) return asWay([]);
  const found = await db
    .selectFrom('sales_orders')
    .select(['account_id', 'sales_order_id'])
    .where('woo_order_id', '=', Number(text))
    .execute();
  return asWay(found);
}

async function byParcel(
  db: LedgerDatabase,
  column: 'tracking_number' | 'return_number',
  text: string,
): Promise<Way> {
  const place = `transmission_parcels.${column}`;
  const parcels = await db
    .selectFrom('transmission_parcels')
    .select('transmission_id')
    .where(beginsWith(db, place, text))
    .orderBy(bytewise(db, place))
    .limit(MOST_FOUND + 1)
    .execute();
  if (parcels.length === 0) return asWay([]);
  const found = await db
    .selectFrom('transmissions')
    .select(['account_id', 'sales_order_id'])
    .where(
      'transmission_id',
      'in',
      parcels.map((parcel) => parcel.transmission_id),
    )
    .execute();
  return { found, isCapped: parcels.length > MOST_FOUND };
}

/** Every piece has its row, so that an order of many alike takes several of those looked through. */
async function bySku(db: LedgerDatabase, sku: string): Promise<Way> {
  const found = await db
    .selectFrom('position_items')
    .select(['account_id', 'sales_order_id'])
    .where('sku', '=', sku)
    .orderBy('ordered_at', 'desc')
    .orderBy('sales_order_id', 'desc')
    .limit(MOST_FOUND + 1)
    .execute();
  return asWay(found);
}
