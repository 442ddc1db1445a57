import type { Transmission } from '../ledger/transmission-rows.ts';
import { loadJudgedTogether } from '../transmission/judge.ts';
import { loadOrderFacts, type OrderFacts } from '../transmission/order-facts.ts';
import type { ReportsAccount } from '../transmission/ports.ts';
import { commitReports, type PlannedWish } from './commit-reports.ts';
import { decideShip } from './decide-ship.ts';
import type { ReportDraft } from './draft-report.ts';
import { findOrders } from './find-order.ts';
import type { DeskParts, ShipOptions } from './ports.ts';
import { parcelWish, type ShipWish } from './ship-wish.ts';
import { knownReport, newReport, openAnswer, type WishAnswer } from './wish-answer.ts';
import { openWishJudge } from './wish-judge.ts';

/** So many wishes are read, judged and committed together. */
const CHUNK = 200;

/** What a rehearsal takes for committed, by order. */
type StandIns = Map<string, Transmission[]>;

/**
 * Takes note that pieces were shipped: what is complete is due, what lacks something waits with its
 * reason. One wish that can't be met stops no other. Nothing is sent here.
 *
 * @returns one answer for each wish, in their order
 */
export async function shipPieces(
  parts: DeskParts,
  wishes: readonly ShipWish[],
  options: ShipOptions,
): Promise<WishAnswer[]> {
  const answers: WishAnswer[] = [];
  const standIns: StandIns = new Map();
  for (const chunk of chunksOf(wishes)) {
    const found = await findOrders(parts, chunk);
    const pairs = chunk.map((wish, at) => ({ wish, answer: openAnswer(wish.order, found[at]) }));
    for (const account of parts.accounts) {
      const own = pairs.filter(({ answer }) => answer.found?.accountId === account.accountId);
      if (own.length > 0) await shipForAccount(parts, account, own, options, standIns);
    }
    answers.push(...pairs.map(({ answer }) => answer));
  }
  return answers;
}

/** Wishes for one order never stand in one chunk: the later one has to see what came of the other. */
function chunksOf(wishes: readonly ShipWish[]): ShipWish[][] {
  const chunks: ShipWish[][] = [];
  let chunk: ShipWish[] = [];
  let texts = new Set<string>();
  for (const wish of wishes) {
    const own = wish.candidates ?? [wish.order];
    if (chunk.length === CHUNK || own.some((text) => texts.has(text))) {
      chunks.push(chunk);
      chunk = [];
      texts = new Set();
    }
    chunk.push(wish);
    for (const text of own) texts.add(text);
  }
  return chunk.length === 0 ? chunks : [...chunks, chunk];
}

async function shipForAccount(
  parts: DeskParts,
  account: ReportsAccount,
  pairs: readonly { answer: WishAnswer; wish: ShipWish }[],
  options: ShipOptions,
  standIns: StandIns,
): Promise<void> {
  const { ledger, clock } = parts;
  const now = clock.now();
  const nowText = now.toISOString();
  const run = { ledger, account, now: () => nowText };
  const ids = [...new Set(pairs.flatMap(({ answer }) => answer.found?.salesOrderId ?? []))];
  const facts = await loadOrderFacts(run, ids);
  const reports = await ledger.loadTransmissionsOf(account.accountId, ids);
  const skus = [...facts.values()].flatMap(({ pieces }) => pieces.map(({ sku }) => sku));
  const together = await loadJudgedTogether(run, skus);
  const parcels = pairs.flatMap(({ wish }) => wish.parcels.map(parcelWish));
  const judge = await openWishJudge(ledger, account, parcels, together, nowText);
  const toCommit: PlannedWish[] = [];
  const taken = new Set<string>();
  for (const { answer, wish } of pairs) {
    const salesOrderId = answer.found?.salesOrderId ?? '';
    const order = facts.get(salesOrderId);
    if (!order) continue;
    // Two texts of one chunk may name one order: the second sees what the first takes.
    const key = `${account.accountId} ${salesOrderId}`;
    const known = [...(reports.get(salesOrderId) ?? []), ...(standIns.get(key) ?? [])];
    const decided = decideShip(order, known, wish, { account, judge, together, now });
    const { refusal, left, missing, drafts, replaces } = decided;
    Object.assign(answer, { refusal, left, missing });
    answer.reports = [
      ...decided.known.map(knownReport),
      ...drafts.map((draft) => newReport(draft)),
    ];
    if (drafts.length === 0) continue;
    const pseudo = drafts.map((draft) => standIn(order, draft, wish));
    standIns.set(key, [...(standIns.get(key) ?? []), ...pseudo]);
    taken.add(key);
    if (!options.dryRun) toCommit.push({ answer, wish, order, drafts, replaces });
  }
  if (options.dryRun) return;
  // What is committed is read from the ledger from now on.
  for (const key of taken) standIns.delete(key);
  if (toCommit.length > 0) await commitReports(parts, account, toCommit, options, nowText);
}

/** What a rehearsal, or a later wish of the same round, takes for a committed report. */
function standIn({ row }: OrderFacts, draft: ReportDraft, wish: ShipWish): Transmission {
  return {
    transmissionId: '',
    accountId: row.account_id,
    salesOrderId: row.sales_order_id,
    orderNumber: row.order_number,
    wooOrderId: row.woo_order_id ?? undefined,
    kind: 'shipment',
    state: 'due',
    reason: draft.reason,
    source: 'command',
    sourceKey: wish.sourceKey,
    positionItemIds: draft.positionItemIds,
    parcels: draft.parcels,
    shipDate: draft.shipDate,
    shipFrom: draft.shipFrom,
    deliverBy: undefined,
    failures: 0,
    createdAt: '',
    nextTryAt: undefined,
    sentAt: undefined,
    failingSince: undefined,
    acceptedAt: undefined,
    endedAt: undefined,
    agreedAt: undefined,
    ottoShipmentId: undefined,
  };
}
