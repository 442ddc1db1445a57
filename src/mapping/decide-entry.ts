import type { ImportRules } from './import-rules.ts';
import { isCancelledPhase, type OrderPhase, orderPhase } from './order-phase.ts';
import type { SalesOrder } from './otto/sales-order.ts';
import type { BacklogReason, SkipReason } from './shop-plan.ts';

/** Whether an order that is not in the shop yet comes in, waits in the bridge, or stays out. */
export type Entry =
  | { entry: 'enter' }
  | { entry: 'backlog'; reason: BacklogReason }
  | { entry: 'skip'; reason: SkipReason };

/**
 * Decides without looking at the shop. An unknown phase enters, to be held with its reason.
 *
 * @param startAt only orders placed at OTTO since this UTC moment come in; undefined = all
 */
export function decideEntry(
  salesOrder: SalesOrder,
  rules: ImportRules,
  startAt: string | undefined,
): Entry {
  if (startAt !== undefined && salesOrder.orderedAt < startAt) {
    return { entry: 'skip', reason: 'ordered-before-start' };
  }
  const phase: OrderPhase | undefined = orderPhase(salesOrder.positionItems);
  if (phase !== undefined && isCancelledPhase(phase)) {
    return { entry: 'skip', reason: 'cancelled-before-import' };
  }
  if (phase !== 'announced') return { entry: 'enter' };
  const isPrepayment = salesOrder.paymentMethod === 'PREPAYMENT';
  if (rules.announcedImport === 'all' || (rules.announcedImport === 'prepayment' && isPrepayment)) {
    return { entry: 'enter' };
  }
  return { entry: 'backlog', reason: isPrepayment ? 'waits-for-prepayment' : 'not-released' };
}
