import type { ReturnCode, ReturnEventKind } from '../owner-code.ts';
import { conditionWord, returnReasonWord } from '../return-words.ts';
import type { Gaps, Say, SayEvent } from '../saying.ts';

const PARTNER_CONNECT = 'OTTO Partner Connect (portal.otto.market)';
const BY_ITSELF = 'The bridge closes this incident by itself as soon as that is settled.';

/** What is told of returns, and why nothing may be decided about a piece. */
export const returns = {
  'returns-running': () => ({
    what: 'Returns of this OTTO account are being read already.',
    follows: 'What OTTO shows is in the list in a moment.',
    todo: undefined,
  }),
  'returns-not-read': (g) => ({
    what: `The returns could not be read from OTTO${g.because}.`,
    follows:
      'New returns and changes to them are missing in the list until it works again. It is tried again by itself, and nothing is lost. Orders and shipment reports go on.',
    todo: 'If it takes longer than a day, check whether OTTO reports an outage and whether there is a newer version of the bridge.',
  }),
  'returns-unreadable': (g) => ({
    what: `In OTTO’s list of returns there are entries that the bridge does not understand (${g.number('entries')}).`,
    follows: 'These returns are missing here; all others are in the list.',
    todo: `See in ${PARTNER_CONNECT} among the returns, and check whether there is a newer version of the bridge.`,
  }),
  'return-order-unknown': (g) => ({
    what: `OTTO names returns of orders that the bridge does not know (${g.number('orders')}, for example ${g.text('salesOrderIds')}).`,
    follows: `These returns can’t be decided here, and nothing is refunded for them in the shop. ${BY_ITSELF}`,
    todo: `Fetch the orders: by an import that goes back far enough. Or decide these returns in ${PARTNER_CONNECT}.`,
  }),
  'return-of-unsent-piece': (g) => ({
    what: `${g.order}: OTTO names a return${piece(g)}, but does not show the piece as sent${g.has('fulfillmentStatus') ? ` (but as: ${g.fulfillmentStatus('fulfillmentStatus')})` : ''}.`,
    follows: `The return can’t be accepted like this. ${BY_ITSELF}`,
    todo: `If the piece is sent, report the shipment. Else see in ${PARTNER_CONNECT} how the order stands.`,
  }),
  'return-misdirected': (g) => ({
    what: `${g.order}: the buyer sent${g.has('sku') ? ` ${g.text('sku')}` : ' a piece'} to OTTO instead of to you${g.has('ottoWarehouseId') ? ` (warehouse at OTTO: ${g.text('ottoWarehouseId')})` : ''}.`,
    follows: `The goods lie at OTTO, and the buyer waits for the money until you decide. ${BY_ITSELF}`,
    todo: `Settle in ${PARTNER_CONNECT} how the goods get to you. Then accept the return or reject it.`,
  }),
  'return-step-piece-unknown': () => ({
    what: 'The bridge does not know the order of this piece.',
    follows: 'So it can’t be decided here.',
    todo: 'Fetch the order: by an import that goes back far enough.',
  }),
  'return-step-not-released': () => ({
    what: 'The order of this piece is only announced at OTTO.',
    follows: 'Nothing was sent, so there is nothing to take back.',
    todo: undefined,
  }),
  'return-step-not-sent-yet': () => ({
    what: 'This piece is not sent yet.',
    follows: 'It can be cancelled instead of returned.',
    todo: undefined,
  }),
  'return-step-cancelled': () => ({
    what: 'This piece is cancelled.',
    follows: 'The buyer does not pay for it; there is nothing to refund.',
    todo: undefined,
  }),
  'return-step-already-accepted': () => ({
    what: 'This return is accepted.',
    follows: 'The buyer gets the money; that can’t be undone.',
    todo: undefined,
  }),
  'return-step-state-unknown': () => ({
    what: 'The bridge does not understand how this piece stands at OTTO.',
    follows: 'So it decides nothing on a guess.',
    todo: `Do it in ${PARTNER_CONNECT}, and check whether there is a newer version of the bridge.`,
  }),
  'return-step-decision-under-way': () => ({
    what: 'This piece has been decided already.',
    follows: 'The decision is on its way to OTTO.',
    todo: undefined,
  }),
  'return-step-decision-needs-attention': () => ({
    what: 'An earlier decision about this piece is waiting for you.',
    follows: 'Until that is settled, nothing else can be decided about the piece.',
    todo: 'Open the report: it says what happened and what you can do.',
  }),
  'return-step-decided-by-hand': () => ({
    what: 'You have said that this piece was decided by hand at OTTO.',
    follows: 'OTTO does not show it yet.',
    todo: undefined,
  }),
} as const satisfies Record<ReturnCode, Say>;

/** What the timeline of an order says about its returns. */
export const returnEvents = {
  'return-announced': (g) =>
    `The buyer has announced a return: ${pieces(g)}${parcel(g)}${when(g)}.`,
  'return-on-the-way': (g) => `On the way back to you: ${pieces(g)}${parcel(g)}${when(g)}.`,
  'return-delivered': (g) => `Back at your place: ${pieces(g)}${parcel(g)}${when(g)}.`,
  'return-accepted': (g) => `OTTO shows the return as accepted: ${pieces(g)}${why(g)}${when(g)}.`,
  'return-rejected': (g) => `OTTO shows the return as rejected: ${pieces(g)}${why(g)}${when(g)}.`,
  'return-misdirected': (g) =>
    `The buyer sent the return to OTTO instead of to you: ${pieces(g)}${g.has('ottoWarehouseId') ? ` (warehouse at OTTO: ${g.text('ottoWarehouseId')})` : ''}${when(g)}.`,
  'return-changed': (g) =>
    `OTTO shows the return as “${g.text('status')}”: ${pieces(g)}${when(g)}.`,
} as const satisfies Record<ReturnEventKind, SayEvent>;

function pieces(g: Gaps): string {
  const count = g.text('pieces') === '1' ? 'one piece' : `${g.number('pieces')} pieces`;
  return g.has('skus') ? `${count} (${g.text('skus')})` : count;
}

function piece(g: Gaps): string {
  return g.has('sku') ? ` of ${g.text('sku')}` : '';
}

function parcel(g: Gaps): string {
  if (!g.has('trackingNumber')) return '';
  return `, return number ${g.has('carrier') ? `${g.text('carrier')} ` : ''}${g.text('trackingNumber')}`;
}

function why(g: Gaps): string {
  const told = [
    ...(g.has('reason') ? [`reason: ${returnReasonWord('en', g.text('reason'))}`] : []),
    ...(g.has('condition') ? [`condition ${conditionWord('en', g.text('condition'))}`] : []),
  ];
  return told.length === 0 ? '' : `; ${told.join('; ')}`;
}

function when(g: Gaps): string {
  return g.has('occurredAt') ? `, at OTTO on ${g.moment('occurredAt')}` : '';
}
