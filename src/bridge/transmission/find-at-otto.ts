import { normaliseTrackingNumber } from '../../mapping/carriers/tracking-number.ts';
import { isCancelled } from '../../mapping/otto/fulfillment-status.ts';
import type { PositionItem, SalesOrder } from '../../mapping/otto/sales-order.ts';
import { readShopFacts } from '../../mapping/shop-facts.ts';
import { MINUTE } from '../clock.ts';
import { ConfigError, OttoApiError, PayloadError } from '../errors.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import type { OttoShipment } from '../otto/read-shipments.ts';
import type { ReportRun } from './report-run.ts';

/** Clocks differ, and a call takes its time: shipments are listed from this long before it. */
const LISTED_BEFORE_MS = MINUTE;

/** Where a piece of a report stands at OTTO. */
export type PieceAtOtto =
  /** sent with a tracking key of the report, or cancelled by us */
  | 'ours'
  /** sent otherwise */
  | 'elsewhere'
  | 'cancelled'
  | 'open'
  | 'announced'
  /** OTTO's order does not have it, or OTTO does not have the order */
  | 'missing'
  /** in a state whose word is not known */
  | 'unknown';

/** What OTTO shows of a report. */
export type AtOtto = {
  pieces: ReadonlyMap<string, PieceAtOtto>;
  /** the shipment under the report's tracking key; undefined = there is none, or it has several keys */
  shipment:
    | { shipmentId: string | undefined; holds: 'ours' | 'same-recipient' | 'strangers' }
    | undefined;
};

/**
 * Reads at OTTO what became of a report: the shipment by its tracking key, then the order's pieces,
 * and for a forwarder's consignment without a number the shipments made since it was sent.
 *
 * @throws what the client throws
 */
export async function findAtOtto(run: ReportRun, report: Transmission): Promise<AtOtto> {
  const held = report.kind === 'shipment' ? await readHeld(run, report) : NOTHING_HELD;
  const pieces = new Map<string, PieceAtOtto>();
  for (const id of report.positionItemIds) if (held.ids.has(id)) pieces.set(id, 'ours');
  if (pieces.size < report.positionItemIds.length) {
    const order = await readOrderAtOtto(run, report.salesOrderId);
    for (const id of report.positionItemIds) {
      const item = order?.positionItems.find(({ positionItemId }) => positionItemId === id);
      if (!pieces.has(id)) pieces.set(id, standing(report, item));
    }
  }
  if (isWithoutNumber(report)) await lookThroughShipments(run, report, pieces);
  return { pieces, shipment: held.shipment };
}

type Held = { ids: ReadonlySet<string>; shipment: AtOtto['shipment'] };
const NOTHING_HELD: Held = { ids: new Set(), shipment: undefined };

/** The pieces in the shipments under the report's own tracking keys. */
async function readHeld(run: ReportRun, report: Transmission): Promise<Held> {
  const keys = trackingKeys(report);
  const ids = new Set<string>();
  let shipment: AtOtto['shipment'];
  for (const key of keys) {
    const found = await readShipment(run, key);
    if (found === undefined) continue;
    if (found === 'of-others') {
      shipment = { shipmentId: undefined, holds: 'strangers' };
      continue;
    }
    for (const id of found.positionItemIds) ids.add(id);
    shipment = { shipmentId: found.shipmentId, holds: await holderOf(run, report, found) };
  }
  // Nothing can be added to one of several parcels of a piece.
  if (keys.length > 1 && shipment?.holds === 'same-recipient') {
    shipment = { ...shipment, holds: 'strangers' };
  }
  return { ids, shipment };
}

async function readShipment(
  run: ReportRun,
  key: { carrier: string; trackingNumber: string },
): Promise<OttoShipment | 'of-others' | undefined> {
  try {
    return await run.otto.getShipmentByTracking(key, run.signal);
  } catch (error) {
    if (isOfOthers(error)) return 'of-others';
    throw error;
  }
}

/** OTTO forbids to read another seller's shipment, and says so by the same status as a missing right. */
function isOfOthers(error: unknown): boolean {
  return (
    error instanceof ConfigError &&
    error.code === 'otto-right-missing' &&
    error.cause instanceof OttoApiError &&
    error.cause.titles.includes('INSUFFICIENT_PERMISSION')
  );
}

