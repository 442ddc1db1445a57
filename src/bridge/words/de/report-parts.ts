import type { Gaps } from '../saying.ts';

/** What a shipment that is not reported costs. */
export const NOT_PAID = 'OTTO zahlt erst, wenn der Versand gemeldet ist.';

export const BY_ITSELF = 'Danach geht es von selbst weiter.';

export const ENTER_TRACKING =
  'Tragen Sie die Sendungsnummer in der Shop-Bestellung ein, auf der Versandliste der Brücke, oder lesen Sie die Datei Ihres Versenders ein.';

export const isCancellation = (g: Gaps): boolean => g.text('kind') === 'cancellation';

/** Begins a sentence about a shipment: one order's, or those of many that one thing keeps. */
export function notReported(g: Gaps): string {
  return g.has('orderNumber')
    ? `${g.order} ist noch nicht bei OTTO als versendet gemeldet`
    : 'Versendete Bestellungen sind noch nicht bei OTTO gemeldet';
}

/** The report as the subject of a sentence. */
export function theReport(g: Gaps): string {
  return isCancellation(g) ? 'die Stornierung' : 'die Versandmeldung';
}
