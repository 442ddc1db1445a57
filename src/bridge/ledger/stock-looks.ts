import { afterLook } from '../../mapping/stock/stock-standing.ts';
import { type StockTarget, targetInVacation } from '../../mapping/stock/target.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import {
  bySku,
  loadStockRows,
  readStockRow,
  type StockLevel,
  shopColumns,
  standingColumns,
} from './stock-rows.ts';

/** Which product of the shop is behind a SKU, and how many of it. */
export type StockPartRow = {
  productId: number;
  /** 0 = the product itself */
  variationId: number;
  shopSku: string;
  quantity: number;
};

/** Makes a row for every SKU of these accounts that has none yet; it is to be read from the shop. */
export async function addStockLevels(
  db: LedgerDatabase,
  accountIds: readonly string[],
  now: string,
): Promise<void> {
  if (accountIds.length === 0) return;
  await db
    .insertInto('stock_levels')
    .columns(['account_id', 'sku', 'state', 'look_at'])
    .expression((eb) =>
      eb
        .selectFrom('skus')
        .select((of) => [
          'skus.account_id',
          'skus.sku',
          of.val('unread' as const).as('state'),
          of.val(now).as('look_at'),
        ])
        .where('skus.account_id', 'in', [...accountIds])
        .where('skus.sku', '<>', '')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('stock_levels')
                .select('stock_levels.sku')
                .whereRef('stock_levels.account_id', '=', 'skus.account_id')
                .whereRef('stock_levels.sku', '=', 'skus.sku'),
            ),
          ),
        ),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** A SKU whose number is to be made anew, with what is known of it. */
export type StockLook = StockLevel & {
  ean: string | undefined;
  /** what its number was made from last */
  parts: StockPartRow[];
};

/**
 * SKUs whose number is to be read from the shop: those asked for first, the longest waiting of them
 * first, then those that were not read since `readBefore`.
 */
export async function loadStockLooks(
  db: LedgerDatabase,
  accountId: string,
  which: { now: string; readBefore: string; limit: number },
): Promise<StockLook[]> {
  const select = () =>
    db
      .selectFrom('stock_levels')
      .leftJoin('skus', (join) =>
        join
          .onRef('skus.account_id', '=', 'stock_levels.account_id')
          .onRef('skus.sku', '=', 'stock_levels.sku'),
      )
      .selectAll('stock_levels')
      .select('skus.ean')
      .where('stock_levels.account_id', '=', accountId);
  const asked = await select()
    .where('look_at', '<=', which.now)
    .orderBy('look_at')
    .orderBy('stock_levels.sku')
    .limit(which.limit)
    .execute();
  const more =
    asked.length >= which.limit
      ? []
      : await select()
          .where('shop_read_at', '<', which.readBefore)
          .where((eb) => eb.or([eb('look_at', 'is', null), eb('look_at', '>', which.now)]))
          .orderBy('shop_read_at')
          .orderBy('stock_levels.sku')
          .limit(which.limit - asked.length)
          .execute();
  const rows = [...asked, ...more];
  const parts = await loadParts(
    db,
    accountId,
    rows.map(({ sku }) => sku),
  );
  return rows.map(({ ean, ...row }) => ({
    ...readStockRow(row),
    ean: ean ?? undefined,
    parts: parts.get(row.sku) ?? [],
  }));
}

async function loadParts(
  db: LedgerDatabase,
  accountId: string,
  skus: readonly string[],
): Promise<Map<string, StockPartRow[]>> {
  const parts = new Map<string, StockPartRow[]>();
  for (const some of inChunks(skus)) {
    const rows = await db
      .selectFrom('stock_parts')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('sku', 'in', some)
      .orderBy('product_id')
      .orderBy('variation_id')
      .execute();
    for (const row of rows) {
      const part = {
        productId: row.product_id,
        variationId: row.variation_id,
        shopSku: row.shop_sku,
        quantity: row.quantity,
      };
      parts.set(row.sku, [...(parts.get(row.sku) ?? []), part]);
    }
  }
  return parts;
}

