import { idsRefunded } from '../../mapping/refunded-pieces.ts';
import { wholeIds } from '../../mapping/stock/part-id.ts';
import type { ImportRun } from './import-run.ts';
import type { ImportParts } from './ports.ts';
import type { WorkItem } from './work-item.ts';

/** What the ledger knows of these orders beyond OTTO's orders themselves. */
export async function loadAfterSale(
  { ledger, account }: Pick<ImportRun, 'ledger' | 'account'>,
  items: readonly WorkItem[],
): Promise<void> {
  const ids = items.map(({ salesOrder }) => salesOrder.salesOrderId);
  const known = await ledger.loadAfterSale(account.accountId, ids);
  for (const item of items) {
    item.afterSale = known.get(item.salesOrder.salesOrderId) ?? item.afterSale;
  }
}

/**
 * Reason and condition decide whether a returned piece goes back on stock, and its refund can't be
 * booked anew: so OTTO's returns are read before, once in a run, when both are missing. What OTTO does
 * not name, or can't name now, stays unknown.
 */
export async function loadMissingConditions(run: ImportRun, item: WorkItem): Promise<void> {
  const { restockReturned, restockCancelled } = run.account.rules;
  // What was only reported as shipped goes by the rule for cancelled pieces.
  if ((!restockReturned && !restockCancelled) || !isUnexplained(item)) return;
  if (await run.refreshReturns()) await loadAfterSale(run, [item]);
}

/** A piece is to be booked as returned of which nothing says why, or how it came back. */
function isUnexplained({ salesOrder, found, afterSale }: WorkItem): boolean {
  if (!found) return false;
  const refunded = new Set(wholeIds(idsRefunded(found)));
  return salesOrder.positionItems.some(
    ({ positionItemId, fulfillmentStatus }) =>
      fulfillmentStatus === 'RETURNED' &&
      !refunded.has(positionItemId) &&
      !afterSale.conditions.has(positionItemId) &&
      !afterSale.reasons?.has(positionItemId),
  );
}

/** @returns whether OTTO's returns were read; a fault there stops nothing */
export async function refreshReturns(
  { refreshReturns: refresh, logger }: Pick<ImportParts, 'refreshReturns' | 'logger'>,
  account: { accountId: string },
  signal: AbortSignal,
): Promise<boolean> {
  if (!refresh) return false;
  try {
    await refresh(signal);
    return true;
  } catch (error) {
    signal.throwIfAborted();
    const problem = error instanceof Error ? error.message : String(error);
    logger.warn('returns-not-refreshed', { accountId: account.accountId, problem });
    return false;
  }
}
