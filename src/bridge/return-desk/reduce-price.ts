import {
  judgePriceReduction,
  type Room,
  roomLeft,
} from '../../mapping/reporting/judge-price-reduction.ts';
import type { ListedReductions } from '../../mapping/reporting/own-reduction.ts';
import type { TransmissionState } from '../../mapping/reporting/transmission.ts';
import { DAY } from '../clock.ts';
import type { NewTransmission } from '../ledger/new-transmissions.ts';
import type { ReasonInLedger, Transmission } from '../ledger/transmission-rows.ts';
import { findOrders } from '../report-desk/find-order.ts';
import type { Refusal } from '../report-desk/ports.ts';
import { type FoundOrder, openAnswer } from '../report-desk/wish-answer.ts';
import {
  type AfterSaleFacts,
  isAcceptanceOpen,
  loadAfterSaleFacts,
  openShipmentOf,
} from '../transmission/after-sale-facts.ts';
import { loadOrderFacts, type OrderFacts } from '../transmission/order-facts.ts';
import type { ReductionWish, ReturnDeskOptions, ReturnDeskParts } from './ports.ts';
import { askForReductions } from './reductions-at-otto.ts';

/** What became of a price reduction that is asked for, or would become of it. */
export type ReductionAnswer = {
  wish: ReductionWish;
  found: FoundOrder | undefined;
  sku: string | undefined;
  /** `known`: it was said before under the same request id */
  outcome: 'due' | 'waits' | 'known' | 'refused';
  transmissionId: string | undefined;
  state: TransmissionState | undefined;
  reason: ReasonInLedger | undefined;
  refusal: Refusal | undefined;
  /** undefined where the piece is not known */
  price: (Room & { isFromOtto: boolean; newTotalCents: number }) | undefined;
};

/** The same amount for the same piece within this time is more likely said twice than meant twice. */
const SAME_WITHIN_MS = DAY;

/**
 * Takes note that part of a kept piece's price is to go back. OTTO adds repeats up, so that a wish is
 * known by its request id, one is under way at a time, and the same amount again is asked about. What
 * OTTO lists is read for it; where it can't be, it is read before anything is sent.
 */
export async function reducePrice(
  parts: ReturnDeskParts,
  wish: ReductionWish,
  options: ReturnDeskOptions,
  signal?: AbortSignal,
): Promise<ReductionAnswer> {
  const { salesOrderId: order, accountId } = wish;
  const [search] = await findOrders(parts, [{ order, accountId }]);
  const { found, refusal } = openAnswer(order, search);
  const answer: ReductionAnswer = {
    wish,
    found,
    sku: undefined,
    outcome: 'refused',
    transmissionId: undefined,
    state: undefined,
    reason: undefined,
    refusal,
    price: undefined,
  };
  const account = parts.accounts.find((one) => one.accountId === found?.accountId);
  if (!found || !account) return answer;
  const { ledger } = parts;
  const facts = await loadOrderFacts({ ledger, account }, [found.salesOrderId]);
  const known = facts.get(found.salesOrderId);
  if (known) await reduceKnown(parts, answer, known, options, signal);
  return answer;
}

async function reduceKnown(
  parts: ReturnDeskParts,
  answer: ReductionAnswer,
  order: OrderFacts,
  options: ReturnDeskOptions,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { ledger, accounts, clock } = parts;
  const { positionItemId } = answer.wish;
  const { account_id: accountId, sales_order_id: salesOrderId } = order.row;
  const account = accounts.find((one) => one.accountId === accountId);
  const piece = order.pieces.find((one) => one.positionItemId === positionItemId);
  if (!account || !piece) return refuse(answer, 'report-piece-unknown', { positionItemId });
  answer.sku = piece.sku;
  const facts = await loadAfterSaleFacts({ ledger, account }, [salesOrderId], [positionItemId]);
  const asked = await askForReductions(parts, accountId, positionItemId, signal);
  const listed = asked.isAsked ? asked.listed : await knownHere(parts, order, positionItemId);
  const room = roomLeft(piece.payableCents, listed);
  const judged = judge(answer, order, facts, listed, clock.now());
  // Said before, it may be among what went back already, or was taken back.
  const isToCome = answer.state === undefined || TO_COME.includes(answer.state);
  const comingCents = isToCome ? answer.wish.amountCents : 0;
  const newTotalCents = Math.max(0, room.leftCents - comingCents);
  answer.price = { ...room, isFromOtto: asked.isAsked, newTotalCents };
  if (!judged || options.dryRun) return;
  // With it an own entry is known even by a ledger that forgot its call, as one put back from a copy.
  const baseline = asked.isAsked ? JSON.stringify(listed?.reductions ?? []) : undefined;
  await commit(parts, answer, order, { ...judged, baseline }, options);
}

/** What went back of a piece as far as the ledger knows, where OTTO can't be asked. */
async function knownHere(
  { ledger }: ReturnDeskParts,
  { row }: OrderFacts,
  positionItemId: string,
): Promise<ListedReductions> {
  const afterSale = await ledger.loadAfterSale(row.account_id, [row.sales_order_id]);
  const back = afterSale.get(row.sales_order_id)?.moneyBack ?? [];
  const own = back.filter((one) => one.positionItemId === positionItemId);
  return { totalCents: own.reduce((sum, { cents }) => sum + cents, 0), reductions: [] };
}

const TO_COME: readonly TransmissionState[] = ['waiting', 'due', 'in-flight'];

type Judged = { waitsFor: ReasonInLedger | undefined; replaces: Transmission | undefined };

