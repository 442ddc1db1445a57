import type { Transmission } from '../../../src/bridge/ledger/transmission-rows.ts';
import type { DecisionWish } from '../../../src/bridge/return-desk/ports.ts';
import type { WirePositionItem } from '../../fixtures/otto/index.ts';
import { MINUTE } from '../support/world.ts';
import { runImport } from './at-bridge.ts';
import { inWords } from './at-otto.ts';
import { atOtto, type Chronicle, type OrderLog, tell } from './chronicle.ts';
import { logOf } from './judge-calls.ts';
import type { StepAtReturnsDesk } from './returns-desk-steps.ts';
import { priceCents } from './shop-sums.ts';

type Decide = Exclude<StepAtReturnsDesk, { do: 'reduce here' }>;
type Reduce = Extract<StepAtReturnsDesk, { do: 'reduce here' }>;

/**
 * Lets the owner decide something after the sale.
 *
 * @returns the story's sentence; undefined when it can't be done now
 */
export async function decideAfterSale(
  chronicle: Chronicle,
  step: StepAtReturnsDesk,
): Promise<string | undefined> {
  await sendSomething(chronicle, step.order);
  const told =
    step.do === 'reduce here' ? await reduce(chronicle, step) : await decide(chronicle, step);
  return told && `the owner ${told}`;
}

/** Where nobody packs, hardly anything would be sent by the time. */
async function sendSomething(chronicle: Chronicle, chosen: number): Promise<void> {
  const { orders, shipping, world } = chronicle;
  if (shipping || orders.some((log) => sentOf(chronicle, log).length > 0)) return;
  const log = orders[chosen % orders.length];
  const ready = log ? inState(chronicle, log, 'PROCESSABLE') : [];
  if (!log || ready.length === 0) return;
  world.otto.send(
    log.salesOrderId,
    ready.map(({ positionItemId }) => positionItemId),
  );
  if (log.deleted !== 'no') log.changedSinceDeleted = true;
  tell(chronicle, `OTTO: ${log.letter}: ${inWords(ready)} sent just now`);
  await world.clock.advance(MINUTE);
  await runImport(chronicle);
}

function inState(chronicle: Chronicle, log: OrderLog, state: string): WirePositionItem[] {
  const { positionItems } = atOtto(chronicle, log);
  return positionItems.filter(({ fulfillmentStatus }) => fulfillmentStatus === state);
}

function sentOf(chronicle: Chronicle, log: OrderLog): WirePositionItem[] {
  return inState(chronicle, log, 'SENT');
}

/** The sent pieces of the first order, from the chosen one on, that has any. */
function firstSent(chronicle: Chronicle, chosen: number): WirePositionItem[] {
  const { orders } = chronicle;
  const inTurn = orders.map((_log, turn) => orders[(chosen + turn) % orders.length]);
  const all = inTurn.map((log) => (log ? sentOf(chronicle, log) : []));
  return all.find((pieces) => pieces.length > 0) ?? [];
}

async function decide(chronicle: Chronicle, step: Decide): Promise<string | undefined> {
  const { world, orders } = chronicle;
  const sent = step.isForAll
    ? orders.flatMap((log) => sentOf(chronicle, log))
    : firstSent(chronicle, step.order);
  const picked = sent.filter((_piece, index) => (step.pieces >> index) % 2 === 1);
  const pieces = picked.length > 0 ? picked : sent;
  const { condition, reason } = step;
  const decision = step.do === 'accept here' ? 'accept' : 'reject';
  const wishes = pieces.map(({ positionItemId }): DecisionWish => {
    const salesOrderId = logOf(chronicle, positionItemId)?.salesOrderId ?? '';
    return { salesOrderId, positionItemId, decision, condition, reason };
  });
  if (wishes.length === 0) return undefined;
  const decided = await world.bridge.returnDesk.decideReturns(wishes, {
    source: 'web-service',
    cause: 'click',
    dryRun: false,
  });
  if (!decided.isTaken) throw new Error(`the returns desk refused: ${decided.refusal.code}`);
  const taken = decided.answers.filter(({ outcome }) => outcome !== 'refused');
  if (taken.length === 0) return undefined;
  for (const { wish, outcome } of taken) {
    const log = logOf(chronicle, wish.positionItemId);
    if (!log || outcome === 'known') continue;
    const kind = decision === 'accept' ? 'acceptance' : 'rejection';
    const said = { kind, condition, reason } as const;
    log.reporting.decided.set(wish.positionItemId, said);
    log.reporting.decidedByHand.delete(wish.positionItemId);
    log.reporting.everDecided.push({ positionItemId: wish.positionItemId, ...said });
  }
  const ids = taken.map(({ wish }) => wish.positionItemId);
  const meant = pieces.filter(({ positionItemId }) => ids.includes(positionItemId));
  return `${decision}s the return of ${inWords(meant)} (${condition}, ${reason})`;
}

