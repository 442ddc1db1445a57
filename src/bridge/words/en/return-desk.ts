import type { ReturnDeskCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';

const NOTHING_DECIDED = 'Nothing was decided.';
const NOTHING_REFUNDED = 'Nothing was refunded.';

/** Why a return is not decided, or a price not reduced, as it was asked for. */
export const returnDesk = {
  'cancel-instead': (g) => ({
    what: `${g.order}: this piece is not sent yet; there is nothing to take back.`,
    follows: `${NOTHING_DECIDED} What is not sent is cancelled at OTTO.`,
    todo: 'Cancel the piece: at the order in the bridge, or with the command cancel.',
  }),
  'return-already-accepted': (g) => ({
    what: `${g.order}: the return of this piece is accepted at OTTO already.`,
    follows: 'That is final; nothing is accepted twice, and nothing is rejected.',
    todo: undefined,
  }),
  'return-already-rejected': (g) => ({
    what: `${g.order}: the return of this piece is rejected at OTTO already.`,
    follows: 'It is not rejected again. It can still be accepted.',
    todo: undefined,
  }),
  'return-piece-cancelled': (g) => ({
    what: `${g.order}: this piece is cancelled at OTTO.`,
    follows: `${NOTHING_DECIDED} The buyer does not pay for it.`,
    todo: undefined,
  }),
  'return-state-unknown': (g) => ({
    what: `${g.order}: the bridge does not understand how this piece stands at OTTO.`,
    follows: NOTHING_DECIDED,
    todo: 'Do it in OTTO Partner Connect (portal.otto.market), and check whether there is a newer version of the bridge.',
  }),
  'return-decision-open': (g) => ({
    what: `${g.order}: something else is decided for this piece and on its way to OTTO (it is “${g.transmissionState('state')}”).`,
    follows: 'Nothing was changed.',
    todo: 'Wait until OTTO shows it, or take the report back while it is not sent.',
  }),
  'return-reason-unfit': (g) => ({
    what: `${g.order}: “${g.text('reason')}” is no reason that OTTO knows for this.`,
    follows: NOTHING_DECIDED,
    todo: `Possible are: ${g.text('allowed')}.`,
  }),
  'return-piece-twice': (g) => ({
    what: `${g.order}: the piece ${g.text('positionItemId')} is named several times here, with different decisions.`,
    follows: 'The second one was not taken.',
    todo: 'Decide once for each piece.',
  }),
  'too-many-decisions': (g) => ({
    what: `These are too many pieces at a time (${g.number('pieces')}).`,
    follows: `${NOTHING_DECIDED} OTTO takes ${g.number('most')} at a time at most.`,
    todo: 'Split the list.',
  }),
  'reduction-open': (g) => ({
    what: `${g.order}: a price reduction is under way for this piece already (${g.sum('amountCents')}, it is “${g.transmissionState('state')}”).`,
    follows: `${NOTHING_REFUNDED} OTTO adds price reductions up, so only one is under way at a time.`,
    todo: 'Wait until OTTO has carried it out, or take it back while it is not sent.',
  }),
  'reduction-same-today': (g) => ({
    what: `${g.order}: ${g.sum('amountCents')} went back for this piece a short while ago (${g.moment('at')}).`,
    follows: `${NOTHING_REFUNDED} OTTO would add both amounts up.`,
    todo: 'If the same amount is really meant once more, say so (“again”).',
  }),
} as const satisfies Record<ReturnDeskCode, Say>;
