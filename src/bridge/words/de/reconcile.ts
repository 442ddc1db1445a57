import type { ReconcileCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';

const REPAIR = 'Lassen Sie den Unterschied reparieren.';
const LOOKS_AGAIN = `${REPAIR} Die Brücke sieht die Bestellung dann auf beiden Seiten neu an.`;
const PARTNER_CONNECT = 'OTTO Partner Connect (portal.otto.market)';
const NEXT = 'Der nächste Abgleich beginnt von vorn.';

/** What a comparison of OTTO, bridge and shop finds, and why one ends early. */
export const reconcile = {
  'otto-order-unknown': (g) => ({
    what: `${g.order} steht bei OTTO, aber die Brücke kennt sie nicht.`,
    follows: 'So kommt sie nicht in den Shop.',
    todo: `${REPAIR} Die Bestellung wird dann geholt.`,
  }),
  'otto-order-unreadable': (g) => ({
    what: `${g.order} steht bei OTTO, aber die Angaben sind nicht lesbar.`,
    follows: 'So lässt sie sich nicht vergleichen und nicht in den Shop holen.',
    todo: `Sehen Sie in ${PARTNER_CONNECT} nach der Bestellung, und prüfen Sie, ob es eine neuere Version der Brücke gibt.`,
  }),
  'otto-order-missing': (g) => ({
    what: `${g.order} ist der Brücke oder dem Shop bekannt, aber OTTO nennt sie nicht mehr.`,
    follows: 'Die Brücke ändert nichts an ihr, solange OTTO nichts über sie sagt.',
    todo: `Sehen Sie in ${PARTNER_CONNECT} nach, ob es die Bestellung dort noch gibt.`,
  }),
  'shop-order-missing': (g) => ({
    what: `${g.order} war im Shop${g.has('wooOrderId') ? ` die Bestellung ${g.text('wooOrderId')}` : ''}, ist dort aber nicht mehr zu finden.`,
    follows:
      'Von selbst legt die Brücke sie nicht noch einmal an: Jemand könnte sie mit Absicht gelöscht haben.',
    todo: 'Soll sie wieder in den Shop, lassen Sie den Unterschied reparieren. Sie wird dann neu angelegt, und der Shop nimmt ihre Stücke noch einmal vom Lager: Prüfen Sie danach den Lagerbestand.',
  }),
  'shop-order-unknown': (g) => ({
    what: `${g.order} steht im Shop als Bestellung ${g.text('wooOrderId')}, aber die Brücke weiß nichts davon.`,
    follows: 'Änderungen bei OTTO kämen dort nicht an.',
    todo: `${REPAIR} Die Brücke führt die Shop-Bestellung dann weiter und legt keine zweite an.`,
  }),
  'released-waiting': (g) => ({
    what: `${g.order} ist bei OTTO freigegeben und wartet trotzdem in der Brücke.`,
    follows: 'So wird sie nicht versendet.',
    todo: `${REPAIR} Die Bestellung wird dann geholt.`,
  }),
  'step-open': (g) => ({
    what: `${g.order}: Im Shop ist noch ein Schritt offen (Shop-Bestellung ${g.text('wooOrderId')}).`,
    follows: 'Der Shop zeigt deshalb noch nicht alles, was OTTO sagt.',
    todo: 'Was zu tun ist, steht beim Vorfall zu dieser Bestellung. Danach können Sie den Unterschied reparieren lassen.',
  }),
  'phase-behind': (g) => ({
    what: `${g.order} ist bei OTTO „${g.phase('to')}“, in der Brücke noch „${g.phase('from')}“.`,
    follows: 'Der Shop kann deshalb nicht stimmen.',
    todo: LOOKS_AGAIN,
  }),
  'pieces-behind': (g) => ({
    what: `${g.order} hat bei OTTO andere Positionen als in der Brücke (abweichende Stücke: ${g.number('pieces')}).`,
    follows: 'Der Shop kann deshalb nicht stimmen.',
    todo: LOOKS_AGAIN,
  }),
  'shop-status-unseen': (g) => ({
    what: `${g.order}: Der Status der Shop-Bestellung ${g.text('wooOrderId')} ist jetzt „${g.text('to')}“; die Brücke kannte „${g.text('from')}“.`,
    follows: 'Ob das zu OTTO passt, hat noch niemand geprüft.',
    todo: 'Lassen Sie die Bestellung neu ansehen: Was OTTO widerspricht, wird dann gemeldet.',
  }),
  'shop-phase-behind': (g) => ({
    what: `${g.order} ist bei OTTO „${g.phase('to')}“, die Shop-Bestellung ${g.text('wooOrderId')} steht noch auf „${g.phase('from')}“.`,
    follows: 'Das kommt vor, wenn der Shop aus einer Sicherung wiederhergestellt wurde.',
    todo: LOOKS_AGAIN,
  }),
  'total-differs': (g) => ({
    what: `${g.order}: Bei OTTO bleiben ${g.sum('expectedCents')} zu zahlen, im Shop ${g.sum('actualCents')} (Shop-Bestellung ${g.text('wooOrderId')}).`,
    follows: 'Umsatz und Rechnung im Shop stimmen so nicht.',
    todo: `${LOOKS_AGAIN} Hat jemand den Betrag von Hand geändert, fragt sie Sie vorher.`,
  }),
  'contradiction-open': (g) => ({
    what: `${g.order}: Im Shop hat jemand etwas anders entschieden als OTTO (Shop-Bestellung ${g.text('wooOrderId')}).`,
    follows: 'Die Brücke lässt es so, bis Sie wählen.',
    todo: 'Wählen Sie beim Vorfall zu dieser Bestellung, welche Seite gelten soll.',
  }),
  'reconcile-differences': (g) => ({
    what: `Der Abgleich von OTTO, Brücke und Shop hat Unterschiede gefunden: ${g.number('count')} (OTTO-Konto „${g.text('accountId')}“).`,
    follows: 'Die Bestellungen, um die es geht, könnten falsch oder gar nicht versendet werden.',
    todo: 'Sehen Sie sich die Unterschiede an und lassen Sie reparieren, was sich reparieren lässt. Der nächste Abgleich zeigt, ob alles stimmt.',
  }),
  'already-reconciling': () => ({
    what: 'Für dieses OTTO-Konto läuft gerade ein Abgleich oder eine Reparatur.',
    follows: 'Ein zweiter Abgleich wird daneben nicht begonnen.',
    todo: 'Versuchen Sie es noch einmal, wenn er fertig ist.',
  }),
  'reconcile-stopped': () => ({
    what: 'Der Abgleich wurde angehalten.',
    follows: `Er sagt deshalb nichts darüber, ob alles stimmt. ${NEXT}`,
    todo: undefined,
  }),
  'reconcile-interrupted': () => ({
    what: 'Der Abgleich wurde unterbrochen, bevor er fertig war.',
    follows: `Er sagt deshalb nichts darüber, ob alles stimmt. ${NEXT}`,
    todo: undefined,
  }),
  'reconcile-unexpected': () => ({
    what: 'Der Abgleich endete durch einen Fehler in der Brücke.',
    follows: `Er sagt deshalb nichts darüber, ob alles stimmt. ${NEXT}`,
    todo: 'Bleibt es dabei, geben Sie das Protokoll der Brücke bitte an, wenn Sie Hilfe anfragen.',
  }),
  'reconcile-run-unknown': () => ({
    what: 'Einen solchen Abgleich kennt die Brücke nicht.',
    follows: 'Es wurde nichts repariert.',
    todo: 'Starten Sie einen neuen Abgleich und lassen Sie dessen Unterschiede reparieren.',
  }),
} as const satisfies Record<ReconcileCode, Say>;
