import { createTransport } from 'nodemailer';
import type { DueNotice } from '../ledger/notices.ts';
import type { MailServer } from '../settings/notification-schema.ts';
import type { Secret } from '../settings/secret.ts';
import { noticeMail, testMail } from '../words/notice-words.ts';
import type { Language } from '../words/saying.ts';
import { NoticeFault, type NoticeFaultCode, type NoticeSender } from './ports.ts';

const TIMEOUT_MS = 20_000;
/** As many as a mail can hold and still be read. */
const IN_ONE_MAIL = 50;

export type MailAccess = Omit<MailServer, 'password'> & { password: Secret | undefined };

export type MailSender = NoticeSender & {
  /** @throws NoticeFault */
  sendTest(): Promise<void>;
};

/** Mails to the owner. One mail tells of everything that is due. */
export function createMailSender(access: MailAccess, language: Language): MailSender {
  const { host, port, security, user, password, from, to } = access;
  const send = async (mail: { subject: string; text: string }, messageId?: string) => {
    const transport = createTransport({
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      ...(user === '' ? {} : { auth: { user, pass: password?.reveal() ?? '' } }),
    });
    try {
      await transport.sendMail({
        from,
        to,
        ...mail,
        ...(messageId === undefined ? {} : { messageId }),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (error) {
      throw faultFrom(error);
    } finally {
      transport.close();
    }
  };
  return {
    channel: 'mail',
    atOnce: IN_ONE_MAIL,
    // The same notices sent again have the same id: mailboxes show such a mail once.
    send: (notices) => send(noticeMail(language, notices), messageIdOf(notices, from)),
    sendTest: () => send(testMail(language)),
  };
}

function messageIdOf(notices: readonly DueNotice[], from: string): string {
  const ids = notices.map(({ noticeId }) => noticeId);
  const domain = from.split('@').at(-1) ?? 'otto-market-bridge.invalid';
  return `<notice-${Math.min(...ids)}-${Math.max(...ids)}.otto-market-bridge@${domain}>`;
}

const BY_CODE: Record<string, NoticeFaultCode> = {
  EAUTH: 'login-refused',
  ECONNECTION: 'connection',
  ESOCKET: 'connection',
  EDNS: 'connection',
  ENOTFOUND: 'connection',
  ECONNREFUSED: 'connection',
  ETIMEDOUT: 'timeout',
  ETLS: 'encryption-missing',
  EENVELOPE: 'address-refused',
  EMESSAGE: 'refused',
};

/** The library's messages quote what was typed in, so only their codes go on. */
function faultFrom(error: unknown): NoticeFault {
  const { code, responseCode } = facts(error);
  const isCertificate = /CERT|SELF_SIGNED|ALTNAME/.test(code);
  return new NoticeFault(
    isCertificate ? 'certificate' : (BY_CODE[code] ?? 'unexpected'),
    responseCode,
  );
}

function facts(error: unknown): { code: string; responseCode: number | undefined } {
  if (!(error instanceof Error)) return { code: '', responseCode: undefined };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const answered = 'responseCode' in error ? error.responseCode : undefined;
  return { code, responseCode: typeof answered === 'number' ? answered : undefined };
}
