import type { Transmission } from '../../../src/bridge/ledger/transmission-rows.ts';
import { LANE_OF } from '../../../src/mapping/reporting/transmission.ts';
import type { WirePositionItem } from '../../fixtures/otto/index.ts';
import { MAIN } from '../support/world.ts';
import { atOtto, type Chronicle, type OrderLog, type Say, type ShopSide } from './chronicle.ts';
import { judgeDecisionReport, judgeDecisions } from './judge-decisions.ts';
import { POOL_PREFIX } from './parcel-numbers.ts';
import { goodsByForwarder, isTaughtAsParcel } from './shipping-rules.ts';
import type { ShopWord } from './shop-says.ts';
import { sum } from './shop-sums.ts';
import { certainlyLeft, lineWith, numbersFor, wordOfShop } from './shop-word.ts';

const FLAG_META = '_otto_market_report';

/** What OTTO's refusals come to, be they ordered by the history or OTTO's own. */
const REFUSED = [
  'report-otto-refused',
  'report-piece-unknown-at-otto',
  'report-tracking-used-at-otto',
  'report-piece-not-shippable',
  'report-cancellation-refused',
];

/**
 * What must hold of an order's reports in the end: what left is at OTTO once, or its order stands in
 * an incident whose reason is true; what the ledger says of its reports is so; the shop order says it.
 *
 * @param codes of the order's open incidents
 */
export async function judgeReports(
  chronicle: Chronicle,
  log: OrderLog,
  { side, codes }: { side: ShopSide | undefined; codes: string[] },
  say: Say,
): Promise<void> {
  const { world } = chronicle;
  const found = await world.bridge.ledger.loadTransmissionsOf(MAIN, [log.salesOrderId]);
  const reports = found.get(log.salesOrderId) ?? [];
  for (const report of reports) judgeReport(chronicle, log, report, codes, say);
  judgeIncidents(reports, codes, say);
  judgeDecisions(chronicle, log, codes, say);
  if (side && side.order.status !== 'trash') judgeFlag(side, reports, say);
  const { positionItems } = atOtto(chronicle, log);
  for (const piece of positionItems) {
    const times = world.otto.shipments.timesReported(piece.positionItemId);
    if (times > 1 && !log.reporting.movedBackward) say(`a piece was reported ${times} times`);
  }
}

/**
 * Pieces that left, or are to be cancelled, and are not at OTTO: an incident says why.
 *
 * @param except pieces that need not be there yet
 */
export function judgeMissing(
  chronicle: Chronicle,
  log: OrderLog,
  codes: string[],
  say: Say,
  except: ReadonlySet<string> = new Set(),
): void {
  const word = wordOfShop(chronicle, log);
  const { shippedHere, cancelledHere, agreed } = log.reporting;
  const { positionItems } = atOtto(chronicle, log);
  const left = word ? certainlyLeft(word, positionItems) : [];
  for (const piece of positionItems) {
    const { positionItemId: id, product, fulfillmentStatus } = piece;
    if (fulfillmentStatus !== 'PROCESSABLE' || except.has(id)) continue;
    const isAgreed = chronicle.cancellations === 'at-once' || agreed.has(id);
    const isOff = cancelledHere.has(id) || (word?.isOff && chronicle.cancellations !== 'off');
    if (!shippedHere.has(id) && !left.includes(id) && !isOff) continue;
    const excuses = excusesFor(chronicle, log, piece, word);
    if (isOff && !isAgreed) excuses.push('report-cancellation-to-confirm');
    if (codes.some((code) => excuses.includes(code))) continue;
    const what = `${product.productTitle} was ${isOff ? 'cancelled' : 'shipped'}`;
    const open = `open: ${codes.join(', ') || 'none'}; would do: ${excuses.join(', ') || 'none'}`;
    say(`${what}, is not at OTTO, and no incident tells why (${open})`);
  }
}

/** Incidents that may keep a piece from OTTO, as far as the history gave a reason for them. */
function excusesFor(
  chronicle: Chronicle,
  log: OrderLog,
  { positionItemId: id, product }: WirePositionItem,
  word: ShopWord | undefined,
): string[] {
  const { oddities, byHand, wasRefused, shippedHere, movedBackward } = log.reporting;
  const here = shippedHere.get(id);
  const numbers = [...((word && numbersFor(word, id)) ?? []), ...(here ?? [])];
  const { sku } = product;
  // The owner's word holds until OTTO has taught otherwise.
  const isFreight = goodsByForwarder(chronicle).includes(sku) && !isTaughtAsParcel(chronicle, sku);
  const excuses = ['pack-stop', 'report-pack-stop-open'];
  const isUnnumbered =
    numbers.length === 0 ||
    // What the owner said without one stays so, whatever the shop says of it.
    here?.length === 0 ||
    (word && lacksNumber(chronicle, word, id));
  if (isUnnumbered && !isFreight) excuses.push('report-tracking-missing');
  if (oddities.has('mistyped')) {
    excuses.push('report-tracking-check-digit', 'report-carrier-not-recognised');
  }
  if (oddities.has('borrowed')) {
    excuses.push('report-tracking-used-before', 'report-tracking-used-at-otto');
  }
  if (oddities.has('unknown carrier')) {
    excuses.push('report-carrier-unknown', 'report-multiparcel-by-forwarder');
  }
  if (oddities.has('return number')) {
    excuses.push('report-return-carrier-not-allowed', 'report-return-number-used-before');
  }
  if (chronicle.poolSize < 100) excuses.push('report-return-pool-empty');
  if (chronicle.poolSize === 0) excuses.push('report-return-number-missing');
  if (movedBackward) excuses.push('report-accepted-not-shown');
  if (byHand.has(id)) excuses.push('report-by-hand-not-at-otto');
  if (wasRefused) excuses.push(...REFUSED);
  return excuses;
}

