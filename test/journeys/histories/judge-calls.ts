import { MAIN } from '../support/world.ts';
import { atOtto, type Chronicle, type OrderLog, type Say } from './chronicle.ts';
import { judgeDecisionCall } from './judge-decisions.ts';
import type { OttoCall } from './otto-call.ts';
import { goodsByForwarder } from './shipping-rules.ts';
import type { ShopWord } from './shop-says.ts';
import { lineWith, numbersFor } from './shop-word.ts';
import { isAbout, isAnswered, looksUp } from './watch-otto.ts';

/** Carriers for which OTTO wants a return number, and those it takes for one. */
const PARCEL_CARRIERS = ['DHL', 'DHL_EXPRESS', 'DPD', 'GLS', 'HERMES', 'UPS'];
const RETURN_CARRIERS = ['DHL', 'GLS', 'HERMES'];

/** What the bridge knew of OTTO when a run of the reports began. */
export type Known = {
  /** OTTO's word for each piece, as the import read it last */
  states: Map<string, string>;
  /** orders whose packers were told to stop */
  stopped: Set<string>;
};

export async function knownBefore(chronicle: Chronicle): Promise<Known> {
  const { ledger } = chronicle.world.bridge;
  const ids = chronicle.orders.map(({ salesOrderId }) => salesOrderId);
  const pieces = await ledger.loadPositionItemsOf(MAIN, ids);
  const states = [...pieces.values()].flat().map((row): [string, string] => {
    return [row.position_item_id, row.fulfillment_status];
  });
  return { states: new Map(states), stopped: await stoppedOrders(chronicle) };
}

async function stoppedOrders({ world, orders }: Chronicle): Promise<Set<string>> {
  const stopped = new Set<string>();
  for (const { salesOrderId } of orders) {
    const incidents = await world.bridge.ledger.listIncidentsOfOrder(MAIN, salesOrderId);
    if (incidents.some(({ code }) => code === 'pack-stop')) stopped.add(salesOrderId);
  }
  return stopped;
}

/**
 * Judges what was told to OTTO in a run: only what somebody said, with the numbers he named, and
 * nothing that the bridge knew to be otherwise, or had told before.
 */
export async function judgeCalls(
  chronicle: Chronicle,
  calls: readonly OttoCall[],
  known: Known,
): Promise<void> {
  const still = await stoppedOrders(chronicle);
  for (const call of calls) {
    if (call.kind === 'read') {
      noteForbidden(chronicle, call);
      continue;
    }
    for (const id of call.positionItemIds) {
      const log = logOf(chronicle, id);
      if (!log) {
        chronicle.breaches.push(`OTTO was told of a piece that nobody knows: ${id}`);
        continue;
      }
      const say = (what: string) => chronicle.breaches.push(`order ${log.letter}: ${what}`);
      const state = known.states.get(id) ?? 'unknown';
      if (call.kind !== 'ship' && call.kind !== 'cancel') {
        judgeDecisionCall(chronicle, log, { call, id, state }, say);
        continue;
      }
      const does = call.kind === 'ship' ? 'reported' : 'cancelled';
      if (state !== 'PROCESSABLE') say(`a piece was ${does} that the bridge knew as ${state}`);
      judgeRepeat(chronicle, log, call, id, say);
      if (call.kind === 'cancel') judgeCancellation(chronicle, log, id, say);
      else {
        const { salesOrderId } = log;
        const isStopped = known.stopped.has(salesOrderId) && still.has(salesOrderId);
        if (isStopped) say('a piece was reported while the packers were told to stop');
        judgeShipment(chronicle, log, call, id, say);
      }
    }
    noteEnd(chronicle, call);
  }
}

/** The order that a piece is of, also while OTTO does not list it. */
export function logOf(chronicle: Chronicle, positionItemId: string): OrderLog | undefined {
  return chronicle.orders.find((log) =>
    [...atOtto(chronicle, log).positionItems, ...log.vanished].some(
      (piece) => piece.positionItemId === positionItemId,
    ),
  );
}

/** What OTTO has taken is not told again; where nobody knows whether it has, it is looked up before. */
function judgeRepeat(
  { calls, lostAt, deadRuns }: Chronicle,
  { salesOrderId, reporting }: OrderLog,
  call: OttoCall,
  id: string,
  say: Say,
): void {
  if (reporting.movedBackward) return;
  const place = calls.indexOf(call);
  const before = calls.slice(lostAt, place).findLast(({ isDone, kind, positionItemIds }) => {
    return isDone && (kind === 'ship' || kind === 'cancel') && positionItemIds.includes(id);
  });
  if (!before) return;
  if (isAnswered(before) && !deadRuns.has(before.run)) {
    say(`told OTTO of a piece (${call.kind}) that it had taken (${before.kind})`);
  }
  const between = calls.slice(calls.indexOf(before) + 1, place);
  if (!between.some((one) => looksUp(one, salesOrderId))) {
    say(`told OTTO again (${call.kind}) without having looked what became of it`);
  }
}