/** Whose pieces a shipment holds, as far as the ledger knows. */
async function holderOf(
  { ledger, account }: ReportRun,
  report: Transmission,
  { positionItemIds }: OttoShipment,
): Promise<'ours' | 'same-recipient' | 'strangers'> {
  if (report.positionItemIds.some((id) => positionItemIds.includes(id))) return 'ours';
  const { salesOrderId } = report;
  const rows = await ledger.loadSalesOrders(account.accountId, [salesOrderId]);
  const known = await ledger.loadPositionItemsOf(account.accountId, [salesOrderId]);
  const ofOrder = known.get(salesOrderId) ?? [];
  if (ofOrder.some((piece) => positionItemIds.includes(piece.position_item_id))) {
    return 'same-recipient';
  }
  const own = addressesOf(rows.get(salesOrderId)?.woo_facts ?? null);
  const numbers = report.parcels.flatMap(({ trackingNumber }) => trackingNumber ?? []);
  const uses = await ledger.findTrackingUses(numbers, { salesOrderId });
  const isKnown = [...uses.values()]
    .flat()
    .some(({ addresses }) => own !== undefined && addresses === own);
  return isKnown ? 'same-recipient' : 'strangers';
}

function addressesOf(facts: string | null): string | undefined {
  return readShopFacts({ woo_facts: facts })?.addresses;
}

/**
 * The order as OTTO has it now; undefined = OTTO does not know it.
 *
 * @throws what the client throws
 */
export async function readOrderAtOtto(
  run: Pick<ReportRun, 'otto' | 'signal'>,
  salesOrderId: string,
): Promise<SalesOrder | undefined> {
  const parsed = await run.otto.getSalesOrder(salesOrderId, run.signal);
  if (parsed && !parsed.readable) {
    throw new PayloadError(`sales order ${salesOrderId}`, parsed.unreadable.problems);
  }
  return parsed?.salesOrder;
}

function standing(report: Transmission, item: PositionItem | undefined): PieceAtOtto {
  if (!item) return 'missing';
  const { fulfillmentStatus } = item;
  if (fulfillmentStatus === undefined) return 'unknown';
  if (fulfillmentStatus === 'PROCESSABLE') return 'open';
  if (fulfillmentStatus === 'ANNOUNCED') return 'announced';
  if (isCancelled(fulfillmentStatus)) {
    const isOurs = report.kind === 'cancellation' && fulfillmentStatus === 'CANCELLED_BY_PARTNER';
    return isOurs ? 'ours' : 'cancelled';
  }
  return hasTracking(report, item) ? 'ours' : 'elsewhere';
}

/** True for a piece that was sent as the report says. */
function hasTracking({ kind, parcels }: Transmission, item: PositionItem): boolean {
  if (kind === 'cancellation') return false;
  return parcels.some(({ carrier, trackingNumber }) => {
    if (item.carrier !== undefined && item.carrier !== carrier) return false;
    if (trackingNumber === undefined) return item.trackingNumber === undefined;
    return (
      item.trackingNumber !== undefined &&
      normaliseTrackingNumber(item.trackingNumber) === normaliseTrackingNumber(trackingNumber)
    );
  });
}

/** A forwarder's consignment that OTTO took may stand there before the order shows it. */
async function lookThroughShipments(
  run: ReportRun,
  report: Transmission,
  pieces: Map<string, PieceAtOtto>,
): Promise<void> {
  const [parcel] = report.parcels;
  const isOpen = () => report.positionItemIds.some((id) => pieces.get(id) === 'open');
  if (report.sentAt === undefined || !parcel || !isOpen()) return;
  const createdSince = new Date(Date.parse(report.sentAt) - LISTED_BEFORE_MS).toISOString();
  for await (const page of run.otto.listShipments({ createdSince }, run.signal)) {
    for (const { shipmentId, trackingKey } of page) {
      const isCandidate =
        trackingKey.carrier === parcel.carrier && trackingKey.trackingNumber === undefined;
      if (!isCandidate) continue;
      const shipment = await run.otto.getShipment(shipmentId, run.signal);
      for (const id of shipment?.positionItemIds ?? []) {
        if (report.positionItemIds.includes(id)) pieces.set(id, 'ours');
      }
      if (!isOpen()) return;
    }
  }
}

function isWithoutNumber({ kind, parcels }: Transmission): boolean {
  return kind === 'shipment' && parcels.every(({ trackingNumber }) => trackingNumber === undefined);
}

/** What a report is found by at OTTO. */
export function trackingKeys({
  parcels,
}: Pick<Transmission, 'parcels'>): { carrier: string; trackingNumber: string }[] {
  return parcels.flatMap(({ carrier, trackingNumber }) =>
    carrier === undefined || trackingNumber === undefined ? [] : [{ carrier, trackingNumber }],
  );
}
