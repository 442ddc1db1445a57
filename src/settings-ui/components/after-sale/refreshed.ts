import { AFTER_REPORTS } from '../reports/report-tone.ts';

/** Answers that are different after receipts were read or compared. */
export const AFTER_RECEIPTS = [
  'listReceipts',
  'countReceipts',
  'getReceiptsOfOrder',
  'listReceiptChecks',
  'listIncidents',
] as const;

/** Answers that are different after a return was decided, or a price reduced. */
export const AFTER_DECISIONS = [
  ...AFTER_REPORTS,
  'listReturns',
  'countReturns',
  'listPriceReductions',
] as const;
