import { sql } from 'kysely';
import type { SkuMatchKind } from '../../mapping/stock/sku-match.ts';
import type { StockState } from '../../mapping/stock/stock-words.ts';
import { beginsWith, bytewise } from './bytewise.ts';
import type { LedgerDatabase } from './database.ts';
import { type NamedPart, readSkuParts } from './skus.ts';
import { KNOWN_AT_OTTO } from './stock-pushes.ts';
import { readStockRow, type StockLevel } from './stock-rows.ts';

/** A SKU's number with what stands behind the SKU in the shop. */
export type ListedStock = StockLevel & {
  title: string | undefined;
  match: SkuMatchKind | undefined;
  parts: NamedPart[];
};

/** The last row of the page before. */
export type StockPlace = { sku: string; accountId: string };

/** One page of SKUs with their numbers, byte by byte by SKU. */
export async function listStock(
  db: LedgerDatabase,
  asked: {
    accountId?: string | undefined;
    /** this one alone */
    sku?: string | undefined;
    state?: StockState | undefined;
    /** how it begins */
    search?: string | undefined;
    after?: StockPlace | undefined;
    limit: number;
  },
): Promise<ListedStock[]> {
  const { accountId, state, search, after } = asked;
  const sku = bytewise(db, 'stock_levels.sku');
  const rows = await db
    .selectFrom('stock_levels')
    .leftJoin('skus', (join) =>
      join
        .onRef('skus.account_id', '=', 'stock_levels.account_id')
        .onRef('skus.sku', '=', 'stock_levels.sku'),
    )
    .selectAll('stock_levels')
    .select(['skus.title', 'skus.match', 'skus.parts'])
    .$if(accountId !== undefined, (query) =>
      query.where('stock_levels.account_id', '=', accountId ?? ''),
    )
    .$if(asked.sku !== undefined, (query) => query.where('stock_levels.sku', '=', asked.sku ?? ''))
    .$if(state !== undefined, (query) => query.where('stock_levels.state', '=', state ?? 'due'))
    .$if(search !== undefined, (query) =>
      query.where(beginsWith(db, 'stock_levels.sku', search ?? '')),
    )
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(${sku}, stock_levels.account_id) > (${after?.sku}, ${after?.accountId})`,
      ),
    )
    .orderBy(sku)
    .orderBy('stock_levels.account_id')
    .limit(asked.limit)
    .execute();
  return rows.map(({ title, match, parts, ...row }) => ({
    ...readStockRow(row),
    title: title ?? undefined,
    match: match ?? undefined,
    parts: readSkuParts(parts),
  }));
}

/** One SKU of an account; undefined = the ledger has no such one. */
export async function loadStockLevel(
  db: LedgerDatabase,
  accountId: string,
  sku: string,
): Promise<ListedStock | undefined> {
  const [level] = await listStock(db, { accountId, sku, limit: 1 });
  return level;
}

/** Gives a SKU a buffer or cap of its own; null = the common one again. It is looked at anew. */
export async function saveStockOfSku(
  db: LedgerDatabase,
  accountId: string,
  sku: string,
  own: { buffer?: number | null | undefined; cap?: number | null | undefined },
  now: string,
): Promise<void> {
  const { buffer, cap } = own;
  await db
    .updateTable('stock_levels')
    .set((eb) => ({
      ...(buffer === undefined ? {} : { buffer }),
      ...(cap === undefined ? {} : { cap }),
      look_at: now,
      looks_asked: eb('looks_asked', '+', 1),
    }))
    .where('account_id', '=', accountId)
    .where('sku', '=', sku)
    .execute();
}

export type StockCounts = {
  accountId: string;
  states: Map<StockState, number>;
  lastPushedAt: string | undefined;
  /** the longest ago that a number was read from the shop; undefined = one never was */
  readSince: string | undefined;
};

/** How many SKUs stand how, by account. */
export async function countStock(
  db: LedgerDatabase,
  accountIds: readonly string[],
): Promise<StockCounts[]> {
  const counts: StockCounts[] = [];
  for (const accountId of accountIds) {
    const rows = await db
      .selectFrom('stock_levels')
      .select((eb) => [
        'state',
        eb.fn.countAll().as('count'),
        eb.fn.max('pushed_at').as('pushed'),
        eb.fn.min('shop_read_at').as('read'),
      ])
      .where('account_id', '=', accountId)
      .groupBy('state')
      .execute();
    const isWhole = rows.every(({ state }) => state !== 'unread');
    const read = rows.flatMap((row) => row.read ?? []).toSorted();
    counts.push({
      accountId,
      states: new Map(rows.map(({ state, count }) => [state, Number(count)])),
      lastPushedAt: rows
        .flatMap((row) => row.pushed ?? [])
        .toSorted()
        .at(-1),
      readSince: isWhole ? read[0] : undefined,
    });
  }
  return counts;
}

/** SKUs of one state, the first of them by name; for an incident that counts all. */
export async function sampleStock(
  db: LedgerDatabase,
  accountId: string,
  state: StockState | 'left-alone',
  limit: number,
): Promise<{ count: number; skus: string[] }> {
  const of = db
    .selectFrom('stock_levels')
    .where('account_id', '=', accountId)
    .where('state', '=', state === 'left-alone' ? 'not-told' : state)
    .$if(state === 'left-alone', (query) =>
      query.where('pushed', 'is not', null).where(sql<boolean>`(${KNOWN_AT_OTTO}) > 0`),
    );
  const { count } = await of.select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow();
  const rows = await of.select('sku').orderBy(bytewise(db, 'sku')).limit(limit).execute();
  return { count: Number(count), skus: rows.map(({ sku }) => sku) };
}

/** SKUs that share one number of the shop although nothing is kept back of them. */
export async function countSharedStock(
  db: LedgerDatabase,
  accountIds: readonly string[],
): Promise<number> {
  if (accountIds.length === 0) return 0;
  const { count } = await db
    .selectFrom('stock_levels')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('account_id', 'in', [...accountIds])
    .where('shop_state', '=', 'shared')
    .where((eb) => eb.or([eb('buffer', 'is', null), eb('buffer', '=', 0)]))
    .executeTakeFirstOrThrow();
  return Number(count);
}
