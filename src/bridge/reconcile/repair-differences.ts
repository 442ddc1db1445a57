import { compareOrder } from '../../mapping/compare-order.ts';
import { BridgeError, WooApiError } from '../errors.ts';
import type { ReconcileDifferenceRow } from '../ledger/reconcile-runs.ts';
import { giveBackLease } from '../order-import/give-back-lease.ts';
import { leaseKeeper, takeLease } from '../order-import/keep-lease.ts';
import { ImportStopped, type RunFault } from '../order-import/run-faults.ts';
import { carryOut } from './carry-out.ts';
import { faultOf } from './faults.ts';
import type { ReconcileAccount, ReconcileOptions, ReconcileParts, ReconcileRun } from './ports.ts';
import { readOrder } from './read-order.ts';
import { reconcileLeaseName, rulesOf } from './run-reconcile.ts';

const A_PAGE = 200;

export type RepairResult =
  | { ran: false; why: 'already-reconciling' }
  | {
      ran: true;
      /** differences that are repaired, or were gone already */
      repaired: number;
      /** differences that the bridge can't repair now */
      left: number;
      fault: RunFault | undefined;
    };

/**
 * Repairs differences a comparison found: those that are named, or all that have a repair. Each order
 * is read anew first, so that a difference that is gone, or was repaired before a kill, is not repaired
 * again. What is to be written by the import is only made due; an import has to follow.
 */
export async function repairDifferences(
  parts: ReconcileParts,
  account: ReconcileAccount,
  chosen: { reconcileRunId: string; differenceIds: readonly number[] | undefined },
  options: ReconcileOptions & { onStarted?: (() => void) | undefined },
): Promise<RepairResult> {
  const holder = `${options.holderKind}:${parts.processName}:${parts.newId()}`;
  const lease = await takeLease(parts, reconcileLeaseName(account.accountId), holder);
  if (!lease) return { ran: false, why: 'already-reconciling' };
  options.onStarted?.();
  const keeper = leaseKeeper(parts, lease);
  const run = { ...parts, account, signal: options.signal };
  const done = { repaired: 0, left: 0 };
  const isByName = chosen.differenceIds !== undefined;
  try {
    for await (const difference of repairable(run, chosen)) {
      await keeper.keep();
      const isRepaired = await keeper.fenced(() => repairUnlessRefused(run, difference, isByName));
      done[isRepaired ? 'repaired' : 'left'] += 1;
    }
    return { ran: true, ...done, fault: undefined };
  } catch (error) {
    const fault = await faultOf(run, error);
    if (!fault) throw error;
    return { ran: true, ...done, fault };
  } finally {
    keeper.stop();
    await giveBackLease(parts, lease);
  }
}

async function* repairable(
  { ledger }: ReconcileRun,
  chosen: { reconcileRunId: string; differenceIds: readonly number[] | undefined },
): AsyncGenerator<ReconcileDifferenceRow> {
  const { reconcileRunId, differenceIds } = chosen;
  for (let after = 0; ; ) {
    const page = { after, limit: A_PAGE };
    const rows = await ledger.listReconcileDifferences(reconcileRunId, page);
    for (const row of rows) {
      const isChosen = differenceIds?.includes(row.difference_id) ?? true;
      if (isChosen && row.repair !== null && row.repaired_at === null) yield row;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < A_PAGE) return;
    after = last.difference_id;
  }
}

/** What the shop refuses for one order is no reason to leave the others. */
async function repairUnlessRefused(
  run: ReconcileRun,
  difference: ReconcileDifferenceRow,
  isByName: boolean,
): Promise<boolean> {
  try {
    return await repairOne(run, difference, isByName);
  } catch (error) {
    if (!isOfOneOrder(error)) throw error;
    run.logger.warn('reconcile-repair-refused', {
      salesOrderId: difference.sales_order_id,
      code: difference.code,
      problem: error.message,
    });
    return false;
  }
}

/**
 * What a person deleted is made anew only where its difference is named. Among all others it is only
 * looked at, so that the owner is asked, with what making it anew means for the stock.
 *
 * @returns whether the difference is repaired, or gone by itself
 */
async function repairOne(
  run: ReconcileRun,
  row: ReconcileDifferenceRow,
  isByName: boolean,
): Promise<boolean> {
  const { sales_order_id: salesOrderId, order_number: orderNumber } = row;
  const order = await readOrder(run, salesOrderId, { shop: [], orderNumber });
  const now = () => run.clock.now().toISOString();
  const present = compareOrder(order, await rulesOf(run)).differences.find(
    ({ code, params }) => code === row.code && isSameDouble(params, row),
  );
  if (!present) {
    await run.ledger.markRepaired(row, [], now());
    return true;
  }
  const isOwners = present.repair === 'create-again' && !isByName;
  const difference = isOwners ? { ...present, repair: 'look-again' as const } : present;
  const events = await carryOut(run, { salesOrderId, orderNumber, order, difference });
  if (!events || isOwners) return false;
  await run.ledger.markRepaired(row, events, now());
  run.logger.info('reconcile-difference-repaired', { salesOrderId, code: row.code });
  return true;
}

/** A sales order may have several doubles in the shop, each a difference of its own. */
function isSameDouble(
  { otherWooOrderId }: Record<string, string | number>,
  row: ReconcileDifferenceRow,
): boolean {
  const stored: unknown = JSON.parse(row.params);
  return (
    otherWooOrderId === undefined ||
    (typeof stored === 'object' &&
      stored !== null &&
      'otherWooOrderId' in stored &&
      stored.otherWooOrderId === otherWooOrderId)
  );
}

function isOfOneOrder(error: unknown): error is BridgeError {
  const cause = error instanceof ImportStopped ? error.cause : error;
  const isRefusal = cause instanceof WooApiError && ![401, 403, 429].includes(cause.statusCode);
  return error instanceof BridgeError && isRefusal && cause.statusCode < 500;
}
