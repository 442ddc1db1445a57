import type { Carrier } from '../carriers/carrier.ts';
import type { ShippingRules } from './shipping-rules.ts';
import type { ReportPiece } from './transmission.ts';

/** A number that stands in a report of another order. */
export type TrackingUse = {
  salesOrderId: string;
  orderNumber: string;
  isSameRecipient: boolean;
  /** UTC ISO */
  usedAt: string;
};

/** All that a report is judged by. Numbers in the maps' keys are normalised. */
export type JudgeContext = {
  /** of the order, whichever report they stand in */
  pieces: readonly ReportPiece[];
  hasPackStop: boolean;
  rules: ShippingRules;
  /** UTC ISO */
  now: string;
  /** what the owner said a carrier's name means, by {@link carrierNameKey} */
  carrierChoices: ReadonlyMap<string, Carrier>;
  /** by SKU, what OTTO's answers or product data taught; goes before the owner's own rule */
  deliveryTypes: ReadonlyMap<string, 'parcel' | 'forwarder'>;
  /** where tracking numbers stand in reports of other orders */
  trackingUses: ReadonlyMap<string, readonly TrackingUse[]>;
  /** the same for return numbers */
  returnUses: ReadonlyMap<string, readonly TrackingUse[]>;
  /** tracking numbers of this order's own reports that left already: a forgotten piece joins them */
  sentNumbers?: ReadonlySet<string>;
  /** numbers left, by pool id */
  poolsLeft: ReadonlyMap<string, number>;
};
