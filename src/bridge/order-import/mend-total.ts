import { type Difference, planTotalRepair } from '../../mapping/check-shop-order.ts';
import { causeOfDifference } from './causes.ts';
import type { ImportRun } from './import-run.ts';
import { namesOf } from './settle.ts';
import type { WorkItem } from './work-item.ts';
import { writeToShop } from './write-to-shop.ts';

/** Keeps what the shop made differently: a wrong sum is to be mended, all else is an incident. */
export function noteDifferences(run: ImportRun, item: WorkItem, differences: Difference[]): void {
  const wooOrderId = item.found?.order.wooOrderId ?? 0;
  for (const difference of differences) {
    if (difference.code === 'total') item.wrongTotal = difference;
    else item.causes.push(causeOfDifference(difference, { ...namesOf(run, item), wooOrderId }));
  }
}

/**
 * Mends a wrong sum, once. What is still different at the end is told as a contradiction, with both
 * sums and both ways.
 *
 * @throws what the shop threw; the sum is looked at again in the next run
 */
export async function mendTotal(run: ImportRun, item: WorkItem): Promise<void> {
  const { found, wrongTotal, salesOrder } = item;
  if (!found || !wrongTotal) return;
  item.wrongTotal = undefined;
  const { expectedCents } = wrongTotal;
  const { language } = run.account.rules;
  const repair = planTotalRepair(salesOrder, found.order, expectedCents, language);
  if (!repair) return;
  // A correcting fee adds up when it is sent twice, so its intent is committed like a creation.
  const claimed = { salesOrderIds: [salesOrder.salesOrderId], at: run.now() };
  await run.ledger.claimForChange(run.account.accountId, salesOrder.salesOrderId, {
    claimId: run.newId(),
    now: claimed.at,
    notes: [],
  });
  item.hasOpenClaim = true;
  const { order } = found;
  const update = () => run.shop.updateOrder(order.wooOrderId, repair);
  const mended = await writeToShop(run, update, { claimed });
  item.found = { order: mended, refunds: found.refunds };
  item.events.push({
    kind: 'shop-order-total-mended',
    params: {
      wooOrderId: order.wooOrderId,
      fromCents: order.totalCents,
      toCents: mended.totalCents,
    },
  });
}