async function reduce(chronicle: Chronicle, step: Reduce): Promise<string | undefined> {
  const sent = firstSent(chronicle, step.order);
  const piece = sent[step.piece % Math.max(1, sent.length)];
  const log = piece && logOf(chronicle, piece.positionItemId);
  if (!piece || !log) return undefined;
  const says = async (again: boolean) => {
    chronicle.wishes += 1;
    return wish(chronicle, log, piece, {
      cents: step.cents,
      requestId: `wish ${chronicle.wishes}`,
      again,
    });
  };
  const requestId = await says(false);
  if (requestId === undefined) return undefined;
  if (step.twice === 'same') {
    await wish(chronicle, log, piece, { cents: step.cents, requestId, again: false });
  } else if (step.twice === 'again') await says(true);
  const how = { no: '', same: ', clicked twice', again: ', and once more' }[step.twice];
  return `reduces ${inWords([piece])} of ${log.letter} by ${(step.cents / 100).toFixed(2)}${how}`;
}

/** @returns the request id, where the desk takes note of it */
async function wish(
  { world }: Pick<Chronicle, 'world'>,
  { salesOrderId, reporting }: OrderLog,
  { positionItemId }: WirePositionItem,
  { cents, requestId, again }: { cents: number; requestId: string; again: boolean },
): Promise<string | undefined> {
  const answer = await world.bridge.returnDesk.reducePrice(
    { salesOrderId, positionItemId, amountCents: cents, requestId, again },
    { source: 'web-service', cause: 'click', dryRun: false },
  );
  if (!['due', 'waits'].includes(answer.outcome)) return undefined;
  const { transmissionId = '' } = answer;
  await forgetReplaced(world, reporting, positionItemId);
  reporting.reduced.set(transmissionId, { positionItemId, cents });
  reporting.everReduced.push({ positionItemId, cents });
  return requestId;
}

/** A new wish takes the place of one that waited. */
async function forgetReplaced(
  { bridge }: Chronicle['world'],
  { reduced }: OrderLog['reporting'],
  positionItemId: string,
): Promise<void> {
  for (const [id] of [...reduced].filter(([, one]) => one.positionItemId === positionItemId)) {
    const state = (await bridge.ledger.loadTransmission(id))?.transmission.state;
    if (state === 'withdrawn') reduced.delete(id);
  }
}

/** The owner says that he decided at OTTO by hand, which he did or did not. */
export async function decidedByHand(
  { world }: Chronicle,
  { letter, reporting }: OrderLog,
  { transmissionId, positionItemIds, kind, amountCents = 0 }: Transmission,
  isDone: boolean,
): Promise<string | undefined> {
  const { otto } = world;
  const [id = ''] = positionItemIds;
  const piece = otto.state.orders.findPiece(id)?.piece;
  const isOurs = !otto.state.foreignPositionItemIds.has(id);
  const isSent = isOurs && piece?.fulfillmentStatus === 'SENT';
  const isRejected = otto.returns.find(id)?.status === 'REJECTED';
  const leftCents = piece ? priceCents(piece) - otto.reductions.totalCents(id) : 0;
  if (isDone && isSent) {
    if (kind === 'acceptance') otto.acceptByHand(id);
    else if (kind === 'rejection') {
      if (!isRejected) otto.rejectByHand(id);
    } else if (amountCents < leftCents) otto.reduceByHand(id, amountCents);
  }
  const { done } = await world.bridge.reportDesk.takeByHand(
    transmissionId,
    new AbortController().signal,
  );
  if (!done) return undefined;
  if (kind === 'price-reduction') reporting.reduced.delete(transmissionId);
  else reporting.decidedByHand.add(id);
  const truly = isDone ? '' : ', which he did not';
  return `says he did the ${kind} of a piece of ${letter} at OTTO by hand${truly}`;
}
