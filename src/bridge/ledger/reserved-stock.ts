import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { askForStockLooks } from './stock-looks.ts';

/** Sold at OTTO and still to be delivered. */
const SOLD = ['ANNOUNCED', 'PROCESSABLE'] as const;
/** Statuses of a shop order that hold no stock; a shop's own statuses are taken to hold it. */
const NOT_TAKEN = ['pending', 'failed', 'cancelled', 'checkout-draft', 'auto-draft', 'trash'];

type Reserved = { accountId: string; sku: string; pieces: number };

/**
 * Pieces sold at OTTO that the shop has not taken from its stock: of orders that are not in the shop
 * (yet), or are there in a status that takes none. By account and SKU.
 */
export async function loadReserved(
  db: LedgerDatabase,
  accountIds: readonly string[],
): Promise<Reserved[]> {
  if (accountIds.length === 0) return [];
  const rows = await db
    .selectFrom('position_items')
    .innerJoin('sales_orders', (join) =>
      join
        .onRef('sales_orders.account_id', '=', 'position_items.account_id')
        .onRef('sales_orders.sales_order_id', '=', 'position_items.sales_order_id'),
    )
    .select(['position_items.account_id', 'position_items.sku'])
    .select((eb) => eb.fn.countAll().as('pieces'))
    .where('position_items.fulfillment_status', 'in', [...SOLD])
    .where('position_items.account_id', 'in', [...accountIds])
    .where((eb) =>
      eb.or([
        eb('sales_orders.import_state', '<>', 'imported'),
        eb('sales_orders.woo_status', 'in', NOT_TAKEN),
        eb('sales_orders.woo_order_id', 'is', null),
      ]),
    )
    .groupBy(['position_items.account_id', 'position_items.sku'])
    .execute();
  return rows.map((row) => ({
    accountId: row.account_id,
    sku: row.sku,
    pieces: Number(row.pieces),
  }));
}

/**
 * Keeps how many pieces of each SKU are reserved. Where that is another number than before, the SKU
 * and all that is made from the same products are to be looked at.
 */
export async function noteReserved(
  db: LedgerDatabase,
  accountIds: readonly string[],
  now: string,
): Promise<void> {
  if (accountIds.length === 0) return;
  await db.transaction().execute(async (trx) => {
    const key = ({ accountId, sku }: Omit<Reserved, 'pieces'>) => JSON.stringify([accountId, sku]);
    const reserved = await loadReserved(trx, accountIds);
    const wanted = new Map(reserved.map((row) => [key(row), row]));
    const rows = await trx
      .selectFrom('stock_levels')
      .select(['account_id', 'sku', 'reserved'])
      .where('account_id', 'in', [...accountIds])
      .where('reserved', '>', 0)
      .execute();
    const present = new Map(
      rows.map(({ account_id: accountId, sku, reserved: pieces }) => [
        key({ accountId, sku }),
        { accountId, sku, pieces },
      ]),
    );
    const changed = [
      ...reserved.filter((row) => (present.get(key(row))?.pieces ?? 0) !== row.pieces),
      ...[...present.values()]
        .filter((row) => !wanted.has(key(row)))
        .map((row) => ({ ...row, pieces: 0 })),
    ].toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
    for (const { accountId, sku, pieces } of changed) {
      await trx
        .updateTable('stock_levels')
        .set({ reserved: pieces })
        .where('account_id', '=', accountId)
        .where('sku', '=', sku)
        .execute();
    }
    for (const [accountId, of] of Map.groupBy(changed, (row) => row.accountId)) {
      const skus = of.map(({ sku }) => sku);
      await askForStockLooks(trx, accountId, skus, now);
      await askForSharers(trx, accountId, skus, now);
    }
  });
}

async function askForSharers(
  trx: LedgerDatabase,
  accountId: string,
  skus: readonly string[],
  now: string,
): Promise<void> {
  for (const some of inChunks(skus)) {
    const sharers = await trx
      .selectFrom('stock_parts as own')
      .innerJoin('stock_parts as other', 'other.product_id', 'own.product_id')
      .select(['other.account_id', 'other.sku'])
      .distinct()
      .where('own.account_id', '=', accountId)
      .where('own.sku', 'in', some)
      .execute();
    for (const [ofAccount, rows] of Map.groupBy(sharers, (row) => row.account_id)) {
      const others = rows
        .map(({ sku }) => sku)
        .filter((sku) => ofAccount !== accountId || !some.includes(sku));
      await askForStockLooks(trx, ofAccount, others.toSorted(), now);
    }
  }
}

/** What of a shop product is spoken for: by whom it is used, and how many pieces each has reserved. */
export type ProductUse = {
  accountId: string;
  sku: string;
  productId: number;
  variationId: number;
  shopSku: string;
  /** of the product in one piece of the SKU */
  quantity: number;
  /** pieces of the SKU */
  reserved: number;
};

/** Every SKU, of any account, that is made from one of these products. */
export async function loadProductUses(
  db: LedgerDatabase,
  productIds: readonly number[],
): Promise<ProductUse[]> {
  const uses: ProductUse[] = [];
  for (const some of inChunks(productIds)) {
    const rows = await db
      .selectFrom('stock_parts')
      .innerJoin('stock_levels', (join) =>
        join
          .onRef('stock_levels.account_id', '=', 'stock_parts.account_id')
          .onRef('stock_levels.sku', '=', 'stock_parts.sku'),
      )
      .selectAll('stock_parts')
      .select('stock_levels.reserved')
      .where('product_id', 'in', some)
      .execute();
    uses.push(
      ...rows.map((row) => ({
        accountId: row.account_id,
        sku: row.sku,
        productId: row.product_id,
        variationId: row.variation_id,
        shopSku: row.shop_sku,
        quantity: row.quantity,
        reserved: row.reserved,
      })),
    );
  }
  return uses;
}
