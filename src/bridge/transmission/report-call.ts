import type { Transmission } from '../ledger/transmission-rows.ts';
import type { ShipmentDraft, ShippedPiece } from '../otto/shipments.ts';
import { trackingKeys } from './find-at-otto.ts';
import type { ReportRun } from './report-run.ts';

/** Calls that change something at OTTO. */
export type WritingCall = 'create-shipment' | 'add-pieces' | 'cancel-piece';

/**
 * Makes a call for a report. It is never broken off: what has left is worth waiting for its answer.
 *
 * @param positionItemIds pieces to add, for `add-pieces`
 * @throws what the client throws
 */
export async function makeCall(
  run: Pick<ReportRun, 'otto' | 'account'>,
  report: Transmission,
  call: WritingCall,
  positionItemIds: readonly string[],
): Promise<{ ottoShipmentId: string | undefined }> {
  const { otto } = run;
  if (call === 'cancel-piece') {
    for (const id of report.positionItemIds) await otto.cancelPosition(report.salesOrderId, id);
    return { ottoShipmentId: undefined };
  }
  if (call === 'add-pieces') {
    const [key] = trackingKeys(report);
    if (!key) throw new TypeError('Pieces are added to a shipment with a number');
    await otto.addToShipment(key, piecesOf(run, report, 0, positionItemIds));
    return { ottoShipmentId: undefined };
  }
  const drafts = report.parcels.map((_, index) => draftOf(run, report, index));
  const [first, ...others] = drafts;
  if (!first) throw new TypeError('A shipment has a parcel');
  if (others.length > 0) {
    const { multiParcelShipmentId } = await otto.createMultiParcelShipment(drafts);
    return { ottoShipmentId: multiParcelShipmentId };
  }
  const { shipmentId } = await otto.createShipment(first);
  return { ottoShipmentId: shipmentId };
}

function draftOf(
  run: Pick<ReportRun, 'account'>,
  report: Transmission,
  index: number,
): ShipmentDraft {
  const { shipDate, shipFrom, parcels, positionItemIds } = report;
  const { carrier, trackingNumber } = parcels[index] ?? {};
  if (!carrier || !shipDate || !shipFrom) throw new TypeError('A due shipment is complete');
  return {
    trackingKey: { carrier, ...(trackingNumber === undefined ? {} : { trackingNumber }) },
    shipDate,
    shipFrom,
    pieces: piecesOf(run, report, index, positionItemIds),
  };
}

function piecesOf(
  { account }: Pick<ReportRun, 'account'>,
  { salesOrderId, parcels }: Transmission,
  index: number,
  positionItemIds: readonly string[],
): ShippedPiece[] {
  const { returnCarrier, returnNumber } = parcels[index] ?? {};
  const { returnAddressCarrierId } = account.rules;
  const isReturnable = returnCarrier !== undefined && returnNumber !== undefined;
  return positionItemIds.map((positionItemId) => ({
    salesOrderId,
    positionItemId,
    ...(isReturnable
      ? { returnTrackingKey: { carrier: returnCarrier, trackingNumber: returnNumber } }
      : {}),
    ...(isReturnable && returnAddressCarrierId !== null ? { returnAddressCarrierId } : {}),
  }));
}
