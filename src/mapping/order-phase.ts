import { type FulfillmentStatus, isCancelled } from './otto/fulfillment-status.ts';

/** Where an order stands as a whole, derived from its pieces. OTTO sends no state of the order. */
export const ORDER_PHASES = [
  'announced',
  'processable',
  'sent',
  'returned',
  'cancelledByMarketplace',
  'cancelledByPartner',
] as const;

export type OrderPhase = (typeof ORDER_PHASES)[number];

const LIVE_STAGES = [
  ['ANNOUNCED', 'announced'],
  ['PROCESSABLE', 'processable'],
  ['SENT', 'sent'],
  ['RETURNED', 'returned'],
] as const satisfies readonly (readonly [FulfillmentStatus, OrderPhase])[];

/**
 * The phase of an order: its most backward live piece decides; only when no piece is live, who
 * cancelled. Total and independent of the order of the pieces.
 *
 * @returns undefined when a piece is in a state this bridge does not know
 * @see docs/status-mapping.md, OTTO Market API Orders v4 "State of the order"
 */
export function orderPhase(
  pieces: readonly { fulfillmentStatus: FulfillmentStatus | undefined }[],
): OrderPhase | undefined {
  const statuses = pieces.map((piece) => piece.fulfillmentStatus);
  if (statuses.includes(undefined)) return undefined;
  const live = LIVE_STAGES.find(([status]) => statuses.includes(status));
  if (live) return live[1];
  return statuses.includes('CANCELLED_BY_MARKETPLACE')
    ? 'cancelledByMarketplace'
    : 'cancelledByPartner';
}

/** True for phases of an order that OTTO has released: the money is OTTO's affair from here on. */
export function isReleased(phase: OrderPhase): boolean {
  return phase === 'processable' || phase === 'sent' || phase === 'returned';
}

export function isCancelledPhase(phase: OrderPhase): boolean {
  return phase === 'cancelledByMarketplace' || phase === 'cancelledByPartner';
}

const RANK = {
  announced: 0,
  processable: 1,
  sent: 2,
  returned: 3,
  cancelledByMarketplace: 4,
  cancelledByPartner: 4,
} as const satisfies Record<OrderPhase, number>;

/** True when an order would move against the direction pieces can go; OTTO describes no such move. */
export function movesBackward(from: OrderPhase, to: OrderPhase): boolean {
  return RANK[to] < RANK[from];
}

export function parseOrderPhase(text: string | undefined): OrderPhase | undefined {
  return ORDER_PHASES.find((phase) => phase === text);
}

/** The pieces that are, or were until they came back, part of the sale. */
export function livePieces<Piece extends { fulfillmentStatus: FulfillmentStatus | undefined }>(
  pieces: readonly Piece[],
): Piece[] {
  return pieces.filter((piece) => !isCancelled(piece.fulfillmentStatus));
}
