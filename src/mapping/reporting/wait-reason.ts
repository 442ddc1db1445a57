/**
 * Why a report can't leave yet. Each has its sentence, its incident and what ends it; the params stand
 * beside the code. Order of the list = order in which they are looked for.
 */
export type WaitReason =
  /** OTTO has not released the piece; a cancel wish is kept until then */
  | { code: 'piece-not-released' }
  /** cancelled in the shop: the owner has to say yes first, as it can't be undone */
  | { code: 'cancellation-to-confirm' }
  /** a pack-stop of the order is open: first the packers have to say what left */
  | { code: 'pack-stop-open' }
  /** shipped, and a tracking number may still come: until the grace period ends */
  | { code: 'tracking-expected' }
  | { code: 'tracking-missing' }
  | {
      code: 'tracking-too-short' | 'tracking-too-long' | 'tracking-characters';
      carrier: string;
      trackingNumber: string;
    }
  | { code: 'tracking-check-digit'; carrier: string; trackingNumber: string }
  /** what a spreadsheet made of a long number */
  | { code: 'tracking-excel-number'; trackingNumber: string }
  /** stands in another order's shipment, to another address or long ago */
  | {
      code: 'tracking-used-before';
      carrier: string;
      trackingNumber: string;
      otherOrderNumber: string;
    }
  /** several parcels, and nobody said what is in which */
  | { code: 'parcels-unclear'; parcels: number }
  | { code: 'carrier-unknown'; carrierName: string }
  /** no name, and the number's form fits none or several */
  | { code: 'carrier-not-recognised'; trackingNumber: string }
  /** several parcels for one piece go by parcel service only */
  | { code: 'multiparcel-by-forwarder'; carrier: string }
  | { code: 'ship-from-missing' }
  | { code: 'return-number-missing' }
  | { code: 'return-pool-empty'; poolId: string }
  | { code: 'return-carrier-not-allowed'; carrier: string; allowed: string }
  /** nobody says whose return number it is, and its form fits several or none */
  | { code: 'return-carrier-unknown'; trackingNumber: string }
  | { code: 'return-number-check-digit'; carrier: string; trackingNumber: string }
  | {
      code: 'return-number-used-before';
      carrier: string;
      trackingNumber: string;
      otherOrderNumber: string;
    }
  /** what is decided about its return: OTTO has its shipment, but does not show it as sent yet */
  | { code: 'piece-not-sent-yet' }
  /** a price reduction while the return of the piece is being accepted: first that has to be known */
  | { code: 'acceptance-open' };

export type WaitCode = WaitReason['code'];

/** Why OTTO refused a report, or what else needs a person; nothing is sent again by itself. */
export type AttentionCode =
  /** the tracking number belongs to a shipment that is none of ours */
  | 'tracking-used-at-otto'
  /** a piece is neither open nor sent at OTTO: cancelled, or unknown there */
  | 'piece-not-shippable'
  /** OTTO knows no such piece, or it is another seller's */
  | 'piece-unknown-at-otto'
  /** OTTO misses something: its own path in `jsonPath` */
  | 'otto-misses-data'
  /** OTTO refused for a reason of its own: `titles`, `statusCode` */
  | 'otto-refused'
  /** OTTO does not let the piece be cancelled (any more) */
  | 'cancellation-refused'
  /** the owner said it was done by hand, but OTTO does not show it */
  | 'by-hand-not-at-otto'
  /** OTTO took it, but does not show it in the order for too long */
  | 'accepted-not-shown'
  /** tried for as many days as the owner allows */
  | 'given-up'
  /** rejected here, and accepted at OTTO, which is for good */
  | 'return-accepted-at-otto'
  /** accepted here, and rejected at OTTO meanwhile; it can be accepted all the same */
  | 'return-rejected-at-otto'
  /** the piece was never sent, or is cancelled: there is nothing to take back or to reduce */
  | 'return-not-possible'
  /** `amountCents` is not less than what is left of `priceCents` after `reducedCents` */
  | 'reduction-too-high'
  /** the piece was never sent, is cancelled, or came back: its price is not reduced any more */
  | 'reduction-not-possible'
  /** OTTO took the price reduction and turned it down afterwards */
  | 'reduction-refused';

/** Why a report that OTTO did not take will be tried again. */
export type DeferredCode = 'otto-unavailable' | 'otto-busy' | 'otto-unreadable' | 'outcome-open';

/** What a report says without being wrong, on its way out or after. */
export type DoneCode =
  /** OTTO already shows the piece as sent, with another tracking number than ours */
  | 'reported-elsewhere'
  /** OTTO or the buyer cancelled before us */
  | 'cancelled-elsewhere'
  /** OTTO shows the return as accepted, without us */
  | 'returned-elsewhere'
  /** OTTO shows the return as rejected, without us */
  | 'rejected-elsewhere';

export type TransmissionReasonCode = WaitCode | AttentionCode | DeferredCode | DoneCode;

/** What only return decisions and price reductions come to. */
export type AfterSaleCode = Extract<
  TransmissionReasonCode,
  | 'piece-not-sent-yet'
  | 'acceptance-open'
  | `return-${'accepted-at-otto' | 'rejected-at-otto' | 'not-possible'}`
  | `reduction-${string}`
  | 'returned-elsewhere'
  | 'rejected-elsewhere'
>;
