import type { HelpWords, OptionWords } from '../help-words.ts';
import type {
  ReceiptAnswers,
  ReceiptCommandName,
  ReceiptOptionName,
  ReceiptValueName,
} from '../receipt-cli-words.ts';

export const receipts: ReceiptAnswers = {
  column: {
    receipt: 'receipt',
    type: 'type',
    created: 'created',
    gross: 'gross',
    check: 'comparison',
  },
  noReceipts: 'No receipts found.',
  sum: (word, count, gross) => `${word}: ${count}, ${gross} together`,
  balance: (amount) => `Invoices less refunds: ${amount}`,
  readDone: ({ read, added, compared, differ }) =>
    `Receipts read: ${read}, of these new: ${added}. Orders compared: ${compared}, of these differing: ${differ}.`,
  written: (file) => `Written: ${file}`,
};

export const receiptCommands: Record<ReceiptCommandName, string> = {
  receipts: 'list the invoices and refunds that OTTO wrote, newest first',
  'receipts read': 'read receipts from OTTO now and compare them with orders and shop',
  'receipts check': 'read and compare the receipts of one order now, with both sums side by side',
  'receipts csv': 'write a month as a table for the accountant',
  'receipts pdf': 'fetch a receipt as a PDF from OTTO; it holds the buyer’s name and address',
};

export const receiptExamples: HelpWords['example'] = {
  receipts: [
    ['one month', 'receipts --month 2026-11'],
    ['what does not fit the shop', 'receipts --check differs'],
  ],
  'receipts read': [['older ones too, up to four years', 'receipts read --since 2025-01-01']],
  'receipts check': [['', 'receipts check bu5h6x7z2k']],
  'receipts csv': [['', 'receipts csv --month 2026-11 --out november.csv']],
  'receipts pdf': [['', 'receipts pdf R-DE-123456789-2026-1507 --out receipt.pdf']],
};

export const receiptOptions: Record<ReceiptOptionName, string> = {
  receiptsAccount: 'receipts of this account only',
  receiptType: 'only PURCHASE (invoice), REFUND or PARTIAL_REFUND',
  receiptMonth: 'this month only, by UTC as OTTO counts, e.g. 2026-11',
  receiptSearch: 'what the receipt’s or the order’s number begins with',
  receiptCheck:
    'only receipts of orders whose comparison stands like this: differs, overdue (missing too long), …',
  receiptsSince: 'read from this day on (YYYY-MM-DD, UTC), at most four years back',
  receiptOrder: 'order number at OTTO, e.g. bu5h6x7z2k',
  csvMonth: 'month by UTC, e.g. 2026-11',
  csvOut: 'file to be written; without it the table is shown here',
  receiptNumber: 'number of the receipt, e.g. R-DE-123456789-2026-1507',
  pdfOut: 'file to be written',
};

export const receiptValues: Pick<OptionWords['value'], ReceiptValueName> = {
  month: 'YYYY-MM',
  receipt: 'receipt',
};
