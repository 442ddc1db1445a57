import type { ReportWaitCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';
import {
  BY_ITSELF,
  ENTER_TRACKING,
  isCancellation,
  NOT_PAID,
  notReported,
} from './report-parts.ts';

/** Why a report can't leave for OTTO yet. */
export const reportWaits = {
  'report-piece-not-released': (g) =>
    isCancellation(g)
      ? {
          what: `${g.order}: Die Stornierung ist vorgemerkt; OTTO hat die Bestellung noch nicht freigegeben.`,
          follows:
            'OTTO lässt nur freigegebene Stücke stornieren. Die Brücke storniert, sobald das geht. Bitte versenden Sie das Stück nicht.',
          todo: undefined,
        }
      : {
          what: `${notReported(g)}: OTTO hat die Bestellung noch nicht freigegeben.`,
          follows: 'Die Meldung geht hinaus, sobald OTTO freigibt.',
          todo: undefined,
        },
  'report-cancellation-to-confirm': (g) => ({
    what: `${g.order}: Im Shop wurde storniert, bei OTTO ist noch nichts storniert${g.has('pieces') ? ` (Stückzahl ${g.number('pieces')}${g.has('cents') ? `, ${g.sum('cents')}` : ''})` : ''}.`,
    follows:
      'Eine Stornierung lässt sich bei OTTO nicht zurücknehmen, und OTTO warnt: Stornierungen durch Händler schaden der Zufriedenheit der Käufer. Bis Sie zustimmen, wird nichts storniert und das Stück nicht als versendet gemeldet.',
    todo: 'Bestätigen Sie die Stornierung in der Brücke. Soll doch geliefert werden, setzen Sie die Shop-Bestellung wieder auf ihren vorigen Stand.',
  }),
  'report-pack-stop-open': (g) => ({
    what: `${notReported(g)}: Für diese Bestellung ist ein Packstopp offen.`,
    follows: `OTTO hat ein Stück storniert, als schon gepackt wurde. Was wirklich im Paket liegt, weiß nur das Lager. ${NOT_PAID}`,
    todo: `Bestätigen Sie in der Brücke, dass das stornierte Stück nicht im Paket liegt (Packstopp erledigt). ${BY_ITSELF}`,
  }),
  'report-tracking-expected': (g) => ({
    what: `${notReported(g)}: Die Sendungsnummer steht noch nicht in der Shop-Bestellung.`,
    follows: 'Die Brücke gibt dem Versand-Plugin kurz Zeit, sie einzutragen.',
    todo: undefined,
  }),
  'report-tracking-missing': (g) => ({
    what: `${notReported(g)}: Es fehlt die Sendungsnummer.`,
    follows: NOT_PAID,
    todo: `${ENTER_TRACKING} ${BY_ITSELF}`,
  }),
  'report-tracking-too-short': (g) => ({
    what: `${notReported(g)}: Die Sendungsnummer „${g.text('trackingNumber')}“ ist zu kurz für ${g.text('carrier')}.`,
    follows: NOT_PAID,
    todo: mendNumber(),
  }),
  'report-tracking-too-long': (g) => ({
    what: `${notReported(g)}: Die Sendungsnummer „${g.text('trackingNumber')}“ ist zu lang für ${g.text('carrier')}.`,
    follows: NOT_PAID,
    todo: mendNumber(),
  }),
  'report-tracking-characters': (g) => ({
    what: `${notReported(g)}: Die Sendungsnummer „${g.text('trackingNumber')}“ enthält Zeichen, die es bei ${g.text('carrier')} nicht gibt.`,
    follows: NOT_PAID,
    todo: mendNumber(),
  }),
  'report-tracking-check-digit': (g) => ({
    what: `${notReported(g)}: Die Sendungsnummer „${g.text('trackingNumber')}“ kann bei ${g.text('carrier')} nicht stimmen, ihre Prüfziffer passt nicht.`,
    follows: `Meist ist es ein Tippfehler, oder der Versender ist ein anderer. ${NOT_PAID}`,
    todo: mendNumber(),
  }),
  'report-tracking-excel-number': (g) => ({
    what: `${notReported(g)}: „${g.text('trackingNumber')}“ ist keine Sendungsnummer; eine Tabellenkalkulation hat sie gerundet.`,
    follows: `Die fehlenden Ziffern sind verloren. ${NOT_PAID}`,
    todo: `Nehmen Sie die Nummer vom Etikett oder aus der ursprünglichen Datei des Versenders, ohne sie vorher in Excel zu öffnen. ${BY_ITSELF}`,
  }),
  'report-tracking-used-before': (g) => ({
    what: `${notReported(g)}: Die Sendungsnummer „${g.text('trackingNumber')}“ (${g.text('carrier')}) steht schon in der Meldung zu Bestellung ${g.text('otherOrderNumber')}.`,
    follows: `Die andere Bestellung geht an eine andere Adresse, oder sie liegt länger zurück; es kann nicht dasselbe Paket sein. ${NOT_PAID}`,
    todo: mendNumber(),
  }),
  'report-parcels-unclear': (g) => ({
    what: `${notReported(g)}: Es sind mehrere Pakete (${g.number('parcels')}), und nirgends steht, was in welchem liegt.`,
    follows: NOT_PAID,
    todo: 'Sagen Sie in der Brücke für jedes Paket, welche Stücke darin sind, oder lassen Sie die Brücke sie der Reihe nach verteilen: Einstellungen > Versand und Versender (shippingRules.parcelsWithoutPieces = deal-out).',
  }),
  'report-carrier-unknown': (g) => ({
    what: `${notReported(g)}: Welcher Versender von OTTO mit „${g.text('carrierName')}“ gemeint ist, weiß die Brücke nicht.`,
    follows: `Sie fragt nur einmal und merkt sich Ihre Antwort für alle Bestellungen. ${NOT_PAID}`,
    todo: `Wählen Sie in der Brücke den Versender dafür aus. ${BY_ITSELF}`,
  }),
  'report-carrier-not-recognised': (g) => ({
    what: `${notReported(g)}: Zur Sendungsnummer „${g.text('trackingNumber')}“ steht nirgends der Versender, und an ihrer Form ist er nicht sicher zu erkennen.`,
    follows: NOT_PAID,
    todo: `Tragen Sie den Versender neben der Sendungsnummer ein, oder legen Sie unter Einstellungen > Versand und Versender (shippingRules.defaultCarrier) fest, wer es sein soll, wenn nichts dabeisteht. ${BY_ITSELF}`,
  }),
  'report-multiparcel-by-forwarder': (g) => ({
    what: `${notReported(g)}: Ein Stück in mehreren Paketen geht bei OTTO nur mit einem Paketdienst, nicht mit ${g.text('carrier')}.`,
    follows: NOT_PAID,
    todo: 'Melden Sie die Spedition als eine einzige Sendung, mit einer Sendungsnummer oder ganz ohne.',
  }),
  'report-ship-from-missing': (g) => ({
    what: `${notReported(g)}: Es fehlt die Adresse, von der aus versendet wird.`,
    follows: `OTTO verlangt zu jeder Sendung Ort und Postleitzahl Ihres Lagers. ${NOT_PAID}`,
    todo: `Tragen Sie unter Einstellungen > Versand und Versender (shippingRules.shipFrom) mindestens eine Adresse ohne Bedingung ein. ${BY_ITSELF}`,
  }),
  'report-return-number-missing': (g) => ({
    what: `${notReported(g)}: Es fehlt die Retouren-Sendungsnummer.`,
    follows: `Ohne sie nimmt OTTO keine Paketsendung an. ${NOT_PAID}`,
    todo: `Legen Sie einen Nummernkreis an (Einstellungen > Retourennummern; shippingRules.returnPools), lassen Sie Ihr Versand-Plugin ein Retourenetikett erzeugen, oder tragen Sie die Nummer von Hand ein. ${BY_ITSELF}`,
  }),
  'report-return-pool-empty': (g) => ({
    what: `${notReported(g)}: Der Nummernkreis „${g.text('poolId')}“ für Retouren ist aufgebraucht.`,
    follows: `Ohne Retouren-Sendungsnummer nimmt OTTO keine Paketsendung an. ${NOT_PAID}`,
    todo: `Lassen Sie sich vom Versender einen neuen Nummernkreis geben und tragen Sie ihn in der Brücke ein (Einstellungen > Retourennummern; shippingRules.returnPools). ${BY_ITSELF}`,
  }),
  'report-return-carrier-not-allowed': (g) => ({
    what: `${notReported(g)}: Die Retouren-Sendungsnummer ist von ${g.text('carrier')}; erlaubt ist ${g.text('allowed')}.`,
    follows: `OTTO nimmt Retouren nur über den Versender an, den Sie dort gewählt haben. ${NOT_PAID}`,
    todo: 'Geben Sie eine Retouren-Sendungsnummer des erlaubten Versenders an. Haben Sie bei OTTO einen anderen gewählt, ändern Sie ihn unter Einstellungen > Retourennummern (shippingRules.returnCarrier).',
  }),
  'report-return-carrier-unknown': (g) => ({
    what: `${notReported(g)}: Von welchem Versender die Retouren-Sendungsnummer „${g.text('trackingNumber')}“ ist, steht nirgends, und an ihrer Form ist es nicht zu erkennen.`,
    follows: NOT_PAID,
    todo: `Legen Sie unter Einstellungen > Retourennummern (shippingRules.returnCarrier) Ihren Retouren-Versender fest, oder schreiben Sie seinen Namen vor die Nummer. ${BY_ITSELF}`,
  }),
  'report-return-number-check-digit': (g) => ({
    what: `${notReported(g)}: Die Retouren-Sendungsnummer „${g.text('trackingNumber')}“ kann bei ${g.text('carrier')} nicht stimmen, ihre Prüfziffer passt nicht.`,
    follows: NOT_PAID,
    todo: `Vergleichen Sie sie mit dem Retourenetikett und berichtigen Sie sie. ${BY_ITSELF}`,
  }),
  'report-return-number-used-before': (g) => ({
    what: `${notReported(g)}: Die Retouren-Sendungsnummer „${g.text('trackingNumber')}“ (${g.text('carrier')}) gehört schon zu Bestellung ${g.text('otherOrderNumber')}.`,
    follows: `Käme sie zweimal vor, ließe sich eine Retoure nicht zuordnen. ${NOT_PAID}`,
    todo: `Geben Sie eine andere Retouren-Sendungsnummer an. ${BY_ITSELF}`,
  }),
} as const satisfies Record<ReportWaitCode, Say>;

function mendNumber(): string {
  return `Vergleichen Sie Nummer und Versender mit dem Etikett und berichtigen Sie sie in der Shop-Bestellung oder in der Brücke. ${BY_ITSELF}`;
}
