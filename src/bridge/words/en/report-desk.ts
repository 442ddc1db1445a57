import type { ReportDeskCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';

const NOTHING_REPORTED = 'Nothing was reported.';

/** Why something that was typed in, clicked or sent in does not become a report. */
export const reportDesk = {
  'report-order-unknown': (g) => ({
    what: `The bridge knows no order for “${g.text('reference')}”.`,
    follows: NOTHING_REPORTED,
    todo: 'The order number at OTTO or the number of the shop order can be given. If it is an order from another channel, there is nothing to do.',
  }),
  'report-order-ambiguous': (g) => ({
    what: `“${g.text('reference')}” fits several orders (${g.number('orders')}).`,
    follows: NOTHING_REPORTED,
    todo: 'Take the order number at OTTO, or name the account with it.',
  }),
  'report-piece-unknown': (g) => ({
    what: `${g.order}: a piece with the id ${g.text('positionItemId')} does not belong to it.`,
    follows: NOTHING_REPORTED,
    todo: 'See at the order which pieces it has.',
  }),
  'report-piece-twice': (g) => ({
    what: `${g.order}: the piece ${g.text('positionItemId')} is in several parcels, together with others.`,
    follows: NOTHING_REPORTED,
    todo: 'A piece travels in several parcels only when it is alone in them. Else name it with one parcel only.',
  }),
  'report-piece-in-other-report': (g) => ({
    what: `${g.order}: this is reported or kept already${g.has('trackingNumber') ? ` (tracking number ${g.text('trackingNumber')})` : ''}.`,
    follows: 'A piece is reported only once; this changes nothing.',
    todo: 'If the other report is wrong, correct it or take it back, as long as it is not sent.',
  }),
  'report-pieces-for-other-carrier': (g) => ({
    what: `${g.order}: parcel goods and forwarder goods do not go in one shipment at OTTO (${g.text('skus')}).`,
    follows: NOTHING_REPORTED,
    todo: 'Report both apart: each with a shipment of its own and the pieces in it. What goes by forwarder stands under Settings > Shipping and carriers (shippingRules.forwarderSkus).',
  }),
  'report-nothing-to-ship': (g) => ({
    what: `${g.order}: there is nothing here to report as shipped.`,
    follows: NOTHING_REPORTED,
    todo: undefined,
  }),
  'report-nothing-to-cancel': (g) => ({
    what: `${g.order}: there is nothing here to cancel.`,
    follows: 'What is shipped, returned or cancelled already can’t be cancelled at OTTO.',
    todo: undefined,
  }),
  'report-sent-in-before': (g) => ({
    what: `${g.order}: this was taken in once already.`,
    follows: 'Nothing is reported twice.',
    todo: undefined,
  }),
  'report-ship-date-in-future': (g) => ({
    what: `${g.order}: the ship date is given as ${g.moment('shippedAt')}, which is in the future.`,
    follows: `${NOTHING_REPORTED} OTTO expects the report when the parcel is handed over.`,
    todo: 'Report the shipment again when it is handed over, or correct the date.',
  }),
  'report-not-possible-now': (g) => ({
    what: `${g.order}: this can’t be done with this report any more; it is “${g.transmissionState('state')}”.`,
    follows: 'Nothing was changed.',
    todo: undefined,
  }),
  'report-several-open': (g) => ({
    what: `${g.order} has several open reports (${g.text('reports')}).`,
    follows: 'Nothing was changed.',
    todo: 'Name the report that is meant by its id.',
  }),
  'transmission-unknown': (g) => ({
    what: `The bridge knows no report with the id “${g.text('transmissionId')}”.`,
    follows: 'Nothing was changed.',
    todo: 'Look in the list of reports.',
  }),
  'carrier-not-at-otto': (g) => ({
    what: `“${g.text('carrier')}” is no carrier that OTTO knows.`,
    follows: 'Nothing was changed.',
    todo: `OTTO knows: ${g.text('allowed')}.`,
  }),
  'carrier-name-is-ottos': (g) => ({
    what: `“${g.text('carrierName')}” is a carrier of OTTO's own and cannot mean ${g.text('carrier')}.`,
    follows: 'Nothing was changed.',
    todo: 'If the name stands at the wrong shipments in the shop, change it there.',
  }),
} as const satisfies Record<ReportDeskCode, Say>;
