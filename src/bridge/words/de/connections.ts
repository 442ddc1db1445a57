import type { ConnectionCode } from '../owner-code.ts';
import type { Say } from '../saying.ts';

const KEYS_PLACE = 'WooCommerce > Einstellungen > Erweitert > REST-API';
const NO_ORDERS = 'So können keine Bestellungen in den Shop kommen.';

/** What a check of the connections finds: first the shop, then OTTO. */
export const connections = {
  timeout: () => ({
    what: 'Ihr Shop hat innerhalb der Wartezeit nicht geantwortet.',
    follows: NO_ORDERS,
    todo: 'Öffnen Sie den Shop im Browser. Ist er dort auch langsam, wenden Sie sich an Ihren Hoster; sonst erhöhen Sie die Wartezeit in der Brücke unter Einstellungen > Shop.',
  }),
  refused: () => ({
    what: 'Der Server Ihres Shops nimmt keine Verbindung an.',
    follows: NO_ORDERS,
    todo: 'Prüfen Sie die Shop-Adresse in der Brücke unter Einstellungen > Shop, und ob eine Firewall den Server der Brücke aussperrt.',
  }),
  'host-not-found': () => ({
    what: 'Die Adresse Ihres Shops wurde nicht gefunden.',
    follows: NO_ORDERS,
    todo: 'Prüfen Sie die Shop-Adresse in der Brücke unter Einstellungen > Shop auf Tippfehler, und die Internetverbindung des Servers.',
  }),
  'connection-lost': () => ({
    what: 'Die Verbindung zu Ihrem Shop ist abgebrochen.',
    follows: NO_ORDERS,
    todo: 'Versuchen Sie es in einigen Minuten noch einmal. Bleibt es dabei, wenden Sie sich an Ihren Hoster.',
  }),
  certificate: () => ({
    what: 'Das Sicherheitszertifikat (https) Ihres Shops ist nicht gültig.',
    follows: NO_ORDERS,
    todo: 'Lassen Sie das Zertifikat bei Ihrem Hoster erneuern.',
  }),
  redirect: (g) => ({
    what: `Ihr Shop leitet an eine andere Adresse weiter${g.has('host') ? `: ${g.text('host')}` : ''}.`,
    follows: 'Aus Sicherheitsgründen folgt die Brücke dem nicht.',
    todo: 'Tragen Sie in der Brücke unter Einstellungen > Shop die Shop-Adresse genau so ein, wie sie im Browser am Ende in der Adresszeile steht (mit https, mit oder ohne www).',
  }),
  'answer-not-json': () => ({
    what: 'Unter der Shop-Adresse antwortet eine Webseite statt der REST-API von WooCommerce.',
    follows: NO_ORDERS,
    todo: 'Prüfen Sie, ob ein Wartungsmodus, ein Cache oder ein Sicherheits-Plugin dazwischen liegt.',
  }),
  'rest-not-found': () => ({
    what: 'Unter der Shop-Adresse gibt es keine REST-API von WooCommerce.',
    follows: NO_ORDERS,
    todo: 'Prüfen Sie die Shop-Adresse und ob WooCommerce aktiv ist. In WordPress darf unter Einstellungen > Permalinks nicht „Einfach“ gewählt sein.',
  }),
  'key-unknown': () => ({
    what: 'Ihr Shop kennt den Consumer-Key nicht, oder sein Server reicht ihn nicht an WooCommerce weiter.',
    follows: NO_ORDERS,
    todo: `Vergleichen Sie den Schlüssel unter ${KEYS_PLACE}. Stimmt er, bitten Sie Ihren Hoster, den „Authorization“-Header durchzulassen.`,
  }),
  'secret-wrong': () => ({
    what: 'Ihr Shop kennt den Consumer-Key, aber das Consumer-Secret passt nicht dazu.',
    follows: NO_ORDERS,
    todo: `Das Secret wird nur einmal angezeigt: Legen Sie unter ${KEYS_PLACE} einen neuen Schlüssel an und tragen Sie beides neu ein.`,
  }),
  'key-read-only': () => ({
    what: 'Der API-Schlüssel Ihres Shops darf nur lesen.',
    follows: 'Die Brücke kann keine Bestellungen anlegen.',
    todo: `Stellen Sie den Schlüssel unter ${KEYS_PLACE} auf „Lesen/Schreiben“.`,
  }),
  'key-write-only': () => ({
    what: 'Der API-Schlüssel Ihres Shops darf nur schreiben.',
    follows: 'Die Brücke kann nicht prüfen, was im Shop schon steht.',
    todo: `Stellen Sie den Schlüssel unter ${KEYS_PLACE} auf „Lesen/Schreiben“.`,
  }),
  'key-lacks-rights': () => ({
    what: 'Der Benutzer, zu dem der API-Schlüssel gehört, darf im Shop keine Bestellungen verwalten.',
    follows: NO_ORDERS,
    todo: `Wählen Sie unter ${KEYS_PLACE} einen Benutzer mit der Rolle Shop-Manager oder Administrator.`,
  }),
  'access-blocked': (g) => ({
    what: `Etwas vor WooCommerce lässt die Brücke nicht durch (Antwort ${g.text('status')}${g.has('code') ? `, ${g.text('code')}` : ''}).`,
    follows: NO_ORDERS,
    todo: 'Meist ist es ein Sicherheits-Plugin, ein Passwortschutz oder die Firewall des Hosters. Geben Sie dort den Pfad /wp-json/ für den Server der Brücke frei.',
  }),
  'shop-faulty': (g) => ({
    what: `Ihr Shop meldet selbst eine Störung oder ist überlastet (Antwort ${g.text('status')}).`,
    follows: 'Über die Zugangsdaten sagt das nichts.',
    todo: 'Versuchen Sie es in einigen Minuten noch einmal. Bleibt es dabei, sehen Sie unter WooCommerce > Status > Protokolle nach oder fragen Sie Ihren Hoster.',
  }),
  'woocommerce-too-old': (g) => ({
    what: `In Ihrem Shop läuft WooCommerce ${g.text('version')}; die Brücke braucht mindestens ${g.text('minimum')}.`,
    follows: 'Mit älteren Versionen ist nicht sicher, dass Bestellungen richtig ankommen.',
    todo: 'Aktualisieren Sie WooCommerce in WordPress unter Plugins; machen Sie vorher eine Sicherung.',
  }),
  'currency-not-eur': (g) => ({
    what: `Ihr Shop rechnet in „${g.text('currency')}“ statt in Euro (EUR).`,
    follows: 'OTTO verkauft in Euro; Beträge im Shop würden falsch verstanden.',
    todo: 'Stellen Sie unter WooCommerce > Einstellungen > Allgemein die Währung auf Euro.',
  }),
  'price-decimals-too-few': (g) => ({
    what: `Ihr Shop rechnet mit ${g.text('decimals')} statt 2 Nachkommastellen.`,
    follows: 'Beträge würden gerundet; Bestellungen von OTTO warten deshalb in der Brücke.',
    todo: 'Stellen Sie unter WooCommerce > Einstellungen > Allgemein bei den Währungsoptionen 2 Dezimalstellen ein.',
  }),
  'clock-differs': (g) => ({
    what: `Die Uhr Ihres Shops weicht von der Uhr der Brücke ab (${g.number('seconds')} Sekunden).`,
    follows: 'Anmeldungen können dadurch scheitern, und Zeiten in Listen passen nicht zueinander.',
    todo: 'Lassen Sie beide Server ihre Uhr über das Internet stellen (NTP).',
  }),
  'credentials-refused': () => ({
    what: 'OTTO nimmt Client-ID und Client-Secret nicht an.',
    follows: NO_ORDERS,
    todo: 'Vergleichen Sie beides mit Ihrer App unter portal.otto.market/settings/API in OTTO Partner Connect, und ob „Sandbox“ oder „Live“ zu Ihrem Konto in der Brücke passt.',
  }),
  'scope-missing': () => ({
    what: 'Ihrer App bei OTTO fehlt die Berechtigung, Bestellungen zu lesen.',
    follows: NO_ORDERS,
    todo: 'Schalten Sie sie in Ihrer App unter portal.otto.market/settings/API in OTTO Partner Connect frei (orders).',
  }),
  'no-answer': () => ({
    what: 'OTTO antwortet zurzeit nicht.',
    follows: 'Über die Zugangsdaten sagt das nichts.',
    todo: 'Versuchen Sie es in einigen Minuten noch einmal, und prüfen Sie die Internetverbindung des Servers.',
  }),
  'unexpected-answer': () => ({
    what: 'Unter der OTTO-Adresse antwortet etwas, aber nicht so, wie OTTO antwortet.',
    follows: NO_ORDERS,
    todo: 'Prüfen Sie die Umgebung und die OTTO-Adresse dieses Kontos unter Einstellungen > Konten bei OTTO.',
  }),
} as const satisfies Record<ConnectionCode, Say>;
