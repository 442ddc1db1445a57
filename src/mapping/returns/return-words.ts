/** @see https://api.otto.market/docs/functional-interfaces/returns */
export const RETURN_STATUSES = ['ANNOUNCED', 'ACCEPTED', 'REJECTED', 'MISDIRECTED'] as const;
export type ReturnStatus = (typeof RETURN_STATUSES)[number];

/** A original packaging, B as new, C slightly used, D heavily used, E faulty or incomplete. */
export const RETURN_CONDITIONS = ['A', 'B', 'C', 'D', 'E'] as const;
export type ReturnCondition = (typeof RETURN_CONDITIONS)[number];

export const ACCEPTANCE_REASONS = [
  'RETURN_RECEIVED',
  'STATUS_SENT_BY_ACCIDENT',
  'CANCEL_REQUEST_BY_CUSTOMER',
  'REFUND_AFTER_AFFIDAVIT',
  'COMPLAINT',
  'SHIPMENT_LOST',
  'RETURN_LOST',
  'UNDELIVERABLE',
] as const;
export type AcceptanceReason = (typeof ACCEPTANCE_REASONS)[number];

export const REJECTION_REASONS = [
  'THIRD_PARTY_ITEM',
  'WRONG_ITEM',
  'EXCHANGE',
  'DAMAGE_TO_THE_HYGIENE_SEAL',
  'ITEM_DAMAGED',
  'RETURN_PERIOD_EXCEEDED',
  'ITEM_NOT_IN_THE_PARCEL',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** OTTO takes so many pieces in one call, and answers 413 over it. */
export const MOST_DECISIONS_PER_CALL = 200;
