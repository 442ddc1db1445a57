import { parseFulfillmentStatus } from '../otto/fulfillment-status.ts';
import type { ListedReductions } from './own-reduction.ts';
import type { PriceReductionWish } from './transmission.ts';
import type { AttentionCode, WaitReason } from './wait-reason.ts';

export type ReductionVerdict =
  | { verdict: 'ready' }
  | { verdict: 'waits'; reason: WaitReason }
  | {
      verdict: 'attention';
      reason:
        | ({ code: Extract<AttentionCode, 'reduction-too-high'>; amountCents: number } & Room)
        | { code: Extract<AttentionCode, 'reduction-not-possible'> };
    };

/** How far a piece's price can still be reduced, gross. */
export type Room = {
  priceCents: number;
  /** what went back already, or is on its way */
  reducedCents: number;
  /** OTTO takes less than this, never all of it */
  leftCents: number;
};

/** What a price reduction is judged by. */
export type ReductionContext = {
  /** undefined = the ledger does not know the piece */
  piece: { fulfillmentStatus: string; payableCents: number } | undefined;
  /** what OTTO's list of returns says of the piece */
  returnStatus: string | undefined;
  /** OTTO took its shipment, or may have, and does not show it yet */
  isShipmentOpen: boolean;
  /** the return of the piece is being accepted */
  isAcceptanceOpen: boolean;
  /** undefined = OTTO was not asked yet */
  listed: ListedReductions | undefined;
};

/**
 * Whether a piece's price can be reduced at OTTO now: only of a piece that is sent and kept, and by
 * less than what is left of it.
 */
export function judgePriceReduction(
  { amountCents }: Pick<PriceReductionWish, 'amountCents'>,
  context: ReductionContext,
): ReductionVerdict {
  const { piece, isShipmentOpen, isAcceptanceOpen, listed } = context;
  const status = parseFulfillmentStatus(piece?.fulfillmentStatus ?? '');
  if (status === 'PROCESSABLE' && isShipmentOpen) {
    return { verdict: 'waits', reason: { code: 'piece-not-sent-yet' } };
  }
  if (!piece || status !== 'SENT' || context.returnStatus === 'ACCEPTED') {
    return { verdict: 'attention', reason: { code: 'reduction-not-possible' } };
  }
  const room = roomLeft(piece.payableCents, listed);
  if (amountCents >= room.leftCents) {
    return { verdict: 'attention', reason: { code: 'reduction-too-high', amountCents, ...room } };
  }
  return isAcceptanceOpen
    ? { verdict: 'waits', reason: { code: 'acceptance-open' } }
    : { verdict: 'ready' };
}

/**
 * What is left of a piece's price. What OTTO has taken but not carried out counts as gone; what it
 * refused does not.
 *
 * @param payableCents by the order; the receipt goes before it
 */
export function roomLeft(payableCents: number, listed: ListedReductions | undefined): Room {
  const priceCents = listed?.invoiceCents ?? payableCents;
  const reductions = listed?.reductions ?? [];
  const standing = reductions.filter(({ status }) => status !== 'REJECTED');
  const reducedCents =
    reductions.length === 0
      ? (listed?.totalCents ?? 0)
      : standing.reduce((sum, { cents }) => sum + cents, 0);
  return { priceCents, reducedCents, leftCents: Math.max(0, priceCents - reducedCents) };
}
