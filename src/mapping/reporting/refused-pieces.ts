import { type ShipRefusal, whyNotShip } from '../may-ship.ts';
import { parseFulfillmentStatus } from '../otto/fulfillment-status.ts';
import type { JudgeContext } from './judge-context.ts';
import type { ShipmentWish } from './transmission.ts';

/** What keeps a piece from being shipped; undefined = nothing. A piece nobody knows is not shipped. */
export function refusalOf(
  piece: { fulfillmentStatus: string } | undefined,
  { hasPackStop }: Pick<JudgeContext, 'hasPackStop'>,
): ShipRefusal | undefined {
  const fulfillmentStatus = parseFulfillmentStatus(piece?.fulfillmentStatus ?? '');
  return whyNotShip({ fulfillmentStatus }, { hasPackStop });
}

/** The pieces of a shipment that can't be shipped, or not any more. What time mends is not among them. */
export function refusedPieces(
  { positionItemIds }: ShipmentWish,
  context: JudgeContext,
): { positionItemId: string; why: ShipRefusal }[] {
  const byId = new Map(context.pieces.map((piece) => [piece.positionItemId, piece]));
  return positionItemIds.flatMap((positionItemId) => {
    const why = refusalOf(byId.get(positionItemId), context);
    const passes = why === undefined || why === 'not-released' || why === 'pack-stop';
    return passes ? [] : [{ positionItemId, why }];
  });
}
