import { issuePartialRefund } from '../receipts/issue-receipts.ts';
import type { World } from '../world.ts';
import type { Reduction } from './reduction-store.ts';

/** Processes the reductions whose time has come; whoever looks at them or at receipts calls it first. */
export function settleReductions(world: World): void {
  const afterMs = world.behaviour.reductionProcessedAfterMs;
  if (afterMs === undefined) return;
  for (const reduction of world.reductions.all()) {
    const dueMs = Date.parse(reduction.createdAt) + afterMs;
    if (reduction.status === 'INITIATED' && dueMs <= world.now().getTime()) {
      processReduction(world, reduction, new Date(dueMs));
    }
  }
}

/** INITIATED → PROCESSED, with its PARTIAL_REFUND. @throws in any other state */
export function processReduction(world: World, reduction: Reduction, at: Date): void {
  if (reduction.status !== 'INITIATED') {
    throw new Error(`fake OTTO: reduction ${reduction.id} is ${reduction.status}`);
  }
  reduction.status = 'PROCESSED';
  const order = world.orders.find(reduction.salesOrderId);
  if (order === undefined) throw new Error(`fake OTTO: no order ${reduction.salesOrderId}`);
  issuePartialRefund(world, order, reduction, at);
}
