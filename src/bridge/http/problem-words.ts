import type { Language, Params } from '../words/saying.ts';

type Say = Record<Language, (params: Params) => string>;

/** Problems of requests; what is wrong with the bridge itself is told by the owner's word lists. */
export const PROBLEM_WORDS = {
  'token-missing': {
    de: () =>
      'Für diesen Aufruf fehlt der Zugangsschlüssel. Senden Sie den Inhalt der Datei api-token aus dem Datenordner als „Authorization: Bearer …“.',
    en: () =>
      'This call needs the access key. Send the content of the file api-token in the data folder as “Authorization: Bearer …”.',
  },
  'token-wrong': {
    de: () =>
      'Dieser Zugangsschlüssel gilt nicht. Der richtige steht in der Datei api-token im Datenordner.',
    en: () =>
      'This access key is not valid. The right one is in the file api-token in the data folder.',
  },
  'signature-missing': {
    de: () =>
      'Hier nimmt die Brücke nur Webhooks Ihres Shops an, und diese Anfrage ist nicht unterschrieben.',
    en: () => 'The bridge takes webhooks of your shop alone here, and this request is not signed.',
  },
  'signature-wrong': {
    de: () => 'Diese Anfrage kommt nicht von einem Webhook, den die Brücke im Shop angelegt hat.',
    en: () => 'This request does not come from a webhook that the bridge made in the shop.',
  },
  'host-not-allowed': {
    de: () =>
      'Unter diesem Namen antwortet die Brücke nicht. Rufen Sie sie unter der Adresse auf, die sie beim Start nennt.',
    en: () =>
      'The bridge does not answer to this host name. Call it by the address it names when it starts.',
  },
  'path-unknown': {
    de: () => 'Diese Adresse gibt es in der Brücke nicht.',
    en: () => 'The bridge has no such address.',
  },
  'method-not-allowed': {
    de: ({ allowed }) => `Hier ist nur möglich: ${allowed}.`,
    en: ({ allowed }) => `Only this is possible here: ${allowed}.`,
  },
  'request-invalid': {
    de: () =>
      'Die Anfrage ist so nicht brauchbar. Was nicht stimmt, steht bei den einzelnen Feldern.',
    en: () => 'The request is not usable as it is. What is wrong is told field by field.',
  },
  'request-unreadable': {
    de: () => 'Die Anfrage ist nicht lesbar: Adresse oder JSON sind fehlerhaft.',
    en: () => 'The request is not readable: its address or its JSON is malformed.',
  },
  'version-stale': {
    de: ({ by }) =>
      `Das hat inzwischen ${by === undefined ? 'jemand anderes' : `„${by}“`} geändert. Gespeichert wurde nichts. Laden Sie den jetzigen Stand und ändern Sie ihn.`,
    en: ({ by }) =>
      `${by === undefined ? 'Somebody else' : `“${by}”`} has changed this meanwhile. Nothing was saved. Load what holds now and change that.`,
  },
  'version-missing': {
    de: () =>
      'Diese Änderung muss sagen, auf welchem Stand sie beruht: Senden Sie den ETag der Anzeige als If-Match.',
    en: () =>
      'This change has to say which version it is based on: send the ETag that was shown as If-Match.',
  },
  'job-unknown': {
    de: () => 'Eine solche Aufgabe hat die Brücke nicht.',
    en: () => 'The bridge has no such job.',
  },
  'job-not-possible': {
    de: () =>
      'Diese Aufgabe braucht einen verbundenen Shop und ein aktives OTTO-Konto. Richten Sie beides zuerst ein.',
    en: () => 'This job needs a connected shop and an active OTTO account. Set up both first.',
  },
  'too-many-streams': {
    de: () =>
      'Es sind schon zu viele Verbindungen für laufende Meldungen offen. Schließen Sie einige Fenster dieser Seite.',
    en: () =>
      'Too many connections for live messages are open already. Close some windows of this page.',
  },
  'body-too-large': {
    de: ({ kilobytes }) =>
      `Die Anfrage ist zu groß; mehr als ${kilobytes} kB nimmt die Brücke hier nicht an.`,
    en: ({ kilobytes }) =>
      `The request is too large; the bridge takes no more than ${kilobytes} kB here.`,
  },
  'media-type-unknown': {
    de: () =>
      'Die Brücke nimmt JSON an (Content-Type: application/json, UTF-8), Dateien von Versendern als text/csv.',
    en: () =>
      'The bridge takes JSON (Content-Type: application/json, UTF-8), files of carriers as text/csv.',
  },
  'import-run-unknown': {
    de: () => 'Einen solchen Abruf kennt die Brücke nicht.',
    en: () => 'The bridge knows no such import run.',
  },
  'mail-proof-unknown': {
    de: () => 'Eine solche Mail-Probe kennt die Brücke nicht.',
    en: () => 'The bridge knows no such mail proof.',
  },
  'order-unknown': {
    de: () => 'Eine solche Bestellung kennt die Brücke nicht.',
    en: () => 'The bridge knows no such order.',
  },
  'no-active-account': {
    de: () => 'Es gibt kein aktives OTTO-Konto. Setzen Sie zuerst eines auf aktiv.',
    en: () => 'There is no active OTTO account. Activate one first.',
  },
  'other-run-in-hand': {
    de: ({ accountId }) =>
      `Für das OTTO-Konto „${accountId}“ läuft gerade ein anderer Abruf oder Probelauf. Versuchen Sie es noch einmal, wenn er fertig ist.`,
    en: ({ accountId }) =>
      `Another import or rehearsal of the OTTO account “${accountId}” is in hand. Try again when it has ended.`,
  },
  'service-stopping': {
    de: () => 'Die Brücke wird gerade beendet und beginnt nichts Neues.',
    en: () => 'The bridge is being stopped and begins nothing new.',
  },
  'ledger-not-answering': {
    de: () => 'Die Brücke läuft, aber ihr Bestellbuch antwortet nicht.',
    en: () => 'The bridge is up, but its ledger does not answer.',
  },
  'internal-fault': {
    de: () =>
      'Dabei ist in der Brücke ein Fehler aufgetreten. Näheres steht im Protokoll der Brücke.',
    en: () => 'A fault happened in the bridge while doing this. The bridge’s log tells more.',
  },
} as const satisfies Record<string, Say>;

export function isProblemWord(code: string): code is keyof typeof PROBLEM_WORDS {
  return Object.hasOwn(PROBLEM_WORDS, code);
}
