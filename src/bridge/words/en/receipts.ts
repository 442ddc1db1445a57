import type { ReceiptDifference } from '../../../mapping/receipts/compared-order.ts';
import type { ReceiptCode, ReceiptEventKind } from '../owner-code.ts';
import type { Gaps, Say, SayEvent } from '../saying.ts';

const PARTNER_CONNECT = 'OTTO Partner Connect (portal.otto.market)';
const LOOK_AT_RECEIPT = `Open the receipt as a PDF and compare it with the order in ${PARTNER_CONNECT}. If the receipt is wrong, ask OTTO; if it is right, bring the shop order in line by hand.`;
const LOOK_AT_SHOP =
  'Compare the refunds of the shop order with the receipts. If one is missing, enter it in the shop without a payment; if there is one too many, delete it there.';
const COMPARED_AGAIN =
  'The bridge goes on comparing by itself and closes the incident once everything agrees.';

/** What differs, as sentences; of a finding by itself, and as part of the incident of its order. */
const differs: Record<ReceiptDifference['code'], (g: Gaps) => string> = {
  'purchase-differs': (g) =>
    `Receipt ${g.text('receiptNumber')} bills ${g.sum('actualCents')} for goods, the pieces on it cost ${g.sum('expectedCents')} at OTTO.`,
  'billed-twice': (g) =>
    `Receipt ${g.text('receiptNumber')} bills pieces again that stand on an earlier receipt (${g.sum('cents')}).`,
  'fee-not-billed': (g) =>
    `Of the delivery fee of the order (${g.sum('expectedCents')}), OTTO has billed ${g.sum('actualCents')}.`,
  'fee-differs': (g) =>
    `OTTO has billed ${g.sum('actualCents')} of delivery fees, the order names ${g.sum('expectedCents')}.`,
  'fee-refund-differs': (g) =>
    `OTTO has refunded ${g.sum('actualCents')} of delivery fees, ${g.sum('expectedCents')} were billed.`,
  'refund-without-return': (g) =>
    `Receipt ${g.text('receiptNumber')} refunds ${g.sum('cents')} for pieces that OTTO does not show as returned.`,
  'refunds-differ': (g) =>
    `For goods, the receipts refund ${g.sum('actualCents')}; by returns and price reductions it would be ${g.sum('expectedCents')}.`,
  'shop-differs': (g) =>
    `By the receipts ${g.sum('expectedCents')} remain, in the shop order ${g.sum('actualCents')}.`,
};

const saysDifference =
  (code: ReceiptDifference['code']): Say =>
  (g) => ({ what: differs[code](g), follows: undefined, todo: todoFor(code) });

function todoFor(code: string): string {
  if (code === 'shop-differs') return LOOK_AT_SHOP;
  if (code === 'fee-not-billed') {
    return `This happens when part of an order was cancelled. Open the receipts as PDFs: if the buyer did not pay the delivery fee, enter it in the shop order as a refund without a payment; then both agree. Otherwise ask OTTO.`;
  }
  return LOOK_AT_RECEIPT;
}

function sides(g: Gaps): string {
  const otto = g.has('ottoCents') ? `, the order at OTTO to ${g.sum('ottoCents')}` : '';
  const number = g.has('wooOrderId') ? ` ${g.text('wooOrderId')}` : '';
  const shop = g.has('shopCents') ? `, the shop order${number} to ${g.sum('shopCents')}` : '';
  return `the receipts of OTTO come to ${g.sum('receiptsCents')}${otto}${shop}.`;
}

function finding(g: Gaps): string {
  if (!g.has('finding')) return '';
  const say = new Map(Object.entries(differs)).get(g.text('finding'));
  return say ? ` ${say(g)}` : '';
}

