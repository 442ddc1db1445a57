/** Soft hyphens, zero-width characters, marks of writing direction: copied along from web pages. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu;
const PLAIN = /^[!-&(-<>-~]*$/u;
/** Excel always writes the sign; without it, "1234E567" may be a GLS Track-ID. */
const EXCEL_NUMBER = /^\d{1,3}(?:[.,]\d+)?E\+\d{1,3}$/iu;

/**
 * What a cell says, without what spreadsheets put around it: the text trick `="0034…"`, a leading
 * apostrophe, blanks of any kind at the ends and several in a row.
 */
export function cellText(cell: string): string {
  if (PLAIN.test(cell)) return cell;
  const text = cell.replaceAll(INVISIBLE, '').replaceAll(/\s+/gu, ' ').trim();
  const inner = /^="(.*)"$/u.exec(text)?.[1] ?? text;
  return inner.replace(/^'/u, '').trim();
}

/** A number as a spreadsheet shows it once its digits are gone: 3.40434E+19 */
export function isExcelNumber(text: string): boolean {
  return EXCEL_NUMBER.test(text);
}
