import type { CountedParcel } from './counted-parcels.ts';
import type { KnownReports } from './known-reports.ts';
import type { ShippingRules } from './shipping-rules.ts';
import type { ShopLine, ShopPiece } from './shop-pieces.ts';
import type { KnownTransmission } from './transmission.ts';

/** Pieces that left together, and their parcels; no parcel = nobody names one. */
export type ParcelGroup = {
  pieces: ShopPiece[];
  parcels: CountedParcel[];
  /** a report with a number that the shop does not name, nor any other: it keeps it, whatever `parcels` are */
  keeps?: KnownTransmission;
};

export type Shipping = {
  lines: readonly ShopLine[];
  /** may be shipped, and no other report has them; in the order of the lines */
  free: readonly ShopPiece[];
  /** those of them that the status says are shipped */
  said: readonly ShopPiece[];
  parcels: readonly CountedParcel[];
  known: KnownReports;
  rules: ShippingRules;
};
