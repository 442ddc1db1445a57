import { sql } from 'kysely';
import { afterPush, afterRefusal, afterWish } from '../../mapping/stock/stock-standing.ts';
import type { LedgerDatabase } from './database.ts';
import { bySku, loadStockRows, readStockRow, standingColumns } from './stock-rows.ts';

/** A number that OTTO is to be told. */
export type DueStock = { sku: string; quantity: number };

/** What OTTO has as far as anybody knows; as `knownAtOtto` of the mapping says. */
export const KNOWN_AT_OTTO = sql`case
  when pushed_at is null then otto_quantity
  when otto_read_at > pushed_at then coalesce(otto_quantity, pushed)
  else pushed end`;

/**
 * Numbers to be told now, always the latest: zeros first, as what is sold out must not be sold, then
 * what becomes less, then the rest, then what OTTO did not take before.
 */
export async function loadDueStock(
  db: LedgerDatabase,
  accountId: string,
  { now, limit }: { now: string; limit: number },
): Promise<DueStock[]> {
  const rows = await db
    .selectFrom('stock_levels')
    .select(['sku', 'target'])
    .where('account_id', '=', accountId)
    .where('target', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('state', '=', 'due'),
        eb.and([eb('state', 'in', ['unknown', 'refused']), eb('next_try_at', '<=', now)]),
      ]),
    )
    .orderBy(
      sql`case
        when state <> 'due' then 3
        when target = 0 then 0
        when target < (${KNOWN_AT_OTTO}) then 1
        else 2 end`,
    )
    .orderBy('sku')
    .limit(limit)
    .execute();
  return rows.map(({ sku, target }) => ({ sku, quantity: target ?? 0 }));
}

/** What OTTO said to one number. */
export type PushAnswer = DueStock & {
  /** undefined = it took it */
  refusal: { state: 'unknown' | 'refused'; detail: string | undefined } | undefined;
};

/** Commits what became of a call. A number that was made anew meanwhile stays due. */
export async function settlePushedStock(
  db: LedgerDatabase,
  accountId: string,
  answers: readonly PushAnswer[],
  now: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const rows = await loadStockRows(
      trx,
      accountId,
      answers.map(({ sku }) => sku),
    );
    for (const { sku, quantity, refusal } of answers.toSorted(bySku)) {
      const row = rows.get(sku);
      if (!row) continue;
      const level = readStockRow(row);
      const next = refusal ? afterRefusal(level, refusal, now) : afterPush(level, quantity, now);
      const isRestored = !refusal && !level.isAway && level.restore === quantity;
      await trx
        .updateTable('stock_levels')
        .set({ ...standingColumns(next), ...(isRestored ? { restore: null, look_at: now } : {}) })
        .where('account_id', '=', accountId)
        .where('sku', '=', sku)
        .execute();
    }
  });
}

/**
 * Somebody wants numbers read from the shop and sent to OTTO, changed or not.
 *
 * @param skus `all` = every one of the account
 * @returns how many there are
 */
export async function wishForStock(
  db: LedgerDatabase,
  accountId: string,
  skus: readonly string[] | 'all',
  now: string,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const known = await trx
      .selectFrom('stock_levels')
      .select('sku')
      .where('account_id', '=', accountId)
      .$if(skus !== 'all', (query) => query.where('sku', 'in', skus === 'all' ? [] : skus))
      .execute();
    const rows = await loadStockRows(
      trx,
      accountId,
      known.map(({ sku }) => sku),
    );
    for (const row of [...rows.values()].toSorted(bySku)) {
      await trx
        .updateTable('stock_levels')
        .set({
          ...standingColumns(afterWish(readStockRow(row))),
          look_at: now,
          looks_asked: row.looks_asked + 1,
        })
        .where('account_id', '=', accountId)
        .where('sku', '=', row.sku)
        .execute();
    }
    return rows.size;
  });
}
