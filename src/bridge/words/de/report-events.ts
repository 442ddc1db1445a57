import type { ReportEventKind } from '../owner-code.ts';
import type { Gaps, SayEvent } from '../saying.ts';

/** What the timeline of an order says about its reports to OTTO. */
export const reportEvents = {
  'report-due': (g) => `${subject(g)}${parcel(g)} wird an OTTO gesendet.`,
  'report-waits': (_g, what) => what,
  'report-changed': (g) => `${subject(g)} berichtigt${parcel(g)}.`,
  'report-sent': (g) => `${subject(g)} an OTTO gesendet${parcel(g)}.`,
  'report-accepted': (g) => `OTTO hat die ${subject(g)} angenommen${parcel(g)}.`,
  'report-confirmed': (g) => `Bestätigt: OTTO zeigt ${shown(g)}.`,
  'report-refused': (_g, what) => what,
  'report-deferred': (_g, what) => what,
  'report-withdrawn': (g) => `${subject(g)} zurückgenommen, bevor sie galt${parcel(g)}.`,
  'report-by-hand': (g) => `${subject(g)} von Ihnen als von Hand erledigt gemeldet${parcel(g)}.`,
  'tracking-changed-after-report': (g) =>
    `Im Shop steht jetzt die Sendungsnummer ${g.text('now')}; OTTO kennt ${g.text('reported')}, und das lässt sich dort nicht mehr ändern.`,
  'parcel-without-pieces': (g) =>
    `Im Shop steht ein weiteres Paket (${g.text('trackingNumber')}), aber alle Stücke sind schon gemeldet.`,
} as const satisfies Record<ReportEventKind, SayEvent>;

function subject(g: Gaps): string {
  switch (g.text('kind')) {
    case 'cancellation':
      return 'Stornierung';
    case 'acceptance':
      return 'Annahme der Retoure';
    case 'rejection':
      return 'Ablehnung der Retoure';
    case 'price-reduction':
      return `Preisnachlass${g.has('amountCents') ? ` über ${g.sum('amountCents')}` : ''}`;
    default:
      return 'Versandmeldung';
  }
}

function shown(g: Gaps): string {
  switch (g.text('kind')) {
    case 'cancellation':
      return 'die Stornierung';
    case 'acceptance':
      return 'die Retoure als angenommen';
    case 'rejection':
      return 'die Retoure als abgelehnt';
    case 'price-reduction':
      return `die ${subject(g)} als ausgeführt`;
    default:
      return `die Sendung als versendet${parcel(g)}`;
  }
}

function parcel(g: Gaps): string {
  if (!g.has('trackingNumber')) return g.has('carrier') ? ` (${g.text('carrier')})` : '';
  return ` (${g.has('carrier') ? `${g.text('carrier')} ` : ''}${g.text('trackingNumber')})`;
}
