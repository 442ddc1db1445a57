import ky from 'ky';
import { Webhook } from 'standardwebhooks';
import type { Clock } from '../clock.ts';
import type { DueNotice } from '../ledger/notices.ts';
import type { Secret } from '../settings/secret.ts';
import { noticeSentences } from '../words/notice-words.ts';
import type { Language } from '../words/saying.ts';
import { NoticeFault, type NoticeSender } from './ports.ts';

const TIMEOUT_MS = 15_000;

/** What the owner's address is told; `id` in the header is the same when a message comes again. */
export type WebhookMessage = {
  type: DueNotice['kind'];
  /** UTC ISO */
  timestamp: string;
  data: {
    incidentId: number;
    code: string;
    accountId: string | null;
    state: 'open' | 'resolved';
    openSince: string;
    orders: number;
    params: Record<string, string | number>;
    what: string;
    follows: string | null;
    todo: string | null;
  };
};

export type WebhookSender = NoticeSender & {
  /** @throws NoticeFault */
  sendTest(signal: AbortSignal): Promise<void>;
};

/**
 * Tells a web address of the owner's, one message for each notice, signed as "Standard Webhooks" says
 * (headers webhook-id, webhook-timestamp, webhook-signature).
 *
 * @param secret `whsec_…`
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function createWebhookSender(
  access: { url: string; secret: Secret },
  parts: { clock: Clock; language: Language },
): WebhookSender {
  const signer = new Webhook(access.secret.reveal());
  const post = async (id: string, message: unknown, signal: AbortSignal) => {
    const body = JSON.stringify(message);
    const sentAt = parts.clock.now();
    const deadline = AbortSignal.timeout(TIMEOUT_MS);
    const response = await ky
      .post(access.url, {
        body,
        headers: {
          'Content-Type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
          'webhook-signature': signer.sign(id, sentAt, body),
        },
        signal: AbortSignal.any([signal, deadline]),
        redirect: 'manual',
        retry: 0,
        timeout: false,
        throwHttpErrors: false,
      })
      .catch(() => {
        throw new NoticeFault(deadline.aborted ? 'timeout' : 'connection');
      });
    await response.body?.cancel();
    if (!response.ok) throw new NoticeFault('refused', response.status);
  };
  return {
    channel: 'webhook',
    atOnce: 1,
    async send(notices, signal) {
      for (const notice of notices) {
        await post(`notice-${notice.noticeId}`, messageOf(notice, parts.language), signal);
      }
    },
    sendTest: (signal) => {
      const timestamp = parts.clock.now().toISOString();
      return post(`test-${timestamp}`, { type: 'test', timestamp, data: {} }, signal);
    },
  };
}

function messageOf(notice: DueNotice, language: Language): WebhookMessage {
  const { incidentId, code, accountId, state, openSince, orders, params } = notice.incident;
  const { what, follows, todo } = noticeSentences(language, notice);
  return {
    type: notice.kind,
    timestamp: notice.createdAt,
    data: {
      incidentId,
      code,
      accountId: accountId ?? null,
      state,
      openSince,
      orders,
      params,
      what,
      follows: follows ?? null,
      todo: todo ?? null,
    },
  };
}