/** Every number is another parcel's: some are noted without one, or all of them have left before. */
function lacksNumber({ calls }: Chronicle, word: ShopWord, positionItemId: string): boolean {
  const line = lineWith(word, positionItemId);
  if (!line || word.fulfilled.some(({ number }) => number === undefined)) return true;
  const told = calls
    .filter(({ isDone }) => isDone)
    .flatMap(({ parcels }) => parcels.map(({ key }) => key.trackingNumber));
  const isFree = word.numbers.some((number) => !told.includes(number));
  const inParcels = word.fulfilled.map(({ quantities }) => quantities.get(line.lineId) ?? 0);
  return !isFree && sum(inParcels) < line.ids.length;
}

/** What the ledger says of a report is how it is at OTTO. */
function judgeReport(
  chronicle: Chronicle,
  log: OrderLog,
  report: Transmission,
  codes: string[],
  say: Say,
): void {
  const { kind, state, reason, positionItemIds } = report;
  const told = `${kind} of ${positionItemIds.length} pieces (${state}${reason ? `, ${reason.code}` : ''})`;
  if (['due', 'in-flight', 'accepted'].includes(state)) say(`stays on its way for ever: ${told}`);
  const isKept = reason?.code === 'piece-not-released' && kind === 'cancellation';
  // The report that it waits for is told of.
  const isPassing =
    (reason?.code === 'acceptance-open' && codes.length > 0) ||
    (reason?.code === 'piece-not-sent-yet' && codes.includes('report-accepted-not-shown'));
  const needsIncident = ['attention', 'waiting'].includes(state) && !isKept && !isPassing;
  if (needsIncident && !codes.includes(`report-${reason?.code}`)) {
    say(`no incident tells of: ${told}; open: ${codes.join(', ') || 'none'}`);
  }
  if (LANE_OF[kind] !== 'out') {
    judgeDecisionReport(chronicle, log, report, say);
    return;
  }
  if (log.reporting.movedBackward || log.vanished.length > 0) return;
  const pieces = atOtto(chronicle, log).positionItems.filter(({ positionItemId }) =>
    positionItemIds.includes(positionItemId),
  );
  const isAsSaid = (status: string) =>
    kind === 'cancellation' || reason?.code === 'cancelled-elsewhere'
      ? status.startsWith('CANCELLED')
      : ['SENT', 'RETURNED'].includes(status);
  const isShown = pieces.every(({ fulfillmentStatus }) => isAsSaid(fulfillmentStatus));
  if (isShown && state === 'attention') say(`OTTO shows it, but somebody is asked for it: ${told}`);
  if (!isShown && state === 'confirmed') {
    const states = pieces.map(({ fulfillmentStatus }) => fulfillmentStatus);
    say(`OTTO does not show it (${states.join(', ')}): ${told}`);
  }
}

/** No incident of a report stays open that no report stands for, and no piece is in two of them. */
function judgeIncidents(reports: readonly Transmission[], codes: string[], say: Say): void {
  for (const code of codes.filter((one) => one.startsWith('report-'))) {
    const isStanding = reports.some(
      ({ state, reason }) =>
        !['confirmed', 'withdrawn', 'by-hand'].includes(state) && code === `report-${reason?.code}`,
    );
    if (!isStanding) say(`${code} stays open for no report`);
  }
  // A price is reduced as often as the owner likes, and what was rejected may be accepted later.
  const isOver = ({ kind, state }: Transmission) => kind !== 'acceptance' && state === 'confirmed';
  const active = reports.filter((report) => {
    return report.state !== 'withdrawn' && (LANE_OF[report.kind] === 'out' || !isOver(report));
  });
  const places = active.flatMap(({ kind, positionItemIds }) =>
    positionItemIds.map((id) => `${LANE_OF[kind]} ${id}`),
  );
  if (new Set(places).size < places.length) say('a piece stands in two reports');
}

function judgeFlag({ order }: ShopSide, reports: readonly Transmission[], say: Say): void {
  const states = reports.map(({ state }) => state);
  const isOpen = states.some((state) =>
    ['waiting', 'due', 'in-flight', 'accepted'].includes(state),
  );
  const expected = states.includes('attention') ? 'failed' : isOpen ? 'pending' : '';
  const flag = order.meta.find(({ key }) => key === FLAG_META)?.value ?? '';
  if (flag !== expected) say(`expected the flag "${expected}" in the shop order, found "${flag}"`);
}

/** No number of the pool is in two parcels, as far as one ledger knew them all. */
export function judgeReturnNumbers({ calls, hasLostLedger }: Chronicle): string[] {
  if (hasLostLedger) return [];
  const parcels = new Map<string, Set<string>>();
  for (const call of calls.filter(({ isDone }) => isDone)) {
    for (const { key, pieces } of call.parcels) {
      for (const { returnKey } of pieces) {
        const number = returnKey?.trackingNumber;
        if (!number?.startsWith(POOL_PREFIX)) continue;
        const told = parcels.get(number) ?? new Set();
        parcels.set(number, told.add(`${key.carrier} ${key.trackingNumber}`));
      }
    }
  }
  return [...parcels].flatMap(([number, told]) =>
    told.size > 1 ? [`the return number ${number} is in ${[...told].join(' and ')}`] : [],
  );
}
