import type { CancellationWish, ShipmentWish } from './transmission.ts';

/** Something odd about an order's parcels that nothing can be sent for; for the timeline. */
export type ReportFinding =
  /** the shop now names another tracking number than the one OTTO was told */
  | { code: 'tracking-changed-after-report'; reported: string; now: string }
  /** a further parcel, but all pieces are reported */
  | { code: 'parcel-without-pieces'; trackingNumber: string };

/** What the shop's side asks to be reported now; planning again after applying it gives nothing. */
export type ReportPlan = {
  shipments: ShipmentWish[];
  cancellations: CancellationWish[];
  /** unsent reports of the shop that now say something else */
  corrected: { transmissionId: string; wish: ShipmentWish }[];
  /** unsent reports of the shop that it no longer asks for */
  withdrawn: string[];
  findings: ReportFinding[];
  /** look again by then even if nothing changes, UTC ISO: the end of a grace period */
  lookAgainAt: string | undefined;
};
