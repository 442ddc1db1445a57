/** One row of a CSV text, before anybody knows what its cells mean. */
export type CsvRecord = {
  /** without their quotes; at most one more than `maxCells` */
  cells: string[];
  /** where the next row begins */
  end: number;
  /** a quote of it was never closed: its line was read alone, with the quotes as they stand */
  isBadlyQuoted: boolean;
};

export type RecordForm = {
  delimiter: string;
  /** "\n", or "\r" in files that know no other */
  newline: string;
  /** how many cells a row should have; undefined for the header itself */
  width: number | undefined;
  maxCells: number;
};

/** Addresses may break lines inside a cell; more than this is a quote that somebody forgot. */
const MAX_BREAKS_IN_CELL = 20;

/**
 * Reads the row that begins at `start`. Parsers that follow the standard take everything up to the next
 * quote for one cell when a quote is not closed, and so lose the rows between without a word. Here such
 * a quote costs its own row at most: a quoted cell is believed only while nothing speaks against it.
 */
export function readRecord(text: string, start: number, form: RecordForm): CsvRecord {
  const cells: string[] = [];
  let isOverLines = false;
  let at = start;
  while (cells.length <= form.maxCells) {
    const isQuoted = text[at] === '"';
    const cell = isQuoted ? readQuoted(text, at, form) : readUnquoted(text, at, form);
    if (cell === undefined) return readAsItStands(text, at, cells, form);
    cells.push(cell.value);
    isOverLines ||= isQuoted && cell.value.includes(form.newline);
    if (text[cell.end] !== form.delimiter) {
      const end = afterNewline(text, cell.end, form.newline);
      const record = { cells, end, isBadlyQuoted: false };
      return isOverLines && cells.length !== form.width
        ? preferLine(text, start, record, form)
        : record;
    }
    at = cell.end + 1;
  }
  return { cells, end: endOfLine(text, at, form.newline) + 1, isBadlyQuoted: false };
}

/** A row over several lines has not as many cells as the header. If its first line alone has, that is the row. */
function preferLine(text: string, start: number, record: CsvRecord, form: RecordForm): CsvRecord {
  const line = readAsItStands(text, start, [], form);
  return line.cells.length === form.width ? line : record;
}

/** The rest of a line, with no meaning in its quotes; those at the ends of a cell go. */
function readAsItStands(
  text: string,
  at: number,
  cells: readonly string[],
  form: RecordForm,
): CsvRecord {
  const lineEnd = endOfLine(text, at, form.newline);
  const rest = text.slice(at, lineEnd).replace(/\r$/u, '');
  const raw = rest.split(form.delimiter, form.maxCells + 1 - cells.length);
  const read = raw.map((cell) => cell.replace(/^"/u, '').replace(/"$/u, ''));
  return { cells: [...cells, ...read], end: lineEnd + 1, isBadlyQuoted: true };
}

/**
 * @returns undefined when the quote at `start` is never closed, as far as can be told: inside a quoted
 *   cell, a quote that stands where a cell begins is the next cell's
 */
function readQuoted(
  text: string,
  start: number,
  form: RecordForm,
): { value: string; end: number } | undefined {
  let nextBreak = endOfLine(text, start, form.newline);
  let breaks = 0;
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return undefined;
    while (quote > nextBreak) {
      breaks += 1;
      if (breaks > MAX_BREAKS_IN_CELL) return undefined;
      nextBreak = endOfLine(text, nextBreak + 1, form.newline);
    }
    const isDoubled = text[quote + 1] === '"';
    if (!isDoubled && endsCell(text, quote + 1, form)) {
      const value = text.slice(start + 1, quote).replaceAll('""', '"');
      return { value, end: quote + 1 };
    }
    if (!isDoubled && beginsCell(text, quote, form)) return undefined;
    from = quote + (isDoubled ? 2 : 1);
  }
}

function endsCell(text: string, at: number, { delimiter, newline }: RecordForm): boolean {
  const next = text[at];
  return (
    next === undefined ||
    next === delimiter ||
    next === newline ||
    (next === '\r' && text[at + 1] === newline)
  );
}

function beginsCell(text: string, at: number, { delimiter, newline }: RecordForm): boolean {
  return text[at - 1] === delimiter || text[at - 1] === newline;
}

function readUnquoted(
  text: string,
  start: number,
  { delimiter, newline }: RecordForm,
): { value: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== newline) end += 1;
  const isWindows = text[end] !== delimiter && text[end - 1] === '\r' && end > start;
  return { value: text.slice(start, isWindows ? end - 1 : end), end };
}

function endOfLine(text: string, at: number, newline: string): number {
  const end = text.indexOf(newline, at);
  return end < 0 ? text.length : end;
}

function afterNewline(text: string, at: number, newline: string): number {
  return text[at] === '\r' && text[at + 1] === newline ? at + 2 : at + 1;
}
