import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { StockStanding } from '../../mapping/stock/stock-standing.ts';
import { OTTO_STOCK_FINDINGS, STOCK_FINDINGS } from '../../mapping/stock/stock-words.ts';
import type { StockFinding } from '../../mapping/stock/target.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables } from './tables.ts';

export type StockRow = Selectable<LedgerTables['stock_levels']>;

/** A SKU's number as the ledger has it. */
export type StockLevel = StockStanding & {
  accountId: string;
  sku: string;
  buffer: number | undefined;
  cap: number | undefined;
  shopQuantity: number | undefined;
  shopFinding: StockFinding | undefined;
  shopReadAt: string | undefined;
  reserved: number;
  ottoChangedAt: string | undefined;
  isAway: boolean;
  restore: number | undefined;
  /** for `settleStockLooks`: what is asked for meanwhile is looked at again */
  looksAsked: number;
};

const paramsSchema = z.record(z.string(), z.union([z.string(), z.number()])).catch({});
const shopCode = z.enum(STOCK_FINDINGS).optional().catch(undefined);
const ottoCode = z.enum(OTTO_STOCK_FINDINGS).optional().catch(undefined);

export function readStockRow(row: StockRow): StockLevel {
  return {
    accountId: row.account_id,
    sku: row.sku,
    state: row.state,
    target: row.target ?? undefined,
    pushed: row.pushed ?? undefined,
    pushedAt: row.pushed_at ?? undefined,
    ottoQuantity: row.otto_quantity ?? undefined,
    ottoReadAt: row.otto_read_at ?? undefined,
    ottoChangedAt: row.otto_changed_at ?? undefined,
    isWished: row.is_wished === 1,
    resends: row.resends,
    differsSince: row.differs_since ?? undefined,
    nextTryAt: row.next_try_at ?? undefined,
    finding: findingFrom(ottoCode.parse(row.reason ?? undefined), row.reason_params),
    buffer: row.buffer ?? undefined,
    cap: row.cap ?? undefined,
    shopQuantity: row.shop_quantity ?? undefined,
    shopFinding: findingFrom(shopCode.parse(row.shop_state ?? undefined), row.shop_params),
    shopReadAt: row.shop_read_at ?? undefined,
    reserved: row.reserved,
    isAway: row.is_away === 1,
    restore: row.restore ?? undefined,
    looksAsked: row.looks_asked,
  };
}

/** In one order everywhere, so that two transactions over the same SKUs wait in a row. */
export function bySku(one: { sku: string }, other: { sku: string }): number {
  return one.sku < other.sku ? -1 : Number(one.sku > other.sku);
}

/** Rows of some SKUs of an account, by SKU. Part of a transaction. */
export async function loadStockRows(
  trx: LedgerDatabase,
  accountId: string,
  skus: readonly string[],
): Promise<Map<string, StockRow>> {
  const rows = new Map<string, StockRow>();
  for (const some of inChunks(skus)) {
    const found = await trx
      .selectFrom('stock_levels')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('sku', 'in', some)
      .execute();
    for (const row of found) rows.set(row.sku, row);
  }
  return rows;
}

/** The columns of how a SKU stands towards OTTO. */
export function standingColumns(standing: StockStanding) {
  const { finding } = standing;
  return {
    state: standing.state,
    target: standing.target ?? null,
    pushed: standing.pushed ?? null,
    pushed_at: standing.pushedAt ?? null,
    otto_quantity: standing.ottoQuantity ?? null,
    otto_read_at: standing.ottoReadAt ?? null,
    is_wished: standing.isWished ? 1 : 0,
    resends: standing.resends,
    differs_since: standing.differsSince ?? null,
    next_try_at: standing.nextTryAt ?? null,
    reason: finding?.code ?? null,
    reason_params: finding ? JSON.stringify(finding.params) : null,
  };
}

/** The columns of what there is to say about the shop's side. */
export function shopColumns(finding: StockFinding | undefined) {
  return {
    shop_state: finding?.code ?? null,
    shop_params: finding ? JSON.stringify(finding.params) : null,
  };
}

function findingFrom<Code extends string>(
  code: Code | undefined,
  storedParams: string | null,
): { code: Code; params: Record<string, string | number> } | undefined {
  if (code === undefined) return undefined;
  return { code, params: paramsSchema.parse(JSON.parse(storedParams ?? '{}')) };
}
