import type { Transmission } from '../../../src/bridge/ledger/transmission-rows.ts';
import { LANE_OF } from '../../../src/mapping/reporting/transmission.ts';
import type { WirePositionItem } from '../../fixtures/otto/index.ts';
import { MAIN } from '../support/world.ts';
import type { Chronicle, OrderLog } from './chronicle.ts';
import { type NotedParcel, noteParcels, parcelsInWords } from './parcel-numbers.ts';
import type { StepAtDesk } from './report-steps.ts';
import { decidedByHand } from './returns-desk.ts';

type Wish = Extract<StepAtDesk, { do: 'ship here' }>;

/**
 * Lets the owner do something at the bridge's desk.
 *
 * @returns the story's sentence; undefined when it can't be done now
 */
export async function actAtDesk(
  chronicle: Chronicle,
  step: StepAtDesk,
): Promise<string | undefined> {
  const { reportDesk } = chronicle.world.bridge;
  if (step.do === 'send again') {
    const tried = await reportDesk.sendManyAgain({ accountId: MAIN });
    return tried > 0 ? `the owner sends ${tried} reports again` : undefined;
  }
  if (step.do === 'choose carrier') {
    await reportDesk.chooseCarrier('Bote Blitz', 'OTHER_FORWARDER');
    return 'the owner says that "Bote Blitz" is OTHER_FORWARDER';
  }
  for (let turn = 0; turn < chronicle.orders.length; turn += 1) {
    const log = chronicle.orders[(step.order + turn) % chronicle.orders.length];
    const done = log && (await act(chronicle, log, step));
    if (done !== undefined) return `the owner ${done}`;
  }
  return undefined;
}

async function act(
  chronicle: Chronicle,
  log: OrderLog,
  step: Exclude<StepAtDesk, { do: 'send again' | 'choose carrier' }>,
): Promise<string | undefined> {
  const { letter, reporting } = log;
  switch (step.do) {
    case 'ship here':
      return ship(chronicle, log, step);
    case 'cancel here':
      return cancel(chronicle, log, chosen(chronicle, log, step.pieces));
    case 'say yes':
      return withReport(
        chronicle,
        log,
        isOpenCancellation,
        async ({ transmissionId, positionItemIds }) => {
          const { done } = await chronicle.world.bridge.reportDesk.confirm(transmissionId);
          if (!done) return undefined;
          for (const id of positionItemIds) reporting.agreed.add(id);
          return `says yes to cancelling a piece of ${letter}`;
        },
      );
    case 'correct':
      return withReport(chronicle, log, isCorrectable, (report) => correct(chronicle, log, report));
    case 'withdraw':
      return withReport(
        chronicle,
        log,
        isUnsent,
        async ({ transmissionId, positionItemIds, kind }) => {
          const { done } = await chronicle.world.bridge.reportDesk.withdraw(
            transmissionId,
            'owner',
          );
          if (!done) return undefined;
          for (const id of positionItemIds) {
            if (kind === 'shipment') reporting.shippedHere.delete(id);
            else if (kind === 'cancellation') reporting.cancelledHere.delete(id);
            else if (kind === 'price-reduction') reporting.reduced.delete(transmissionId);
            else reporting.decided.delete(id);
          }
          return `takes back the ${kind} of ${positionItemIds.length} pieces of ${letter}`;
        },
      );
    default:
      return withReport(chronicle, log, isUnsent, (report) =>
        takeByHand(chronicle, log, report, step.isDone),
      );
  }
}

function isOpenCancellation({ kind, state }: Transmission): boolean {
  return kind === 'cancellation' && state === 'waiting';
}

function isUnsent({ state }: Transmission): boolean {
  return ['waiting', 'due', 'attention'].includes(state);
}

function isCorrectable(report: Transmission): boolean {
  return report.kind === 'shipment' && isUnsent(report);
}

/** The first of an order's reports with which it is possible. */
async function withReport(
  { world }: Chronicle,
  { salesOrderId }: OrderLog,
  isPossible: (report: Transmission) => boolean,
  act: (report: Transmission) => Promise<string | undefined>,
): Promise<string | undefined> {
  const reports = await world.bridge.ledger.loadTransmissionsOf(MAIN, [salesOrderId]);
  for (const report of (reports.get(salesOrderId) ?? []).filter(isPossible)) {
    const done = await act(report);
    if (done !== undefined) return done;
  }
  return undefined;
}

/** Pieces that OTTO shows as open, chosen bit by bit; none chosen = all of them. */
function chosen(
  { world }: Chronicle,
  { salesOrderId }: OrderLog,
  bits: number,
): WirePositionItem[] {
  const pieces = world.otto.state.orders.find(salesOrderId)?.positionItems ?? [];
  const open = pieces.filter(({ fulfillmentStatus }) =>
    ['PROCESSABLE', 'ANNOUNCED'].includes(fulfillmentStatus),
  );
  const picked = open.filter((_piece, index) => (bits >> index) % 2 === 1);
  return picked.length > 0 ? picked : open;
}

async function ship(chronicle: Chronicle, log: OrderLog, step: Wish): Promise<string | undefined> {
  const pieces = chosen(chronicle, log, step.pieces);
  if (pieces.length === 0) return undefined;
  const parcels = noteParcels(chronicle, log, step);
  const acknowledged =
    step.via === 'csv'
      ? await shipByFile(chronicle, log, parcels)
      : await shipByWish(chronicle, log, step, pieces, parcels);
  if (!acknowledged) return undefined;
  for (const id of acknowledged) {
    const before = log.reporting.shippedHere.get(id) ?? [];
    const numbers = [...before, ...parcels.map(({ number }) => number)];
    log.reporting.shippedHere.set(id, numbers);
  }
  return `ships ${acknowledged.length} pieces of ${log.letter} by ${step.via} with ${parcelsInWords(parcels)}`;
}

