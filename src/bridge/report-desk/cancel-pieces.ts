import { isCancelled, parseFulfillmentStatus } from '../../mapping/otto/fulfillment-status.ts';
import {
  LANE_OF,
  type ReportPiece,
  type TransmissionSource,
} from '../../mapping/reporting/transmission.ts';
import type { NewTransmission } from '../ledger/new-transmissions.ts';
import type { EventCause } from '../ledger/tables.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { decideCancellation } from '../transmission/decide-wish.ts';
import { deliverBy, loadOrderFacts, type OrderFacts } from '../transmission/order-facts.ts';
import type { ReportsAccount } from '../transmission/ports.ts';
import { draftFrom, type ReportDraft } from './draft-report.ts';
import { findOrders, type OrderReference } from './find-order.ts';
import type { DeskParts } from './ports.ts';
import { knownReport, newReport, openAnswer, type WishAnswer } from './wish-answer.ts';

/** That pieces of an order are not delivered. */
export type CancelWish = OrderReference & {
  /** absent = every piece that is neither sent nor cancelled */
  positionItemIds?: readonly string[] | undefined;
  /** names the wish: sent in again under the same name it changes nothing */
  sourceKey?: string | undefined;
};

export type CancelOptions = {
  source: TransmissionSource;
  cause: EventCause;
  /** false: says what it would cost, and commits nothing */
  isConfirmed: boolean;
};

/** What a cancellation costs, told before it is confirmed. Sums are integer cents. */
export type CancelCost = {
  pieces: { positionItemId: string; sku: string; cents: number }[];
  sumCents: number;
  /** fee at stake when nothing of the order is left; what OTTO does with it, only its receipt tells */
  deliveryFeeCents: number | undefined;
};

export type CancelAnswer = WishAnswer & { cost: CancelCost | undefined };

/**
 * Takes note that pieces are to be cancelled at OTTO, each by a report of its own. It can't be undone,
 * so nothing is committed before it is confirmed. A piece that OTTO has not released is cancelled once
 * it is; until then the wish keeps it from being reported as shipped.
 */
export async function cancelPieces(
  parts: DeskParts,
  wishes: readonly CancelWish[],
  options: CancelOptions,
): Promise<CancelAnswer[]> {
  const found = await findOrders(parts, wishes);
  const answers: CancelAnswer[] = [];
  for (const [at, wish] of wishes.entries()) {
    const answer: CancelAnswer = { ...openAnswer(wish.order, found[at]), cost: undefined };
    const account = parts.accounts.find(({ accountId }) => accountId === answer.found?.accountId);
    if (account) await cancelOne(parts, account, answer, wish, options);
    answers.push(answer);
  }
  return answers;
}