function judgeShipment(
  chronicle: Chronicle,
  log: OrderLog,
  call: OttoCall,
  id: string,
  say: Say,
): void {
  const { words, wordsOfDead, shippedHere, cancelledHere, byHand } = log.reporting;
  const namedIn = (said: readonly ShopWord[]) =>
    said.map((word) => numbersFor(word, id)).filter((numbers) => numbers !== undefined);
  const byShop = namedIn(words);
  const here = shippedHere.get(id);
  if (byShop.length === 0 && !here) say('a piece was reported that nobody shipped');
  if (cancelledHere.has(id)) say('a piece was reported that the owner cancelled');
  if (byHand.has(id)) say('a piece was reported that the owner reported by hand');
  const numbers = [...byShop.flat(), ...namedIn(wordsOfDead).flat(), ...(here ?? [])];
  for (const { key, pieces } of call.parcels) {
    const told = pieces.find(({ positionItemId }) => positionItemId === id);
    if (!told) continue;
    const { carrier, trackingNumber } = key;
    if (trackingNumber === undefined) {
      if (!isFreight(chronicle, log, id)) say('parcel goods were reported without a number');
    } else if (!numbers.includes(trackingNumber)) {
      say(`reported with ${trackingNumber}, which nobody named (${numbers.join(', ') || 'none'})`);
    }
    if (!PARCEL_CARRIERS.includes(carrier)) continue;
    if (!RETURN_CARRIERS.includes(told.returnKey?.carrier ?? '')) {
      say(`a parcel of ${carrier} was reported with a return by ${told.returnKey?.carrier}`);
    }
  }
  const line = words.map((word) => lineWith(word, id)).findLast((found) => found !== undefined);
  if (!line || here) return;
  // The last word counts: of a lowered line no more pieces leave than are in it.
  const sent = line.ids.filter((other) => other === id || isDone(chronicle, 'ship', other)).length;
  const most = Math.max(...words.map((word) => leftIn(word, id)));
  if (sent > most) say(`${sent} pieces of a line were reported that has ${most}`);
}

function leftIn(word: ShopWord, id: string): number {
  return lineWith(word, id)?.quantity ?? 0;
}

function isFreight(chronicle: Chronicle, log: OrderLog, id: string): boolean {
  const pieces = [...atOtto(chronicle, log).positionItems, ...log.vanished];
  const sku = pieces.find(({ positionItemId }) => positionItemId === id)?.product.sku ?? '';
  return goodsByForwarder(chronicle).includes(sku);
}

function isDone({ calls }: Chronicle, kind: OttoCall['kind'], id: string): boolean {
  return calls.some((call) => call.isDone && isAbout(call, kind, id));
}

function judgeCancellation(chronicle: Chronicle, log: OrderLog, id: string, say: Say): void {
  const { words, cancelledHere, agreed, byHand } = log.reporting;
  if (byHand.has(id)) say('a piece was cancelled that the owner cancelled by hand');
  if (cancelledHere.has(id)) return;
  const isAsked = chronicle.cancellations === 'ask' && !agreed.has(id);
  if (!words.some((word) => isTakenOut(log, word, id))) {
    say('a piece was cancelled that nobody cancelled');
  } else if (chronicle.cancellations === 'off') {
    say('cancelled although the owner wants none');
  } else if (isAsked) {
    say('a piece was cancelled without the yes of the owner');
  }
  // Where the whole order or the line is off, so are all of its pieces.
  const lines = words.map((word) => (word.isOff ? undefined : lineWith(word, id)));
  const ids = lines.every((line) => line !== undefined) ? (lines.at(-1)?.ids ?? []) : [];
  const gone = ids.filter((other) => other === id || isDone(chronicle, 'cancel', other)).length;
  const most = Math.max(...words.map((word) => takenOutOf(word, id)));
  if (gone > most) say(`${gone} pieces of a line were cancelled, ${most} taken out`);
}

function isTakenOut({ takenOut }: OrderLog, word: ShopWord, id: string): boolean {
  return word.isOff || (takenOut.has(id) && !lineWith(word, id)) || takenOutOf(word, id) > 0;
}

function takenOutOf(word: ShopWord, id: string): number {
  const line = lineWith(word, id);
  return line ? Math.max(line.ids.length - line.quantity, line.refunded) : 0;
}

/** OTTO forbids to look at other sellers' shipments: a number it forbids is taken for one of theirs. */
function noteForbidden({ orders }: Chronicle, { request }: OttoCall): void {
  if (request.outcome !== 403) return;
  const [number = ''] = request.path.split('/').slice(-1);
  for (const { reporting } of orders) {
    if (reporting.numbers.has(number)) reporting.wasRefused = true;
  }
}

/** Keeps what the end will be judged by. */
function noteEnd(chronicle: Chronicle, call: OttoCall): void {
  const { outcome } = call.request;
  const isRefused = typeof outcome === 'number' && outcome >= 400 && outcome < 500;
  const isOfDecision = call.kind !== 'ship' && call.kind !== 'cancel';
  for (const id of call.positionItemIds) {
    const log = logOf(chronicle, id);
    if (!log) continue;
    if (call.isDone && log.deleted !== 'no') log.changedSinceDeleted = true;
    const isRefusal = isRefused && ![401, 403, 429].includes(outcome);
    const isInPart = outcome === 207 || outcome === 403;
    if (isOfDecision) log.reporting.wasDecisionRefused ||= isRefusal || isInPart;
    else log.reporting.wasRefused ||= isRefusal;
  }
}
