import { carrierFileFault } from './carrier-file-fault.ts';
import { cellText } from './cell-text.ts';
import { findDelimiter } from './find-delimiter.ts';
import { type CsvRecord, type RecordForm, readRecord } from './read-record.ts';

export type TableRow = {
  /** as a spreadsheet counts: the header is 1, blank rows count, a cell over two lines is one row */
  rowNumber: number;
  cells: string[];
  isBadlyQuoted: boolean;
};

export type Table = {
  delimiter: string;
  /** as in the file, but for blanks around it and invisible characters */
  header: string[];
  /** Every row that has a cell with text; read anew each time, so that none of it stays in memory. */
  rows(): Generator<TableRow>;
};

const MAX_COLUMNS = 500;
export const MAX_ROWS = 250_000;

/**
 * A CSV text as header and rows. Rows may have fewer or more cells than the header: what that means is
 * for the reader of the rows to say.
 *
 * @param maxRows above this `rows` throws
 * @throws ConfigError `carrier-file-not-a-table`, and from `rows` `carrier-file-too-long`
 */
export function readTable(text: string, maxRows: number = MAX_ROWS): Table {
  const { delimiter, table } = findDelimiter(text);
  const newline = table.includes('\n') ? '\n' : '\r';
  const form: RecordForm = { delimiter, newline, width: undefined, maxCells: MAX_COLUMNS };
  const first = firstRecord(table, form);
  if (first.cells.length > MAX_COLUMNS) throw carrierFileFault('carrier-file-not-a-table');
  const width = first.cells.length;
  return {
    delimiter,
    header: first.cells.map(cellText),
    rows: () => rowsAfter(table, first.end, { ...form, width }, maxRows),
  };
}

function firstRecord(text: string, form: RecordForm): CsvRecord {
  let record = readRecord(text, 0, form);
  while (isBlank(record.cells) && record.end < text.length) {
    record = readRecord(text, record.end, form);
  }
  return record;
}

function* rowsAfter(
  text: string,
  start: number,
  form: RecordForm,
  maxRows: number,
): Generator<TableRow> {
  let rowNumber = 1;
  let count = 0;
  for (let at = start; at < text.length; ) {
    const { cells, end, isBadlyQuoted } = readRecord(text, at, form);
    at = end;
    rowNumber += 1;
    if (isBlank(cells)) continue;
    count += 1;
    if (count > maxRows) throw carrierFileFault('carrier-file-too-long', { rows: maxRows });
    yield { rowNumber, cells, isBadlyQuoted };
  }
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