async function cancelOne(
  parts: DeskParts,
  account: ReportsAccount,
  answer: CancelAnswer,
  wish: CancelWish,
  options: CancelOptions,
): Promise<void> {
  const { ledger, clock } = parts;
  const { accountId } = account;
  const { salesOrderId = '', orderNumber = '' } = answer.found ?? {};
  const order = (await loadOrderFacts({ ledger, account }, [salesOrderId])).get(salesOrderId);
  if (!order) return;
  const all = (await ledger.loadTransmissionsOf(accountId, [salesOrderId])).get(salesOrderId) ?? [];
  const before = all.filter((report) => isOfWish(report, wish.sourceKey));
  if (before.length > 0) {
    answer.reports = before.map(knownReport);
    return;
  }
  const unknown = wish.positionItemIds?.find(
    (id) => !order.pieces.some((one) => one.positionItemId === id),
  );
  if (unknown !== undefined) {
    const params = { orderNumber, positionItemId: unknown };
    answer.refusal = { code: 'report-piece-unknown', params };
    return;
  }
  const active = all.filter(({ state, kind }) => state !== 'withdrawn' && LANE_OF[kind] === 'out');
  const { drafts, agreed, left, known } = choose(order, active, wish, account, options);
  answer.left = left;
  answer.reports = [...known.map(knownReport), ...[...agreed, ...drafts].map(wouldBe)];
  const ids = [
    ...drafts.map(({ positionItemIds }) => positionItemIds),
    ...agreed.map(idsOf),
  ].flat();
  if (ids.length === 0) {
    if (known.length > 0) return;
    const isTaken = left.some(({ why }) => why === 'in-other-report');
    const code = isTaken ? 'report-piece-in-other-report' : 'report-nothing-to-cancel';
    answer.refusal = { code, params: { orderNumber } };
    return;
  }
  answer.cost = costOf(order, ids);
  if (!options.isConfirmed) return;
  const now = clock.now().toISOString();
  const said = agreed.map(({ transmissionId }) => transmissionId);
  for (const transmissionId of said) await ledger.confirmCancellation(transmissionId, now);
  const items = drafts.map(
    (draft, at): NewTransmission => ({
      ...draft,
      transmissionId: parts.newId(),
      salesOrderId,
      kind: 'cancellation',
      source: options.source,
      sourceKey: wish.sourceKey === undefined ? undefined : `${wish.sourceKey}#${at + 1}`,
      deliverBy: deliverBy(order, draft.positionItemIds),
    }),
  );
  const { refused } = await ledger.addTransmissions(accountId, items, options.cause, now);
  const refusals = new Map(refused.map((one) => [one.transmissionId, one]));
  answer.reports = [
    ...known.map(knownReport),
    ...agreed.map((report) => ({
      ...knownReport(report),
      outcome: 'due' as const,
      state: 'due' as const,
      reason: undefined,
    })),
    ...items.map((item) => {
      const refusal = refusals.get(item.transmissionId);
      if (!refusal) return newReport(item, item.transmissionId);
      const code =
        refusal.why === 'sent-in-before' ? 'report-sent-in-before' : 'report-piece-in-other-report';
      return {
        ...newReport(item, refusal.otherTransmissionId),
        outcome: refusal.why === 'sent-in-before' ? ('known' as const) : ('refused' as const),
        state: undefined,
        reason: undefined,
        refusal: { code, params: { orderNumber } },
      };
    }),
  ];
}

function choose(
  order: OrderFacts,
  active: readonly Transmission[],
  wish: CancelWish,
  account: ReportsAccount,
  { source }: CancelOptions,
) {
  const drafts: ReportDraft[] = [];
  const agreed: Transmission[] = [];
  const known: Transmission[] = [];
  const left: WishAnswer['left'] = [];
  for (const piece of order.pieces) {
    const { positionItemId } = piece;
    if (wish.positionItemIds && !wish.positionItemIds.includes(positionItemId)) continue;
    const report = active.find((one) => one.positionItemIds.includes(positionItemId));
    if (report?.kind === 'cancellation') {
      if (report.reason?.code === 'cancellation-to-confirm') agreed.push(report);
      else known.push(report);
      continue;
    }
    if (report) {
      left.push({ positionItemId, why: 'in-other-report' });
      continue;
    }
    const asked = { kind: 'cancellation', positionItemId, source, isConfirmed: true } as const;
    const decided = decideCancellation(asked, { pieces: order.pieces, rules: account.rules });
    if (decided.is !== 'over') drafts.push(draftFrom(decided));
    else left.push({ positionItemId, why: decided.why[0] ?? 'state-unknown' });
  }
  return { drafts, agreed, known, left };
}

function wouldBe(report: Transmission | ReportDraft) {
  return 'transmissionId' in report
    ? { ...knownReport(report), outcome: 'due' as const }
    : newReport(report);
}

function idsOf({ positionItemIds }: Transmission): string[] {
  return positionItemIds;
}

function costOf({ pieces, row }: OrderFacts, ids: readonly string[]): CancelCost {
  const isIn = ({ positionItemId }: ReportPiece) => ids.includes(positionItemId);
  const chosen = pieces.filter(isIn);
  const sumOf = (some: readonly ReportPiece[]) =>
    some.reduce((sum, { payableCents }) => sum + payableCents, 0);
  const alive = pieces.filter(
    ({ fulfillmentStatus }) => !isCancelled(parseFulfillmentStatus(fulfillmentStatus)),
  );
  const feeCents = row.gross_cents - sumOf(alive);
  const isWhole = alive.every(isIn);
  return {
    pieces: chosen.map(({ positionItemId, sku, payableCents }) => ({
      positionItemId,
      sku,
      cents: payableCents,
    })),
    sumCents: sumOf(chosen),
    deliveryFeeCents: isWhole && feeCents > 0 ? feeCents : undefined,
  };
}

function isOfWish({ sourceKey }: Transmission, key: string | undefined): boolean {
  return key !== undefined && sourceKey?.startsWith(`${key}#`) === true;
}
