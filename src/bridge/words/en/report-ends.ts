import type { ReportEndCode, ReportJobCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';
import { isCancellation, NOT_PAID, notThrough, theReport } from './report-parts.ts';

const PARTNER_CONNECT = 'OTTO Partner Connect (portal.otto.market)';
const TRIED_AGAIN = 'The bridge goes on trying by itself, nothing is lost.';

/** What OTTO answered to reports, and what became of them. */
export const reportEnds = {
  'report-tracking-used-at-otto': (g) => ({
    what: `${about(g)}: OTTO knows the tracking number${named(g)} from another shipment already.`,
    follows: NOT_PAID,
    todo: `Compare the number with the label and correct it in the bridge. If it is right, see in ${PARTNER_CONNECT} which order it belongs to there.`,
  }),
  'report-piece-not-shippable': (g) => ({
    what: `${about(g)}: at OTTO the piece is not to be shipped any more, for example because it was cancelled.`,
    follows: 'OTTO takes no shipment report for it and does not pay this shipment.',
    todo: `Stop the parcel if that is still possible, and see in ${PARTNER_CONNECT} how the order stands. Then tick the report off.`,
  }),
  'report-piece-unknown-at-otto': (g) => ({
    what: `${about(g)}: OTTO does not know the piece, or it belongs to another seller’s account.`,
    follows: `Like this OTTO does not take ${theReport(g)}.`,
    todo: `Check whether the OTTO account in the bridge is the right one, and look for the order in ${PARTNER_CONNECT}.`,
  }),
  'report-otto-misses-data': (g) => ({
    what: `${about(g)}: OTTO misses something${g.has('jsonPath') ? ` (${g.text('jsonPath')})` : ''}.`,
    follows: notThrough(g),
    todo: 'Add it in the bridge and send the report again. If it says returnTrackingKey, the return tracking number is missing.',
  }),
  'report-otto-refused': (g) => ({
    what: `${about(g)}: OTTO refused ${theReport(g)}${reasons(g)}.`,
    follows: notThrough(g),
    todo: `See in ${PARTNER_CONNECT} how the order stands. Then send the report again, or do it there by hand and tick it off here.`,
  }),
  'report-cancellation-refused': (g) => ({
    what: `${about(g)}: OTTO does not let the piece be cancelled any more${reasons(g)}.`,
    follows: 'For OTTO it is sold: the buyer expects the delivery.',
    todo: `Deliver the piece, or settle it with the buyer through ${PARTNER_CONNECT}. Then tick the report off.`,
  }),
  'report-by-hand-not-at-otto': (g) => ({
    what: `${about(g)}: you marked ${theReport(g)} as done by hand, but OTTO does not show it yet.`,
    follows: notThrough(g),
    todo: `See in ${PARTNER_CONNECT} whether it is entered there. Else send the report again in the bridge.`,
  }),
  'report-accepted-not-shown': (g) => ({
    what: `${about(g)}: OTTO took ${theReport(g)}, but has not shown it in the order for a long time.`,
    follows:
      'So it is not certain that it counts. The bridge goes on looking and sends nothing twice.',
    todo: `Look in ${PARTNER_CONNECT}. If the order is unchanged there, too, turn to OTTO${g.has('logref') ? ` (reference ${g.text('logref')})` : ''}.`,
  }),
  'report-given-up': (g) => ({
    what: `${about(g)}: the bridge tried ${theReport(g)} for as long as you allow, and has stopped now.`,
    follows: notThrough(g),
    todo: `See at the order what was in the way. Send the report again, or do it by hand in ${PARTNER_CONNECT}.`,
  }),
  'report-otto-unavailable': (g) => ({
    what: `${about(g)}: ${theReport(g)} did not get through, OTTO could not be reached${g.because}.`,
    follows: `${TRIED_AGAIN}${isCancellation(g) ? '' : ` ${notThrough(g)}`}`,
    todo: 'If it takes longer than an hour, check the server’s internet connection and whether OTTO reports an outage.',
  }),
  'report-otto-busy': (g) => ({
    what: `${about(g)}: OTTO does not take so many reports right now and asks to wait.`,
    follows: TRIED_AGAIN,
    todo: 'If this happens often, lower requestsPerSecond of this OTTO account: OTTO counts all programs together that work for it.',
  }),
  'report-otto-unreadable': (g) => ({
    what: `${about(g)}: OTTO answered ${theReport(g)}, but not as it is described.`,
    follows: `The bridge looks at OTTO whether the report counts before it repeats it. ${TRIED_AGAIN}`,
    todo: 'If it stays like that, check whether there is a newer version of the bridge.',
  }),
  'report-outcome-open': (g) => ({
    what: `${about(g)}: it is not clear yet whether OTTO got ${theReport(g)}; the answer was lost.`,
    follows:
      'The bridge looks at OTTO in a short while and sends again only when surely nothing has arrived there.',
    todo: undefined,
  }),
  'report-reported-elsewhere': (g) => ({
    what: `${about(g)}: OTTO shows the piece as shipped already, with another tracking number than the one from here${g.has('trackingNumber') ? ` (${g.text('trackingNumber')})` : ''}.`,
    follows:
      'The bridge does not report it again; OTTO’s tracking number can’t be changed any more.',
    todo: undefined,
  }),
  'report-cancelled-elsewhere': (g) => ({
    what: `${about(g)}: the piece is cancelled at OTTO already, by OTTO or the buyer.`,
    follows: 'The bridge does not cancel it again.',
    todo: undefined,
  }),
  'return-pool-low': (g) => ({
    what: `Only ${g.number('left')} numbers are left in the number pool “${g.text('poolId')}” for returns${g.has('days') ? `; that lasts for about ${g.number('days')} ${g.text('days') === '1' ? 'day' : 'days'}` : ''}.`,
    follows: `Once it is empty, no parcel can be reported any more. ${NOT_PAID}`,
    todo: 'Have your carrier give you a new range of numbers and enter it in the bridge (Settings > Return numbers; shippingRules.returnPools).',
  }),
  'reports-running': () => ({
    what: 'Reports of this OTTO account are being sent right now.',
    follows: 'What you reported just now leaves with this run or the next one.',
    todo: undefined,
  }),
} as const satisfies Record<ReportEndCode | ReportJobCode, Say>;

/** One order, or many of which one thing is true. */
function about(g: Gaps): string {
  return g.has('orderNumber') ? g.order : 'Reports to OTTO';
}

function named(g: Gaps): string {
  if (!g.has('trackingNumber')) return '';
  return ` “${g.text('trackingNumber')}”${g.has('carrier') ? ` (${g.text('carrier')})` : ''}`;
}

/** OTTO's own words, as far as it said any. */
function reasons(g: Gaps): string {
  const facts = [
    ...(g.has('titles') ? [`OTTO’s reason: ${g.text('titles')}`] : []),
    ...(g.has('statusCode') ? [`answer ${g.text('statusCode')}`] : []),
    ...(g.has('logref') ? [`reference for OTTO’s support: ${g.text('logref')}`] : []),
  ];
  return facts.length === 0 ? '' : ` (${facts.join('; ')})`;
}
