import type { TransmissionState } from '../../mapping/reporting/transmission.ts';
import { isPutOnStock } from '../../mapping/returns/restock.ts';
import { MOST_DECISIONS_PER_CALL } from '../../mapping/returns/return-words.ts';
import type { NewTransmission, RefusedTransmission } from '../ledger/new-transmissions.ts';
import type { ReasonInLedger, Transmission } from '../ledger/transmission-rows.ts';
import { findOrders } from '../report-desk/find-order.ts';
import type { Refusal } from '../report-desk/ports.ts';
import { type FoundOrder, openAnswer } from '../report-desk/wish-answer.ts';
import { loadAfterSaleFacts } from '../transmission/after-sale-facts.ts';
import { loadOrderFacts, type OrderFacts } from '../transmission/order-facts.ts';
import type { ReportsAccount } from '../transmission/ports.ts';
import { type JudgedDecision, judgeDecision } from './judge-decision.ts';
import type { DecisionWish, ReturnDeskOptions, ReturnDeskParts } from './ports.ts';

/** What became of the decision about one piece, or would become of it. */
export type DecisionAnswer = {
  wish: DecisionWish;
  /** undefined where no order was found */
  found: FoundOrder | undefined;
  sku: string | undefined;
  /** `known`: it was said before; nothing is done twice */
  outcome: 'due' | 'waits' | 'known' | 'refused';
  /** undefined where nothing was committed */
  transmissionId: string | undefined;
  state: TransmissionState | undefined;
  /** what it waits for, or why it is not through */
  reason: ReasonInLedger | undefined;
  refusal: Refusal | undefined;
  /** what goes back to the buyer by it, as far as the ledger knows; 0 of a rejection */
  cents: number;
  /** the shop will put the piece back on stock */
  isRestocked: boolean;
};

/** All that goes to OTTO by some decisions. An acceptance can't be undone. */
export type DecisionExtent = {
  pieces: number;
  orders: number;
  accepted: number;
  rejected: number;
  restocked: number;
  sumCents: number;
};

export type DecidedReturns =
  | { isTaken: true; answers: DecisionAnswer[]; extent: DecisionExtent }
  | { isTaken: false; refusal: Refusal };

/**
 * Takes note of decisions about returns, each by a report of its own; one that is refused stops no
 * other. Nothing is sent here. The same decision said again is the same; another one takes the place
 * of one that is surely not at OTTO.
 *
 * @param wishes at most 200, as OTTO takes no more at once
 * @returns one answer for each wish, in their order
 */
export async function decideReturns(
  parts: ReturnDeskParts,
  wishes: readonly DecisionWish[],
  options: ReturnDeskOptions,
): Promise<DecidedReturns> {
  if (wishes.length > MOST_DECISIONS_PER_CALL) {
    const params = { pieces: wishes.length, most: MOST_DECISIONS_PER_CALL };
    return { isTaken: false, refusal: { code: 'too-many-decisions', params } };
  }
  const found = await findOrders(
    parts,
    wishes.map(({ salesOrderId, accountId }) => ({ order: salesOrderId, accountId })),
  );
  const answers = wishes.map((wish, at) => openDecision(wish, found[at]));
  for (const account of parts.accounts) {
    const own = answers.filter((answer) => answer.found?.accountId === account.accountId);
    if (own.length > 0) await decideForAccount(parts, account, own, options);
  }
  return { isTaken: true, answers, extent: extentOf(answers) };
}

function openDecision(
  wish: DecisionWish,
  search: Parameters<typeof openAnswer>[1],
): DecisionAnswer {
  const { found, refusal } = openAnswer(wish.salesOrderId, search);
  return {
    wish,
    found,
    sku: undefined,
    outcome: 'refused',
    transmissionId: undefined,
    state: undefined,
    reason: undefined,
    refusal,
    cents: 0,
    isRestocked: false,
  };
}

type Planned = {
  answer: DecisionAnswer;
  judged: Extract<JudgedDecision, { is: 'new' }>;
  item: NewTransmission;
};

async function decideForAccount(
  parts: ReturnDeskParts,
  account: ReportsAccount,
  answers: readonly DecisionAnswer[],
  options: ReturnDeskOptions,
): Promise<void> {
  const { ledger } = parts;
  const ids = [...new Set(answers.flatMap(({ found }) => found?.salesOrderId ?? []))];
  const orders = await loadOrderFacts({ ledger, account }, ids);
  const pieces = answers.map(({ wish }) => wish.positionItemId);
  const facts = await loadAfterSaleFacts({ ledger, account }, ids, pieces);
  const moneyBack = await ledger.loadAfterSale(account.accountId, ids);
  const planned: Planned[] = [];
  const said = new Map<string, DecisionAnswer>();
  for (const answer of answers) {
    const { wish, found } = answer;
    const order = orders.get(found?.salesOrderId ?? '');
    if (!order) continue;
    answer.sku = pieceOf(order, wish)?.sku;
    const before = said.get(wish.positionItemId);
    if (before) {
      repeat(answer, before);
      continue;
    }
    said.set(wish.positionItemId, answer);
    const judged = judgeDecision(wish, order, facts);
    tell(answer, judged);
    if (judged.is === 'refused') continue;
    const back = moneyBack.get(order.row.sales_order_id)?.moneyBack ?? [];
    const reduced = back.filter((one) => one.positionItemId === wish.positionItemId);
    const gone = reduced.reduce((sum, { cents }) => sum + cents, 0);
    const isAcceptance = wish.decision === 'accept';
    const { importRules } = account;
    const paid = pieceOf(order, wish)?.payableCents ?? 0;
    answer.cents = isAcceptance ? Math.max(0, paid - gone) : 0;
    answer.isRestocked = isAcceptance && isPutOnStock(wish, importRules);
    if (judged.is === 'new') {
      planned.push({ answer, judged, item: itemOf(parts, wish, order, judged, options) });
    }
  }
  if (!options.dryRun) await commit(parts, account, planned, options);
  // What is said twice in one call came to the same.
  for (const answer of answers) {
    const first = said.get(answer.wish.positionItemId);
    if (first && first !== answer && answer.outcome === 'known') {
      answer.transmissionId = first.transmissionId;
    }
  }
}

