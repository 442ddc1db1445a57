import { hash } from 'node:crypto';
import type { CarrierRow, CarrierRowFault } from './carrier-file.ts';
import { cellText, isExcelNumber } from './cell-text.ts';
import type { ColumnPlaces } from './column-mapping.ts';
import type { TableRow } from './read-table.ts';

/** A row whose date waits until the whole column is known. */
export type DraftRow = { row: CarrierRow; dateText: string };

export type RowColumns = {
  places: ColumnPlaces;
  /** how many columns the header has */
  width: number;
  /** where no carrier column says otherwise */
  carrierName: string | undefined;
};

type Said = Pick<CarrierRow, 'orderReference' | 'trackingNumber' | 'returnNumber'> & {
  sku: string | undefined;
  quantityText: string | undefined;
  quantity: number | undefined;
};

/** What one row of the table says, its date apart. */
export function draftRow(tableRow: TableRow, columns: RowColumns): DraftRow {
  const { places } = columns;
  const textAt = (place: number | undefined) =>
    (place === undefined ? '' : cellText(tableRow.cells[place] ?? '')) || undefined;
  const quantityText = textAt(places.quantity);
  const said: Said = {
    orderReference: textAt(places.orderReference) ?? '',
    trackingNumber: withoutBlanks(textAt(places.trackingNumber) ?? ''),
    returnNumber: withoutBlanks(textAt(places.returnNumber) ?? '') || undefined,
    sku: textAt(places.sku),
    quantityText,
    quantity: quantityFrom(quantityText),
  };
  const fault = faultOfShape(tableRow, columns) ?? faultOf(said);
  const row: CarrierRow = {
    rowNumber: tableRow.rowNumber,
    orderReference: said.orderReference,
    trackingNumber: said.trackingNumber,
    carrierName: textAt(places.carrier) ?? columns.carrierName,
    returnNumber: said.returnNumber,
    shippedAt: undefined,
    shippedAtPrecision: undefined,
    ...(said.sku === undefined ? {} : { sku: said.sku }),
    ...(said.quantity === undefined ? {} : { quantity: said.quantity }),
    ...(fault === undefined ? {} : { fault }),
    fingerprint: fingerprintOf(said),
  };
  return { row, dateText: textAt(places.shippedAt) ?? '' };
}

/**
 * Programs leave out empty cells at the end, so a short row is one only when it ends before what is
 * needed, or when a quote in it went wrong.
 */
function faultOfShape(
  { cells, isBadlyQuoted }: TableRow,
  { places, width }: RowColumns,
): CarrierRowFault | undefined {
  const needed = Math.max(places.orderReference, places.trackingNumber) + 1;
  if (cells.length < (isBadlyQuoted ? width : needed)) return 'too-few-cells';
  const goesOn = cells.slice(width).some((cell) => cell.trim() !== '');
  return goesOn ? 'too-many-cells' : undefined;
}

function faultOf(said: Said): CarrierRowFault | undefined {
  const { orderReference, trackingNumber, returnNumber = '' } = said;
  if (orderReference === '') return 'order-reference-missing';
  if (trackingNumber === '') return 'tracking-missing';
  if ([orderReference, trackingNumber, returnNumber].some(isExcelNumber)) return 'excel-number';
  const isUnreadable = said.quantityText !== undefined && said.quantity === undefined;
  return isUnreadable ? 'quantity-unreadable' : undefined;
}

/**
 * Kept in the ledger to know a row again, so its rule must not change: neither case nor blanks count,
 * the carrier, the dates and the return number do not either.
 */
function fingerprintOf({ orderReference, trackingNumber, sku, quantity }: Said): string {
  const said = [orderReference.toLowerCase(), trackingNumber.toUpperCase(), sku, quantity];
  return hash('sha256', JSON.stringify(said), 'base64url').slice(0, 22);
}

function quantityFrom(text: string | undefined): number | undefined {
  const quantity = Number(/^(\d{1,6})(?:[.,]0+)?$/u.exec(text ?? '')?.[1] ?? 0);
  return quantity > 0 ? quantity : undefined;
}

function withoutBlanks(text: string): string {
  return text.includes(' ') ? text.replaceAll(' ', '') : text;
}
