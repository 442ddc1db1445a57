import { afterReading } from '../../mapping/stock/stock-standing.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { bySku, loadStockRows, readStockRow, standingColumns } from './stock-rows.ts';

/** What OTTO shows of a SKU; undefined = nothing. */
export type ShownStock = {
  sku: string;
  quantity: number | undefined;
  /** OTTO's own date of it */
  changedAt: string | undefined;
};

/**
 * Keeps what OTTO shows: SKUs it lists are known from now on, and each number is judged.
 *
 * @param readAt when OTTO was asked
 */
export async function noteShownStock(
  db: LedgerDatabase,
  accountId: string,
  shown: readonly ShownStock[],
  { readAt, now, isVacation }: { readAt: string; now: string; isVacation: boolean },
): Promise<void> {
  if (shown.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await noteListed(trx, accountId, shown, now);
    const rows = await loadStockRows(
      trx,
      accountId,
      shown.map(({ sku }) => sku),
    );
    for (const { sku, quantity, changedAt } of shown.toSorted(bySku)) {
      const row = rows.get(sku);
      if (!row) continue;
      const level = readStockRow(row);
      const isLower = quantity !== undefined && quantity < (level.target ?? 0);
      const sold = isLower ? await soldSince(trx, accountId, sku, level.pushedAt ?? now) : 0;
      const reading = { quantity, readAt, sold };
      const next = afterReading(level, reading, { now, isVacation });
      if (next === level) continue;
      await trx
        .updateTable('stock_levels')
        .set({ ...standingColumns(next), otto_changed_at: changedAt ?? null })
        .where('account_id', '=', accountId)
        .where('sku', '=', sku)
        .execute();
    }
  });
}

async function noteListed(
  trx: LedgerDatabase,
  accountId: string,
  shown: readonly ShownStock[],
  now: string,
): Promise<void> {
  const listed = shown.filter(({ sku, quantity }) => sku !== '' && quantity !== undefined);
  const gone = shown.filter(({ quantity }) => quantity === undefined).map(({ sku }) => sku);
  for (const some of inChunks(listed.toSorted(bySku))) {
    await trx
      .insertInto('skus')
      .values(
        some.map(({ sku }) => ({
          account_id: accountId,
          sku,
          first_seen_at: now,
          is_at_otto: 1,
        })),
      )
      .onConflict((oc) =>
        oc
          .columns(['account_id', 'sku'])
          .doUpdateSet({ is_at_otto: 1 })
          .where('skus.is_at_otto', '=', 0),
      )
      .execute();
    await trx
      .insertInto('stock_levels')
      .values(
        some.map(({ sku }) => ({
          account_id: accountId,
          sku,
          state: 'unread' as const,
          look_at: now,
        })),
      )
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
  await noLongerListed(trx, accountId, gone);
}

async function noLongerListed(
  trx: LedgerDatabase,
  accountId: string,
  skus: readonly string[],
): Promise<void> {
  for (const some of inChunks(skus)) {
    await trx
      .updateTable('skus')
      .set({ is_at_otto: 0 })
      .where('account_id', '=', accountId)
      .where('sku', 'in', some)
      .where('is_at_otto', '=', 1)
      .execute();
  }
}

/** Pieces of a SKU that OTTO is known to have sold since a moment. */
async function soldSince(
  trx: LedgerDatabase,
  accountId: string,
  sku: string,
  since: string,
): Promise<number> {
  const { sold } = await trx
    .selectFrom('position_items')
    .select((eb) => eb.fn.countAll().as('sold'))
    .where('sku', '=', sku)
    .where('ordered_at', '>=', since)
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  return Number(sold);
}

/** SKUs of which OTTO's whole list, begun at `readAt`, said nothing. */
export async function loadNotShown(
  db: LedgerDatabase,
  accountId: string,
  readAt: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('skus')
    .innerJoin('stock_levels', (join) =>
      join
        .onRef('stock_levels.account_id', '=', 'skus.account_id')
        .onRef('stock_levels.sku', '=', 'skus.sku'),
    )
    .select('skus.sku')
    .where('skus.account_id', '=', accountId)
    // One that was never listed may have been pushed, and refused since.
    .where((eb) => eb.or([eb('skus.is_at_otto', '=', 1), eb('state', '=', 'refused')]))
    .where((eb) => eb.or([eb('otto_read_at', 'is', null), eb('otto_read_at', '<', readAt)]))
    .where((eb) => eb.or([eb('pushed_at', 'is', null), eb('pushed_at', '<', readAt)]))
    .execute();
  return rows.map(({ sku }) => sku);
}

/** Numbers that OTTO took some time ago and was not asked about since, or showed another one of. */
export async function loadUnverifiedStock(
  db: LedgerDatabase,
  accountId: string,
  { takenBefore, limit }: { takenBefore: string; limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('stock_levels')
    .select('sku')
    .where('account_id', '=', accountId)
    .where('state', '=', 'pushed')
    .where('pushed_at', '<=', takenBefore)
    .where((eb) =>
      eb.or([
        eb('otto_read_at', 'is', null),
        eb('otto_read_at', '<=', eb.ref('pushed_at')),
        eb.and([eb('differs_since', 'is not', null), eb('otto_read_at', '<=', takenBefore)]),
      ]),
    )
    .orderBy('pushed_at')
    .limit(limit)
    .execute();
  return rows.map(({ sku }) => sku);
}