/** What products some SKUs are made from, so that a change of one of those leads to them. */
export async function saveStockParts(
  db: LedgerDatabase,
  accountId: string,
  changed: readonly { sku: string; parts: readonly StockPartRow[] }[],
): Promise<void> {
  if (changed.length === 0) return;
  await db.transaction().execute(async (trx) => {
    for (const some of inChunks(changed)) {
      await trx
        .deleteFrom('stock_parts')
        .where('account_id', '=', accountId)
        .where(
          'sku',
          'in',
          some.map(({ sku }) => sku),
        )
        .execute();
      const rows = some.flatMap(({ sku, parts }) =>
        parts.map((part) => ({
          account_id: accountId,
          sku,
          product_id: part.productId,
          variation_id: part.variationId,
          shop_sku: part.shopSku,
          quantity: part.quantity,
        })),
      );
      for (const few of inChunks(rows)) {
        await trx
          .insertInto('stock_parts')
          .values(few)
          .onConflict((oc) => oc.doNothing())
          .execute();
      }
    }
  });
}

/** What a look at the shop came to for one SKU. */
export type StockLooked = {
  sku: string;
  /** of the look that was loaded */
  looksAsked: number;
  usual: StockTarget;
  /** made from other products than before */
  isOther: boolean;
};

/** Commits looks. What was asked for again meanwhile is still to be done. */
export async function settleStockLooks(
  db: LedgerDatabase,
  accountId: string,
  looked: readonly StockLooked[],
  { now, isVacation }: { now: string; isVacation: boolean },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const rows = await loadStockRows(
      trx,
      accountId,
      looked.map(({ sku }) => sku),
    );
    for (const { sku, looksAsked, usual, isOther } of looked.toSorted(bySku)) {
      const row = rows.get(sku);
      if (!row) continue;
      const level = readStockRow(row);
      const { isAway, restore } = level;
      const made = targetInVacation(usual, { isVacation, isAway, restore });
      const next = afterLook(level, made.target, isOther);
      const isAwayNow = isVacation && made.target !== undefined;
      await trx
        .updateTable('stock_levels')
        .set({
          ...standingColumns(next),
          ...shopColumns(made.finding),
          shop_quantity: made.shopQuantity ?? null,
          shop_read_at: now,
          is_away: isAwayNow ? 1 : 0,
          ...(row.looks_asked === looksAsked ? { look_at: null } : {}),
        })
        .where('account_id', '=', accountId)
        .where('sku', '=', sku)
        .execute();
    }
  });
}

/** Asks for a look at some SKUs of an account, or at all of it. */
export async function askForStockLooks(
  db: LedgerDatabase,
  accountId: string,
  skus: readonly string[] | 'all',
  now: string,
): Promise<number> {
  let asked = 0;
  const lists = skus === 'all' ? [undefined] : inChunks(skus);
  for (const some of lists) {
    const { numUpdatedRows } = await db
      .updateTable('stock_levels')
      .set((eb) => ({
        // One that is to be done earlier stays.
        look_at: eb.case().when('look_at', '<=', now).then(eb.ref('look_at')).else(now).end(),
        looks_asked: eb('looks_asked', '+', 1),
      }))
      .where('account_id', '=', accountId)
      .$if(some !== undefined, (query) => query.where('sku', 'in', some ?? []))
      .executeTakeFirst();
    asked += Number(numUpdatedRows);
  }
  return asked;
}

/**
 * Products of the shop changed: asks for a look at every SKU, of any account, that is made from one of
 * them, or is called like one.
 *
 * @param changed.productIds of products and variations
 * @param changed.accountIds whose SKUs may be called like one
 * @returns whether there is such a SKU
 */
export async function noteProductsChanged(
  db: LedgerDatabase,
  changed: {
    productIds: readonly number[];
    shopSkus: readonly string[];
    accountIds: readonly string[];
  },
  now: string,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const found: { account_id: string; sku: string }[] = [];
    for (const some of inChunks(changed.productIds)) {
      for (const column of ['product_id', 'variation_id'] as const) {
        found.push(
          ...(await trx
            .selectFrom('stock_parts')
            .select(['account_id', 'sku'])
            .where(column, 'in', some)
            .execute()),
        );
      }
    }
    const names = changed.shopSkus.filter((sku) => sku !== '');
    for (const accountId of changed.accountIds) {
      found.push(...names.map((sku) => ({ account_id: accountId, sku })));
    }
    let asked = 0;
    for (const [accountId, rows] of Map.groupBy(found, (row) => row.account_id)) {
      const skus = [...new Set(rows.map(({ sku }) => sku))].toSorted();
      asked += await askForStockLooks(trx, accountId, skus, now);
    }
    return asked > 0;
  });
}
