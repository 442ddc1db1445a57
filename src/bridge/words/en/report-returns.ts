import type { ReportReturnCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';
import { theReport } from './report-parts.ts';

const PARTNER_CONNECT = 'OTTO Partner Connect (portal.otto.market)';

/** What decisions about returns, and price reductions, wait for and come to. */
export const reportReturns = {
  'report-piece-not-sent-yet': (g) => ({
    what: `${g.order}: ${theReport(g)} is kept; OTTO does not show the piece as sent yet.`,
    follows:
      'OTTO has taken the shipment report already. As soon as the order shows the shipment, this goes on by itself.',
    todo: undefined,
  }),
  'report-acceptance-open': (g) => ({
    what: `${g.order}: the price reduction waits, as the return of this piece is being accepted.`,
    follows:
      'If the return is accepted, the buyer gets the whole price back, and there is no price reduction.',
    todo: 'If the buyer is to keep the piece, take the acceptance back while it is not sent.',
  }),
  'report-return-accepted-at-otto': (g) => ({
    what: `${g.order}: the return was to be rejected, but it is accepted at OTTO already.`,
    follows: 'An accepted return can’t be rejected any more: the buyer gets the money.',
    todo: 'Take the rejection back in the bridge. If the return was accepted wrongly, turn to OTTO.',
  }),
  'report-return-rejected-at-otto': (g) => ({
    what: `${g.order}: the return was to be accepted, but it was rejected at OTTO meanwhile${g.has('rejectedAt') ? ` (${g.moment('rejectedAt')})` : ''}.`,
    follows:
      'So the bridge does not send the acceptance by itself. The return can still be accepted; that is final then.',
    todo: 'Send the report again if you want to accept the return all the same. Else take the acceptance back.',
  }),
  'report-return-not-possible': (g) => ({
    what: `${g.order}: at OTTO the piece is neither sent nor returned, for example because it was cancelled.`,
    follows: `So ${theReport(g)} is not possible.`,
    todo: `See in ${PARTNER_CONNECT} how the order stands. If the piece is not to be delivered, cancel it. Then take this report back.`,
  }),
  'report-reduction-too-high': (g) => ({
    what: `${g.order}: the price reduction of ${g.sum('amountCents')} is too high. The piece costs ${g.sum('priceCents')}, and ${g.sum('reducedCents')} of it went back already.`,
    follows: `Nothing was refunded. OTTO allows less than what is left (${g.sum('leftCents')}).`,
    todo: 'Choose a smaller amount. If the whole price is to go back, accept the return of the piece.',
  }),
  'report-reduction-not-possible': (g) => ({
    what: `${g.order}: a price reduction is only possible for a piece that is sent and that the buyer keeps${reasons(g)}.`,
    follows: 'Nothing was refunded.',
    todo: `See in ${PARTNER_CONNECT} how the piece stands. Then take this report back.`,
  }),
  'report-reduction-refused': (g) => ({
    what: `${g.order}: OTTO took the price reduction of ${g.sum('amountCents')} at first, but turned it down afterwards.`,
    follows: 'The buyer did not get this amount.',
    todo: `See in ${PARTNER_CONNECT} for the reason. Send the report again, or take it back.`,
  }),
  'report-returned-elsewhere': (g) => ({
    what: `${g.order}: OTTO shows the return as accepted already.`,
    follows: 'The bridge does not accept it again. It books the refund in the shop as always.',
    todo: undefined,
  }),
  'report-rejected-elsewhere': (g) => ({
    what: `${g.order}: OTTO shows the return as rejected already.`,
    follows: 'The bridge does not reject it again.',
    todo: undefined,
  }),
} as const satisfies Record<ReportReturnCode, Say>;

function reasons(g: Gaps): string {
  return g.has('titles') ? ` (OTTO’s reason: ${g.text('titles')})` : '';
}
