import type { ReportEndCode, ReportJobCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';
import { isCancellation, NOT_PAID, notThrough, theReport } from './report-parts.ts';

const PARTNER_CONNECT = 'OTTO Partner Connect (portal.otto.market)';
const TRIED_AGAIN = 'Die Brücke versucht es von selbst weiter, nichts geht verloren.';

/** What OTTO answered to reports, and what became of them. */
export const reportEnds = {
  'report-tracking-used-at-otto': (g) => ({
    what: `${about(g)}: OTTO kennt die Sendungsnummer${named(g)} schon aus einer anderen Sendung.`,
    follows: NOT_PAID,
    todo: `Vergleichen Sie die Nummer mit dem Etikett und berichtigen Sie sie in der Brücke. Ist sie richtig, sehen Sie in ${PARTNER_CONNECT} nach, zu welcher Bestellung sie dort gehört.`,
  }),
  'report-piece-not-shippable': (g) => ({
    what: `${about(g)}: Bei OTTO ist das Stück nicht mehr zu versenden, zum Beispiel weil es storniert wurde.`,
    follows: 'OTTO nimmt dafür keine Versandmeldung an und zahlt diesen Versand nicht.',
    todo: `Halten Sie das Paket auf, wenn das noch geht, und sehen Sie in ${PARTNER_CONNECT} nach, wie die Bestellung steht. Danach haken Sie die Meldung ab.`,
  }),
  'report-piece-unknown-at-otto': (g) => ({
    what: `${about(g)}: OTTO kennt das Stück nicht, oder es gehört zu einem anderen Händlerkonto.`,
    follows: `So nimmt OTTO ${theReport(g)} nicht an.`,
    todo: `Prüfen Sie, ob das OTTO-Konto in der Brücke das richtige ist, und sehen Sie in ${PARTNER_CONNECT} nach der Bestellung.`,
  }),
  'report-otto-misses-data': (g) => ({
    what: `${about(g)}: OTTO fehlt eine Angabe${g.has('jsonPath') ? ` (${g.text('jsonPath')})` : ''}.`,
    follows: notThrough(g),
    todo: 'Ergänzen Sie die Angabe in der Brücke und senden Sie die Meldung noch einmal. Steht dort returnTrackingKey, fehlt die Retouren-Sendungsnummer.',
  }),
  'report-otto-refused': (g) => ({
    what: `${about(g)}: OTTO hat ${theReport(g)} abgelehnt${reasons(g)}.`,
    follows: notThrough(g),
    todo: `Sehen Sie in ${PARTNER_CONNECT} nach, wie die Bestellung steht. Danach senden Sie die Meldung noch einmal, oder erledigen sie dort von Hand und haken sie hier ab.`,
  }),
  'report-cancellation-refused': (g) => ({
    what: `${about(g)}: OTTO lässt das Stück nicht mehr stornieren${reasons(g)}.`,
    follows: 'Für OTTO ist es verkauft: Der Käufer erwartet die Lieferung.',
    todo: `Liefern Sie das Stück, oder klären Sie es mit dem Käufer über ${PARTNER_CONNECT}. Danach haken Sie die Meldung ab.`,
  }),
  'report-by-hand-not-at-otto': (g) => ({
    what: `${about(g)}: Sie haben ${theReport(g)} als von Hand erledigt gemeldet, OTTO zeigt davon aber noch nichts.`,
    follows: notThrough(g),
    todo: `Sehen Sie in ${PARTNER_CONNECT} nach, ob es dort eingetragen ist. Sonst senden Sie die Meldung in der Brücke noch einmal.`,
  }),
  'report-accepted-not-shown': (g) => ({
    what: `${about(g)}: OTTO hat ${theReport(g)} angenommen, zeigt sie in der Bestellung aber seit langem nicht.`,
    follows: `Ob sie zählt, ist deshalb nicht sicher. Die Brücke sieht weiter nach und sendet nichts doppelt.`,
    todo: `Sehen Sie in ${PARTNER_CONNECT} nach. Ist die Bestellung auch dort unverändert, wenden Sie sich an OTTO${g.has('logref') ? ` (Kennung ${g.text('logref')})` : ''}.`,
  }),
  'report-given-up': (g) => ({
    what: `${about(g)}: Die Brücke hat ${theReport(g)} so lange versucht, wie Sie es erlauben, und jetzt aufgehört.`,
    follows: notThrough(g),
    todo: `Sehen Sie bei der Bestellung nach, woran es lag. Senden Sie die Meldung noch einmal, oder erledigen Sie sie in ${PARTNER_CONNECT} von Hand.`,
  }),
  'report-otto-unavailable': (g) => ({
    what: `${about(g)}: ${begun(theReport(g))} kam nicht durch, OTTO war nicht erreichbar${g.because}.`,
    follows: `${TRIED_AGAIN}${isCancellation(g) ? '' : ` ${notThrough(g)}`}`,
    todo: 'Dauert es länger als eine Stunde, prüfen Sie die Internetverbindung des Servers und ob OTTO eine Störung meldet.',
  }),
  'report-otto-busy': (g) => ({
    what: `${about(g)}: OTTO nimmt gerade nicht so viele Meldungen an und bittet zu warten.`,
    follows: TRIED_AGAIN,
    todo: 'Kommt das öfter vor, senken Sie requestsPerSecond dieses OTTO-Kontos: OTTO zählt alle Programme zusammen, die dafür arbeiten.',
  }),
  'report-otto-unreadable': (g) => ({
    what: `${about(g)}: OTTO hat auf ${theReport(g)} geantwortet, aber nicht so, wie es beschrieben ist.`,
    follows: `Die Brücke sieht bei OTTO nach, ob die Meldung gilt, bevor sie sie wiederholt. ${TRIED_AGAIN}`,
    todo: 'Bleibt es dabei, prüfen Sie, ob es eine neuere Version der Brücke gibt.',
  }),
  'report-outcome-open': (g) => ({
    what: `${about(g)}: Ob OTTO ${theReport(g)} bekommen hat, ist noch nicht klar; die Antwort ging verloren.`,
    follows:
      'Die Brücke sieht in kurzer Zeit bei OTTO nach und sendet erst dann noch einmal, wenn dort sicher nichts angekommen ist.',
    todo: undefined,
  }),
  'report-reported-elsewhere': (g) => ({
    what: `${about(g)}: OTTO zeigt das Stück schon als versendet, mit einer anderen Sendungsnummer als der von hier${g.has('trackingNumber') ? ` (${g.text('trackingNumber')})` : ''}.`,
    follows:
      'Die Brücke meldet es nicht noch einmal; an OTTOs Sendungsnummer lässt sich nichts mehr ändern.',
    todo: undefined,
  }),
  'report-cancelled-elsewhere': (g) => ({
    what: `${about(g)}: Das Stück ist bei OTTO schon storniert, von OTTO oder dem Käufer.`,
    follows: 'Die Brücke storniert es nicht noch einmal.',
    todo: undefined,
  }),
  'return-pool-low': (g) => ({
    what: `Im Nummernkreis „${g.text('poolId')}“ für Retouren sind nur noch ${g.number('left')} Nummern frei${g.has('days') ? `; das reicht etwa ${g.number('days')} ${g.text('days') === '1' ? 'Tag' : 'Tage'}` : ''}.`,
    follows: `Ist er leer, lässt sich kein Paket mehr melden. ${NOT_PAID}`,
    todo: 'Lassen Sie sich vom Versender einen neuen Nummernkreis geben und tragen Sie ihn in der Brücke ein (Einstellungen > Retourennummern; shippingRules.returnPools).',
  }),
  'reports-running': () => ({
    what: 'Für dieses OTTO-Konto werden gerade schon Meldungen gesendet.',
    follows: 'Was Sie jetzt gemeldet haben, nimmt dieser Lauf mit oder der nächste.',
    todo: undefined,
  }),
} as const satisfies Record<ReportEndCode | ReportJobCode, Say>;

/** One order, or many of which one thing is true. */
function about(g: Gaps): string {
  return g.has('orderNumber') ? g.order : 'Meldungen an OTTO';
}

function begun(subject: string): string {
  return subject.charAt(0).toLocaleUpperCase('de') + subject.slice(1);
}

function named(g: Gaps): string {
  if (!g.has('trackingNumber')) return '';
  return ` „${g.text('trackingNumber')}“${g.has('carrier') ? ` (${g.text('carrier')})` : ''}`;
}

/** OTTO's own words, as far as it said any. */
function reasons(g: Gaps): string {
  const facts = [
    ...(g.has('titles') ? [`Grund laut OTTO: ${g.text('titles')}`] : []),
    ...(g.has('statusCode') ? [`Antwort ${g.text('statusCode')}`] : []),
    ...(g.has('logref') ? [`Kennung für OTTOs Support: ${g.text('logref')}`] : []),
  ];
  return facts.length === 0 ? '' : ` (${facts.join('; ')})`;
}
