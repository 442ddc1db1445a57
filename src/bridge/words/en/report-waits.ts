import type { ReportWaitCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';
import {
  BY_ITSELF,
  ENTER_TRACKING,
  isCancellation,
  NOT_PAID,
  notReported,
} from './report-parts.ts';

/** Why a report can't leave for OTTO yet. */
export const reportWaits = {
  'report-piece-not-released': (g) =>
    isCancellation(g)
      ? {
          what: `${g.order}: the cancellation is kept; OTTO has not released the order yet.`,
          follows:
            'OTTO lets only released pieces be cancelled. The bridge cancels as soon as that is possible. Please do not ship the piece.',
          todo: undefined,
        }
      : {
          what: `${notReported(g)}: OTTO has not released the order yet.`,
          follows: 'The report leaves as soon as OTTO releases it.',
          todo: undefined,
        },
  'report-cancellation-to-confirm': (g) => ({
    what: `${g.order}: it was cancelled in the shop; at OTTO nothing is cancelled yet${g.has('pieces') ? ` (pieces: ${g.number('pieces')}${g.has('cents') ? `, ${g.sum('cents')}` : ''})` : ''}.`,
    follows:
      'A cancellation can’t be undone at OTTO, and OTTO warns: cancellations by sellers harm the buyers’ satisfaction. Until you agree, nothing is cancelled and the piece is not reported as shipped.',
    todo: 'Confirm the cancellation in the bridge. If it is to be delivered after all, bring the shop order back to its former state.',
  }),
  'report-pack-stop-open': (g) => ({
    what: `${notReported(g)}: a pack-stop of this order is open.`,
    follows: `OTTO cancelled a piece when packing had begun. Only the warehouse knows what is really in the parcel. ${NOT_PAID}`,
    todo: `Confirm in the bridge that the cancelled piece is not in the parcel (close the pack-stop). ${BY_ITSELF}`,
  }),
  'report-tracking-expected': (g) => ({
    what: `${notReported(g)}: the tracking number is not in the shop order yet.`,
    follows: 'The bridge gives the shipping plugin a short time to write it.',
    todo: undefined,
  }),
  'report-tracking-missing': (g) => ({
    what: `${notReported(g)}: the tracking number is missing.`,
    follows: NOT_PAID,
    todo: `${ENTER_TRACKING} ${BY_ITSELF}`,
  }),
  'report-tracking-too-short': (g) => ({
    what: `${notReported(g)}: the tracking number “${g.text('trackingNumber')}” is too short for ${g.text('carrier')}.`,
    follows: NOT_PAID,
    todo: mendNumber(),
  }),
  'report-tracking-too-long': (g) => ({
    what: `${notReported(g)}: the tracking number “${g.text('trackingNumber')}” is too long for ${g.text('carrier')}.`,
    follows: NOT_PAID,
    todo: mendNumber(),
  }),
  'report-tracking-characters': (g) => ({
    what: `${notReported(g)}: the tracking number “${g.text('trackingNumber')}” has characters that ${g.text('carrier')} does not use.`,
    follows: NOT_PAID,
    todo: mendNumber(),
  }),
  'report-tracking-check-digit': (g) => ({
    what: `${notReported(g)}: the tracking number “${g.text('trackingNumber')}” can’t be right for ${g.text('carrier')}, its check digit does not fit.`,
    follows: `Mostly it is a slip of the pen, or the carrier is another one. ${NOT_PAID}`,
    todo: mendNumber(),
  }),
  'report-tracking-excel-number': (g) => ({
    what: `${notReported(g)}: “${g.text('trackingNumber')}” is no tracking number; a spreadsheet has rounded it.`,
    follows: `The missing digits are lost. ${NOT_PAID}`,
    todo: `Take the number from the label or from the carrier’s original file, without opening it in Excel first. ${BY_ITSELF}`,
  }),
  'report-tracking-used-before': (g) => ({
    what: `${notReported(g)}: the tracking number “${g.text('trackingNumber')}” (${g.text('carrier')}) is in the report of order ${g.text('otherOrderNumber')} already.`,
    follows: `The other order goes to another address, or it was some time ago; it can’t be the same parcel. ${NOT_PAID}`,
    todo: mendNumber(),
  }),
  'report-parcels-unclear': (g) => ({
    what: `${notReported(g)}: there are several parcels (${g.number('parcels')}), and nothing says what is in which.`,
    follows: NOT_PAID,
    todo: 'Say in the bridge for each parcel which pieces are in it, or let the bridge deal them out in order: Settings > Shipping and carriers (shippingRules.parcelsWithoutPieces = deal-out).',
  }),
  'report-carrier-unknown': (g) => ({
    what: `${notReported(g)}: the bridge does not know which of OTTO’s carriers is meant by “${g.text('carrierName')}”.`,
    follows: `It asks only once and remembers your answer for all orders. ${NOT_PAID}`,
    todo: `Choose the carrier for it in the bridge. ${BY_ITSELF}`,
  }),
  'report-carrier-not-recognised': (g) => ({
    what: `${notReported(g)}: no carrier is named with the tracking number “${g.text('trackingNumber')}”, and its form does not tell it for certain.`,
    follows: NOT_PAID,
    todo: `Enter the carrier beside the tracking number, or say under Settings > Shipping and carriers (shippingRules.defaultCarrier) which one is meant where none is named. ${BY_ITSELF}`,
  }),
  'report-multiparcel-by-forwarder': (g) => ({
    what: `${notReported(g)}: one piece in several parcels goes at OTTO by parcel service only, not by ${g.text('carrier')}.`,
    follows: NOT_PAID,
    todo: 'Report the forwarder as one single shipment, with a tracking number or with none at all.',
  }),
  'report-ship-from-missing': (g) => ({
    what: `${notReported(g)}: the address it is shipped from is missing.`,
    follows: `OTTO wants town and postcode of your warehouse with every shipment. ${NOT_PAID}`,
    todo: `Enter at least one address without conditions under Settings > Shipping and carriers (shippingRules.shipFrom). ${BY_ITSELF}`,
  }),
  'report-return-number-missing': (g) => ({
    what: `${notReported(g)}: the return tracking number is missing.`,
    follows: `Without it OTTO takes no parcel shipment. ${NOT_PAID}`,
    todo: `Set up a number pool (Settings > Return numbers; shippingRules.returnPools), let your shipping plugin make a return label, or enter the number by hand. ${BY_ITSELF}`,
  }),
  'report-return-pool-empty': (g) => ({
    what: `${notReported(g)}: the number pool “${g.text('poolId')}” for returns is used up.`,
    follows: `Without a return tracking number OTTO takes no parcel shipment. ${NOT_PAID}`,
    todo: `Have your carrier give you a new range of numbers and enter it in the bridge (Settings > Return numbers; shippingRules.returnPools). ${BY_ITSELF}`,
  }),
  'report-return-carrier-not-allowed': (g) => ({
    what: `${notReported(g)}: the return tracking number is one of ${g.text('carrier')}; allowed is ${g.text('allowed')}.`,
    follows: `OTTO takes returns only by the carrier that you chose there. ${NOT_PAID}`,
    todo: 'Give a return tracking number of the allowed carrier. If you chose another one at OTTO, change it under Settings > Return numbers (shippingRules.returnCarrier).',
  }),
  'report-return-carrier-unknown': (g) => ({
    what: `${notReported(g)}: nobody says which carrier the return tracking number “${g.text('trackingNumber')}” is of, and its form does not tell.`,
    follows: NOT_PAID,
    todo: `Set your return carrier under Settings > Return numbers (shippingRules.returnCarrier), or write its name before the number. ${BY_ITSELF}`,
  }),
  'report-return-number-check-digit': (g) => ({
    what: `${notReported(g)}: the return tracking number “${g.text('trackingNumber')}” can’t be right for ${g.text('carrier')}, its check digit does not fit.`,
    follows: NOT_PAID,
    todo: `Compare it with the return label and correct it. ${BY_ITSELF}`,
  }),
  'report-return-number-used-before': (g) => ({
    what: `${notReported(g)}: the return tracking number “${g.text('trackingNumber')}” (${g.text('carrier')}) belongs to order ${g.text('otherOrderNumber')} already.`,
    follows: `If it were used twice, nobody could tell whose return it is. ${NOT_PAID}`,
    todo: `Give another return tracking number. ${BY_ITSELF}`,
  }),
} as const satisfies Record<ReportWaitCode, Say>;

function mendNumber(): string {
  return `Compare number and carrier with the label and correct them in the shop order or in the bridge. ${BY_ITSELF}`;
}
