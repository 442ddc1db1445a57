import type { Language } from './saying.ts';

type Rewrite = readonly [found: RegExp, de: string, en: string];

const TYPES: ReadonlyMap<string, Record<Language, string>> = new Map([
  ['string', { de: 'ein Text', en: 'a text' }],
  ['number', { de: 'eine Zahl', en: 'a number' }],
  ['int', { de: 'eine ganze Zahl', en: 'a whole number' }],
  ['boolean', { de: 'true oder false', en: 'true or false' }],
  ['array', { de: 'eine Liste', en: 'a list' }],
  ['object', { de: 'ein JSON-Objekt', en: 'a JSON object' }],
]);

/** What schemas say, as src/bridge/settings and config.ts hand it on: short, and in English. */
const REWRITES: readonly Rewrite[] = [
  [
    /stock is on during the vacation, or OTTO would go on showing zero/g,
    'im Urlaub muss der Bestand an OTTO eingeschaltet sein, sonst zeigt OTTO weiter 0 Stück: beenden Sie zuerst den Urlaub, oder schalten Sie zuerst den Bestand ein',
    'during the vacation stock to OTTO has to be on, or OTTO goes on showing zero: end the vacation first, or switch stock on first',
  ],
  [
    /Too (?:small|big): expected \w+ to have >=1 (?:characters|items)/g,
    'darf nicht leer sein',
    'must not be empty',
  ],
  [
    /Too small: expected \w+ to have >=(\d+) \w+/g,
    'mindestens $1 Zeichen',
    'at least $1 characters',
  ],
  [/Too big: expected \w+ to have <=(\d+) \w+/g, 'höchstens $1 Zeichen', 'at most $1 characters'],
  [/Too small: expected \w+ to be >=?([\d.-]+)/g, 'mindestens $1', 'at least $1'],
  [/Too big: expected \w+ to be <=?([\d.-]+)/g, 'höchstens $1', 'at most $1'],
  [/Unrecognized keys?: /g, 'unbekannter Eintrag: ', 'unknown entry: '],
  [/Invalid string: must match pattern \S+/g, 'hat nicht die richtige Form', 'is malformed'],
  [
    /Invalid (?:ISO )?datetime/g,
    'kein Zeitpunkt wie 2026-01-31T00:00:00Z',
    'not a moment such as 2026-01-31T00:00:00Z',
  ],
  [
    /a UTC moment such as/g,
    'erwartet wird ein Zeitpunkt (UTC) wie',
    'expected: a UTC moment such as',
  ],
  [
    /a cron expression such as (.+?), or "off"/g,
    'erwartet wird ein Cron-Ausdruck wie $1 oder off',
    'expected: a cron expression such as $1, or off',
  ],
  [
    /1 to 32 of a-z, 0-9 and "-"/g,
    'erwartet werden 1 bis 32 Zeichen aus a–z, 0–9 und „-“',
    'expected: 1 to 32 of a–z, 0–9 and “-”',
  ],
  [
    /an https address such as (\S+), without user and password/g,
    'erwartet wird eine Adresse mit https wie $1, ohne Benutzer und Passwort',
    'expected: an https address such as $1, without user and password',
  ],
  [
    /an address such as (\S+), without user, password, "\?" or "#"/g,
    'erwartet wird eine Adresse wie $1, ohne Benutzer, Passwort, „?“ oder „#“',
    'expected: an address such as $1, without user, password, “?” or “#”',
  ],
  [
    /expected "production", "sandbox" or \{ "baseUrl": "https:\/\/…" \}/g,
    'erwartet wird production, sandbox oder eine Adresse (https://…)',
    'expected: production, sandbox or an address (https://…)',
  ],
  [/a path such as/g, 'erwartet wird ein Pfad wie', 'expected: a path such as'],
  [
    /a scope name such as/g,
    'erwartet wird der Name einer Berechtigung wie',
    'expected: the name of a scope such as',
  ],
  [
    /a WooCommerce status slug without "wc-", e\.g\. /g,
    'erwartet wird die Kennung eines WooCommerce-Status ohne „wc-“, z. B. ',
    'expected: the slug of a WooCommerce status without “wc-”, e.g. ',
  ],
  [
    /write the slug without "wc-"/g,
    'schreiben Sie die Kennung ohne „wc-“',
    'write the slug without “wc-”',
  ],
  [
    /announced, processable and sent need a status of their own, not "leave-as-it-is" or "refunded"/g,
    'diese Phase braucht einen eigenen Status, nicht leave-as-it-is oder refunded',
    'this phase needs a status of its own, not leave-as-it-is or refunded',
  ],
  [
    /the shop refunds by this status/g,
    'mit diesem Status bucht der Shop selbst eine Erstattung',
    'by this status the shop books a refund itself',
  ],
  [
    /choose a status/g,
    'diese Phase braucht einen eigenen Status',
    'this phase needs a status of its own',
  ],
  [
    /must name a host and a database/g,
    'muss einen Server und eine Datenbank nennen',
    'must name a host and a database',
  ],
  [
    /must begin with postgres:\/\/ or postgresql:\/\//g,
    'muss mit postgres:// oder postgresql:// beginnen',
    'must begin with postgres:// or postgresql://',
  ],
  [
    /needed unless the account's state is "draft"/g,
    'nur ein Entwurf kommt ohne aus',
    'only a draft does without',
  ],
  [
    /the account "([^"]*)" has the same client id: every order would come twice/g,
    'das Konto „$1“ hat dieselbe Client-ID, jede Bestellung käme doppelt',
    'the account “$1” has the same client id, every order would come twice',
  ],
  [
    /three letters such as DEU/g,
    'erwartet werden drei Buchstaben wie DEU',
    'expected: three letters such as DEU',
  ],
  [
    /lower-case letters, digits and dashes/g,
    'erwartet werden Kleinbuchstaben, Ziffern und „-“',
    'expected: lower-case letters, digits and “-”',
  ],
  [
    /digits and capital letters/g,
    'erwartet werden Ziffern und Großbuchstaben',
    'expected: digits and capital letters',
  ],
  [
    /lies before the first serial/g,
    'liegt vor der ersten laufenden Nummer',
    'lies before the first serial number',
  ],
  [
    /the last serial has more digits/g,
    'die letzte laufende Nummer hat mehr Stellen',
    'the last serial number has more digits',
  ],
  [
    /a check digit is found from digits only/g,
    'mit Prüfziffer geht hier nur ein Anfang aus Ziffern',
    'with a check digit the prefix has to be digits only',
  ],
  [
    /"([^"]*)" is what orders to be packed get: it can't say that they were shipped/g,
    '„$1“ bekommen Bestellungen, die zu packen sind: er kann nicht sagen, dass sie versendet sind',
    '“$1” is what orders to be packed get: it can’t say that they were shipped',
  ],
  [
    /Invalid email address/g,
    'erwartet wird eine Mailadresse wie ich@mein-shop.de',
    'expected: a mail address such as me@my-shop.example',
  ],
  [
    /enter it: a secret is kept only for the place it was entered for/g,
    'bitte eintragen: ein Geheimnis gilt nur für die Adresse, für die es eingetragen wurde',
    'enter it: a secret is kept only for the place it was entered for',
  ],
  [/used twice/g, 'zweimal vergeben', 'used twice'],
  [/is the set itself/g, 'ist das Set selbst', 'is the set itself'],
  [
    /a whole number from 1/g,
    'erwartet wird eine ganze Zahl ab 1',
    'expected: a whole number from 1',
  ],
  [
    /a share for each product, or for none/g,
    'geben Sie jedem Produkt einen Anteil, oder keinem',
    'give each product a share, or none',
  ],
  [
    /a set has one product at least/g,
    'ein Set hat mindestens ein Produkt',
    'a set has one product at least',
  ],
  [
    /a set has (\d+) products at most/g,
    'ein Set hat höchstens $1 einzelne Produkte',
    'a set has at most $1 single products',
  ],
  [
    /the shop has no product with this SKU/g,
    'der Shop hat kein Produkt mit dieser SKU',
    'the shop has no product with this SKU',
  ],
  [
    /must be "none" or addresses and networks, by commas/g,
    'erwartet wird „none“, oder Adressen und Netze mit Kommas, z. B. 10.0.0.0/8',
    'expected: “none”, or addresses and networks by commas, e.g. 10.0.0.0/8',
  ],
  [/a power of two/g, 'muss eine Zweierpotenz sein', 'must be a power of two'],
  [
    /not valid JSON \(line (\d+) column (\d+)\)/g,
    'kein gültiges JSON (Zeile $1, Spalte $2)',
    'not valid JSON (line $1, column $2)',
  ],
  [/not valid JSON/g, 'kein gültiges JSON', 'not valid JSON'],
  [
    /password authentication failed for user "([^"]*)"/g,
    'Benutzer „$1“ oder sein Passwort stimmen nicht',
    'user “$1” or its password is wrong',
  ],
  [
    /database "([^"]*)" does not exist/g,
    'eine Datenbank „$1“ gibt es dort nicht',
    'there is no database “$1”',
  ],
  [
    /role "([^"]*)" does not exist/g,
    'einen Benutzer „$1“ gibt es dort nicht',
    'there is no user “$1”',
  ],
  [
    /connect ECONNREFUSED (\S+)/g,
    'unter $1 nimmt niemand Verbindungen an',
    'nobody takes connections at $1',
  ],
  [/getaddrinfo \S+ (\S+)/g, 'die Adresse $1 wurde nicht gefunden', 'the address $1 was not found'],
  [
    /unable to open database file/g,
    'die Datei lässt sich nicht öffnen',
    'the file can’t be opened',
  ],
  [/file is not a database/g, 'die Datei ist keine Datenbank', 'the file is not a database'],
  [
    /attempt to write a readonly database/g,
    'in die Datei darf nicht geschrieben werden',
    'the file may not be written',
  ],
  [/database is locked/g, 'ein anderer Vorgang benutzt sie gerade', 'another process is using it'],
];

/** Problems named by schemas and databases, in the owner's language; what is not known stays as it is. */
export function problemsInWords(language: Language, problems: string): string {
  const told = problems
    .replace(/Invalid option: expected one of ((?:"[^"]*"\|?)+)/g, (_all, list: string) => {
      const allowed = list.replaceAll('"', '').split('|').join(', ');
      return language === 'de' ? `möglich sind: ${allowed}` : `possible are: ${allowed}`;
    })
    .replace(/Invalid input: expected (\w+)(?:, received \w+)?/g, (_all, type: string) => {
      const known = TYPES.get(type)?.[language] ?? type;
      return language === 'de' ? `erwartet wird ${known}` : `expected: ${known}`;
    });
  const whole = REWRITES.reduce(
    (text, [found, de, en]) => text.replace(found, language === 'de' ? de : en),
    told,
  );
  return whole.replace(/Invalid input/g, language === 'de' ? 'nicht brauchbar' : 'not usable');
}
