import type { ReportReturnCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';
import { theReport } from './report-parts.ts';

const PARTNER_CONNECT = 'OTTO Partner Connect (portal.otto.market)';

/** What decisions about returns, and price reductions, wait for and come to. */
export const reportReturns = {
  'report-piece-not-sent-yet': (g) => ({
    what: `${g.order}: ${begun(theReport(g))} ist vorgemerkt; OTTO zeigt das Stück noch nicht als versendet.`,
    follows: `OTTO hat die Versandmeldung schon angenommen. Sobald die Bestellung den Versand zeigt, geht es von selbst weiter.`,
    todo: undefined,
  }),
  'report-acceptance-open': (g) => ({
    what: `${g.order}: Der Preisnachlass wartet, weil gerade die Annahme der Retoure dieses Stücks läuft.`,
    follows:
      'Wird die Retoure angenommen, bekommt der Käufer den ganzen Preis zurück, und der Preisnachlass entfällt.',
    todo: 'Soll der Käufer das Stück behalten, nehmen Sie die Annahme zurück, solange sie nicht gesendet ist.',
  }),
  'report-return-accepted-at-otto': (g) => ({
    what: `${g.order}: Die Retoure sollte abgelehnt werden, bei OTTO ist sie aber schon angenommen.`,
    follows:
      'Eine angenommene Retoure lässt sich nicht mehr ablehnen: Der Käufer bekommt sein Geld.',
    todo: 'Nehmen Sie die Ablehnung in der Brücke zurück. Wurde die Retoure zu Unrecht angenommen, wenden Sie sich an OTTO.',
  }),
  'report-return-rejected-at-otto': (g) => ({
    what: `${g.order}: Die Retoure sollte angenommen werden, bei OTTO wurde sie inzwischen abgelehnt${g.has('rejectedAt') ? ` (${g.moment('rejectedAt')})` : ''}.`,
    follows:
      'Die Brücke sendet die Annahme deshalb nicht von selbst. Annehmen lässt sich die Retoure trotzdem; das ist dann endgültig.',
    todo: 'Senden Sie die Meldung noch einmal, wenn Sie die Retoure trotzdem annehmen wollen. Sonst nehmen Sie die Annahme zurück.',
  }),
  'report-return-not-possible': (g) => ({
    what: `${g.order}: Bei OTTO ist das Stück weder versendet noch retourniert, zum Beispiel weil es storniert wurde.`,
    follows: `${begun(theReport(g))} ist deshalb nicht möglich.`,
    todo: `Sehen Sie in ${PARTNER_CONNECT} nach, wie die Bestellung steht. Soll das Stück nicht geliefert werden, stornieren Sie es. Danach nehmen Sie diese Meldung zurück.`,
  }),
  'report-reduction-too-high': (g) => ({
    what: `${g.order}: Der Preisnachlass von ${g.sum('amountCents')} ist zu hoch. Das Stück kostet ${g.sum('priceCents')}, davon sind ${g.sum('reducedCents')} schon erstattet.`,
    follows: `Es wurde nichts erstattet. OTTO erlaubt weniger als das, was noch übrig ist (${g.sum('leftCents')}).`,
    todo: 'Wählen Sie einen kleineren Betrag. Soll der ganze Preis zurückgehen, nehmen Sie die Retoure des Stücks an.',
  }),
  'report-reduction-not-possible': (g) => ({
    what: `${g.order}: Ein Preisnachlass geht nur für ein Stück, das versendet ist und das der Käufer behält${reasons(g)}.`,
    follows: 'Es wurde nichts erstattet.',
    todo: `Sehen Sie in ${PARTNER_CONNECT} nach, wie das Stück steht. Danach nehmen Sie diese Meldung zurück.`,
  }),
  'report-reduction-refused': (g) => ({
    what: `${g.order}: OTTO hat den Preisnachlass von ${g.sum('amountCents')} zuerst angenommen, dann aber abgelehnt.`,
    follows: 'Der Käufer hat diesen Betrag nicht bekommen.',
    todo: `Sehen Sie in ${PARTNER_CONNECT} nach dem Grund. Senden Sie die Meldung noch einmal, oder nehmen Sie sie zurück.`,
  }),
  'report-returned-elsewhere': (g) => ({
    what: `${g.order}: OTTO zeigt die Retoure schon als angenommen.`,
    follows:
      'Die Brücke nimmt sie nicht noch einmal an. Die Erstattung im Shop bucht sie wie immer.',
    todo: undefined,
  }),
  'report-rejected-elsewhere': (g) => ({
    what: `${g.order}: OTTO zeigt die Retoure schon als abgelehnt.`,
    follows: 'Die Brücke lehnt sie nicht noch einmal ab.',
    todo: undefined,
  }),
} as const satisfies Record<ReportReturnCode, Say>;

function begun(subject: string): string {
  return subject.charAt(0).toLocaleUpperCase('de') + subject.slice(1);
}

function reasons(g: Gaps): string {
  return g.has('titles') ? ` (Grund laut OTTO: ${g.text('titles')})` : '';
}
