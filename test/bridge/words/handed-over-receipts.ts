import type { ReceiptCode, ReceiptEventKind } from '../../../src/bridge/words/owner-code.ts';
import type { Params } from '../../../src/bridge/words/saying.ts';

const order = { orderNumber: 'bu5h6x7z2k' };
const receiptNumber = 'R-DE-123456789-2026-1507';
const sums = { expectedCents: 5594, actualCents: 4999 };
const sides = { ...order, wooOrderId: 1234, receiptsCents: 5594, ottoCents: 5594, shopCents: 4999 };

/** Every code about receipts with what its source hands over, all optional params included. */
export const RECEIPTS: Record<ReceiptCode, Params> = {
  'receipts-differ': { ...sides, finding: 'shop-differs', ...sums },
  'receipts-settling': { ...sides, finding: 'purchase-differs', receiptNumber, ...sums },
  'receipts-agree': sides,
  'receipts-open': sides,
  'receipts-overdue': sides,
  'receipts-pending': order,
  'receipts-not-compared': sides,
  'receipt-technical-receipts': {},
  'receipt-order-unknown': {},
  'receipt-order-not-in-shop': {},
  'receipt-piece-state-unknown': {},
  'receipt-purchase-to-come': { pieces: 2 },
  'receipt-refund-to-come': { pieces: 1 },
  'receipt-reduction-to-come': { cents: 500 },
  'receipt-pieces-to-send': { pieces: 3 },
  'receipt-purchase-differs': { receiptNumber, ...sums },
  'receipt-billed-twice': { receiptNumber, cents: 4999 },
  'receipt-fee-not-billed': sums,
  'receipt-fee-differs': sums,
  'receipt-fee-refund-differs': sums,
  'receipt-refund-without-return': { receiptNumber, cents: 4999 },
  'receipt-refunds-differ': sums,
  'receipt-shop-differs': sums,
  'receipts-unreadable': { account: 'main', count: 3, receiptNumbers: receiptNumber },
  'receipt-unknown': { receiptNumber },
  'receipt-pdf-missing': { receiptNumber },
  'receipts-since-invalid': { since: '2019-01-01', earliest: '2022-03-20' },
  'month-invalid': { month: '2026-13' },
  'receipts-running': { accountId: 'main' },
};

/** Every event about receipts with what its source writes into it. */
export const RECEIPTS_HAPPENED: Record<ReceiptEventKind, Params> = {
  'receipt-purchase': { receiptNumber, cents: 5594 },
  'receipt-refund': { receiptNumber, cents: 4999 },
  'receipt-partial-refund': { receiptNumber, cents: 500 },
  'receipt-technical': { receiptNumber, cents: 5594 },
};
