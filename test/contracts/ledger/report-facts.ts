import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import type { NewTransmission } from '../../../src/bridge/ledger/new-transmissions.ts';
import type { ReturnPool } from '../../../src/mapping/carriers/return-number.ts';
import type { TransmissionState } from '../../../src/mapping/reporting/transmission.ts';
import { ACCOUNT, minute, RUN, seenOrder, settlement } from './ledger-facts.ts';

/** Lets some orders stand in the shop, each with as many pieces. */
export async function orders(
  ledger: Ledger,
  ids: readonly string[],
  options: { pieces?: number; accountId?: string } = {},
): Promise<void> {
  const { pieces = 3, accountId = ACCOUNT } = options;
  await ledger.recordSeen(
    accountId,
    ids.map((id) => seenOrder(id, { pieces })),
    minute(1),
  );
  const settled = ids.map((id) => settlement(id));
  await ledger.settleOrders(accountId, RUN, settled, minute(2));
}

/** The ids of an order's pieces as `seenOrder` names them. */
export function pieces(salesOrderId: string, ...indexes: number[]): string[] {
  return indexes.map((index) => `${salesOrderId}-piece-${index}`);
}

/** A parcel with the first piece of an order that may leave at once. */
export function shipment(
  salesOrderId: string,
  overrides: Partial<NewTransmission> = {},
): NewTransmission {
  const transmissionId = overrides.transmissionId ?? `report-${salesOrderId}`;
  return {
    transmissionId,
    salesOrderId,
    kind: 'shipment',
    state: 'due',
    reason: undefined,
    source: 'shop',
    sourceKey: undefined,
    positionItemIds: pieces(salesOrderId, 0),
    parcels: [{ carrier: 'DHL', trackingNumber: `TRACK-${transmissionId}` }],
    shipDate: minute(3),
    shipFrom: { city: 'Dresden', zipCode: '01067', countryCode: 'DEU' },
    deliverBy: minute(600),
    nextTryAt: undefined,
    reserve: [],
    ...overrides,
  };
}

/** A cancellation of the first piece of an order that the owner is to say yes to. */
export function cancellation(
  salesOrderId: string,
  overrides: Partial<NewTransmission> = {},
): NewTransmission {
  return shipment(salesOrderId, {
    kind: 'cancellation',
    state: 'waiting',
    reason: { code: 'cancellation-to-confirm', params: {} },
    parcels: [],
    shipDate: undefined,
    shipFrom: undefined,
    ...overrides,
  });
}

/** A shipment that waits for its tracking number. */
export function waiting(
  salesOrderId: string,
  overrides: Partial<NewTransmission> = {},
): NewTransmission {
  return shipment(salesOrderId, {
    state: 'waiting',
    reason: { code: 'tracking-missing', params: {} },
    parcels: [{}],
    ...overrides,
  });
}

/** Adds reports that must be taken. */
export async function add(ledger: Ledger, ...items: NewTransmission[]): Promise<void> {
  const { refused } = await ledger.addTransmissions(ACCOUNT, items, 'report', minute(5));
  if (refused.length > 0) throw new Error(`Refused: ${JSON.stringify(refused)}`);
}

/** Brings a report that is due into a state as the engine does, by one call. */
export async function call(
  ledger: Ledger,
  transmissionId: string,
  state: TransmissionState,
  next: { code?: string; countsAsFailure?: boolean; at?: number; nextTryAt?: string } = {},
): Promise<void> {
  const { code, countsAsFailure = false, at = 10, nextTryAt } = next;
  const start = { from: ['due', 'in-flight'] as const, nextTryAt: minute(at + 1) };
  const attemptId = await ledger.startAttempt(transmissionId, 'create-shipment', start, minute(at));
  if (attemptId === undefined) throw new Error(`${transmissionId} was not to be sent`);
  await ledger.settleAttempt(
    {
      attemptId,
      transmissionId,
      outcome: state === 'accepted' ? 'done' : 'refused',
      next: {
        state,
        reason: code ? { code, params: {} } : null,
        nextTryAt,
        countsAsFailure,
      },
    },
    minute(at),
  );
}

/** A report that must be there. */
export async function report(ledger: Ledger, transmissionId: string) {
  const found = await ledger.loadTransmission(transmissionId);
  if (!found) throw new Error(`The ledger does not know ${transmissionId}`);
  return found.transmission;
}

/** What the timeline of an order says of its reports. */
export async function told(ledger: Ledger, salesOrderId: string) {
  const events = await ledger.listEvents(ACCOUNT, salesOrderId);
  return events.map(({ kind, params, cause, at }) => ({
    kind,
    params: JSON.parse(params),
    cause,
    at,
  }));
}

/** Codes of the incidents that an order touches. */
export async function incidentsOf(ledger: Ledger, salesOrderId: string): Promise<string[]> {
  const incidents = await ledger.listIncidentsOfOrder(ACCOUNT, salesOrderId);
  return incidents.map(({ code }) => code);
}

/** Lets OTTO show some pieces of an order in a state, as the import sees them. */
export async function showPieces(
  ledger: Ledger,
  salesOrderId: string,
  states: readonly string[],
  at: string = minute(30),
): Promise<void> {
  const order = seenOrder(salesOrderId, { pieces: states.length });
  const positionItems = order.positionItems.map((item, index) => ({
    ...item,
    fulfillmentStatus: states[index] ?? 'PROCESSABLE',
  }));
  await ledger.recordSeen(ACCOUNT, [{ ...order, positionItems }], at);
}

export const POOL: ReturnPool = {
  carrier: 'HERMES',
  prefix: 'R',
  digits: 4,
  firstSerial: 1,
  lastSerial: 9_999,
  checkDigit: 'none',
};

/** The return numbers of a report's parcels. */
export async function returnNumbers(ledger: Ledger, transmissionId: string) {
  return (await report(ledger, transmissionId)).parcels.map((parcel) => parcel.returnNumber);
}
