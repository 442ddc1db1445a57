import type { KeepingCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';

const NOTHING_CHANGED = 'Es wurde nichts verändert.';

/** Sicherung, Zurückholen und Umzug der Daten. */
export const keeping = {
  'backup-exists': (g) => ({
    what: `Unter ${g.text('path')} liegt schon etwas.`,
    follows: 'Es wurde nichts gesichert und nichts überschrieben.',
    todo: 'Nennen Sie einen Ordner, den es noch nicht gibt, oder einen, in dem die Sicherung einen eigenen bekommt.',
  }),
  'backup-in-backup': (g) => ({
    what: `${g.text('path')} ist selbst eine Sicherung.`,
    follows: 'Es wurde nichts gesichert und nichts überschrieben.',
    todo: 'Nennen Sie einen Ordner daneben, oder den, in dem sie liegt.',
  }),
  'backup-in-data-folder': (g) => ({
    what: `${g.text('path')} ist der Datenordner der Brücke.`,
    follows: 'Es wurde nichts gesichert: Was den Daten zustößt, stieße auch ihrer Sicherung zu.',
    todo: 'Nennen Sie einen Ordner an anderer Stelle, am besten auf einem anderen Datenträger.',
  }),
  'backup-not-there': (g) => ({
    what: `Unter ${g.text('path')} liegt keine vollständige Sicherung.`,
    follows: NOTHING_CHANGED,
    todo: 'Nennen Sie den Ordner einer Sicherung, in dem manifest.json liegt. Ein Ordner mit „.unfinished“ im Namen ist von einer abgebrochenen und kann gelöscht werden.',
  }),
  'backup-parent-missing': (g) => ({
    what: `Den Ordner ${g.text('path')} gibt es nicht.`,
    follows: 'Es wurde nichts gesichert.',
    todo: 'Legen Sie ihn zuerst an, oder nennen Sie einen, den es gibt.',
  }),
  'backup-damaged': (g) => ({
    what: `Die Sicherung ${g.text('path')} ist beschädigt: ${g.text('part')}${andMore(g)}.`,
    follows: NOTHING_CHANGED,
    todo: 'Nehmen Sie eine andere Sicherung. Haben Sie diese kopiert oder übertragen, tun Sie es noch einmal.',
  }),
  'backup-newer': (g) => ({
    what: `Die Sicherung ${g.text('path')} stammt aus einer neueren Version der Brücke${g.has('version') ? ` (${g.text('version')})` : ''}.`,
    follows: NOTHING_CHANGED,
    todo: 'Aktualisieren Sie zuerst diese Brücke.',
  }),
  'backup-passphrase-needed': () => ({
    what: 'Der Schlüssel in der Sicherung ist mit einer Passphrase verschlossen, und der Schlüssel hier öffnet die Zugangsdaten nicht.',
    follows: NOTHING_CHANGED,
    todo: 'Geben Sie die Passphrase in der Umgebungsvariablen BRIDGE_PASSPHRASE mit, oder tippen Sie sie ein, wenn danach gefragt wird.',
  }),
  'backup-passphrase-wrong': () => ({
    what: 'Der Schlüssel in der Sicherung lässt sich mit dieser Passphrase nicht öffnen.',
    follows: NOTHING_CHANGED,
    todo: 'Versuchen Sie es mit der Passphrase, die beim Sichern gewählt wurde.',
  }),
  'copy-differs': (g) => ({
    what: `Die Kopie stimmt nicht mit dem überein, was gelesen wurde (${g.text('tables')}${andMore(g)}).`,
    follows: 'Sie wird nicht verwendet.',
    todo: 'Versuchen Sie es noch einmal. Bleibt es dabei, prüfen Sie den Datenträger und den Arbeitsspeicher dieses Rechners.',
  }),
  'copy-newer': (g) => ({
    what: `Eine neuere Version der Brücke hat dem Bestellbuch etwas hinzugefügt, das diese hier nicht mitnehmen würde (Schritt ${g.text('problem')}).`,
    follows: NOTHING_CHANGED,
    todo: 'Rufen Sie denselben Befehl mit der neueren Version auf.',
  }),
  'restore-would-replace': (g) => ({
    what: `Unter ${g.text('place')} liegen schon Daten der Brücke.`,
    follows: `${NOTHING_CHANGED} Beim Zurückholen bleiben sie aufgehoben, daneben.`,
    todo: 'Soll die Sicherung an ihre Stelle treten, rufen Sie den Befehl mit --yes auf.',
  }),
  'placing-unfinished': (g) => ({
    what: `Im Datenordner ${g.text('dataFolder')} wurde das Zurückholen einer Sicherung oder ein Umzug mittendrin abgebrochen.`,
    follows: 'Solange startet hier keine Brücke. Was vorher da war, ist aufgehoben.',
    todo: 'Rufen Sie denselben Befehl noch einmal auf: Er macht dort weiter, wo es abbrach.',
  }),
  'database-foreign': (g) => ({
    what: `Unter ${g.text('place')} liegen Tabellen eines anderen Programms: ${g.text('tables')}${andMore(g)}.`,
    follows: `${NOTHING_CHANGED} Die Brücke legt ihre Daten nicht zwischen fremde.`,
    todo: 'Legen Sie eine leere Datenbank nur für die Brücke an und nennen Sie diese.',
  }),
  'database-in-use': (g) => ({
    what: `In der Datenbank arbeitet noch eine Brücke (Verbindungen: ${g.number('connections')}).`,
    follows: NOTHING_CHANGED,
    todo: 'Beenden Sie die Brücke auf allen Rechnern und versuchen Sie es noch einmal.',
  }),
  'database-not-answering': (g) => ({
    what: `Die Datenbank (PostgreSQL) antwortet nicht, oder die Verbindung zu ihr brach mittendrin ab (${g.text('problem')}).`,
    follows: 'Es blieb nichts Halbes zurück.',
    todo: 'Prüfen Sie, ob PostgreSQL läuft und unter DATABASE_URL zu erreichen ist, und versuchen Sie es noch einmal.',
  }),
  'work-in-hand': (g) => ({
    what: `Ein Lauf der Brücke ist noch nicht zu Ende: ${g.text('work')}.`,
    follows: NOTHING_CHANGED,
    todo: `Warten Sie, bis er fertig ist${g.has('at') ? `, spätestens bis ${g.moment('at')}` : ''}, und versuchen Sie es dann noch einmal.`,
  }),
  'move-nowhere': (g) => ({
    what:
      g.text('database') === 'postgres'
        ? 'Die Daten liegen schon in PostgreSQL (DATABASE_URL).'
        : `Die Daten liegen schon im Datenordner (${g.text('place')}).`,
    follows: NOTHING_CHANGED,
    todo: 'Auf einen anderen Rechner oder in eine andere Datenbank derselben Art kommen sie mit backup und restore.',
  }),
  'move-target-unreadable': () => ({
    what: 'Das Ziel ist keine lesbare Adresse einer Datenbank.',
    follows: NOTHING_CHANGED,
    todo: 'Schreiben Sie sie so: postgres://Benutzer@Server:5432/Datenbank, das Passwort in der Umgebungsvariablen PGPASSWORD; oder sqlite, für den Weg zurück.',
  }),
  'move-target-not-empty': (g) => ({
    what: `Das Ziel ${g.text('place')} ist nicht leer (${g.text('table')}).`,
    follows: `${NOTHING_CHANGED} Die Brücke überschreibt dort nichts.`,
    todo: 'Nehmen Sie eine leere Datenbank, oder einen Datenordner ohne Bestellbuch.',
  }),
  'move-target-unusable': (g) => ({
    what: `Der Umzug nach ${g.text('place')} ging nicht (${g.text('problem')}).`,
    follows:
      'Die bisherigen Daten sind unverändert und gelten weiter; am Ziel ist nichts geblieben.',
    todo: 'Prüfen Sie, ob die Datenbank läuft, ob der Benutzer dort Tabellen anlegen darf und ob Speicherplatz frei ist. Versuchen Sie es dann noch einmal.',
  }),
  'nothing-to-move': (g) => ({
    what: `Unter ${g.text('place')} sind keine Daten einer Brücke.`,
    follows: NOTHING_CHANGED,
    todo: 'Prüfen Sie, ob BRIDGE_DATA und DATABASE_URL auf die Brücke zeigen, die umziehen soll.',
  }),
  'data-folder-still-in-use': (g) => ({
    what: `Auf dem Datenordner ${g.text('dataFolder')} arbeitet noch eine Brücke${g.has('processId') ? ` (Prozess ${g.text('processId')} auf ${g.text('host')}, gestartet am ${g.moment('startedAt')})` : ''}.`,
    follows: NOTHING_CHANGED,
    todo: 'Beenden Sie sie und rufen Sie den Befehl noch einmal auf.',
  }),
  'data-moved': (g) => ({
    what: `Diese Daten sind${g.has('at') ? ` am ${g.moment('at')}` : ''} umgezogen, nach ${g.text('place')}.`,
    follows:
      'Hier liegt nur noch der Stand von damals; deshalb wurde nichts gestartet und nichts verändert.',
    todo: 'Liegen die Daten jetzt in PostgreSQL, starten Sie die Brücke mit deren Adresse in DATABASE_URL; liegen sie wieder im Datenordner, ohne DATABASE_URL.',
  }),
} as const satisfies Record<KeepingCode, Say>;

/** Für Aufzählungen, von denen nur die ersten genannt werden. */
function andMore(g: Gaps): string {
  return g.has('more') && g.text('more') !== '0' ? ` und ${g.number('more')} weitere` : '';
}
