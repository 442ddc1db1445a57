/** Where the carriers of returns show a parcel; the number goes behind. */
const PAGES: Readonly<Record<string, string>> = {
  DHL: 'https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode=',
  GLS: 'https://gls-group.eu/DE/de/paketverfolgung?match=',
  HERMES: 'https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#',
};

/** The carrier's page about a parcel; undefined where none is known. */
export function trackingPage(
  carrier: string | undefined,
  trackingNumber: string,
): string | undefined {
  const page = Object.hasOwn(PAGES, carrier ?? '') ? PAGES[carrier ?? ''] : undefined;
  return page === undefined ? undefined : `${page}${encodeURIComponent(trackingNumber)}`;
}
