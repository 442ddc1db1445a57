import { createMailSender, type MailSender } from '../notices/mail-sender.ts';
import { type NoticesResult, sendNotices } from '../notices/send-notices.ts';
import { createWebhookSender, type WebhookSender } from '../notices/webhook-sender.ts';
import type { SealingKey } from '../settings/sealing-key.ts';
import { Secret } from '../settings/secret.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { openMailPassword } from '../settings/stored-secrets.ts';
import { commonParts, type Wired } from './wired.ts';

/** The owner's mailbox and web address, as the bridge tells them of incidents. */
export type NoticeWork = {
  /** tells what is to be told by now; @throws ConfigError `secret-missing`, `secret-not-openable` */
  sendNotices(options: {
    signal: AbortSignal;
    holderKind: 'service' | 'command';
  }): Promise<NoticesResult>;
  /** the ways that are set up, for a test message; @throws ConfigError as `sendNotices` */
  noticeSenders(): Promise<(MailSender | WebhookSender)[]>;
  /** what the owner checks the signature of our messages with, `whsec_…` */
  noticeSecret(): Secret;
};

export function wireNotices(bridge: Wired & { key: SealingKey }): NoticeWork {
  const { key } = bridge;
  // The scheme wants standard base64 behind its prefix.
  const noticeSecret = () => {
    const bytes = Buffer.from(key.derive('outgoing-webhook').reveal(), 'base64url');
    return new Secret(`whsec_${bytes.toString('base64')}`);
  };
  const sendersOf = ({ notifications, language }: Settings): (MailSender | WebhookSender)[] => {
    const { mail, webhookUrl } = notifications;
    return [
      ...(mail
        ? [createMailSender({ ...mail, password: openMailPassword(mail, key) }, language)]
        : []),
      ...(webhookUrl === null
        ? []
        : [
            createWebhookSender(
              { url: webhookUrl, secret: noticeSecret() },
              { clock: bridge.clock, language },
            ),
          ]),
    ];
  };
  return {
    noticeSecret,
    noticeSenders: async () => sendersOf(await bridge.settings.load()),
    async sendNotices(options) {
      const settings = await bridge.settings.load();
      return sendNotices(
        { ...commonParts(bridge), senders: sendersOf(settings) },
        settings.notifications,
        options,
      );
    },
  };
}
