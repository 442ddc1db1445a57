import type { Language, Params } from '../words/saying.ts';

type Say = Record<Language, (params: Params) => string>;

/** Problems of requests; what is wrong with the bridge itself is told by the owner's word lists. */
export const PROBLEM_WORDS = {
  'login-required': {
    de: () =>
      'Dafür müssen Sie angemeldet sein. Melden Sie sich an; Programme senden einen Zugangsschlüssel als „Authorization: Bearer …“.',
    en: () =>
      'You have to be logged in for this. Log in; programs send an access key as “Authorization: Bearer …”.',
  },
  'token-wrong': {
    de: () =>
      'Dieser Zugangsschlüssel gilt nicht oder nicht mehr. Einen neuen legen Sie unter Einstellungen > Benutzer und Zugangsschlüssel oder mit dem Befehl „token add“ an.',
    en: () =>
      'This access key is not valid, or not any more. Make a new one at Settings > Users and access keys or by the command “token add”.',
  },
  'role-too-low': {
    de: ({ needed }) =>
      `Dazu reicht Ihr Recht nicht; nötig ist ${needed === 'configure' ? '„Einrichten“' : '„Bedienen“'}. Wer Benutzer verwaltet, kann es Ihnen geben.`,
    en: ({ needed }) =>
      `Your role does not suffice for this; it needs ${needed === 'configure' ? '“Configure”' : '“Operate”'}. Whoever manages users can give it to you.`,
  },
  'area-not-covered': {
    de: ({ area }) =>
      `Dieser Zugangsschlüssel gilt für andere Bereiche; hier ist „${area}“ nötig. Legen Sie einen an, der diesen Bereich umfasst.`,
    en: ({ area }) =>
      `This access key is confined to other areas; “${area}” is needed here. Make one that covers this area.`,
  },
  'csrf-wrong': {
    de: () =>
      'Die Anfrage trägt nicht das Kennzeichen Ihrer Sitzung (X-CSRF-Token); es wurde nichts verändert. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
    en: () =>
      'The request does not carry the mark of your session (X-CSRF-Token); nothing was changed. Reload the page and try again.',
  },
  'login-wrong': {
    de: () =>
      'Name oder Passwort stimmen nicht. Prüfen Sie beides und versuchen Sie es noch einmal.',
    en: () => 'The name or the password is wrong. Check both and try again.',
  },
  'login-locked': {
    de: ({ minutes }) =>
      `Das waren zu viele Versuche hintereinander. Versuchen Sie es in ${minutes === 1 ? 'einer Minute' : `${minutes} Minuten`} noch einmal.`,
    en: ({ minutes }) =>
      `There were too many tries in a row. Try again in ${minutes === 1 ? 'one minute' : `${minutes} minutes`}.`,
  },
  'old-password-wrong': {
    de: () =>
      'Das bisherige Passwort stimmt nicht; es gilt weiter. Prüfen Sie es und versuchen Sie es noch einmal.',
    en: () => 'The present password is wrong; it stays in force. Check it and try again.',
  },
  'setup-code-wrong': {
    de: () =>
      'Dieser Einrichtungscode gilt nicht. Der richtige steht auf der Konsole, auf der die Brücke zuletzt gestartet wurde; ein neuer Start zeigt einen neuen.',
    en: () =>
      'This set-up code is not valid. The right one is on the console the bridge was last started on; a new start shows a new one.',
  },
  'setup-done': {
    de: () => 'Die Brücke hat schon Benutzer. Melden Sie sich an.',
    en: () => 'The bridge has users already. Log in.',
  },
  'only-for-users': {
    de: () => 'Das geht nur mit einer Anmeldung auf der Seite, nicht mit einem Zugangsschlüssel.',
    en: () => 'This needs a log-in at the page; an access key can’t do it.',
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
  'order-not-at-otto': {
    de: () =>
      'OTTO zeigt diese Bestellung gerade nicht oder nicht lesbar. Sehen Sie in OTTO Partner Connect (portal.otto.market) nach.',
    en: () =>
      'OTTO does not show this order at the moment, or not readably. Look it up in OTTO Partner Connect (portal.otto.market).',
  },
  'saved-view-unknown': {
    de: () => 'Diese Ansicht gibt es nicht mehr. Laden Sie die Seite neu.',
    en: () => 'This view does not exist any more. Reload the page.',
  },
  'views-full': {
    de: ({ most }) =>
      `Von dieser Liste sind schon ${most} Ansichten gespeichert; diese wurde nicht gespeichert. Löschen Sie zuerst eine andere.`,
    en: ({ most }) =>
      `There are ${most} views of this list already; this one was not saved. Delete another one first.`,
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
  'settings-not-readable': {
    de: () =>
      'Die Brücke läuft, aber ihre Einstellungen lassen sich nicht lesen. „doctor“ sagt, woran es liegt.',
    en: () => 'The bridge is up, but its settings can not be read. "doctor" says why.',
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
