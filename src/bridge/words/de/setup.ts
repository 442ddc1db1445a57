import type { SetupCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';

const NOTHING_STARTED = 'Es wurde nichts gestartet und nichts verändert.';
const NOT_SAVED = 'Die Änderung wurde nicht gespeichert; es gilt weiter, was vorher galt.';

/** What keeps the bridge from starting, or a change from being saved. */
export const setup = {
  'account-is-draft': (g) => ({
    what: `Das OTTO-Konto „${g.text('accountId')}“ ist noch ein Entwurf.`,
    follows: 'Von ihm ist noch nichts im Shop, das sich vergleichen ließe.',
    todo: 'Schalten Sie es zuerst scharf.',
  }),
  'account-paused': (g) => ({
    what: `Das OTTO-Konto „${g.text('accountId')}“ ist pausiert.`,
    follows: 'Solange werden dafür keine Bestellungen geholt.',
    todo: 'Setzen Sie das Konto unter Einstellungen > Konten bei OTTO auf aktiv, oder machen Sie eine Probe.',
  }),
  'account-unknown': (g) => ({
    what: `Ein OTTO-Konto „${g.text('accountId')}“ gibt es in der Brücke nicht.`,
    follows: undefined,
    todo: g.has('known')
      ? `Eingerichtet sind: ${g.text('known')}.`
      : 'Es ist noch kein OTTO-Konto eingerichtet; legen Sie zuerst eines an.',
  }),
  'clock-not-set': (g) => ({
    what: `Die Uhr dieses Rechners ist nicht gestellt: Sie zeigt ${g.moment('at')}.`,
    follows: `${NOTHING_STARTED} Mit falscher Uhr gelten weder Zertifikate noch Fristen.`,
    todo: 'Stellen Sie die Uhr, am besten von selbst über das Netz (NTP), und starten Sie die Brücke neu.',
  }),
  'data-folder-in-use': (g) => ({
    what: `Auf dem Datenordner ${g.text('dataFolder')} läuft schon eine Brücke${runningSince(g)}.`,
    follows:
      'Zwei auf demselben Ordner kämen sich in die Quere; deshalb wurde diese nicht gestartet.',
    todo: 'Beenden Sie zuerst die andere, oder geben Sie dieser mit BRIDGE_DATA einen eigenen Ordner.',
  }),
  'environment-invalid': (g) => ({
    what: `Umgebungsvariablen der Brücke haben Werte, die nicht gehen: ${g.text('problems')}.`,
    follows: NOTHING_STARTED,
    todo: 'Berichtigen oder entfernen Sie die genannten Variablen und starten Sie die Brücke neu.',
  }),
  'import-broken': (g) => ({
    what: `Diese Datei mit Einstellungen lässt sich nicht einlesen: ${g.text('problems')}.`,
    follows: 'Ihre bisherigen Einstellungen sind unverändert.',
    todo: 'Exportieren Sie die Einstellungen noch einmal und lesen Sie die neue Datei ein.',
  }),
  'import-newer': () => ({
    what: 'Diese Datei mit Einstellungen stammt aus einer neueren Version der Brücke.',
    follows: 'Ihre bisherigen Einstellungen sind unverändert.',
    todo: 'Aktualisieren Sie zuerst diese Brücke.',
  }),
  'ledger-damaged': (g) => ({
    what: `Das Bestellbuch der Brücke ist beschädigt (${g.text('place')}: ${g.text('problem')}).`,
    follows: 'Auf einem beschädigten Bestellbuch könnte die Brücke etwas doppelt tun.',
    todo: 'Beenden Sie die Brücke und holen Sie die letzte Sicherung zurück; was da ist, bleibt daneben aufgehoben. Was danach kam, findet die Brücke bei OTTO und im Shop wieder. Prüfen Sie auch die Festplatte.',
  }),
  'ledger-newer': (g) => ({
    what: `Das Bestellbuch der Brücke wurde von einer neueren Version umgebaut (${g.text('place')}, Schritt ${g.text('problem')}).`,
    follows: NOTHING_STARTED,
    todo: 'Installieren Sie die neuere Version, oder holen Sie eine Sicherung von vor dem Umbau zurück.',
  }),
  'ledger-not-writable': (g) => ({
    what: `In das Bestellbuch der Brücke lässt sich nichts schreiben (${g.text('place')}: ${g.text('problem')}).`,
    follows: NOTHING_STARTED,
    todo: 'Prüfen Sie, ob Speicherplatz frei ist und die Brücke dort schreiben darf; bei PostgreSQL, ob DATABASE_URL auf den Hauptserver zeigt und nicht auf eine Kopie zum Lesen.',
  }),
  'ledger-not-usable': (g) => ({
    what: `Das Bestellbuch der Brücke lässt sich nicht öffnen (${g.text('place')}: ${g.text('problem')}).`,
    follows: NOTHING_STARTED,
    todo: 'Prüfen Sie, ob Speicherplatz frei ist und die Brücke dort schreiben darf; bei PostgreSQL, ob die Datenbank läuft. Lief zuletzt eine neuere Version der Brücke, installieren Sie diese wieder.',
  }),
  'manifest-broken': (g) => ({
    what: `Die Datei ${g.text('path')} der Brücke ist beschädigt: ${g.text('problems')}.`,
    follows: NOTHING_STARTED,
    todo: 'Installieren Sie die Brücke neu; Ihre Einstellungen und Bestellungen bleiben dabei erhalten.',
  }),
  'otto-base-url-unreadable': () => ({
    what: 'Die OTTO-Adresse dieses Kontos ist keine Internetadresse.',
    follows: 'Für dieses Konto werden keine Bestellungen geholt.',
    todo: 'Wählen Sie unter Einstellungen > Konten bei OTTO die Umgebung „production“ (Live) oder „sandbox“, oder tragen Sie eine Adresse ein, die mit https:// beginnt.',
  }),
  'otto-test-orders-need-sandbox': () => ({
    what: 'Testbestellungen gibt es nur in der Sandbox von OTTO.',
    follows: 'Es wurde nichts an OTTO geschickt.',
    todo: 'Legen Sie dafür unter portal.otto.market/settings/API bei „Sandbox“ eine App an und richten Sie in der Brücke ein Konto mit dieser Umgebung ein.',
  }),
  'passphrase-too-short': (g) => ({
    what: `Die Passphrase braucht mindestens ${g.text('minimum')} Zeichen.`,
    follows: 'Es wurde nichts geschrieben.',
    todo: 'Wählen Sie eine längere Passphrase, etwa aus mehreren Wörtern.',
  }),
  'passphrase-wrong': () => ({
    what: 'Die Zugangsdaten in der Datei lassen sich nicht öffnen: Die Passphrase stimmt nicht, oder die Datei wurde nach dem Export verändert.',
    follows: 'Ihre bisherigen Einstellungen sind unverändert.',
    todo: 'Versuchen Sie es mit der Passphrase, die beim Export gewählt wurde, oder lesen Sie die Datei ohne Passphrase ein und tragen Sie die Zugangsdaten danach neu ein.',
  }),
  'secret-key-invalid': (g) => ({
    what: `Der Schlüssel für Ihre Zugangsdaten (${g.text('origin')}) ist unbrauchbar.`,
    follows: `${NOTHING_STARTED} Der vorhandene Schlüssel wurde nicht angetastet.`,
    todo: 'Legen Sie den richtigen Schlüssel dort ab, etwa aus einer Sicherung: 32 Bytes als 64 Hexadezimalzeichen oder als Base64.',
  }),
  'secret-key-missing': (g) => ({
    what: `Der Schlüssel für Ihre gespeicherten Zugangsdaten fehlt: ${g.text('path')} gibt es nicht, und ${g.text('variable')} ist nicht gesetzt.`,
    follows: `${NOTHING_STARTED} Ohne diesen Schlüssel lassen sich die Zugangsdaten nicht öffnen.`,
    todo: 'Holen Sie den Schlüssel aus einer Sicherung zurück. Ist er verloren, müssen alle Zugangsdaten neu eingetragen werden.',
  }),
  'secret-missing': (g) => ({
    what: `Noch nicht eingetragen: ${g.secret('position')}.`,
    follows: 'Solange kann die Brücke diese Verbindung nicht nutzen.',
    todo: 'Tragen Sie den Wert in den Einstellungen der Brücke ein.',
  }),
  'secret-not-openable': (g) => ({
    what: `Mit dem Schlüssel aus ${g.text('origin')} lässt sich nicht öffnen: ${g.secret('position')}.`,
    follows: 'Der Wert wurde mit einem anderen Schlüssel gespeichert oder von außen verändert.',
    todo: 'Holen Sie den früheren Schlüssel zurück, oder tragen Sie den Wert in den Einstellungen der Brücke neu ein.',
  }),
  'settings-broken': (g) => ({
    what: `Die Einstellungen (${g.place('path')}) sind beschädigt: ${g.text('problems')}.`,
    follows: `${NOTHING_STARTED} ${previousVersion(g)}`,
    todo: g.has('previous')
      ? `Kopieren Sie ${g.text('previous')} über die beschädigte Datei, oder berichtigen Sie die genannten Stellen.`
      : 'Berichtigen Sie die genannten Stellen, oder holen Sie die Einstellungen aus einer Sicherung oder einem Export zurück.',
  }),
  'settings-changed-meanwhile': (g) => ({
    what: `Während des Speicherns wurden die Einstellungen (${g.place('path')}) immer wieder von anderer Seite geändert.`,
    follows: NOT_SAVED,
    todo: 'Sehen Sie nach, was jetzt dort steht, und versuchen Sie es noch einmal.',
  }),
  'settings-invalid': (g) => ({
    what: `Mit dieser Änderung wären die Einstellungen nicht brauchbar: ${g.text('problems')}.`,
    follows: NOT_SAVED,
    todo: 'Berichtigen Sie die genannten Angaben und speichern Sie noch einmal.',
  }),
  'settings-locked': (g) => ({
    what: `Ein anderer Vorgang arbeitet gerade an den Einstellungen (${g.text('path')}).`,
    follows: 'Es wurde nichts verändert.',
    todo: 'Warten Sie kurz und versuchen Sie es noch einmal. Bleibt es dabei, beenden Sie den anderen Vorgang der Brücke.',
  }),
  'settings-missing': (g) => ({
    what: `Die Einstellungen (${g.text('path')}) sind verschwunden, obwohl es sie schon gab.`,
    follows: `${NOTHING_STARTED} ${previousVersion(g)}`,
    todo: `Kopieren Sie ${g.text('previous')} an diese Stelle. Wollen Sie ganz neu beginnen, verschieben Sie auch diese Datei.`,
  }),
  'settings-newer': (g) => ({
    what: `Die Einstellungen (${g.place('path')}) stammen aus einer neueren Version der Brücke.`,
    follows: NOTHING_STARTED,
    todo: 'Installieren Sie diese neuere Version wieder.',
  }),
  'settings-not-writable': (g) => ({
    what: `${g.text('path')} lässt sich nicht schreiben (${g.fileFault('reason')}).`,
    follows: 'Was vorher dort stand, ist vollständig erhalten.',
    todo: 'Schaffen Sie Speicherplatz, oder erlauben Sie dem Benutzer der Brücke, dort zu schreiben. Versuchen Sie es dann noch einmal.',
  }),
  'settings-unreadable': (g) => ({
    what: `${g.text('path')} lässt sich nicht lesen (${g.fileFault('reason')}).`,
    follows: NOTHING_STARTED,
    todo: 'Erlauben Sie dem Benutzer der Brücke, diese Datei zu lesen.',
  }),
  'shop-missing': () => ({
    what: 'Es ist noch kein Shop verbunden.',
    follows: 'Solange können keine Bestellungen angelegt werden.',
    todo: 'Tragen Sie in der Brücke unter Einstellungen > Shop die Adresse Ihres Shops ein, dazu Consumer-Key und Consumer-Secret von WooCommerce > Einstellungen > Erweitert > REST-API.',
  }),
} as const satisfies Record<SetupCode, Say>;

function runningSince(g: Gaps): string {
  if (!g.has('processId')) return '';
  return ` (Prozess ${g.text('processId')} auf ${g.text('host')}, gestartet am ${g.moment('startedAt')})`;
}

function previousVersion(g: Gaps): string {
  return g.has('previous')
    ? `Die Fassung davor liegt in ${g.text('previous')}.`
    : 'Eine Fassung davor gibt es nicht.';
}