async function shipByWish(
  { world }: Chronicle,
  { salesOrderId }: OrderLog,
  { via }: Wish,
  pieces: readonly WirePositionItem[],
  parcels: readonly NotedParcel[],
): Promise<string[] | undefined> {
  const wish = {
    order: salesOrderId,
    positionItemIds: pieces.map(({ positionItemId }) => positionItemId),
    parcels: parcels.map(({ carrier, number }) => ({ carrier, trackingNumber: number })),
  };
  const source = via === 'csv' ? 'command' : via;
  const [answer] = await world.bridge.reportDesk.shipPieces([wish], {
    source,
    cause: 'owner',
    dryRun: false,
  });
  const reports = answer?.reports.filter(({ outcome }) => ['due', 'waits'].includes(outcome)) ?? [];
  const ids = reports.flatMap(({ positionItemIds }) => positionItemIds);
  return ids.length > 0 ? ids : undefined;
}

/** The carrier's file is sent in twice, as people do: the second time it does nothing. */
async function shipByFile(
  { world }: Chronicle,
  { salesOrderId }: OrderLog,
  parcels: readonly NotedParcel[],
): Promise<string[] | undefined> {
  if (parcels.length === 0) return undefined;
  const rows = parcels.map(({ carrier, number }) => `${salesOrderId};${number};${carrier}`);
  const file = new TextEncoder().encode(['Auftrag;Sendung;Dienst', ...rows].join('\r\n'));
  const options = {
    mapping: { orderReference: 'Auftrag', trackingNumber: 'Sendung', carrier: 'Dienst' },
    cause: 'owner' as const,
    dryRun: false,
  };
  const take = async () => {
    const { rows: results } = await world.bridge.reportDesk.takeCarrierCsv(file, options);
    return results.filter(({ outcome }) => ['due', 'waits'].includes(outcome));
  };
  const taken = await take();
  const again = await take();
  if (again.length > 0) throw new Error('the same file sent in twice did something twice');
  const ids = taken.flatMap(({ positionItemIds }) => positionItemIds);
  return ids.length > 0 ? ids : undefined;
}

async function cancel(
  { world }: Chronicle,
  { salesOrderId, letter, reporting }: OrderLog,
  pieces: readonly WirePositionItem[],
): Promise<string | undefined> {
  if (pieces.length === 0) return undefined;
  const wish = {
    order: salesOrderId,
    positionItemIds: pieces.map(({ positionItemId }) => positionItemId),
  };
  const options = { source: 'web-service', cause: 'owner', isConfirmed: true } as const;
  const [answer] = await world.bridge.reportDesk.cancelPieces([wish], options);
  const reports = answer?.reports.filter(({ outcome }) => ['due', 'waits'].includes(outcome)) ?? [];
  const ids = reports.flatMap(({ positionItemIds }) => positionItemIds);
  if (ids.length === 0) return undefined;
  for (const id of ids) reporting.cancelledHere.add(id);
  return `cancels ${ids.length} pieces of ${letter}`;
}

async function correct(
  chronicle: Chronicle,
  log: OrderLog,
  { transmissionId, positionItemIds }: Transmission,
): Promise<string | undefined> {
  const parcels = noteParcels(chronicle, log, { howMany: 1, carrier: 'DHL', numbers: 'fit' });
  const [parcel] = parcels;
  const { done } = await chronicle.world.bridge.reportDesk.correct(
    transmissionId,
    { parcels: [{ carrier: 'DHL', trackingNumber: parcel?.number }] },
    { source: 'command', cause: 'owner' },
  );
  if (!done) return undefined;
  for (const id of positionItemIds) {
    const before = log.reporting.shippedHere.get(id) ?? [];
    log.reporting.shippedHere.set(id, [...before, parcel?.number ?? '']);
  }
  return `corrects a report of ${positionItemIds.length} pieces of ${log.letter}: ${parcelsInWords(parcels)}`;
}

async function takeByHand(
  chronicle: Chronicle,
  log: OrderLog,
  report: Transmission,
  isDone: boolean,
): Promise<string | undefined> {
  const { world } = chronicle;
  const { salesOrderId, letter, reporting } = log;
  if (LANE_OF[report.kind] !== 'out') return decidedByHand(chronicle, log, report, isDone);
  const { transmissionId, positionItemIds, kind } = report;
  const pieces = world.otto.state.orders.find(salesOrderId)?.positionItems ?? [];
  const open = pieces
    .filter(({ positionItemId }) => positionItemIds.includes(positionItemId))
    .filter(({ fulfillmentStatus }) => fulfillmentStatus === 'PROCESSABLE')
    .map(({ positionItemId }) => positionItemId);
  if (isDone && open.length > 0) {
    if (kind === 'shipment') world.otto.send(salesOrderId, open);
    else world.otto.cancelByPartner(salesOrderId, open);
  }
  const { signal } = new AbortController();
  const { done } = await world.bridge.reportDesk.takeByHand(transmissionId, signal);
  if (!done) return undefined;
  for (const id of positionItemIds) reporting.byHand.add(id);
  const truly = isDone ? '' : ', which he did not';
  return `says he did the ${kind} of ${positionItemIds.length} pieces of ${letter} at OTTO by hand${truly}`;
}
