import type { HelpWords } from '../help-words.ts';
import type {
  KeepingAnswers,
  KeepingCommandName,
  KeepingOptionName,
  KeepingValueName,
} from '../keeping-cli-words.ts';

export const keeping: KeepingAnswers = {
  mayTakeMinutes:
    'Jede Zeile wird kopiert und verglichen; bei sehr vielen Bestellungen dauert das Minuten …',
  backedUp: (folder, orders, rows) =>
    `Gesichert und nachgeprüft: ${folder} (Bestellungen: ${orders}, Zeilen insgesamt: ${rows}).`,
  key: {
    none: 'Der Schlüssel für die Zugangsdaten ist nicht dabei. Heben Sie ihn getrennt auf (secret.key im Datenordner oder BRIDGE_SECRET_KEY), oder sichern Sie mit --with-key.',
    plain:
      'Der Schlüssel für die Zugangsdaten ist dabei, unverschlossen: Wer diesen Ordner lesen kann, kann sie öffnen.',
    sealed:
      'Der Schlüssel für die Zugangsdaten ist dabei, mit Ihrer Passphrase verschlossen. Ohne sie lässt er sich nicht öffnen.',
  },
  restored: (place, madeAt, orders) =>
    `Zurückgeholt und nachgeprüft: der Stand vom ${madeAt}, nach ${place} (Bestellungen: ${orders}).`,
  keptIn: (folder) => `Was vorher da war, liegt in ${folder}.`,
  since:
    'Was seither geschah, finden die nächsten Importe: neue und geänderte Bestellungen bei OTTO, und die Shop-Bestellungen, die es schon gibt. Was sie nicht mehr auflisten, findet der nächtliche Abgleich. Benutzer, Passwörter und Zugangsschlüssel sind wieder die von damals.',
  compareAtOnce: 'Starten Sie die Brücke, oder vergleichen Sie gleich:',
  noStart: (place) =>
    `✗ Darauf startet noch keine Brücke: Der Schlüssel zu den Zugangsdaten fehlt oder ist nicht brauchbar (${place}).`,
  keyOfThen:
    'Legen Sie den Schlüssel von damals dorthin oder in BRIDGE_SECRET_KEY: 32 Bytes als 64 Hexadezimalzeichen oder als Base64. Ist er verloren, legen Sie einen neuen dorthin (openssl rand -hex 32) und tragen Sie die Zugangsdaten neu ein:',
  keyOfNone:
    'Mit einem Schlüssel gespeicherte Zugangsdaten gibt es nicht. Legen Sie einen brauchbaren dorthin (32 Bytes als 64 Hexadezimalzeichen oder als Base64), oder nehmen Sie den unbrauchbaren weg: Dann legt die Brücke beim Start einen neuen an.',
  secretsClosed: (count) => `✗ Zugangsdaten, die der Schlüssel hier nicht öffnet: ${count}.`,
  keyBack:
    'Legen Sie den Schlüssel von damals als secret.key in den Datenordner oder in BRIDGE_SECRET_KEY, oder tragen Sie sie neu ein:',
  moved: (from, to, orders, rows) =>
    `Umgezogen und verglichen: von ${from} nach ${to} (Bestellungen: ${orders}, Zeilen insgesamt: ${rows}).`,
  movedBefore: 'Alles war schon dort; der Umzug ist jetzt abgeschlossen.',
  next: {
    postgres:
      'Starten Sie die Brücke jetzt mit dieser Adresse in DATABASE_URL. Die alten Daten sind unverändert und nur als umgezogen vermerkt: Auf ihnen startet keine Brücke mehr.',
    sqlite:
      'Starten Sie die Brücke jetzt ohne DATABASE_URL. Die Daten in PostgreSQL sind unverändert und nur als umgezogen vermerkt: Auf ihnen startet keine Brücke mehr.',
  },
  keyStays: {
    environment: () =>
      'Der Schlüssel für die Zugangsdaten bleibt, wo er ist: in BRIDGE_SECRET_KEY. Jede Brücke an diesen Daten braucht denselben.',
    file: (path) =>
      `Der Schlüssel für die Zugangsdaten bleibt, wo er ist: in ${path}. Jede weitere Brücke an diesen Daten braucht denselben, als Datei oder in BRIDGE_SECRET_KEY.`,
  },
};

export const keepingCommands: Record<KeepingCommandName, string> = {
  backup: 'alles sichern, auch während die Brücke läuft, und die Sicherung nachprüfen',
  restore: 'eine Sicherung zurückholen; was da ist, bleibt daneben aufgehoben',
  move: 'die Daten in eine leere PostgreSQL-Datenbank umziehen, oder von dort zurück',
};

export const keepingExamples: HelpWords['example'] = {
  backup: [
    ['jede Nacht in einen eigenen Ordner darin', 'backup /backups'],
    ['samt dem Schlüssel für die Zugangsdaten, mit Passphrase', 'backup /backups --with-key'],
  ],
  restore: [['', 'restore /backups/bridge-backup-2026-01-31-080000 --yes']],
  move: [
    [
      'nach PostgreSQL; das Passwort steht in PGPASSWORD',
      'move --to postgres://bridge@db.example:5432/bridge',
    ],
    ['zurück in den Datenordner', 'move --to sqlite'],
  ],
};

export const keepingOptions: Record<KeepingOptionName, string> = {
  backupFolder:
    'Ordner der Sicherung; gibt es ihn schon, bekommt sie darin einen nach Tag und Uhrzeit',
  withKey: 'auch den Schlüssel für die Zugangsdaten, auf Wunsch mit einer Passphrase',
  keyPassphrase:
    'Passphrase für den Schlüssel, bringt ihn mit; besser über BRIDGE_PASSPHRASE oder die Eingabe',
  backupToRestore: 'Ordner einer Sicherung',
  restoreYes: 'an die Stelle dessen setzen, was schon da ist',
  restorePassphrase:
    'Passphrase des Schlüssels in der Sicherung; besser über BRIDGE_PASSPHRASE oder die Eingabe',
  moveTo: 'wohin: die Adresse einer leeren Datenbank (postgres://…), oder sqlite für zurück',
};

export const keepingValues: Record<KeepingValueName, string> = {
  folder: 'Ordner',
  target: 'Ziel',
};
