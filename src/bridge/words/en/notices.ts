import type { NoticeCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';

/** Messages to the owner. */
export const notices = {
  'notice-not-sent': (g) => ({
    what:
      g.text('channel') === 'mail'
        ? `A mail to you could not be sent: ${mailFault(g)}`
        : `Your web address for messages does not take them: ${webhookFault(g)}`,
    follows: 'It is tried again and again for a day. Until then incidents are shown here only.',
    todo:
      g.text('channel') === 'mail'
        ? 'Check what you entered about the mail server ("notify mail") and send a test message ("notify test").'
        : 'Check the address ("notifications.webhookUrl") and send a test message ("notify test").',
  }),
  'notices-running': () => ({
    what: 'Messages are being sent already.',
    follows: 'A second run is not begun beside it.',
    todo: undefined,
  }),
  'notices-off': () => ({
    what: 'No messages are set up.',
    follows: 'Incidents are shown in the bridge itself only.',
    todo: 'Set up mails with "notify mail" or a web address with "settings set notifications.webhookUrl".',
  }),
  'notices-not-set-up': () => ({
    what: 'This way for messages is not set up.',
    follows: 'Nothing was sent.',
    todo: 'Set up mails with "notify mail" or a web address with "settings set notifications.webhookUrl".',
  }),
} as const satisfies Record<NoticeCode, Say>;

function mailFault(g: Gaps): string {
  switch (g.text('fault')) {
    case 'login-refused':
      return 'the mail server refuses user or password.';
    case 'connection':
      return 'the mail server cannot be reached.';
    case 'timeout':
      return 'the mail server does not answer.';
    case 'certificate':
      return "the mail server's certificate is not valid.";
    case 'encryption-missing':
      return 'the mail server offers no encryption.';
    case 'address-refused':
      return 'the mail server refuses the sender or a recipient.';
    default:
      return `the mail server refuses it${g.because}.`;
  }
}

function webhookFault(g: Gaps): string {
  switch (g.text('fault')) {
    case 'connection':
      return 'it cannot be reached.';
    case 'timeout':
      return 'it does not answer.';
    default:
      return g.has('statusCode') ? `it answers with ${g.text('statusCode')}.` : 'it refuses them.';
  }
}
