import { carrierFileFault } from './carrier-file-fault.ts';
import { cellText } from './cell-text.ts';
import { findDelimiter } from './find-delimiter.ts';
import { type CsvRecord, readRecords } from './read-records.ts';

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
  /**
   * Every row that has a cell with text, in stretches of some milliseconds' work; read anew each time, so
   * that none of it stays in memory.
   */
  rows(): Generator<TableRow[]>;
};

const MAX_COLUMNS = 500;
export const MAX_ROWS = 250_000;
/** With the blank ones, a file may have four times as many rows: about what a spreadsheet can hold. */
const WITH_BLANK_ROWS = 4;

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
  const header = headerIn(readRecords(table, { delimiter, newline, width: undefined }));
  const width = header.length;
  if (width > MAX_COLUMNS) throw carrierFileFault('carrier-file-not-a-table');
  return {
    delimiter,
    header: header.map(cellText),
    rows: () => rowsIn(readRecords(table, { delimiter, newline, width }), maxRows),
  };
}

function headerIn(stretches: Iterable<CsvRecord[]>): string[] {
  for (const records of stretches) {
    const header = records.find(({ cells }) => !isBlank(cells));
    if (header) return header.cells;
  }
  return [];
}

/** The first row that is not blank is the header. */
function* rowsIn(stretches: Iterable<CsvRecord[]>, maxRows: number): Generator<TableRow[]> {
  let rowNumber = 0;
  let count = -1;
  for (const records of stretches) {
    const rows: TableRow[] = [];
    for (const record of records) {
      const isFilled = !isBlank(record.cells);
      if (isFilled) count += 1;
      if (count >= 0) rowNumber += 1;
      if (count > maxRows || rowNumber > maxRows * WITH_BLANK_ROWS) {
        throw carrierFileFault('carrier-file-too-long', { rows: maxRows });
      }
      if (isFilled && count > 0) rows.push({ rowNumber, ...record });
    }
    yield rows;
  }
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
