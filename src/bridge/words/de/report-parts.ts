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
  switch (g.text('kind')) {
    case 'cancellation':
      return 'die Stornierung';
    case 'acceptance':
      return 'die Annahme der Retoure';
    case 'rejection':
      return 'die Ablehnung der Retoure';
    case 'price-reduction':
      return 'die Meldung des Preisnachlasses';
    default:
      return 'die Versandmeldung';
  }
}

/** What it costs that the report is not through. */
export function notThrough(g: Gaps): string {
  switch (g.text('kind')) {
    case 'cancellation':
      return 'Bei OTTO ist deshalb noch nichts storniert.';
    case 'acceptance':
      return 'Bei OTTO ist die Retoure deshalb noch offen; der Käufer wartet auf sein Geld.';
    case 'rejection':
      return 'Bei OTTO ist die Retoure deshalb noch offen.';
    case 'price-reduction':
      return 'Der Käufer hat den Betrag deshalb noch nicht zurück.';
    default:
      return NOT_PAID;
  }
}
