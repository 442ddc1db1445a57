import type { ReportPlan } from '../../mapping/reporting/report-plan.ts';
import type { CancellationWish, ShipmentWish } from '../../mapping/reporting/transmission.ts';
import type { NewTransmission } from '../ledger/new-transmissions.ts';
import {
  type Decided,
  decideCancellation,
  decideShipment,
  poolEmpty,
  type ReservedFrom,
} from './decide-wish.ts';
import { type JudgedTogether, judgeContext } from './judge.ts';
import { deliverBy, type OrderFacts } from './order-facts.ts';
import { parcelToKeep } from './parcel-forms.ts';
import type { ReportRun } from './report-run.ts';

/**
 * Commits what the shop asks for of one order: new reports, due at once or waiting with their reason,
 * those that say something else now, and those it takes back. Repeated, it changes nothing.
 */
export async function commitPlan(
  run: ReportRun,
  facts: OrderFacts,
  plan: ReportPlan,
  together: JudgedTogether,
): Promise<void> {
  const { ledger, account } = run;
  await withdraw(run, plan.withdrawn);
  await correct(run, plan.corrected);
  const wishes = [...plan.shipments, ...plan.cancellations];
  if (wishes.length === 0) return;
  const context = await judgeContext(run, facts, plan.shipments, together);
  const now = run.now();
  const items = wishes.flatMap((wish) => {
    const decided =
      wish.kind === 'shipment'
        ? decideShipment({ ...wish, createdAt: now }, context)
        : decideCancellation({ ...wish, source: 'shop', isConfirmed: false }, context);
    return decided.is === 'over' ? [] : [newReport(run, facts, wish, decided)];
  });
  const { added, refused } = await ledger.addTransmissions(account.accountId, items, 'report', now);
  const without = items.filter(({ transmissionId }) =>
    refused.some((one) => one.transmissionId === transmissionId && one.why === 'pool-empty'),
  );
  const waiting = without.map((item): NewTransmission => {
    const reason = poolEmpty(item.reserve);
    return { ...item, state: 'waiting', reason, nextTryAt: undefined, reserve: [] };
  });
  const late = await ledger.addTransmissions(account.accountId, waiting, 'report', now);
  run.counters.added += added.length + late.added.length;
}

type Item = NewTransmission & { reserve: ReservedFrom[] };

function newReport(
  run: ReportRun,
  facts: OrderFacts,
  wish: ShipmentWish | CancellationWish,
  decided: Exclude<Decided, { is: 'over' }>,
): Item {
  const isDue = decided.is === 'due';
  return {
    transmissionId: run.newId(),
    salesOrderId: facts.row.sales_order_id,
    kind: wish.kind,
    state: decided.is,
    reason: isDue ? undefined : decided.reason,
    source: 'shop',
    sourceKey: undefined,
    positionItemIds: decided.positionItemIds,
    parcels: decided.parcels,
    shipDate: decided.shipDate,
    shipFrom: isDue ? decided.shipFrom : undefined,
    deliverBy: deliverBy(facts, decided.positionItemIds),
    nextTryAt: isDue ? run.now() : decided.nextTryAt,
    reserve: isDue ? decided.reserve : [],
  };
}

/** One that may be at OTTO after all is left as it is. */
async function withdraw(run: ReportRun, transmissionIds: readonly string[]): Promise<void> {
  for (const id of transmissionIds) await run.ledger.withdrawTransmission(id, 'report', run.now());
}

/** What the shop says now takes the place of what it said; then it is judged like anything new. */
async function correct(run: ReportRun, corrected: ReportPlan['corrected']): Promise<void> {
  const changes = corrected.map(({ transmissionId, wish }) => ({
    transmissionId,
    from: ['waiting', 'due', 'attention'] as const,
    state: 'waiting' as const,
    positionItemIds: wish.positionItemIds,
    parcels: wish.parcels.map(parcelToKeep),
    shipDate: wish.shipDate,
    reason: null,
    nextTryAt: run.now(),
  }));
  if (changes.length === 0) return;
  const { accountId } = run.account;
  await run.ledger.reviseTransmissions(accountId, changes, 'report', run.now());
}
