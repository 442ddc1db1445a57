import type { ColumnMapping } from './column-mapping.ts';
import type { TextEncoding } from './decode-text.ts';
import type { LayoutId } from './layouts.ts';
import type { DatePrecision } from './read-ship-date.ts';

/** Why a row can't be acted on as it is. */
export const CARRIER_ROW_FAULTS = [
  'too-few-cells',
  /** the row goes on where the header ended: its cells stand under the wrong names */
  'too-many-cells',
  'order-reference-missing',
  'tracking-missing',
  /** a spreadsheet made 3.40434E+19 of a number; its digits are lost */
  'excel-number',
  'quantity-unreadable',
  'date-unreadable',
] as const;
export type CarrierRowFault = (typeof CARRIER_ROW_FAULTS)[number];

export type CarrierRow = {
  /** as a spreadsheet counts, the header being 1 */
  rowNumber: number;
  /** as on the label; `orderReferencesIn` tells what it may mean */
  orderReference: string;
  /** without blanks; its form is not checked here */
  trackingNumber: string;
  /** of the row's carrier column, else as the caller said, else the layout's */
  carrierName: string | undefined;
  returnNumber: string | undefined;
  /** UTC; may lie in the future */
  shippedAt: string | undefined;
  /** `day`: the file names no time, and `shippedAt` is that day's beginning in Germany */
  shippedAtPrecision: DatePrecision | undefined;
  sku?: string;
  /** pieces, at least 1 */
  quantity?: number;
  fault?: CarrierRowFault;
  /** number of the first row of this file that says the same: that one counts, this one adds nothing */
  repeats?: number;
  /** equal for rows that say the same of an order, also in different files */
  fingerprint: string;
};

/** Why a row is none to act on, though nothing is wrong with it. */
export type LeftOutReason =
  | 'label-cancelled'
  /** there is a label, but the carrier has not got the parcel yet: nothing was shipped */
  | 'not-handed-over';

/** A row that is none to act on. */
export type LeftOutRow = { rowNumber: number; trackingNumber: string; reason: LeftOutReason };

export type CarrierFileProblem =
  /** neither a known layout nor a mapping: the owner has to say which columns to read */
  | { code: 'columns-unknown' }
  /** the mapping names a column that this file has not */
  | { code: 'column-missing'; column: string }
  /** 03/05/2026 could be March or May, and nothing in the column tells: a date format is needed */
  | { code: 'date-order-unknown'; column: string }
  /** a quote of this row is never closed; it was read without it */
  | { code: 'quote-not-closed'; rowNumber: number };

export type CarrierFile = {
  encoding: TextEncoding;
  delimiter: string;
  /** undefined: unknown, or read by the owner's mapping */
  layout: LayoutId | undefined;
  /** what was read by; undefined when nothing was */
  mapping: ColumnMapping | undefined;
  /** the header, for a mapping to be made of */
  columns: string[];
  rows: CarrierRow[];
  leftOut: LeftOutRow[];
  problems: CarrierFileProblem[];
};
