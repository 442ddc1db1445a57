import type { Carrier } from '../carriers/carrier.ts';
import type {
  AcceptanceReason,
  RejectionReason,
  ReturnCondition,
} from '../returns/return-words.ts';

/** Who said that pieces were shipped, or are to be cancelled. */
export const TRANSMISSION_SOURCES = ['shop', 'ship-list', 'web-service', 'csv', 'command'] as const;
export type TransmissionSource = (typeof TRANSMISSION_SOURCES)[number];

export const TRANSMISSION_KINDS = [
  'shipment',
  'cancellation',
  /** the seller takes a return: OTTO pays the buyer back, for good */
  'acceptance',
  /** the seller refuses a return; it can still be accepted later */
  'rejection',
  /** part of a kept piece's price goes back to the buyer; OTTO adds repeats up */
  'price-reduction',
] as const;
export type TransmissionKind = (typeof TRANSMISSION_KINDS)[number];

/**
 * A piece is in one active report of a lane at most: its way out ends in one shipment or one
 * cancellation, its way back in one decision, and of reductions one is under way at a time.
 */
export type TransmissionLane = 'out' | 'return' | 'reduction';

export const LANE_OF = {
  shipment: 'out',
  cancellation: 'out',
  acceptance: 'return',
  rejection: 'return',
  'price-reduction': 'reduction',
} as const satisfies Record<TransmissionKind, TransmissionLane>;

export const TRANSMISSION_STATES = [
  /** something is missing; its reason says what */
  'waiting',
  /** to be sent as soon as its time has come */
  'due',
  /** a call has left, or was about to: its outcome is open until it is looked up */
  'in-flight',
  /** OTTO took it; the order does not show it yet */
  'accepted',
  /** OTTO lists its pieces as sent, or as cancelled */
  'confirmed',
  /** a person has to look; nothing is sent by itself */
  'attention',
  /** the owner took it out: reported at OTTO by hand */
  'by-hand',
  /** no longer wanted, and it never left */
  'withdrawn',
] as const;
export type TransmissionState = (typeof TRANSMISSION_STATES)[number];

/** States from which a report may still be changed or taken back: surely nothing of it is at OTTO. */
export const UNSENT_STATES: readonly TransmissionState[] = ['waiting', 'due'];

/** States in which the shop order carries the flag that a report is not through. */
export const OPEN_STATES: readonly TransmissionState[] = [
  'waiting',
  'due',
  'in-flight',
  'accepted',
  'attention',
];

/** One parcel of a shipment as it is to be reported. */
export type ParcelWish = {
  /** OTTO's carrier; undefined while it is not known which one is meant */
  carrier: Carrier | undefined;
  /** what the shop, the file or a person called the carrier */
  carrierName: string | undefined;
  /** undefined: none yet, or a forwarder that gives none */
  trackingNumber: string | undefined;
  /** undefined = to be taken from the pool, or none is needed; its carrier may be one OTTO refuses */
  returnKey: { carrier: Carrier | undefined; number: string } | undefined;
};

/**
 * Pieces that left together: one parcel with any number of pieces, or several parcels with exactly one
 * piece (OTTO's multiparcel shipment).
 */
export type ShipmentWish = {
  kind: 'shipment';
  positionItemIds: string[];
  parcels: ParcelWish[];
  /** hand-over to the carrier, UTC ISO; never in the future */
  shipDate: string;
};

/** One piece that is to be cancelled at OTTO. */
export type CancellationWish = {
  kind: 'cancellation';
  positionItemId: string;
};

/** What is decided about a piece that came back, or never left, or was lost. */
export type ReturnWish =
  | {
      kind: 'acceptance';
      positionItemId: string;
      condition: ReturnCondition;
      reason: AcceptanceReason;
    }
  | {
      kind: 'rejection';
      positionItemId: string;
      condition: ReturnCondition;
      reason: RejectionReason;
    };

/** Part of a piece's price that goes back to the buyer, who keeps the piece. */
export type PriceReductionWish = {
  kind: 'price-reduction';
  positionItemId: string;
  /** gross, more than 0 */
  amountCents: number;
};

/** What the ledger knows of a piece, as far as reporting goes. */
export type ReportPiece = {
  positionItemId: string;
  fulfillmentStatus: string;
  sku: string;
  expectedDeliveryAt: string | undefined;
  payableCents: number;
};

/** A report as the ledger keeps it. */
export type KnownTransmission = {
  transmissionId: string;
  kind: TransmissionKind;
  state: TransmissionState;
  source: TransmissionSource;
  reasonCode: string | undefined;
  positionItemIds: string[];
  parcels: ParcelWish[];
  shipDate: string | undefined;
  createdAt: string;
  /** it was sent at least once, whatever came of it */
  wasSent: boolean;
};