/** @returns undefined when nothing is to be committed: the answer says why */
function judge(
  answer: ReductionAnswer,
  order: OrderFacts,
  facts: AfterSaleFacts,
  listed: ListedReductions | undefined,
  now: Date,
): Judged | undefined {
  const { positionItemId, amountCents, again } = answer.wish;
  const reports = facts.reports.get(order.row.sales_order_id) ?? [];
  const same = reports.find(({ sourceKey }) => sourceKey === keyOf(answer.wish));
  if (same) {
    tellKnown(answer, same);
    return undefined;
  }
  const ofPiece = reports.filter(
    (one) => one.kind === 'price-reduction' && one.positionItemIds.includes(positionItemId),
  );
  const open = ofPiece.find(({ state, endedAt }) => state !== 'withdrawn' && endedAt === undefined);
  if (open && !isReplaceable(open)) {
    const { state } = open;
    refuse(answer, 'reduction-open', { amountCents: open.amountCents ?? 0, state });
    return undefined;
  }
  const piece = order.pieces.find((one) => one.positionItemId === positionItemId);
  const shipment = openShipmentOf(reports, positionItemId);
  const verdict = judgePriceReduction(
    { amountCents },
    {
      piece,
      returnStatus: facts.returned.get(positionItemId)?.status,
      isShipmentOpen: shipment === 'at-otto',
      isAcceptanceOpen: isAcceptanceOpen(reports, positionItemId),
      listed,
    },
  );
  if (verdict.verdict === 'attention') {
    const { code, ...params } = verdict.reason;
    const isUnsent = piece?.fulfillmentStatus === 'PROCESSABLE';
    refuse(answer, isUnsent ? 'cancel-instead' : `report-${code}`, params);
    return undefined;
  }
  const sameAt = again === true ? undefined : sameSince(amountCents, ofPiece, listed, now);
  if (sameAt !== undefined) {
    refuse(answer, 'reduction-same-today', { amountCents, at: sameAt });
    return undefined;
  }
  const waitsFor =
    verdict.verdict === 'waits' ? { code: verdict.reason.code, params: {} } : undefined;
  answer.outcome = waitsFor ? 'waits' : 'due';
  answer.reason = waitsFor;
  return { waitsFor, replaces: open };
}

/** When the same amount went back within the last day, by us or otherwise. */
function sameSince(
  amountCents: number,
  ofPiece: readonly Transmission[],
  listed: ListedReductions | undefined,
  now: Date,
): string | undefined {
  const since = new Date(now.getTime() - SAME_WITHIN_MS).toISOString();
  const ours = ofPiece.flatMap((one) =>
    one.state !== 'withdrawn' && one.amountCents === amountCents && one.endedAt !== undefined
      ? (one.sentAt ?? one.createdAt)
      : [],
  );
  const atOtto = (listed?.reductions ?? []).flatMap(({ cents, status, createdAt }) =>
    cents === amountCents && status !== 'REJECTED' ? (createdAt ?? []) : [],
  );
  return [...ours, ...atOtto]
    .filter((at) => at >= since)
    .toSorted()
    .at(-1);
}

async function commit(
  { ledger, clock, newId }: ReturnDeskParts,
  answer: ReductionAnswer,
  { row }: OrderFacts,
  { waitsFor, replaces, baseline }: Judged & { baseline: string | undefined },
  { source, cause }: ReturnDeskOptions,
): Promise<void> {
  const { positionItemId, amountCents } = answer.wish;
  const now = clock.now().toISOString();
  if (replaces) await ledger.withdrawTransmission(replaces.transmissionId, cause, now);
  const item: NewTransmission = {
    transmissionId: newId(),
    salesOrderId: row.sales_order_id,
    kind: 'price-reduction',
    state: waitsFor ? 'waiting' : 'due',
    reason: waitsFor,
    source,
    sourceKey: keyOf(answer.wish),
    positionItemIds: [positionItemId],
    parcels: [],
    shipDate: undefined,
    shipFrom: undefined,
    deliverBy: undefined,
    // What OTTO showed between the look at it and this commit has woken nobody: the next run looks itself.
    nextTryAt: now,
    reserve: [],
    amountCents,
    baseline,
  };
  const { refused } = await ledger.addTransmissions(row.account_id, [item], cause, now);
  const [refusal] = refused;
  if (!refusal) {
    answer.transmissionId = item.transmissionId;
    answer.state = item.state;
    return;
  }
  const id = refusal.otherTransmissionId ?? '';
  const other = (await ledger.loadTransmission(id))?.transmission;
  if (other && refusal.why === 'sent-in-before') return tellKnown(answer, other);
  // Somebody else was faster by a moment.
  const params = { amountCents: other?.amountCents ?? amountCents, state: other?.state ?? '' };
  refuse(answer, 'reduction-open', params);
}

/** The same request id: the same wish, or one that somebody gave the same id. */
function tellKnown(answer: ReductionAnswer, report: Transmission): void {
  const { positionItemId, amountCents } = answer.wish;
  const { transmissionId, state, reason } = report;
  const isSame =
    report.amountCents === amountCents && report.positionItemIds.includes(positionItemId);
  if (isSame) Object.assign(answer, { outcome: 'known', transmissionId, state, reason });
  else refuse(answer, 'report-sent-in-before', {});
}

function refuse(answer: ReductionAnswer, code: string, params: Refusal['params']): void {
  const orderNumber = answer.found?.orderNumber ?? '';
  answer.outcome = 'refused';
  answer.reason = undefined;
  answer.refusal = { code, params: { orderNumber, ...params } };
}

/** Nothing of it is at OTTO, and nothing gets there by itself. */
function isReplaceable({ state, acceptedAt }: Transmission): boolean {
  return acceptedAt === undefined && (state === 'waiting' || state === 'attention');
}

function keyOf({ requestId }: ReductionWish): string {
  return `reduction:${requestId}`;
}
