import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import type { Asked } from '../../api/call.ts';
import type { OrderKey } from './order-key.ts';

export type Order = AnswerOf<'getOrder'>;
type AskedShipment = Exclude<
  Asked<'reportShipments'>['body'],
  Blob | undefined
>['shipments'][number];

export type ParcelDraft = {
  key: number;
  trackingNumber: string;
  carrier: string;
  returnNumber: string;
  /** what is in it; none ticked = the bridge deals the pieces out */
  pieces: readonly string[];
};

/** What is typed for one order. */
export type ShipmentDraft = OrderKey & {
  /** undefined = all that may be shipped, until somebody ticks */
  pieces: readonly string[] | undefined;
  parcels: readonly ParcelDraft[];
};

export function emptyShipment(order: OrderKey): ShipmentDraft {
  return { ...order, pieces: undefined, parcels: [emptyParcel(0)] };
}

export function emptyParcel(key: number): ParcelDraft {
  return { key, trackingNumber: '', carrier: '', returnNumber: '', pieces: [] };
}

export function isTyped({ pieces, parcels }: ShipmentDraft): boolean {
  return (
    pieces !== undefined ||
    parcels.length > 1 ||
    parcels.some((one) => one.trackingNumber !== '' || one.returnNumber !== '')
  );
}

/** Why a piece can't be ticked; undefined = it can. */
export function whyNot(
  order: Order,
  piece: Order['positionItems'][number],
  inOtherReport: string,
): string | undefined {
  if (!piece.mayShip) return piece.whyNotShip?.what ?? piece.fulfillmentStatusWord;
  const isTaken = order.transmissions.some(
    ({ state, positionItemIds }) =>
      state !== 'withdrawn' && positionItemIds.includes(piece.positionItemId),
  );
  return isTaken ? inOtherReport : undefined;
}

/** The pieces that are ticked, in the order of the sales order. */
export function tickedPieces({ pieces }: ShipmentDraft, order: Order): string[] {
  return order.positionItems
    .filter((piece) => whyNot(order, piece, '-') === undefined)
    .map(({ positionItemId }) => positionItemId)
    .filter((id) => pieces?.includes(id) ?? true);
}

/** What is sent of it. A parcel of which nothing is known is left out: forwarders give no number. */
export function askedShipment(draft: ShipmentDraft, order: Order): AskedShipment {
  const ticked = tickedPieces(draft, order);
  const parcels = draft.parcels.flatMap((parcel) => {
    const carrier = parcel.carrier.trim();
    const trackingNumber = parcel.trackingNumber.trim();
    const returnNumber = parcel.returnNumber.trim();
    const inside =
      draft.parcels.length > 1 && ticked.length > 1
        ? parcel.pieces.filter((id) => ticked.includes(id))
        : [];
    if (carrier === '' && trackingNumber === '' && returnNumber === '') return [];
    return [
      {
        ...(carrier === '' ? {} : { carrier }),
        ...(trackingNumber === '' ? {} : { trackingNumber }),
        ...(returnNumber === '' ? {} : { returnNumber }),
        ...(inside.length === 0 ? {} : { positionItemIds: inside }),
      },
    ];
  });
  return {
    accountId: draft.accountId,
    order: draft.salesOrderId,
    positionItemIds: ticked,
    parcels,
  };
}
