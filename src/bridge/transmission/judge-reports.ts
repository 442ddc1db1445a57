import type { ShipRefusal } from '../../mapping/may-ship.ts';
import type { TransmissionRevision } from '../ledger/revise-transmissions.ts';
import type { ReasonInLedger, Transmission } from '../ledger/transmission-rows.ts';
import { decideAfterSale } from './decide-after-sale.ts';
import {
  type Decided,
  decideCancellation,
  decideShipment,
  type Ended,
  poolEmpty,
} from './decide-wish.ts';
import { type JudgedTogether, judgeContext, loadJudgedTogether } from './judge.ts';
import { loadOrderFacts, type OrderFacts } from './order-facts.ts';
import { keptShipment } from './parcel-forms.ts';
import type { ReportRun } from './report-run.ts';

/** Judges some waiting reports anew, and commits what became of each. */
export async function judgeReports(
  run: ReportRun,
  reports: readonly Transmission[],
): Promise<void> {
  const orders = await loadOrderFacts(
    run,
    reports.map(({ salesOrderId }) => salesOrderId),
  );
  const skus = [...orders.values()].flatMap(({ pieces }) => pieces.map(({ sku }) => sku));
  const together = await loadJudgedTogether(run, skus);
  for (const report of reports) {
    const facts = orders.get(report.salesOrderId);
    if (!facts) continue;
    const decided = await decideReport(run, report, facts, together);
    await commitDecision(run, report, decided);
  }
}

/** What a report that has not left yet comes to, as everything stands now. */
export async function decideReport(
  run: ReportRun,
  report: Transmission,
  facts: OrderFacts,
  together: JudgedTogether,
): Promise<Decided | Ended> {
  if (report.kind === 'shipment') {
    const wish = keptShipment(report, run.now());
    return decideShipment(wish, await judgeContext(run, facts, [wish], together));
  }
  if (report.kind !== 'cancellation') return decideAfterSale(run, report, facts);
  const context = await judgeContext(run, facts, [], together);
  const { source, agreedAt, positionItemIds } = report;
  return decideCancellation(
    {
      kind: 'cancellation',
      positionItemId: positionItemIds[0] ?? '',
      source,
      isConfirmed: agreedAt !== undefined,
    },
    context,
  );
}

/**
 * Commits what was decided about a report, from `waiting` or `due`.
 *
 * @returns false when somebody else has taken the report on, or its pool ran empty: then it waits
 */
export async function commitDecision(
  run: ReportRun,
  report: Transmission,
  decided: Decided | Ended,
): Promise<boolean> {
  const { transmissionId } = report;
  const unsent = { transmissionId, from: ['waiting', 'due'] as const };
  if (decided.is === 'over') return revise(run, { ...unsent, ...endOf(report, decided.why) });
  if (decided.is === 'ended') {
    const { state, reason } = decided;
    return revise(run, { ...unsent, state, reason, nextTryAt: null });
  }
  const wanted: TransmissionRevision = {
    ...unsent,
    state: decided.is,
    positionItemIds: decided.positionItemIds,
    reason: decided.is === 'due' ? keptReason(report) : decided.reason,
    nextTryAt: decided.is === 'due' ? dueAt(run, report) : (decided.nextTryAt ?? null),
    ...(report.kind === 'shipment' ? { parcels: decided.parcels } : {}),
    ...(decided.shipDate === undefined ? {} : { shipDate: decided.shipDate }),
    ...(decided.is === 'due' && decided.shipFrom ? { shipFrom: decided.shipFrom } : {}),
  };
  const reserve = decided.is === 'due' ? decided.reserve : [];
  if (reserve.length === 0 && isAsItWas(report, wanted)) return true;
  if (await revise(run, { ...wanted, reserve })) return true;
  if (reserve.length === 0) return false;
  const reason = poolEmpty(reserve);
  await revise(run, { ...unsent, state: 'waiting', reason, nextTryAt: null });
  return false;
}

/** A report that failed before says so until it is through. */
function keptReason({ state, reason }: Transmission): ReasonInLedger | null {
  return state === 'due' ? (reason ?? null) : null;
}

function dueAt(run: ReportRun, { state, nextTryAt }: Transmission): string {
  return state === 'due' && nextTryAt !== undefined ? nextTryAt : run.now();
}

/** Nothing of a report is left to send: OTTO knows it already, or it is off. */
function endOf(
  { kind }: Transmission,
  why: readonly (ShipRefusal | string)[],
): Pick<TransmissionRevision, 'state' | 'reason' | 'nextTryAt'> {
  const isSent = why.some((one) => one === 'already-sent' || one === 'returned');
  const end = (
    state: 'confirmed' | 'withdrawn' | 'attention',
    code: string,
  ): Pick<TransmissionRevision, 'state' | 'reason' | 'nextTryAt'> => ({
    state,
    reason: { code, params: {} },
    nextTryAt: null,
  });
  if (why.includes('state-unknown')) return end('attention', 'piece-not-shippable');
  if (kind === 'cancellation') {
    return isSent
      ? end('attention', 'cancellation-refused')
      : end('confirmed', 'cancelled-elsewhere');
  }
  return isSent ? end('confirmed', 'reported-elsewhere') : end('withdrawn', 'cancelled-elsewhere');
}

function isAsItWas(report: Transmission, wanted: TransmissionRevision): boolean {
  const { state, reason, nextTryAt, positionItemIds, parcels, shipDate, shipFrom } = report;
  const now = [state, reason ?? null, nextTryAt ?? null, positionItemIds, parcels];
  const then = [
    ...[wanted.state, wanted.reason ?? null, wanted.nextTryAt ?? null],
    ...[wanted.positionItemIds, wanted.parcels ?? parcels],
  ];
  return (
    isSame(now, then) &&
    isSame(shipDate, wanted.shipDate ?? shipDate) &&
    isSame(shipFrom, wanted.shipFrom ?? shipFrom)
  );
}

/** Equal whatever order the fields were written in. */
function isSame(one: unknown, other: unknown): boolean {
  return inOrder(one) === inOrder(other);
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );
}

async function revise(run: ReportRun, revision: TransmissionRevision): Promise<boolean> {
  const { accountId } = run.account;
  const unchanged = await run.ledger.reviseTransmissions(
    accountId,
    [revision],
    'report',
    run.now(),
  );
  return unchanged.size === 0;
}
