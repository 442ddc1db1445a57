import { CsvError, type Options, parse } from 'csv-parse/sync';
import { carrierFileFault } from './carrier-file-fault.ts';

/** One row of a CSV text, before anybody knows what its cells mean. */
export type CsvRecord = {
  /** without their quotes */
  cells: string[];
  /** a quote of it was never closed: its line was read alone, with the quotes as they stand */
  isBadlyQuoted: boolean;
};

export type RecordForm = {
  delimiter: string;
  /** "\n", or "\r" in files that know no other */
  newline: string;
  /** how many cells a row should have; undefined for the header itself */
  width: number | undefined;
};

/** So many characters are parsed at a stretch, which takes some milliseconds. */
const BLOCK_LENGTH = 32_768;
/** A line that goes on beyond this is no row. */
const LONGEST_BLOCK = 1_000_000;
/** So many bytes must follow before it is said that a quoted cell has no end. */
const LONGEST_DOUBT = 16_384;
/** Addresses may break lines inside a cell; more than this is a quote that somebody forgot. */
const MAX_BREAKS_IN_CELL = 20;

/**
 * The rows of a CSV text, blank ones too, stretch by stretch. csv-parse reads the cells; but where a quote
 * is not closed, it takes all up to the next quote for one cell, and the rows between are lost without a
 * word. So its rows are believed only while nothing speaks against them, and such a quote costs its own
 * row at most.
 *
 * @throws ConfigError `carrier-file-not-a-table`
 */
export function* readRecords(text: string, form: RecordForm): Generator<CsvRecord[]> {
  for (let at = 0; at < text.length; ) {
    const end = endOfBlock(text, at, form.newline);
    const bytes = Buffer.from(text.slice(at, end));
    const { records, length } = readBlock(bytes, form);
    yield records;
    at += length;
  }
}

/** @returns `length`: how many characters were read; a row that the block may have cut is left for the next */
function readBlock(bytes: Buffer, form: RecordForm) {
  const records: CsvRecord[] = [];
  let at = 0;
  while (at < bytes.length) {
    at += readBelieved(bytes.subarray(at), form, records);
    const rest = bytes.subarray(at);
    if (at > 0 && rest.length < LONGEST_DOUBT) break;
    if (rest.length > 0) at += readFirstLine(rest, form, records);
  }
  return { records, length: bytes.toString('utf8', 0, at).length };
}

const ROW_IN_DOUBT = new Error('The row may be several rows');

/**
 * Reads up to the first row that is not to be believed.
 *
 * @param records the rows are added to them
 * @returns how many bytes were read
 */
function readBelieved(bytes: Buffer, form: RecordForm, records: CsvRecord[]): number {
  let end = 0;
  const take: Options['on_record'] = (cells: string[], info) => {
    const row = bytes.subarray(end, info.bytes);
    if (hasStrayQuote(cells, row) || isOfSeveralRows(cells, row, form)) throw ROW_IN_DOUBT;
    records.push({ cells, isBadlyQuoted: false });
    end = info.bytes;
    return null;
  };
  try {
    parse(bytes, { ...optionsOf(form), relax_quotes: true, on_record: take });
  } catch (error) {
    if (error !== ROW_IN_DOUBT && !(error instanceof CsvError)) throw error;
  }
  return end;
}

/**
 * With `relax_quotes`, an inch mark inside a cell is taken as it stands. A cell that goes on behind its
 * closing quote gets its quote back in front; other cells that begin with one have it doubled in the row.
 */
function hasStrayQuote(cells: readonly string[], row: Buffer): boolean {
  return cells.some(
    (cell) => cell.startsWith('"') && !row.includes(`"${cell.replaceAll('"', '""')}"`),
  );
}

/** A row over several lines should have as many cells as the header. If its first line alone has, that is the row. */
function isOfSeveralRows(cells: readonly string[], row: Buffer, form: RecordForm): boolean {
  const broken = cells.filter((cell) => cell.includes(form.newline));
  if (broken.some((cell) => cell.split(form.newline).length - 1 > MAX_BREAKS_IN_CELL)) return true;
  if (broken.length === 0 || cells.length === form.width) return false;
  return cellsAsTheyStand(firstLine(row, form), form).length === form.width;
}

/** The first line alone, with the quotes at the ends of its cells taken off. */
function readFirstLine(bytes: Buffer, form: RecordForm, records: CsvRecord[]): number {
  const line = firstLine(bytes, form);
  const raw = cellsAsTheyStand(line, form);
  const isBadlyQuoted = raw.some((cell) => /^"(?!.*"$)/su.test(cell));
  const cells = raw.map((cell) => cell.replace(/^"(.*?)"?$/su, '$1'));
  records.push({ cells, isBadlyQuoted });
  return line.length;
}

function firstLine(bytes: Buffer, { newline }: RecordForm): Buffer {
  const end = bytes.indexOf(newline);
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

/** The cells of one line, with no meaning in its quotes. */
function cellsAsTheyStand(line: Buffer, form: RecordForm): string[] {
  return parse(line, { ...optionsOf(form), quote: null })[0] ?? [];
}

function optionsOf({ delimiter, newline }: RecordForm) {
  const lineEnds = newline === '\n' ? ['\r\n', '\n'] : [newline];
  return { delimiter, record_delimiter: lineEnds, relax_column_count: true } satisfies Options;
}

/** A block ends where a line ends. */
function endOfBlock(text: string, at: number, newline: string): number {
  const last = text.indexOf(newline, at + BLOCK_LENGTH);
  const end = last < 0 ? text.length : last + 1;
  if (end - at > LONGEST_BLOCK) throw carrierFileFault('carrier-file-not-a-table');
  return end;
}
