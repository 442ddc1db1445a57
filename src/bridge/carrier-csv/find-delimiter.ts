export type Delimiter = string;

/** In the order in which they win when a header has equally many of them. */
const USUAL_DELIMITERS = [';', '\t', ',', '|'] as const;

/**
 * What separates the cells: named by Excel's own first line `sep=;`, else the usual character that the
 * header has most often outside of quotes; `;` when it has none, as in a file of one column.
 *
 * @returns with the text that follows a `sep=` line
 */
export function findDelimiter(text: string): { delimiter: Delimiter; table: string } {
  const named = /^"?sep=([^"\r\n\p{L}\p{N}])"?[^\S\r\n]*(?:\r\n?|\n)/iu.exec(text);
  if (named?.[1] !== undefined) {
    return { delimiter: named[1], table: text.slice(named[0].length) };
  }
  const header = headerOf(text);
  const unquoted = header.replaceAll(/"[^"]*"/gu, '');
  const counted = USUAL_DELIMITERS.map((delimiter) => ({
    delimiter,
    count: unquoted.split(delimiter).length,
  }));
  const most = Math.max(...counted.map(({ count }) => count));
  const found = most > 1 ? counted.find(({ count }) => count === most) : undefined;
  return { delimiter: found?.delimiter ?? ';', table: text };
}

/** The first line that is not blank. No expression finds it: over a long blank line it would begin anew at every blank. */
function headerOf(text: string): string {
  const start = text.search(/\S/u);
  if (start < 0) return '';
  const end = text.slice(start).search(/[\r\n]/u);
  return end < 0 ? text.slice(start) : text.slice(start, start + end);
}
