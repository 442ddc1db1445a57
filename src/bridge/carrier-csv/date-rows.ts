import type { CarrierFileProblem, CarrierRow } from './carrier-file.ts';
import type { ColumnMapping } from './column-mapping.ts';
import type { DraftRow } from './draft-row.ts';
import {
  type DayOrder,
  dayOrderIn,
  isEitherOrder,
  readShipDate,
  type ShipDate,
} from './read-ship-date.ts';

const ORDER_OF_FORMAT = { de: 'day-first', us: 'month-first', iso: undefined } as const;

/**
 * Reads the dates of all rows alike. Where the mapping names no format, one 13/05/2026 tells how the
 * whole column is meant; when none does, or they contradict one another, such dates stay unread.
 */
export function dateRows(
  drafts: readonly DraftRow[],
  mapping: ColumnMapping,
): { rows: CarrierRow[]; problems: CarrierFileProblem[] } {
  const order =
    mapping.dateFormat === undefined ? orderOfColumn(drafts) : ORDER_OF_FORMAT[mapping.dateFormat];
  const known = new Map<string, ShipDate | undefined>();
  const rows = drafts.map(({ row, dateText }) => {
    if (dateText === '') return row;
    if (!known.has(dateText)) known.set(dateText, readShipDate(dateText, order));
    return dated(row, known.get(dateText));
  });
  const isUnknown = order === undefined && drafts.some(({ dateText }) => isEitherOrder(dateText));
  const column = mapping.shippedAt;
  const problems: CarrierFileProblem[] =
    isUnknown && column !== undefined ? [{ code: 'date-order-unknown', column }] : [];
  return { rows, problems };
}

function orderOfColumn(drafts: readonly DraftRow[]): DayOrder | undefined {
  const orders = new Set(drafts.map(({ dateText }) => dayOrderIn(dateText)));
  orders.delete(undefined);
  const [order] = orders;
  return orders.size === 1 ? order : undefined;
}

/** Written into the row itself: of 100,000 rows, copies would cost as much as the file. */
function dated(row: CarrierRow, date: ShipDate | undefined): CarrierRow {
  if (date === undefined) row.fault ??= 'date-unreadable';
  row.shippedAt = date?.shippedAt;
  row.shippedAtPrecision = date?.precision;
  return row;
}
