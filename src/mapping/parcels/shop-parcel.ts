import type { ParcelSource } from './parcel-sources.ts';

/** Pieces of one line item in a parcel. */
export type ParcelPieces = { lineItemId: number; quantity: number };

/** The number on a return label that goes, or went, with a parcel. */
export type ReturnNumber = {
  /** as the source calls it; undefined = it does not say */
  carrierName: string | undefined;
  number: string;
  /** `meta` = order meta the owner names, anything else a label plugin */
  source: ParcelSource;
};

/** One parcel as the shop, or a plugin in it, describes it. Nothing in it is checked or mapped yet. */
export type ShopParcel = {
  source: ParcelSource;
  /** slug or title, as the source calls the carrier */
  carrierName: string | undefined;
  /** as written there; undefined = none yet, or a parcel without */
  trackingNumber: string | undefined;
  /** hand-over to the carrier, UTC ISO; may lie in the future */
  shippedAt: string | undefined;
  /**
   * The source itself says that these pieces left, whatever the order's status. A label that was
   * printed, or a number that was noted down, does not say so.
   */
  isSaidShipped: boolean;
  /** undefined = the source does not say what is in it; empty = what it says fits no line item */
  pieces: ParcelPieces[] | undefined;
  returnNumber?: ReturnNumber;
};
