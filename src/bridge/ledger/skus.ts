import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { SkuMatchKind, SkuPart } from '../../mapping/stock/sku-match.ts';
import { beginsWith, bytewise } from './bytewise.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { markSkuMap } from './sku-map-mark.ts';
import { askForStockLooks } from './stock-looks.ts';
import type { LedgerTables } from './tables.ts';

/** A SKU as OTTO named it in an order. */
export type SkuSeen = {
  sku: string;
  ean: string | undefined;
  title: string | undefined;
  lastOrderedAt: string;
};

/** A part with what the shop called its product when it was looked for. */
export type NamedPart = SkuPart & { name: string };

/** What stands behind a SKU, as it was last looked for. */
export type SkuMatchKept = { sku: string; match: SkuMatchKind; parts: readonly NamedPart[] };

export type SkuInLedger = {
  accountId: string;
  sku: string;
  ean: string | undefined;
  title: string | undefined;
  firstSeenAt: string;
  lastOrderedAt: string | undefined;
  isAtOtto: boolean;
  /** undefined = nobody looked yet */
  match: SkuMatchKind | undefined;
  parts: NamedPart[];
  matchedAt: string | undefined;
};

const partsSchema = z.array(
  z.object({
    shopSku: z.string(),
    productId: z.number(),
    variationId: z.number(),
    quantity: z.number(),
    weight: z.number(),
    name: z.string().catch(''),
  }),
);

/** What stands behind a SKU, as its row keeps it; of no row none. */
export function readSkuParts(parts: string | null): NamedPart[] {
  return partsSchema.parse(JSON.parse(parts ?? '[]'));
}

/** Results are kept for so long before they are noted as found anew, so that few rows are written. */
const FRESH_MS = 60 * 60 * 1_000;

/** Notes the SKUs of orders; the newest order says what a SKU is called. Part of a transaction. */
export async function noteSkusOrdered(
  trx: LedgerDatabase,
  accountId: string,
  seen: readonly SkuSeen[],
  now: string,
): Promise<void> {
  const newest = new Map<string, SkuSeen>();
  for (const each of seen) {
    const known = newest.get(each.sku);
    if (each.sku !== '' && !(known && known.lastOrderedAt > each.lastOrderedAt)) {
      newest.set(each.sku, each);
    }
  }
  // In one order everywhere, so that two calls over the same SKUs wait in a row.
  const inOrder = [...newest.values()].toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
  for (const some of inChunks(inOrder)) {
    await trx
      .insertInto('skus')
      .values(
        some.map(({ sku, ean, title, lastOrderedAt }) => ({
          account_id: accountId,
          sku,
          ean: ean ?? null,
          title: title ?? null,
          first_seen_at: now,
          last_ordered_at: lastOrderedAt,
        })),
      )
      .onConflict((oc) =>
        oc
          .columns(['account_id', 'sku'])
          .doUpdateSet((eb) => ({
            ean: eb.fn.coalesce('excluded.ean', 'skus.ean'),
            title: eb.fn.coalesce('excluded.title', 'skus.title'),
            last_ordered_at: eb.ref('excluded.last_ordered_at'),
          }))
          .where((eb) =>
            eb.or([
              eb('skus.last_ordered_at', 'is', null),
              eb('skus.last_ordered_at', '<', eb.ref('excluded.last_ordered_at')),
            ]),
          ),
      )
      .execute();
  }
}

/** Keeps what was found behind some SKUs of an account; SKUs the ledger does not know are left out. */
export async function keepSkuMatches(
  db: LedgerDatabase,
  accountId: string,
  found: readonly SkuMatchKept[],
  now: string,
): Promise<void> {
  const oldest = new Date(Date.parse(now) - FRESH_MS).toISOString();
  let isOther = false;
  await db.transaction().execute(async (trx) => {
    for (const some of inChunks(found)) {
      const rows = await trx
        .selectFrom('skus')
        .select(['sku', 'match', 'parts', 'matched_at'])
        .where('account_id', '=', accountId)
        .where(
          'sku',
          'in',
          some.map(({ sku }) => sku),
        )
        .execute();
      const known = new Map(rows.map((row) => [row.sku, row]));
      for (const { sku, match, parts } of some) {
        const row = known.get(sku);
        const text = JSON.stringify(parts);
        const isSame = row?.match === match && row.parts === text;
        if (!row || (isSame && (row.matched_at ?? '') >= oldest)) continue;
        isOther ||= !isSame;
        await trx
          .updateTable('skus')
          .set({ match, parts: text, matched_at: now })
          .where('account_id', '=', accountId)
          .where('sku', '=', sku)
          .execute();
      }
    }
    if (isOther) await markSkuMap(trx);
  });
}

