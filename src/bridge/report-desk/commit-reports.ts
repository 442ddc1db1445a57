import type { NewTransmission, RefusedTransmission } from '../ledger/new-transmissions.ts';
import type { TransmissionRevision } from '../ledger/revise-transmissions.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { poolEmpty } from '../transmission/decide-wish.ts';
import { deliverBy, type OrderFacts } from '../transmission/order-facts.ts';
import type { ReportsAccount } from '../transmission/ports.ts';
import type { ReportDraft } from './draft-report.ts';
import type { DeskParts, ShipOptions } from './ports.ts';
import type { ShipWish } from './ship-wish.ts';
import { newReport, type WishAnswer, type WishReport } from './wish-answer.ts';

/** A wish with the reports that are to come of it. */
export type PlannedWish = {
  answer: WishAnswer;
  wish: ShipWish;
  order: OrderFacts;
  drafts: ReportDraft[];
  /** reports that wait or were refused: the first takes on what is said now, the others end */
  replaces: Transmission[];
};

type Written = { planned: PlannedWish; draft: ReportDraft; transmissionId: string };

/**
 * Commits reports of one account; each stands entirely or not at all, and the answers say what became
 * of it. A report whose place another one takes is changed, not ended: its pieces are never free.
 */
export async function commitReports(
  parts: DeskParts,
  account: ReportsAccount,
  wishes: readonly PlannedWish[],
  options: Pick<ShipOptions, 'source' | 'cause'>,
  now: string,
): Promise<void> {
  const { ledger, newId } = parts;
  const { accountId } = account;
  for (const { answer } of wishes) {
    answer.reports = answer.reports.filter(({ outcome }) => outcome === 'known');
  }
  await endReplaced(parts, wishes, options, now);
  const revised: Written[] = [];
  const added: Written[] = [];
  for (const planned of wishes) {
    for (const [at, draft] of planned.drafts.entries()) {
      const place = at === 0 ? planned.replaces[0] : undefined;
      if (place) revised.push({ planned, draft, transmissionId: place.transmissionId });
      else added.push({ planned, draft, transmissionId: newId() });
    }
  }
  const revisions = revised.map((one) => revisionOf(one, options));
  const unchanged =
    revisions.length === 0
      ? new Set<string>()
      : await ledger.reviseTransmissions(accountId, revisions, options.cause, now);
  for (const one of revised) {
    if (unchanged.has(one.transmissionId)) tell(one, { why: 'piece-in-other-report' });
    else tell(one);
  }
  await add(parts, account, added, options, now);
  const freed = wishes.filter(({ replaces }) => replaces.length > 0);
  if (freed.length > 0) {
    const ids = freed.map(({ order }) => order.row.sales_order_id);
    // Pieces that were in a replaced report and are in none now: the shop may still ask for them.
    await ledger.askForReportLooks(accountId, ids);
  }
}

async function endReplaced(
  { ledger }: DeskParts,
  wishes: readonly PlannedWish[],
  { cause }: Pick<ShipOptions, 'cause'>,
  now: string,
): Promise<void> {
  for (const { replaces } of wishes) {
    for (const { transmissionId } of replaces.slice(1)) {
      await ledger.withdrawTransmission(transmissionId, cause, now);
    }
  }
}

async function add(
  parts: DeskParts,
  account: ReportsAccount,
  added: readonly Written[],
  options: Pick<ShipOptions, 'source' | 'cause'>,
  now: string,
): Promise<void> {
  if (added.length === 0) return;
  const { ledger } = parts;
  const items = added.map((one) => itemOf(one, options));
  const { refused } = await ledger.addTransmissions(account.accountId, items, options.cause, now);
  const refusals = new Map(refused.map((refusal) => [refusal.transmissionId, refusal]));
  const emptied: Written[] = [];
  for (const one of added) {
    const refusal = refusals.get(one.transmissionId);
    if (refusal?.why === 'pool-empty' && one.draft.reserve.length > 0)
      emptied.push(withoutPool(one));
    else tell(one, refusal);
  }
  // Somebody took the last number meanwhile: the report waits for a new pool.
  await add(parts, account, emptied, options, now);
}

function withoutPool(one: Written): Written {
  const { draft } = one;
  const reason = poolEmpty(draft.reserve);
  return { ...one, draft: { ...draft, state: 'waiting', reason, reserve: [] } };
}

function itemOf(
  { planned, draft, transmissionId }: Written,
  { source }: Pick<ShipOptions, 'source'>,
): NewTransmission {
  const { order, wish, drafts } = planned;
  const at = drafts.findIndex((one) => one.positionItemIds === draft.positionItemIds);
  return {
    ...draft,
    transmissionId,
    salesOrderId: order.row.sales_order_id,
    kind: 'shipment',
    source,
    sourceKey: keyOf(wish, at),
    deliverBy: deliverBy(order, draft.positionItemIds),
  };
}

function keyOf({ sourceKey }: ShipWish, at: number): string | undefined {
  if (sourceKey === undefined || at <= 0) return sourceKey;
  return `${sourceKey}#${at + 1}`;
}

function revisionOf(
  { draft, transmissionId }: Written,
  { source }: Pick<ShipOptions, 'source'>,
): TransmissionRevision {
  const { state, reason, parcels, positionItemIds, shipDate, shipFrom, nextTryAt, reserve } = draft;
  return {
    transmissionId,
    from: ['waiting', 'attention'],
    state,
    reason: reason ?? null,
    parcels,
    positionItemIds,
    shipDate,
    shipFrom,
    nextTryAt: nextTryAt ?? null,
    failures: 0,
    reserve,
    source,
  };
}

function tell(
  { planned, draft, transmissionId }: Written,
  refusal?: Pick<RefusedTransmission, 'why' | 'otherTransmissionId'>,
): void {
  const { answer } = planned;
  if (!refusal) {
    answer.reports.push(newReport(draft, transmissionId));
    return;
  }
  const { why, otherTransmissionId } = refusal;
  const isKnown = why === 'sent-in-before';
  const code = isKnown ? 'report-sent-in-before' : 'report-piece-in-other-report';
  const report: WishReport = {
    ...newReport(draft),
    outcome: isKnown ? 'known' : 'refused',
    transmissionId: otherTransmissionId,
    state: undefined,
    reason: undefined,
    refusal: { code, params: { orderNumber: answer.found?.orderNumber ?? '' } },
  };
  answer.reports.push(report);
}
