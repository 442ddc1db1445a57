const MAX_LENGTH = 100;
const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/giu;
/** OTTO's order number: ten letters and digits (otto-market-api.md §3.3), as in "5nhxzdr88b". */
const OTTO_NUMBER = /(?<![\p{L}\p{N}])[a-z0-9]{10}(?![\p{L}\p{N}])/giu;
const DATE = /\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b/gu;
/** What an order is called, or a "#" or "Nr." that begins the text: "Rechnung Nr. 1234" is no order. */
const CALLED =
  /(?:^(?:#|n[ro][.:])|\b(?:otto(?:[ -]market)?|bestell(?:ung|nummer|-?nr)|auftrag(?:snummer|s-?nr)?|order)\b)[\s.:#]*(?:(?:n[ro]|nummer|number|id)\b[\s.:#]*)?/giu;
const NUMBER = /^(?=[\p{L}_-]*\d)[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)*/u;

/**
 * The order numbers that a reference on a label may mean, the most certain first: the text as it stands,
 * OTTO's ids and numbers in it, numbers that it calls an order. Whether such an order exists is for the
 * caller to find out. Other numbers in a text are not offered: "2 parcels" must never ship order 2, nor
 * "invoice 1234" order 1234.
 */
export function orderReferencesIn(text: string): string[] {
  const whole = text.trim().slice(0, MAX_LENGTH);
  if (whole === '') return [];
  const words = matches(whole, OTTO_NUMBER);
  const ottos = words.filter((word) => /\d/u.test(word) && /[a-z]/iu.test(word));
  const undated = whole.replaceAll(DATE, ' ');
  const called = calledOrders(undated);
  const single = NUMBER.exec(undated)?.[0] === whole ? [whole] : [];
  const found = [
    ...[whole, ...matches(whole, UUID), ...ottos, ...called].flatMap(inBothCases),
    ...[...called, ...single].flatMap(withoutParcelCount).flatMap(inBothCases),
    ...words.filter((word) => !/\d/u.test(word)).flatMap(inBothCases),
  ];
  return [...new Set(found)];
}

function calledOrders(text: string): string[] {
  return [...text.matchAll(CALLED)].flatMap((match) => {
    const number = NUMBER.exec(text.slice(match.index + match[0].length))?.[0];
    return number === undefined ? [] : [number];
  });
}

/** OTTO writes its numbers small; labels often write everything in capitals. */
function inBothCases(reference: string): string[] {
  const isOttos = /^(?:[a-z0-9]{10}|[0-9a-f-]{36})$/iu.test(reference);
  return isOttos ? [reference, reference.toLowerCase()] : [reference];
}

/** Some programs number an order's parcels: "1234-1", "1234-02". A year is not taken for an order. */
function withoutParcelCount(reference: string): string[] {
  const base = /^(.*)[-_]\d{1,2}$/u.exec(reference)?.[1] ?? '';
  return !/\d/u.test(base) || /^(?:19|20)\d\d$/u.test(base) ? [] : [base];
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([found]) => found);
}
