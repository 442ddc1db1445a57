import { type Carrier, isParcelCarrier, PARCEL_CARRIERS, type ParcelCarrier } from './carrier.ts';
import { NUMBER_FORMS, type NumberForm } from './number-forms.ts';
import { trackingNumberInUrl } from './tracking-url.ts';

/** Why a number cannot be the carrier's, in the order in which it is looked for. */
export type TrackingNumberFault =
  /** nothing, or zeros only */
  | 'missing'
  /** a spreadsheet made a number of it: 1.23E+19, or digits lost after the fifteenth */
  | 'excel-number'
  /** a character that none of the carrier's numbers has, or not at that place */
  | 'characters'
  | 'too-short'
  | 'too-long'
  | 'check-digit';

/** OTTO names no limit; a forwarder's number may be anything a person can type. UNVERIFIED. */
const FORWARDER_NUMBER = { shortest: 3, longest: 50 };

/** Spreadsheets keep so many digits of a number. */
const SPREADSHEET_DIGITS = 15;

/**
 * A tracking number without what people and programs put around it: blanks, invisible characters,
 * quotes of a spreadsheet, dots, dashes and brackets of a label; in upper case; taken out of a pasted
 * tracking page's address. What looks like no parcel number keeps its punctuation: a forwarder's number
 * may need it. Doing it again changes nothing.
 */
export function normaliseTrackingNumber(text: string): string {
  const clean = withoutWrapping(folded(text));
  const number = (trackingNumberInUrl(clean, isCarriers) ?? clean).replace(/^(\d+)[.,]0+$/, '$1');
  const compact = number.replace(/[\p{Pd}.()[\]_/]/gu, '');
  return withLeadingZeros(isCarriers(compact) ? compact : number);
}

/**
 * What is wrong with a number, before OTTO sees it. Refused is only what is certainly wrong; where the
 * rule of a check digit is not certain, the form alone counts (see {@link NUMBER_FORMS}).
 *
 * @param number as written; it is normalised first
 * @returns undefined = it may be the carrier's number. A forwarder needs none: then do not ask.
 */
export function checkTrackingNumber(
  carrier: Carrier,
  number: string,
): TrackingNumberFault | undefined {
  const text = normaliseTrackingNumber(number);
  if (!/[1-9\p{L}]/u.test(text)) return 'missing';
  if (isExponential(text)) return 'excel-number';
  if (!isParcelCarrier(carrier)) return forwarderFault(text);
  const matching = NUMBER_FORMS[carrier].filter(({ pattern }) => pattern.test(text));
  if (matching.some((form) => form.checkFits?.(text))) return undefined;
  if (lostDigits(text)) return 'excel-number';
  if (matching.some((form) => !form.checkFits)) return undefined;
  if (matching.length > 0) return 'check-digit';
  return formFault(text, NUMBER_FORMS[carrier]);
}

/**
 * Every parcel service that writes numbers like this one and whose check digit, where it has one, fits.
 * Several, or one by its looks alone, is not certain: see {@link certainCarrier}. A forwarder is never
 * recognised.
 *
 * @param number normalised
 */
export function recogniseCarrier(number: string): ParcelCarrier[] {
  return PARCEL_CARRIERS.filter((carrier) => tellingForm(carrier, number) !== undefined);
}

/**
 * The one parcel service that a number can be of: no other writes such numbers, and its check digit or
 * an unmistakable beginning says so. A shipment cannot be taken back at OTTO, so anything less is asked.
 *
 * @param number normalised
 */
export function certainCarrier(number: string): ParcelCarrier | undefined {
  const [carrier, ...others] = recogniseCarrier(number);
  if (!carrier || others.length > 0) return undefined;
  return tellingForm(carrier, number)?.tells === 'surely' ? carrier : undefined;
}

/** Looks alone are not enough to drop a dash that a forwarder's number may need. */
function isCarriers(text: string): boolean {
  return PARCEL_CARRIERS.some((carrier) => tellingForm(carrier, text)?.tells === 'surely');
}

function tellingForm(carrier: ParcelCarrier, number: string): NumberForm | undefined {
  if (/^0*$/.test(number)) return undefined;
  return NUMBER_FORMS[carrier].find(
    ({ pattern, checkFits, tells }) =>
      tells !== 'nothing' && pattern.test(number) && (checkFits?.(number) ?? true),
  );
}

/** Without blanks and invisible characters, full-width characters as plain ones, upper case. */
function folded(text: string): string {
  const visible = text.replace(/\p{C}/gu, '').normalize('NFKC').replace(/\s/g, '');
  return visible.toUpperCase().normalize('NFKC');
}

/** Spreadsheets and exports keep digits as text by writing `="…"`, `'…` or quotes. */
function withoutWrapping(text: string): string {
  const inner = text.replace(/^[="'`]+/, '');
  // An expression would begin anew at every quote of a long row of them.
  let end = inner.length;
  while (end > 0 && `"'\``.includes(inner.charAt(end - 1))) end -= 1;
  return inner.slice(0, end);
}

/** The two zeros in front of DHL's 20 digits, which spreadsheets drop; its check digit proves them. */
function withLeadingZeros(text: string): string {
  return /^34043[345]\d{12}$/.test(text) && certainCarrier(`00${text}`) === 'DHL'
    ? `00${text}`
    : text;
}

function isExponential(text: string): boolean {
  return /^\d+(?:[.,]\d+)?E\+\d+$/.test(text) || /^\d+[.,]\d+E\d+$/.test(text);
}

/** Three zeros or more where a spreadsheet rounds; fewer end many real numbers. */
function lostDigits(text: string): boolean {
  const significant = text.replace(/^0+/, '');
  return /^\d+$/.test(text) && /^0{3,}$/.test(significant.slice(SPREADSHEET_DIGITS));
}

function forwarderFault(text: string): TrackingNumberFault | undefined {
  if (lostDigits(text)) return 'excel-number';
  if (!/^[\x21-\x7e]+$/.test(text) || text.includes('://')) return 'characters';
  if (text.length < FORWARDER_NUMBER.shortest) return 'too-short';
  return text.length > FORWARDER_NUMBER.longest ? 'too-long' : undefined;
}

/** What a number that has none of the carrier's forms misses to the nearest of them. */
function formFault(text: string, forms: readonly NumberForm[]): TrackingNumberFault {
  if (!/^[0-9A-Z]+$/.test(text)) return 'characters';
  const isNumeric = /^\d+$/.test(text);
  const alike = isNumeric ? forms.filter((form) => form.isNumeric) : forms;
  const misses = alike.map(({ lengths: [shortest, longest] }) =>
    text.length < shortest ? text.length - shortest : Math.max(0, text.length - longest),
  );
  const nearest = misses.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a));
  if (nearest === 0) return 'characters';
  return nearest < 0 ? 'too-short' : 'too-long';
}
