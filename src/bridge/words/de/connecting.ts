import type { ConnectingCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';

const NOTHING_CHANGED = 'Es wurde nichts geändert.';
const PASTE_KEYS =
  'Legen Sie stattdessen unter WooCommerce > Einstellungen > Erweitert > REST-API einen Schlüssel mit Lesen und Schreiben an und tragen Sie ihn hier ein.';

function trouble(g: Gaps): string {
  switch (g.text('trouble')) {
    case 'import-late':
      return 'Bestellungen werden nicht nach Zeitplan geholt';
    case 'imports-interrupted':
      return 'Abrufe werden immer wieder mittendrin beendet';
    case 'reports-stuck':
      return 'fällige Meldungen gehen seit über einer Stunde nicht an OTTO hinaus';
    default:
      return g.text('trouble');
  }
}

/** What is told while shop and accounts are connected and settings are saved. */
export const connecting = {
  'account-exists': (g) => ({
    what: `Ein Konto mit der Kennung „${g.text('accountId')}“ gibt es schon.`,
    follows: NOTHING_CHANGED,
    todo: 'Wählen Sie eine andere Kennung.',
  }),
  'account-is-active': (g) => ({
    what: `Das Konto „${g.text('accountId')}“ ist scharf und holt gerade Bestellungen.`,
    follows: NOTHING_CHANGED,
    todo: 'Pausieren Sie das Konto zuerst.',
  }),
  'address-answers-otherwise': (g) => ({
    what: `Unter ${g.text('url')} antwortet etwas anderes als diese Brücke.`,
    follows: 'Meldungen Ihres Shops kommen so nicht an; die Brücke sieht nur nach Zeitplan nach.',
    todo: 'Prüfen Sie die Adresse unter Einstellungen > Allgemein, und ob der Webserver davor die Anfragen an die Brücke weitergibt.',
  }),
  'address-not-reached': (g) => ({
    what: `Die Brücke erreicht sich selbst unter ${g.text('url')} nicht.`,
    follows:
      'Vielleicht kommen auch die Meldungen Ihres Shops nicht an; dann sieht die Brücke nur nach Zeitplan nach.',
    todo: 'Prüfen Sie die Adresse unter Einstellungen > Allgemein, den Eintrag im DNS und die Firewall. Manche Netze lassen Aufrufe der eigenen Adresse von innen nicht zu; dann zählt, was der Shop meldet.',
  }),
  'chosen-product-gone': (g) => ({
    what: `Das Produkt „${g.text('shopSku')}“, das Sie für diese SKU gewählt haben, gibt es im Shop nicht mehr.`,
    follows: 'Bestellungen mit dieser SKU gelten als Bestellungen mit unbekanntem Produkt.',
    todo: 'Wählen Sie ein anderes Produkt, oder nehmen Sie die Wahl zurück.',
  }),
  'consent-denied': () => ({
    what: 'Im Shop wurde der Zugang abgelehnt.',
    follows: NOTHING_CHANGED,
    todo: 'Beginnen Sie noch einmal und wählen Sie im Shop „Genehmigen“, oder tragen Sie einen Schlüssel von Hand ein.',
  }),
  'consent-expired': () => ({
    what: 'Die Anfrage an den Shop ist abgelaufen, ohne dass jemand geantwortet hat.',
    follows: NOTHING_CHANGED,
    todo: 'Beginnen Sie noch einmal; für die Antwort im Shop haben Sie 15 Minuten.',
  }),
  'consent-keys-unusable': (g) => ({
    what: `Der Shop ${g.text('url')} hat Zugangsdaten geschickt, mit denen die Brücke dort nicht arbeiten kann.`,
    follows: 'Sie wurden nicht gespeichert; was vorher galt, gilt weiter.',
    todo: `Prüfen Sie die Adresse des Shops und beginnen Sie noch einmal. ${PASTE_KEYS}`,
  }),
  'consent-needs-https': (g) => ({
    what: g.has('publicUrl')
      ? `WooCommerce schickt Zugangsdaten nur an eine Adresse mit https; die Brücke hat ${g.text('publicUrl')}.`
      : 'WooCommerce schickt Zugangsdaten nur an eine öffentliche Adresse mit https; die Brücke hat noch keine.',
    follows: 'Mit einem Klick lässt sich der Shop so nicht verbinden.',
    todo: PASTE_KEYS,
  }),
  'consent-unknown': () => ({
    what: 'Auf diese Antwort eines Shops wartet die Brücke nicht, oder nicht mehr.',
    follows: NOTHING_CHANGED,
    todo: 'Beginnen Sie die Verbindung auf der Seite der Brücke noch einmal.',
  }),
  'credentials-of-other-environment': (g) => ({
    what: `Diese Zugangsdaten gehören zu einer anderen Umgebung von OTTO: ${g.text('environment') === 'sandbox' ? 'zur Sandbox' : 'zum Live-Betrieb'}.`,
    follows: 'So kommen keine Bestellungen.',
    todo: `Stellen Sie das Konto auf ${g.text('environment') === 'sandbox' ? '„Sandbox“' : '„Live“'}, oder tragen Sie die Zugangsdaten der gewählten Umgebung ein.`,
  }),
  'disk-space-low': (g) => ({
    what: `Auf der Festplatte des Datenordners sind nur noch ${g.number('megabytes')} MB frei.`,
    follows: 'Ist sie voll, kann die Brücke nichts mehr eintragen und hört auf zu arbeiten.',
    todo: 'Schaffen Sie Speicherplatz.',
  }),
  'heartbeat-held-back': (g) => ({
    what: `Der Totmannschalter schweigt seit ${g.moment('at')}, weil nicht alles in Ordnung ist: ${trouble(g)}.`,
    follows: 'Der Dienst, den Sie dafür eingetragen haben, wird Sie darauf hinweisen.',
    todo: 'Sehen Sie nach, welche Probleme offen sind.',
  }),
  'heartbeat-not-taken': (g) => ({
    what: `Der Totmannschalter erreicht seine Adresse bei ${g.text('host')} nicht${g.because}.`,
    follows: 'Der Dienst dort wird melden, dass die Brücke schweigt, obwohl sie arbeitet.',
    todo: 'Prüfen Sie die Adresse unter Einstellungen > Benachrichtigungen (monitoring.heartbeatUrl) und die Internetverbindung des Servers.',
  }),
  'mail-proof-none': () => ({
    what: 'Noch ist nicht geprüft, dass Ihr Shop Käufern von OTTO keine Mails schickt.',
    follows: undefined,
    todo: 'Machen Sie die Mail-Probe.',
  }),
  'product-unknown': (g) => ({
    what: `Im Shop gibt es kein Produkt mit der SKU „${g.text('shopSku')}“.`,
    follows: NOTHING_CHANGED,
    todo: 'Die SKU steht in WooCommerce unter „Produkte“ beim Produkt oder bei der Variante, im Reiter „Lagerbestand“.',
  }),
  'rehearsal-unknown': () => ({
    what: 'Diese Probe kennt die Brücke nicht mehr.',
    follows: 'Was eine Probe zeigt, enthält Namen und Adressen und wird nach 30 Minuten vergessen.',
    todo: 'Machen Sie eine neue Probe.',
  }),
  'second-importer': (g) => ({
    what: `In Ihrem Shop legt schon jemand anderes Bestellungen von OTTO an${traces(g)}: ${count(g)}, zum Beispiel ${g.text('wooOrderNumber')}${g.has('ottoOrder') ? ` (bei OTTO ${g.text('ottoOrder')})` : ''}.`,
    follows:
      'Holt auch die Brücke diese Bestellungen, stehen sie doppelt im Shop und werden womöglich zweimal verschickt.',
    todo: `Schalten Sie den anderen Import zuerst ab, und lassen Sie das Konto „${g.text('accountId')}“ dann erst ab einem Tag beginnen, den der andere nicht mehr geholt hat.`,
  }),
  'second-importer-suspected': (g) => ({
    what: `In Ihrem Shop gibt es Bestellungen, die nach einem anderen Import von OTTO aussehen${traces(g)}: ${count(g)}, zum Beispiel ${g.text('wooOrderNumber')}.`,
    follows: 'Holen beide dieselben Bestellungen, stehen sie doppelt im Shop.',
    todo: `Sehen Sie diese Bestellung im Shop an. Läuft ein anderer Import noch, schalten Sie ihn ab, bevor das Konto „${g.text('accountId')}“ scharf ist; sonst fahren Sie fort.`,
  }),
  'set-product-gone': (g) => ({
    what: `Mindestens ein Produkt dieses Sets gibt es im Shop nicht mehr (SKUs: ${g.text('shopSkus')}).`,
    follows: 'Bestellungen mit dieser SKU gelten als Bestellungen mit unbekanntem Produkt.',
    todo: 'Ändern Sie das Set, oder geben Sie dem Produkt im Shop wieder diese SKU.',
  }),
  'sku-unknown': (g) => ({
    what: `Die SKU „${g.text('sku')}“ kam bei diesem Konto noch nie vor.`,
    follows: NOTHING_CHANGED,
    todo: 'Prüfen Sie die Schreibweise; Groß- und Kleinbuchstaben zählen.',
  }),
  'version-missing': () => ({
    what: 'Die Änderung sagt nicht, auf welchem Stand sie beruht.',
    follows: NOTHING_CHANGED,
    todo: 'Lesen Sie die Einstellungen und senden Sie deren Version mit (Kopfzeile If-Match).',
  }),
  'version-stale': (g) => ({
    what: g.has('actor')
      ? `Inzwischen wurde hier etwas anderes gespeichert, am ${g.moment('savedAt')} von ${g.text('actor')}.`
      : 'Inzwischen wurde hier etwas anderes gespeichert.',
    follows: 'Ihre Änderung wurde nicht gespeichert, damit die andere nicht verloren geht.',
    todo: 'Laden Sie neu, sehen Sie nach, was jetzt gilt, und speichern Sie dann noch einmal.',
  }),
} as const satisfies Record<ConnectingCode, Say>;

function traces(g: Gaps): string {
  return g.has('hint') ? ` (Spur: „${g.text('hint')}“)` : '';
}

function count(g: Gaps): string {
  return g.text('orders') === '1' ? 'eine Bestellung' : `${g.number('orders')} Bestellungen`;
}
