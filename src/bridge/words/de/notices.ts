import type { NoticeCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';

/** Nachrichten an den Betreiber. */
export const notices = {
  'notice-not-sent': (g) => ({
    what:
      g.text('channel') === 'mail'
        ? `Eine Mail an Sie ließ sich nicht verschicken: ${mailFault(g)}`
        : `Ihre Webadresse für Meldungen nimmt sie nicht an: ${webhookFault(g)}`,
    follows: 'Es wird einen Tag lang immer wieder versucht. Vorfälle sehen Sie so lange nur hier.',
    todo:
      g.text('channel') === 'mail'
        ? 'Prüfen Sie die Angaben zum Mailserver („notify mail“) und schicken Sie eine Testnachricht („notify test“).'
        : 'Prüfen Sie die Adresse („notifications.webhookUrl“) und schicken Sie eine Testnachricht („notify test“).',
  }),
  'notices-running': () => ({
    what: 'Das Verschicken von Meldungen läuft schon.',
    follows: 'Ein zweiter Lauf wird daneben nicht begonnen.',
    todo: undefined,
  }),
  'notices-off': () => ({
    what: 'Es sind keine Meldungen eingerichtet.',
    follows: 'Vorfälle stehen nur in der Brücke selbst.',
    todo: 'Richten Sie Mails mit „notify mail“ oder eine Webadresse mit „settings set notifications.webhookUrl“ ein.',
  }),
  'notices-not-set-up': () => ({
    what: 'Dieser Weg für Meldungen ist nicht eingerichtet.',
    follows: 'Es wurde nichts verschickt.',
    todo: 'Richten Sie Mails mit „notify mail“ oder eine Webadresse mit „settings set notifications.webhookUrl“ ein.',
  }),
} as const satisfies Record<NoticeCode, Say>;

function mailFault(g: Gaps): string {
  switch (g.text('fault')) {
    case 'login-refused':
      return 'Der Mailserver lehnt Benutzer oder Passwort ab.';
    case 'connection':
      return 'Der Mailserver ist nicht zu erreichen.';
    case 'timeout':
      return 'Der Mailserver antwortet nicht.';
    case 'certificate':
      return 'Das Zertifikat des Mailservers ist nicht gültig.';
    case 'encryption-missing':
      return 'Der Mailserver bietet keine Verschlüsselung an.';
    case 'address-refused':
      return 'Der Mailserver lehnt Absender oder Empfänger ab.';
    default:
      return `Der Mailserver lehnt sie ab${g.because}.`;
  }
}

function webhookFault(g: Gaps): string {
  switch (g.text('fault')) {
    case 'connection':
      return 'Sie ist nicht zu erreichen.';
    case 'timeout':
      return 'Sie antwortet nicht.';
    default:
      return g.has('statusCode')
        ? `Sie antwortet mit ${g.text('statusCode')}.`
        : 'Sie lehnt sie ab.';
  }
}
