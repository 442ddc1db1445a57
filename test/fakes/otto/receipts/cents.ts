import type { WireAmount, WirePositionItem } from '../../../fixtures/otto/wire.ts';

export function centsOf({ amount }: WireAmount): number {
  return Math.round(amount * 100);
}

/** What the buyer pays for the piece. */
export function pieceCents(piece: WirePositionItem): number {
  return centsOf(piece.itemValueReducedGrossPrice ?? piece.itemValueGrossPrice);
}
