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

/** So many characters are parsed at once; a row over several lines that is longer is not believed. */
const BLOCK_LENGTH = 32_768;
const LONGEST_LINE = 1_000_000;
/** Addresses may break lines inside a cell; more than this is a quote that somebody forgot. */
const MAX_BREAKS_IN_CELL = 20;

/**
 * The rows of a CSV text, blank ones too, in stretches of some milliseconds' work. csv-parse reads the cells; but where a quote is not closed, it
 * takes all up to the next quote for one cell, and the rows between are lost without a word. So its rows
 * are believed only while nothing speaks against them, and such a quote costs its own row at most.
 *
 * @throws ConfigError `carrier-file-not-a-table`
 */
export function* readRecords(text: string, form: RecordForm): Generator<CsvRecord[]> {
  for (let at = 0; at < text.length; ) {
    const block = text.slice(at, endOfBlock(text, at, form.newline));
    const believed = readBelieved(block, form, { isStrict: false });
    const { records, length } = believed.length > 0 ? believed : readDoubtful(block, form);
    yield records;
    at += length;
  }
}

/** `length`: how many characters of the text the records take up; 0 when there are none. */
type Read = { records: CsvRecord[]; length: number };

/**
 * Reads up to the first row that gives cause for doubt.
 *
 * @param isStrict only the first row, and only if all quotes in it stand where they may; else a quote
 *   within a cell is taken for an inch mark, and a cell that begins with one is left in doubt
 */
function readBelieved(text: string, form: RecordForm, { isStrict }: { isStrict: boolean }): Read {
  const bytes = Buffer.from(text);
  const records: CsvRecord[] = [];
  let end = 0;
  const take: Options['on_record'] = (cells: string[], info) => {
    const isStray = !isStrict && cells.some((cell) => cell.startsWith('"'));
    if (isStray || isOfSeveralRows(cells, bytes, end, form)) throw new RowInDoubt();
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
    if (!(error instanceof RowInDoubt || error instanceof CsvError)) throw error;
  }
  return { records, length: bytes.toString('utf8', 0, end).length };
}

class RowInDoubt extends Error {}

/** A row over several lines should have as many cells as the header. If its first line alone has, that is the row. */
function isOfSeveralRows(
  cells: readonly string[],
  bytes: Buffer,
  start: number,
  form: RecordForm,
): boolean {
  const broken = cells.filter((cell) => cell.includes(form.newline));
  if (broken.some((cell) => cell.split(form.newline).length - 1 > MAX_BREAKS_IN_CELL)) return true;
  if (broken.length === 0 || cells.length === form.width) return false;
  const line = bytes.toString('utf8', start, bytes.indexOf(form.newline, start));
  return cellsAsTheyStand(line, form).length === form.width;
}

/** The first row of the text, when it is in doubt: by the letter of the standard, else its first line alone. */
function readDoubtful(text: string, form: RecordForm): Read {
  const strict = readBelieved(text, form, { isStrict: true });
  if (strict.length > 0) return strict;
  const lineEnd = text.indexOf(form.newline);
  const line = lineEnd < 0 ? text : text.slice(0, lineEnd + 1);
  const raw = cellsAsTheyStand(line, form);
  const isClosed = raw.every((cell) => /^(?!")|^".*"$/su.test(cell));
  const cells = raw.map((cell) => cell.replace(/^"(.*?)"?$/su, '$1'));
  const isBadlyQuoted = !isClosed || cells.length !== form.width;
  return { records: [{ cells, isBadlyQuoted }], length: line.length };
}

/** The cells of one line, with no meaning in its quotes. */
function cellsAsTheyStand(line: string, form: RecordForm): string[] {
  return parse(line, { ...optionsOf(form), quote: null })[0] ?? [];
}

function optionsOf({ delimiter, newline }: RecordForm) {
  const lineEnds = newline === '\n' ? ['\r\n', '\n'] : [newline];
  return { delimiter, record_delimiter: lineEnds, relax_column_count: true } satisfies Options;
}

/** A block ends where a line ends, and holds one line at least. */
function endOfBlock(text: string, at: number, newline: string): number {
  if (text.length - at <= BLOCK_LENGTH) return text.length;
  const last = text.lastIndexOf(newline, at + BLOCK_LENGTH - 1);
  if (last >= at) return last + 1;
  const next = text.indexOf(newline, at + BLOCK_LENGTH);
  const end = next < 0 ? text.length : next + 1;
  if (end - at > LONGEST_LINE) throw carrierFileFault('carrier-file-not-a-table');
  return end;
}
