/** Commands about OTTO's receipts. */
export type ReceiptCommandName =
  | 'receipts'
  | 'receipts read'
  | 'receipts check'
  | 'receipts csv'
  | 'receipts pdf';

export type ReceiptOptionName =
  | 'receiptsAccount'
  | 'receiptType'
  | 'receiptMonth'
  | 'receiptSearch'
  | 'receiptCheck'
  | 'receiptsSince'
  | 'receiptOrder'
  | 'csvMonth'
  | 'csvOut'
  | 'receiptNumber'
  | 'pdfOut';

export type ReceiptValueName = 'month' | 'receipt';

/** What these commands answer. */
export type ReceiptAnswers = {
  column: Record<'receipt' | 'type' | 'created' | 'gross' | 'check', string>;
  noReceipts: string;
  /** of each type: e.g. "Invoices: 12, 349.90 €" */
  sum: (word: string, count: string, gross: string) => string;
  balance: (amount: string) => string;
  readDone: (counts: { read: string; added: string; compared: string; differ: string }) => string;
  written: (file: string) => string;
};
