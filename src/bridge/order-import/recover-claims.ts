import { MINUTE, SECOND } from '../clock.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import type { Settlement } from '../ledger/settlements.ts';
import { commitSettlements } from './commit-settlements.ts';
import type { ImportRun } from './import-run.ts';
import type { OwnOrder } from './ports.ts';
import { nextLookAfter } from './retry-later.ts';
import { UNANSWERED_TO_TELL } from './settle.ts';

/** A shop may still be at a call it got this long ago, even after its caller hung up. */
const LEAST_SETTLE_MS = 2 * MINUTE;
const MOST_SETTLE_MS = 10 * MINUTE;

/** How long a call without an answer may still have effects: as long as the shop lets PHP run. */
export function settleTimeMs(maxExecutionSeconds: number): number {
  if (maxExecutionSeconds === 0) return MOST_SETTLE_MS;
  return Math.min(Math.max(maxExecutionSeconds * SECOND, LEAST_SETTLE_MS), MOST_SETTLE_MS);
}

/** What to do about claims nobody has settled. */
export type ClaimVerdict = {
  /** found in the shop: made after all */
  adopt: { row: SalesOrderRow; own: OwnOrder }[];
  /** not found, and its call can't have effects any more: free to be created */
  release: SalesOrderRow[];
  /** not found, but its call may still be at work */
  wait: SalesOrderRow[];
  /** of those: its batch has just grown, so its time starts anew */
  restart: SalesOrderRow[];
};

/**
 * Judges open claims by what stands in the shop. What is found counts at once. What is not found
 * counts as not made only after the settle time, and while orders of the same batch still appear the
 * batch is still being worked on, however long ago it was sent.
 */
export function judgeClaims(
  claims: readonly SalesOrderRow[],
  own: ReadonlyMap<string, OwnOrder>,
  time: { now: Date; settleMs: number },
): ClaimVerdict {
  const verdict: ClaimVerdict = { adopt: [], release: [], wait: [], restart: [] };
  const growing = new Set(
    claims.filter((row) => own.has(row.sales_order_id)).map((row) => row.claim_id),
  );
  for (const row of claims) {
    const found = own.get(row.sales_order_id);
    const openForMs = time.now.getTime() - Date.parse(row.claimed_at ?? row.first_seen_at);
    if (found) verdict.adopt.push({ row, own: found });
    else if (growing.has(row.claim_id)) verdict.restart.push(row);
    else if (openForMs >= time.settleMs) verdict.release.push(row);
    else verdict.wait.push(row);
  }
  return verdict;
}

/**
 * Finishes the create calls whose outcome is open, before anything new is created: of a process that
 * was killed, or of a shop that gave no answer.
 */
export async function recoverClaims(run: ImportRun): Promise<void> {
  const { accountId } = run.account;
  const claims = await run.ledger.loadOpenClaims(accountId);
  if (claims.length === 0) return;
  const profile = await run.profile();
  // Before looking: what the shop makes while it lists its orders may be missing in the list.
  const lookedAt = run.clock.now();
  const verdict = judgeClaims(claims, await run.ownOrders(), {
    now: lookedAt,
    settleMs: settleTimeMs(profile.maxExecutionSeconds),
  });
  const ids = (rows: SalesOrderRow[]) => rows.map((row) => row.sales_order_id);
  run.logger.warn('claims-recovered', {
    importRunId: run.importRunId,
    adopted: verdict.adopt.length,
    released: verdict.release.length,
    waiting: verdict.wait.length + verdict.restart.length,
  });
  await commitSettlements(
    run,
    verdict.adopt.map(({ row, own }) => ({
      salesOrderId: row.sales_order_id,
      orderNumber: row.order_number,
      importState: 'imported',
      reason: undefined,
      contentHash: undefined,
      // The shop may have been caught in the middle of making it: sums are compared a little later.
      nextLookAt: new Date(run.clock.now().getTime() + MINUTE).toISOString(),
      failures: 0,
      shopOrder: {
        wooOrderId: own.wooOrderId,
        number: String(own.wooOrderId),
        status: own.status,
        createdAt: own.createdAt,
      },
      payment: undefined,
      events: [{ kind: 'shop-order-adopted', params: { wooOrderId: own.wooOrderId } }],
      causes: [],
      line: { outcome: 'created', params: { foundAfterNoAnswer: 1 } },
    })),
  );
  await run.ledger.extendClaims(accountId, ids(verdict.restart), run.now());
  await commitSettlements(
    run,
    verdict.release.map((row) => notMade(run, row)),
  );
}

/**
 * The call came to nothing: the order is free to be created again, at once. One that goes on like
 * this may be what the shop breaks on, and the owner hears of it.
 */
function notMade(run: ImportRun, row: SalesOrderRow): Settlement {
  const failures = row.failures + 1;
  const isTold = failures >= UNANSWERED_TO_TELL;
  const { account_id: accountId, sales_order_id: salesOrderId, order_number: orderNumber } = row;
  const code = 'shop-refused';
  const params = { shopCode: 'no-answer' };
  return {
    salesOrderId,
    orderNumber,
    importState: 'seen',
    reason: isTold ? { code, params } : undefined,
    contentHash: undefined,
    nextLookAt: isTold ? nextLookAfter(failures, run.clock.now()) : run.now(),
    failures,
    shopOrder: undefined,
    payment: undefined,
    events: isTold ? [{ kind: 'sales-order-failed', params: { reason: code, ...params } }] : [],
    causes: isTold
      ? [{ code, about: salesOrderId, accountId, params: { orderNumber, ...params } }]
      : [],
    line: isTold ? { outcome: 'failed', params: { reason: code, ...params } } : undefined,
  };
}
