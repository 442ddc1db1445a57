import { carrierFromName } from '../carriers/carrier-names.ts';

/** A tracking number as somebody wrote it, with the carrier if its name stands before it. */
export type WrittenNumber = { carrierName: string | undefined; number: string };

/** What has so many characters, and a digit in it, may be a number of its own. */
const SHORTEST = 8;

/** Longer than any tracking page's address: a text, and nothing to search through. */
const LONGEST = 500;

/**
 * The tracking numbers in one value: separated by comma, semicolon, bar or line, or by blanks where each
 * part is long enough to be one ("0034 0434 1611 …" is one number in groups). A carrier's name before
 * a number ("DHL: 0034…") is taken for its carrier. What has no digit, or is a whole text, is none.
 */
export function numbersInText(text: string): WrittenNumber[] {
  return text
    .split(/[,;|\r\n\t]+/)
    .filter((part) => part.length <= LONGEST)
    .flatMap((part) => splitAtBlanks(part.trim()))
    .flatMap(withCarrier)
    .filter(({ number }) => /\d/.test(number));
}

function splitAtBlanks(text: string): string[] {
  const parts = text.split(/\s+/);
  return parts.every(isLongEnough) ? parts : [text];
}

function isLongEnough(part: string): boolean {
  return part.length >= SHORTEST && /\d/.test(part);
}

function withCarrier(text: string): WrittenNumber[] {
  const [, name = '', rest = ''] = /^(\p{L}[^\d:]*?)\s*[: ]\s*(\S*\d.*)$/u.exec(text) ?? [];
  if (!name || carrierFromName(name) === undefined) {
    return [{ carrierName: undefined, number: text }];
  }
  return splitAtBlanks(rest).map((number) => ({ carrierName: name, number }));
}
