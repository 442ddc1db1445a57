import type { Params, Saying } from '../../../words/saying.ts';
import type { FaultWords } from '../fault-words.ts';

const NOTHING_CHANGED = 'Es wurde nichts verändert.';

/** What is wrong with a call. */
export const faults: FaultWords = {
  'command-missing': () => ({
    what: 'Es fehlt, was die Brücke tun soll: ein Befehl.',
    follows: undefined,
    todo: undefined,
  }),
  'command-unknown': (p) => call(`Einen Befehl „${p.name}“ gibt es nicht.`, p),
  'option-unknown': (p) => call(`Eine Option „${p.name}“ gibt es hier nicht.`, p),
  'option-missing': (p) => call(`Es fehlt: ${p.name}.`),
  'option-value-missing': (p) => call(`Hinter der Option fehlt ihr Wert: ${p.name}.`),
  'argument-missing': (p) => call(`Es fehlt eine Angabe: <${p.name}>.`),
  'too-many-arguments': (p) =>
    call(
      `Das sind zu viele Angaben: ${p.given}. ${p.expected === 0 ? 'Hier wird keine erwartet' : `Hier geht höchstens: ${p.expected}`}.`,
    ),
  'choice-invalid': (p) => ({
    what: `„${p.value}“ geht hier nicht: ${p.name}.`,
    follows: undefined,
    todo: `Möglich sind: ${p.allowed}.`,
  }),
  'amount-invalid': (p) => ({
    what: `„${p.value}“ ist kein Betrag.`,
    follows: undefined,
    todo: 'Geben Sie einen Betrag in Euro an, größer als 0, z. B. 5,00.',
  }),
  'number-invalid': (p) => ({
    what: `„${p.value}“ geht hier nicht: ${p.name}.`,
    follows: undefined,
    todo: `Geben Sie eine ganze Zahl von ${p.minimum} bis ${p.maximum} an.`,
  }),
  'call-not-understood': (p) => call(`Der Aufruf ist nicht verständlich (${p.problem}).`),
  'date-in-future': (p) => ({
    what: `Der Tag ${p.day} liegt in der Zukunft.`,
    follows: NOTHING_CHANGED,
    todo: 'Nennen Sie einen Tag bis heute.',
  }),
  'account-exists': (p) => ({
    what: `Ein Konto mit der Kennung „${p.accountId}“ gibt es schon.`,
    follows: NOTHING_CHANGED,
    todo: 'Wählen Sie eine andere Kennung. Ein neues Secret für das vorhandene Konto tragen Sie so ein:',
  }),
  'setting-secret': (p) => ({
    what: `${p.path} ist geheim und wird deshalb nicht mit settings set gesetzt.`,
    follows: NOTHING_CHANGED,
    todo: 'Tragen Sie es so ein; das Secret wird abgefragt:',
  }),
  'setting-fixed': (p) => ({
    what: `${p.path} steht fest und lässt sich nicht ändern.`,
    follows: NOTHING_CHANGED,
    todo: 'Soll ein Konto eine andere Kennung haben, legen Sie ein neues an und pausieren Sie das alte.',
  }),
  'order-unknown': (p) => ({
    what: `Die Brücke kennt keine Bestellung „${p.orderNumber}“.`,
    follows: 'Sie wurde noch nicht von OTTO gelesen, oder die Nummer stimmt nicht.',
    todo: 'Vergleichen Sie die Nummer mit OTTO Partner Connect, oder holen Sie ältere Bestellungen nach:',
  }),
  'product-unknown': (p) => ({
    what: `Im Shop gibt es kein Produkt mit der SKU „${p.shopSku}“.`,
    follows: NOTHING_CHANGED,
    todo: 'Die SKU steht in WooCommerce unter „Produkte“ beim Produkt oder bei der Variante, im Reiter „Lagerbestand“.',
  }),
  'set-invalid': (p) => ({
    what: `Das Set lässt sich so nicht speichern: ${p.problems}`,
    follows: NOTHING_CHANGED,
    todo: 'Die Zählung der Produkte beginnt bei 0. Eine SKU steht in WooCommerce beim Produkt, im Reiter „Lagerbestand“.',
  }),
  'set-part-unreadable': (p) => ({
    what: `„${p.value}“ nennt kein Produkt eines Sets.`,
    follows: NOTHING_CHANGED,
    todo: 'Schreiben Sie Shop-SKU und Anzahl mit einem Doppelpunkt, auf Wunsch mit dem Anteil am Preis: BECHER:2 oder BECHER:2:30.',
  }),
  'passwords-differ': () => ({
    what: 'Die beiden Eingaben des Passworts sind verschieden.',
    follows: NOTHING_CHANGED,
    todo: 'Versuchen Sie es noch einmal.',
  }),
  'passphrases-differ': () => ({
    what: 'Die beiden Eingaben der Passphrase sind verschieden.',
    follows: 'Es wurde nichts geschrieben.',
    todo: 'Versuchen Sie es noch einmal.',
  }),
  cancelled: () => ({
    what: 'Der Befehl wurde abgebrochen.',
    follows: NOTHING_CHANGED,
    todo: undefined,
  }),
  'address-not-usable': (p) => ({
    what: `Der Webdienst kann nicht auf ${p.host}:${p.port} lauschen${p.reason === 'EADDRINUSE' ? ': Ein anderes Programm benutzt diesen Port schon' : ` (${p.reason})`}.`,
    follows: 'Die Brücke wurde nicht gestartet.',
    todo: 'Beenden Sie das andere Programm, oder wählen Sie mit BRIDGE_PORT und BRIDGE_HOST eine andere Adresse.',
  }),
  'database-url-unreadable': () => ({
    what: 'DATABASE_URL ist keine lesbare Adresse einer Datenbank.',
    follows: 'Es wurde nichts gestartet und nichts verändert.',
    todo: 'Schreiben Sie sie so: postgres://Benutzer:Passwort@Server:5432/Datenbank. Sonderzeichen im Passwort müssen kodiert sein, zum Beispiel @ als %40.',
  }),
  unexpected: (p) => ({
    what: `Unerwarteter Fehler: ${p.message}`,
    follows: undefined,
    todo: 'Bleibt es dabei, rufen Sie den Befehl mit BRIDGE_LOG=debug auf und geben Sie die Ausgabe an, wenn Sie Hilfe anfragen.',
  }),
};

function call(what: string, params: Params = {}): Saying {
  const suggestion = params.suggestion ? `Meinten Sie ${params.suggestion}? ` : '';
  return { what, follows: undefined, todo: `${suggestion}Die Hilfe dazu:` };
}
