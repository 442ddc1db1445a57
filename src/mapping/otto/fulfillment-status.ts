/** State of one position item, spelled as OTTO spells it. Source: OTTO Market API, Orders v4. */
export const FULFILLMENT_STATUSES = [
  'ANNOUNCED',
  'PROCESSABLE',
  'SENT',
  'RETURNED',
  'CANCELLED_BY_PARTNER',
  'CANCELLED_BY_MARKETPLACE',
] as const;

export type FulfillmentStatus = (typeof FULFILLMENT_STATUSES)[number];

/**
 * Reads OTTO's word for a state.
 *
 * @returns undefined for a word this bridge does not know; the caller keeps the raw word
 */
export function parseFulfillmentStatus(word: string): FulfillmentStatus | undefined {
  // The description of 2021 had a third canceller; a buyer cancels through the marketplace.
  if (word === 'CANCELLED_BY_CUSTOMER') return 'CANCELLED_BY_MARKETPLACE';
  return FULFILLMENT_STATUSES.find((status) => status === word);
}

/** True for both cancelled states: the piece is not, or no longer, part of the sale. */
export function isCancelled(status: FulfillmentStatus | undefined): boolean {
  return status === 'CANCELLED_BY_PARTNER' || status === 'CANCELLED_BY_MARKETPLACE';
}

/** True for a piece that OTTO released and nobody sent or cancelled yet: the only ones to ship. */
export function mayShip(piece: { fulfillmentStatus: FulfillmentStatus | undefined }): boolean {
  return piece.fulfillmentStatus === 'PROCESSABLE';
}
