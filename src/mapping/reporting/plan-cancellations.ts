import { followsShop, idsIn, type KnownReports } from './known-reports.ts';
import type { ShippingRules } from './shipping-rules.ts';
import { isOpenAtOtto, type ShopPiece } from './shop-pieces.ts';
import type { CancellationWish, KnownTransmission } from './transmission.ts';

/**
 * The pieces to cancel at OTTO, and the cancellations that the shop takes back before they left. One
 * whose piece is no longer open at OTTO is not taken back: what became of it is judged elsewhere.
 *
 * @param takenOut ids of the pieces that the shop took out of the sale
 */
export function planCancellations(
  takenOut: ReadonlySet<string>,
  pieces: readonly ShopPiece[],
  { cancellations }: KnownReports,
  rules: ShippingRules,
): { wishes: CancellationWish[]; withdrawn: string[] } {
  const wanted = rules.cancellations === 'off' ? new Set<string>() : takenOut;
  const known = idsIn(cancellations);
  const open = new Set(pieces.filter(isOpenAtOtto).map(({ positionItemId }) => positionItemId));
  const isTakenBack = ({ positionItemIds }: KnownTransmission) =>
    positionItemIds.some((id) => open.has(id)) && !positionItemIds.some((id) => wanted.has(id));
  return {
    wishes: [...wanted]
      .filter((id) => !known.has(id))
      .map((positionItemId) => ({ kind: 'cancellation', positionItemId })),
    withdrawn: cancellations
      .filter((report) => followsShop(report) && isTakenBack(report))
      .map(({ transmissionId }) => transmissionId),
  };
}