export async function loadSku(
  db: LedgerDatabase,
  accountId: string,
  sku: string,
): Promise<SkuInLedger | undefined> {
  const row = await db
    .selectFrom('skus')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('sku', '=', sku)
    .executeTakeFirst();
  return row && readSku(row);
}

export type SkuFilter = {
  accountId?: string | undefined;
  /** `open` = nobody looked yet */
  match?: SkuMatchKind | 'open' | undefined;
  /** how it begins */
  search?: string | undefined;
};

/** The last row of the page before. */
export type SkuPlace = { sku: string; accountId: string };

/** One page of SKUs, byte by byte; `after` is the last row of the page before. */
export async function listSkus(
  db: LedgerDatabase,
  asked: SkuFilter & { after?: SkuPlace | undefined; limit: number },
): Promise<SkuInLedger[]> {
  const { accountId, match, search, after } = asked;
  const sku = bytewise(db, 'sku');
  const rows = await db
    .selectFrom('skus')
    .selectAll()
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? ''))
    .$if(match !== undefined, (query) => query.where((eb) => isMatch(eb, match ?? 'open')))
    .$if(search !== undefined, (query) => query.where(beginsWith(db, 'sku', search ?? '')))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(${sku}, account_id) > (${after?.sku}, ${after?.accountId})`),
    )
    .orderBy(sku)
    .orderBy('account_id')
    .limit(asked.limit)
    .execute();
  return rows.map(readSku);
}

function isMatch(eb: ExpressionBuilder<LedgerTables, 'skus'>, match: SkuMatchKind | 'open') {
  return match === 'open' ? eb('match', 'is', null) : eb('match', '=', match);
}

/** What is looked through at most to count orders that wait. */
const MOST_WAITING = 1_000;

/**
 * Lets the orders that are held for a SKU be looked at in the next run, of all accounts.
 *
 * @param at undefined = they are only counted
 * @returns how many there are, counted up to 1000
 */
export async function wakeHeldForSku(
  db: LedgerDatabase,
  sku: string,
  at: string | undefined,
): Promise<number> {
  const rows = await db
    .selectFrom('sales_orders')
    .select(['account_id', 'sales_order_id'])
    .where('tab', '=', 'problem')
    .where('import_state', '=', 'held')
    .where('reason', '=', 'sku-not-in-shop')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('position_items')
          .select('position_items.sku')
          .whereRef('position_items.account_id', '=', 'sales_orders.account_id')
          .whereRef('position_items.sales_order_id', '=', 'sales_orders.sales_order_id')
          .where('position_items.sku', '=', sku),
      ),
    )
    .limit(MOST_WAITING)
    .execute();
  if (at === undefined) return rows.length;
  for (const [accountId, ofAccount] of Map.groupBy(rows, (row) => row.account_id)) {
    await db
      .updateTable('sales_orders')
      .set({ next_look_at: at })
      .where('account_id', '=', accountId)
      .where(
        'sales_order_id',
        'in',
        ofAccount.map((row) => row.sales_order_id),
      )
      .where('import_state', '=', 'held')
      .execute();
  }
  return rows.length;
}

/** Lets the stock of a SKU be read from the shop anew, of every account that has it. */
export async function lookAtStockOf(db: LedgerDatabase, sku: string, at: string): Promise<void> {
  const rows = await db
    .selectFrom('stock_levels')
    .select('account_id')
    .where('sku', '=', sku)
    .execute();
  for (const row of rows) await askForStockLooks(db, row.account_id, [sku], at);
}

function readSku(row: Selectable<LedgerTables['skus']>): SkuInLedger {
  return {
    accountId: row.account_id,
    sku: row.sku,
    ean: row.ean ?? undefined,
    title: row.title ?? undefined,
    firstSeenAt: row.first_seen_at,
    lastOrderedAt: row.last_ordered_at ?? undefined,
    isAtOtto: row.is_at_otto === 1,
    match: row.match ?? undefined,
    parts: readSkuParts(row.parts),
    matchedAt: row.matched_at ?? undefined,
  };
}
