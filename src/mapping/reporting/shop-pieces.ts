import { type FulfillmentStatus, parseFulfillmentStatus } from '../otto/fulfillment-status.ts';
import { type OwnLine, ownLines } from '../own-lines.ts';
import type { FoundShopOrder } from '../shop-plan.ts';
import type { ReportPiece } from './transmission.ts';

/** A piece of the ledger, OTTO's word understood; undefined = a word this bridge does not know. */
export type ShopPiece = Omit<ReportPiece, 'fulfillmentStatus'> & {
  fulfillmentStatus: FulfillmentStatus | undefined;
};

export type ShopLine = OwnLine<ShopPiece>;

export function readPieces(pieces: readonly ReportPiece[]): ShopPiece[] {
  return pieces.map((piece) => ({
    ...piece,
    fulfillmentStatus: parseFulfillmentStatus(piece.fulfillmentStatus),
  }));
}

/** The lines the bridge made, each with its pieces in the line's own order. */
export function shopLines({ order }: FoundShopOrder, pieces: readonly ShopPiece[]): ShopLine[] {
  return ownLines(order, pieces);
}

/** True for a piece that OTTO may let be cancelled, now or once it is released. */
export function isOpenAtOtto({ fulfillmentStatus }: ShopPiece): boolean {
  return fulfillmentStatus === 'PROCESSABLE' || fulfillmentStatus === 'ANNOUNCED';
}
