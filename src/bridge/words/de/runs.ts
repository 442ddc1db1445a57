import type { RunCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';
import { NEXT_RUN, NOTHING_LOST } from './retry.ts';

const APP_PLACE = 'portal.otto.market/settings/API';

/** Why a run ended early or did not begin. */
export const runs = {
  'otto-unavailable': (g) => ({
    what: `OTTO ist zurzeit nicht erreichbar${g.because}.`,
    follows: `${NEXT_RUN} ${NOTHING_LOST}`,
    todo: 'Dauert es länger als eine Stunde, prüfen Sie die Internetverbindung des Servers und ob OTTO eine Störung meldet.',
  }),
  'otto-unreadable': () => ({
    what: 'OTTO hat geantwortet, aber nicht so, wie es beschrieben ist.',
    follows: `${NEXT_RUN} ${NOTHING_LOST}`,
    todo: 'Bleibt es dabei, prüfen Sie die OTTO-Adresse unter Einstellungen > Konten bei OTTO und ob es eine neuere Version der Brücke gibt.',
  }),
  'otto-credentials-refused': (g) => ({
    what: `OTTO nimmt Client-ID und Client-Secret nicht an${g.has('reason') ? ` (Grund laut OTTO: ${g.text('reason')})` : ''}.`,
    follows: `Bis das behoben ist, kommen keine Bestellungen in den Shop. ${NOTHING_LOST}`,
    todo: `Öffnen Sie ${APP_PLACE} in OTTO Partner Connect und tragen Sie Client-ID und Client-Secret Ihrer App in der Brücke unter Einstellungen > Konten bei OTTO neu ein. Achten Sie darauf, dass „Sandbox“ oder „Live“ zu Ihrem Konto in der Brücke passt; ist das Secret verloren, lassen Sie dort ein neues erzeugen.`,
  }),
  'otto-scope-refused': (g) => ({
    what: `Ihrer App bei OTTO fehlt eine Berechtigung, die die Brücke braucht (${g.text('scope')}).`,
    follows: `Bis das behoben ist, kommen keine Bestellungen in den Shop. ${NOTHING_LOST}`,
    todo: `Öffnen Sie ${APP_PLACE} in OTTO Partner Connect und schalten Sie in Ihrer App frei: ${g.text('scope')}.`,
  }),
  'otto-token-refused': () => ({
    what: 'OTTO hat den Zugang bestätigt, lehnt den Abruf der Bestellungen aber zweimal ab.',
    follows: `${NEXT_RUN} ${NOTHING_LOST}`,
    todo: `Bleibt es dabei, prüfen Sie unter ${APP_PLACE} in OTTO Partner Connect, ob Ihre App noch aktiv ist und zur gewählten Umgebung (Sandbox oder Live) gehört.`,
  }),
  'otto-right-missing': (g) => ({
    what: `OTTO erlaubt Ihrer App diesen Abruf nicht (Berechtigung ${g.text('scope')}).`,
    follows: `${withoutRight(g.text('scope'))} ${NOTHING_LOST}`,
    todo: `Öffnen Sie ${APP_PLACE} in OTTO Partner Connect und schalten Sie in Ihrer App frei: ${g.text('scope')}. Ihr Benutzer dort braucht das Recht „API-Zugriff“.`,
  }),
  'shop-unavailable': (g) => ({
    what: `Ihr Shop ist zurzeit nicht erreichbar oder überlastet${g.because}.`,
    follows: `${NEXT_RUN} ${NOTHING_LOST}`,
    todo: 'Öffnen Sie Ihren Shop im Browser. Lädt er dort auch nicht, wenden Sie sich an Ihren Hoster.',
  }),
  'shop-unreadable': () => ({
    what: 'Ihr Shop hat geantwortet, aber nicht so, wie WooCommerce es tut.',
    follows: `${NEXT_RUN} ${NOTHING_LOST}`,
    todo: 'Prüfen Sie, ob ein Wartungsmodus, ein Cache oder ein Sicherheits-Plugin die Antworten der REST-API verändert.',
  }),
  'shop-redirects': () => ({
    what: 'Ihr Shop leitet die Brücke an eine andere Adresse weiter.',
    follows: `Aus Sicherheitsgründen folgt die Brücke dem nicht. Bis das behoben ist, kommen keine Bestellungen in den Shop. ${NOTHING_LOST}`,
    todo: 'Tragen Sie in der Brücke unter Einstellungen > Shop die Shop-Adresse genau so ein, wie sie im Browser am Ende in der Adresszeile steht (mit https, mit oder ohne www).',
  }),
  'shop-certificate': () => ({
    what: 'Das Sicherheitszertifikat (https) Ihres Shops ist nicht gültig.',
    follows: `Bis das behoben ist, kommen keine Bestellungen in den Shop. ${NOTHING_LOST}`,
    todo: 'Lassen Sie das Zertifikat bei Ihrem Hoster erneuern. Danach geht es von selbst weiter.',
  }),
  'shop-keys-refused': (g) => ({
    what: `Ihr Shop nimmt die API-Schlüssel nicht an${g.has('shopMessage') ? ` und schreibt: „${g.quote('shopMessage')}“` : ''}.`,
    follows: `Bis das behoben ist, kommen keine Bestellungen in den Shop. ${NOTHING_LOST}`,
    todo: 'Legen Sie unter WooCommerce > Einstellungen > Erweitert > REST-API einen Schlüssel mit der Berechtigung „Lesen/Schreiben“ an und tragen Sie ihn in der Brücke unter Einstellungen > Shop ein.',
  }),
  'already-running': () => ({
    what: 'Für dieses OTTO-Konto läuft schon ein Import.',
    follows: 'Er holt alles, was dieser auch geholt hätte.',
    todo: undefined,
  }),
  'no-active-account': () => ({
    what: 'Es gibt noch kein aktives OTTO-Konto.',
    follows: 'Deshalb werden keine Bestellungen geholt.',
    todo: 'Richten Sie in der Brücke ein OTTO-Konto ein, oder setzen Sie ein vorhandenes auf aktiv.',
  }),
  'other-run-in-hand': (g) => ({
    what: `Für das OTTO-Konto${g.has('accountId') ? ` „${g.text('accountId')}“` : ''} läuft gerade ein anderer Import.`,
    follows: 'Er umfasst nicht, was Sie wünschen; ein zweiter wird daneben nicht begonnen.',
    todo: 'Warten Sie, bis er fertig ist, und starten Sie Ihren Import dann noch einmal.',
  }),
  'service-stopping': () => ({
    what: 'Die Brücke wird gerade beendet.',
    follows: 'Ein neuer Import beginnt deshalb nicht mehr.',
    todo: 'Starten Sie die Brücke wieder und versuchen Sie es dann noch einmal.',
  }),
  'lease-lost': () => ({
    what: 'Der Import hat zu lange gestockt; ein anderer durfte inzwischen übernehmen.',
    follows: `Er hat aufgehört, damit nichts doppelt angelegt wird. ${NEXT_RUN}`,
    todo: undefined,
  }),
  stopped: () => ({
    what: 'Der Import wurde angehalten.',
    follows: 'Was fertig war, bleibt. Der nächste Import macht dort weiter.',
    todo: undefined,
  }),
  interrupted: () => ({
    what: 'Der Import wurde unterbrochen, weil die Brücke mittendrin beendet wurde.',
    follows:
      'Was fertig war, bleibt. Der nächste Import sieht zuerst nach, was davon im Shop angekommen ist, und legt nichts doppelt an.',
    todo: undefined,
  }),
  unexpected: () => ({
    what: 'Der Import endete durch einen Fehler in der Brücke.',
    follows: `Was fertig war, bleibt. ${NEXT_RUN}`,
    todo: 'Bleibt es dabei, geben Sie das Protokoll der Brücke bitte an, wenn Sie Hilfe anfragen.',
  }),
} as const satisfies Record<RunCode, Say>;

/** What an app without a right keeps from being done; all else goes on. */
function withoutRight(scope: string): string {
  switch (scope) {
    case 'shipments':
      return 'Bis das behoben ist, erfährt OTTO nicht, was Sie versenden. Bestellungen kommen weiter in den Shop.';
    case 'returns':
      return 'Bis das behoben ist, zeigt die Brücke keine Retouren und kann keine annehmen oder ablehnen. Alles andere läuft weiter.';
    case 'receipts':
      return 'Bis das behoben ist, fehlen die Belege von OTTO. Alles andere läuft weiter.';
    case 'price-reduction':
      return 'Bis das behoben ist, sind keine Preisnachlässe möglich. Alles andere läuft weiter.';
    case 'availability':
      return 'Bis das behoben ist, erfährt OTTO Ihren Bestand nicht. Alles andere läuft weiter.';
    default:
      return 'Bis das behoben ist, kommen keine Bestellungen in den Shop.';
  }
}