function pieceOf({ pieces }: OrderFacts, { positionItemId }: DecisionWish) {
  return pieces.find((piece) => piece.positionItemId === positionItemId);
}

function repeat(answer: DecisionAnswer, before: DecisionAnswer): void {
  const { wish } = answer;
  const isSame =
    wish.decision === before.wish.decision &&
    wish.condition === before.wish.condition &&
    wish.reason === before.wish.reason;
  if (isSame && before.outcome !== 'refused') {
    answer.outcome = 'known';
    return;
  }
  const { positionItemId } = wish;
  const orderNumber = answer.found?.orderNumber ?? '';
  answer.refusal = isSame
    ? before.refusal
    : { code: 'return-piece-twice', params: { orderNumber, positionItemId } };
}

function tell(answer: DecisionAnswer, judged: JudgedDecision): void {
  switch (judged.is) {
    case 'refused':
      answer.refusal = judged.refusal;
      return;
    case 'known':
      answer.outcome = 'known';
      tellReport(answer, judged.report);
      return;
    case 'new':
      answer.outcome = judged.waitsFor ? 'waits' : 'due';
      answer.reason = judged.waitsFor;
  }
}

function tellReport(
  answer: DecisionAnswer,
  { transmissionId, state, reason }: Pick<Transmission, 'transmissionId' | 'state' | 'reason'>,
): void {
  Object.assign(answer, { transmissionId, state, reason });
}

function itemOf(
  { clock, newId }: Pick<ReturnDeskParts, 'clock' | 'newId'>,
  { positionItemId, condition }: DecisionWish,
  order: OrderFacts,
  { kind, decisionReason, waitsFor, baseline }: Planned['judged'],
  { source }: ReturnDeskOptions,
): NewTransmission {
  return {
    transmissionId: newId(),
    salesOrderId: order.row.sales_order_id,
    kind,
    state: waitsFor ? 'waiting' : 'due',
    reason: waitsFor,
    source,
    sourceKey: undefined,
    positionItemIds: [positionItemId],
    parcels: [],
    shipDate: undefined,
    shipFrom: undefined,
    deliverBy: undefined,
    // What OTTO showed between the look at it and this commit has woken nobody: the next run looks itself.
    nextTryAt: clock.now().toISOString(),
    reserve: [],
    condition,
    decisionReason,
    baseline: baseline && JSON.stringify(baseline),
  };
}

async function commit(
  { ledger, clock }: ReturnDeskParts,
  { accountId }: ReportsAccount,
  planned: readonly Planned[],
  { cause }: ReturnDeskOptions,
): Promise<void> {
  if (planned.length === 0) return;
  const now = clock.now().toISOString();
  for (const { judged } of planned) {
    const { replaces } = judged;
    // One that left meanwhile is not taken back: then its place is not free either.
    if (replaces) await ledger.withdrawTransmission(replaces.transmissionId, cause, now);
  }
  const items = planned.map(({ item }) => item);
  const { refused } = await ledger.addTransmissions(accountId, items, cause, now);
  const refusals = new Map(refused.map((one) => [one.transmissionId, one]));
  for (const { answer, item } of planned) {
    const refusal = refusals.get(item.transmissionId);
    if (!refusal) tellReport(answer, item);
    else await tellTaken(ledger, answer, refusal);
  }
}

/** Somebody else decided about the piece a moment ago. */
async function tellTaken(
  ledger: ReturnDeskParts['ledger'],
  answer: DecisionAnswer,
  { otherTransmissionId = '' }: RefusedTransmission,
): Promise<void> {
  const other = (await ledger.loadTransmission(otherTransmissionId))?.transmission;
  const { found, wish } = answer;
  const isSame =
    other?.kind === (wish.decision === 'accept' ? 'acceptance' : 'rejection') &&
    other.condition === wish.condition &&
    other.decisionReason === wish.reason;
  if (other && isSame) {
    answer.outcome = 'known';
    tellReport(answer, other);
    return;
  }
  const params = { orderNumber: found?.orderNumber ?? '', state: other?.state ?? '' };
  answer.outcome = 'refused';
  answer.reason = undefined;
  answer.refusal = { code: 'return-decision-open', params };
}

function extentOf(answers: readonly DecisionAnswer[]): DecisionExtent {
  const going = answers.filter(({ outcome }) => outcome === 'due' || outcome === 'waits');
  const accepted = going.filter(({ wish }) => wish.decision === 'accept');
  return {
    pieces: going.length,
    orders: new Set(going.map(({ found }) => `${found?.accountId} ${found?.salesOrderId}`)).size,
    accepted: accepted.length,
    rejected: going.length - accepted.length,
    restocked: going.filter(({ isRestocked }) => isRestocked).length,
    sumCents: going.reduce((sum, { cents }) => sum + cents, 0),
  };
}