/** OTTO's receipts, and how they compare with order and shop. */
export const receipts = {
  'receipts-differ': (g) => ({
    what: `${g.order}: ${sides(g)}${finding(g)}`,
    follows: `Turnover and payout do not fit together like this. ${COMPARED_AGAIN}`,
    todo: todoFor(g.has('finding') ? g.text('finding') : ''),
  }),
  'receipts-settling': (g) => ({
    what: `${g.order}: ${sides(g)}${finding(g)}`,
    follows:
      'This may be a refund that is being booked. The bridge looks again in an hour and speaks up if it stays like this.',
    todo: undefined,
  }),
  'receipts-agree': (g) => ({
    what: `${g.order}: receipts, order at OTTO and shop order agree.`,
    follows: undefined,
    todo: undefined,
  }),
  'receipts-open': (g) => ({
    what: `${g.order}: receipts of OTTO are still to come.`,
    follows: 'Once they are there, everything is compared.',
    todo: undefined,
  }),
  'receipts-overdue': (g) => ({
    what: `${g.order}: for more than two weeks a receipt has been missing that OTTO should have written.`,
    follows: 'Without it nobody can say whether the billing is right.',
    todo: `Look in ${PARTNER_CONNECT} whether the order has the receipt there, and ask OTTO if it has not.`,
  }),
  'receipts-pending': (g) => ({
    what: `${g.order}: the receipts have not been compared yet.`,
    follows: 'This happens when the bridge next reads receipts.',
    todo: undefined,
  }),
  'receipts-not-compared': (g) => ({
    what: `${g.order}: the receipts are not compared.`,
    follows: undefined,
    todo: undefined,
  }),
  'receipt-technical-receipts': () => ({
    what: 'There are technical receipts alone, or those of a delivery to Helgoland or Büsingen, which bill otherwise.',
    follows: 'How OTTO bills on them is not documented, so that this is no fault.',
    todo: undefined,
  }),
  'receipt-order-unknown': () => ({
    what: 'The bridge does not know this order, only receipts of it.',
    follows: 'Once the order comes into the bridge, it is compared.',
    todo: undefined,
  }),
  'receipt-order-not-in-shop': () => ({
    what: 'This order is not in the shop.',
    follows: 'Once it comes into the shop, it is compared.',
    todo: undefined,
  }),
  'receipt-piece-state-unknown': () => ({
    what: 'OTTO names a state for a piece that the bridge does not know.',
    follows: 'Once it knows it, the order is compared.',
    todo: 'Check whether there is a newer version of the bridge.',
  }),
  'receipt-purchase-to-come': (g) => ({
    what: `The invoice of OTTO for pieces that were sent is still missing (pieces: ${g.number('pieces')}).`,
    follows: 'OTTO writes it once the shipment is reported.',
    todo: undefined,
  }),
  'receipt-refund-to-come': (g) => ({
    what: `The refund of OTTO for pieces that came back is still missing (pieces: ${g.number('pieces')}).`,
    follows: 'OTTO writes it once the return is accepted.',
    todo: undefined,
  }),
  'receipt-reduction-to-come': (g) => ({
    what: `The receipt of OTTO for a price reduction is still missing (${g.sum('cents')}).`,
    follows: undefined,
    todo: undefined,
  }),
  'receipt-pieces-to-send': (g) => ({
    what: `Not sent yet: ${g.number('pieces')} of the pieces.`,
    follows: 'Their invoice comes with the shipment.',
    todo: undefined,
  }),
  'receipt-purchase-differs': saysDifference('purchase-differs'),
  'receipt-billed-twice': saysDifference('billed-twice'),
  'receipt-fee-not-billed': saysDifference('fee-not-billed'),
  'receipt-fee-differs': saysDifference('fee-differs'),
  'receipt-fee-refund-differs': saysDifference('fee-refund-differs'),
  'receipt-refund-without-return': saysDifference('refund-without-return'),
  'receipt-refunds-differ': saysDifference('refunds-differ'),
  'receipt-shop-differs': saysDifference('shop-differs'),
  'receipts-unreadable': (g) => ({
    what: `Among OTTO's receipts are some that the bridge does not understand (${g.number('count')}${g.has('receiptNumbers') ? `: ${g.text('receiptNumbers')}` : ''}).`,
    follows:
      'They are missing from the lists and from the comparison. All other receipts are read on, and these are tried again each time.',
    todo: `Look for the receipts in ${PARTNER_CONNECT}, and check whether there is a newer version of the bridge.`,
  }),
  'receipt-unknown': () => ({
    what: 'The bridge knows no such receipt.',
    follows: undefined,
    todo: 'Read receipts; older ones come with an earlier day.',
  }),
  'receipt-pdf-missing': (g) => ({
    what: `OTTO has no PDF of receipt ${g.text('receiptNumber')}.`,
    follows: undefined,
    todo: `Look for the receipt with its order in ${PARTNER_CONNECT}.`,
  }),
  'receipts-since-invalid': (g) => ({
    what: `Receipts can't be read from “${g.text('since')}” on.`,
    follows: 'OTTO hands out receipts for four years.',
    todo: `Name a day from ${g.text('earliest')} until today, written for example like this: ${g.text('earliest')}.`,
  }),
  'month-invalid': (g) => ({
    what: `“${g.text('month')}” is no month.`,
    follows: undefined,
    todo: 'Write year and month as in 2026-11.',
  }),
  'receipts-running': () => ({
    what: 'Receipts of this OTTO account are being read just now.',
    follows: 'A second look is not begun beside it.',
    todo: 'Try again once it is done.',
  }),
} as const satisfies Record<ReceiptCode, Say>;

export const receiptEvents = {
  'receipt-purchase': (g) =>
    `OTTO has written the invoice ${g.text('receiptNumber')} over ${g.sum('cents')}.`,
  'receipt-refund': (g) =>
    `OTTO has written a refund of ${g.sum('cents')} (receipt ${g.text('receiptNumber')}).`,
  'receipt-partial-refund': (g) =>
    `OTTO has written a partial refund of ${g.sum('cents')} (receipt ${g.text('receiptNumber')}).`,
  'receipt-technical': (g) =>
    `OTTO has written a technical receipt, or one for Helgoland or Büsingen (${g.text('receiptNumber')}, ${g.sum('cents')}).`,
} as const satisfies Record<ReceiptEventKind, SayEvent>;
