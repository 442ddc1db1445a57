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
/** So many bytes are looked through for the end of a row that is in doubt. */
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
    const { records, length } = readBlock(bytes, form, { isLast: end === text.length });
    yield records;
    at += length;
  }
}

/** @returns `length`: how many characters were read; a row that the block may have cut is left for the next */
function readBlock(bytes: Buffer, form: RecordForm, { isLast }: { isLast: boolean }) {
  const records: CsvRecord[] = [];
  let at = 0;
  while (at < bytes.length) {
    at += readBelieved(bytes.subarray(at), form, records);
    const rest = bytes.subarray(at);
    if (!isLast && at > 0 && rest.length < LONGEST_DOUBT) break;
    if (rest.length > 0) at += readDoubtful(rest, form, records);
  }
  return { records, length: bytes.toString('utf8', 0, at).length };
}

const ROW_IN_DOUBT = new Error('The row may be several rows');

/**
 * Reads up to the first row that gives cause for doubt. A quote inside a cell is taken for an inch mark,
 * but a cell that begins with one is in doubt.
 *
 * @param isStrict only the first row, and only if all of its quotes stand where they may
 * @param records the rows are added to them
 * @returns how many bytes were read
 */
function readBelieved(
  bytes: Buffer,
  form: RecordForm,
  records: CsvRecord[],
  isStrict = false,
): number {
  let end = 0;
  const take: Options['on_record'] = (cells: string[], info) => {
    const isStray = !isStrict && cells.some((cell) => cell.startsWith('"'));
    if (isStray || isOfSeveralRows(cells, bytes.subarray(end), form)) throw ROW_IN_DOUBT;
    records.push({ cells, isBadlyQuoted: false });
    end = info.bytes;
    return null;
  };
  try {
    parse(bytes, {
      ...optionsOf(form),
      on_record: take,
      ...(isStrict ? { to: 1 } : { relax_quotes: true }),
    });
  } catch (error) {
    if (error !== ROW_IN_DOUBT && !(error instanceof CsvError)) throw error;
  }
  return end;
}

/**
 * A row over several lines should have as many cells as the header. If its first line alone has, that is
 * the row.
 *
 * @param bytes begin with the row
 */
function isOfSeveralRows(cells: readonly string[], bytes: Buffer, form: RecordForm): boolean {
  const broken = cells.filter((cell) => cell.includes(form.newline));
  if (broken.some((cell) => cell.split(form.newline).length - 1 > MAX_BREAKS_IN_CELL)) return true;
  if (broken.length === 0 || cells.length === form.width) return false;
  return cellsAsTheyStand(linesOf(bytes, 1, form), form).length === form.width;
}

/** The first row, when it is in doubt: by the letter of the standard, else its first line alone. */
function readDoubtful(bytes: Buffer, form: RecordForm, records: CsvRecord[]): number {
  const length = readBelieved(linesOf(bytes, LONGEST_DOUBT, form), form, records, true);
  if (length > 0) return length;
  const line = linesOf(bytes, 1, form);
  const raw = cellsAsTheyStand(line, form);
  const isClosed = raw.every((cell) => /^(?!")|^".*"$/su.test(cell));
  const cells = raw.map((cell) => cell.replace(/^"(.*?)"?$/su, '$1'));
  records.push({ cells, isBadlyQuoted: !isClosed || cells.length !== form.width });
  return line.length;
}

/** So many whole lines as make up that many bytes, one at least. */
function linesOf(bytes: Buffer, length: number, { newline }: RecordForm): Buffer {
  const end = bytes.indexOf(newline, length - 1);
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
