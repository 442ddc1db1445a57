/** Parameters in which the carriers' tracking pages take the number, as letters only. */
const NUMBER_PARAMETERS = new Set([
  'piececode',
  'idc',
  'awb',
  'tracknum',
  'tracknums',
  'trackid',
  'trackingid',
  'trackingno',
  'trackingnumber',
  'tracknumbers',
  'trknbr',
  'inquirynumber',
  'parcelnumber',
  'parcelno',
  'pno',
  'match',
  'query',
  'suche',
  'barcode',
]);

/**
 * The tracking number within the address of a tracking page that somebody pasted in its place: in a
 * parameter that takes one, else in the path or behind "#", else in any other parameter.
 *
 * @param isCarriers whether a text is surely a parcel service's number
 * @returns undefined when the text is no web address, or when nothing in it looks like a number
 */
export function trackingNumberInUrl(
  text: string,
  isCarriers: (number: string) => boolean,
): string | undefined {
  const url = urlOf(text);
  if (!url) return undefined;
  const parameters = [...url.searchParams, ...new URLSearchParams(url.hash.slice(1))];
  const taking = parameters.filter(([name]) => NUMBER_PARAMETERS.has(lettersOf(name)));
  const steps = `${url.pathname}/${url.hash.slice(1)}`.split(/[/?&=#,]/).reverse();
  const likely = steps.map(bare).filter(isLikely);
  return (
    taking.map(([, value]) => bare(value)).find((value) => /^[0-9A-Z]{8,35}$/.test(value)) ??
    likely.find(isCarriers) ??
    likely[0] ??
    parameters.map(([, value]) => bare(value)).find(isCarriers)
  );
}

function urlOf(text: string): URL | undefined {
  if (!/^(?:https?:\/\/|www\.)/i.test(text)) return undefined;
  const address = /^https?:/i.test(text) ? text : `https://${text}`;
  return URL.canParse(address) ? new URL(address) : undefined;
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

function bare(part: string): string {
  return part.replace(/[\s+]|%20/g, '').toUpperCase();
}

/** Six digits and more, or the eight characters of a GLS track id: no word of an address. */
function isLikely(step: string): boolean {
  return /^(?=(?:.*\d){6})[0-9A-Z]{8,35}$|^(?=.*\d)[0-9A-Z]{8}$/.test(step);
}
