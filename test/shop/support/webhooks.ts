import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import {
  type ReceivedPost,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../fakes/woocommerce/webhook-receiver.ts';
import { shopAccess } from './shop-access.ts';
import { shopClient } from './shop-client.ts';

/** Names of the webhooks that journeys make begin with it; what is left of them is cleared away. */
export const WEBHOOK_PREFIX = 'shoptest-';

export const TOPICS = [
  'order.created',
  'order.updated',
  'order.deleted',
  'order.restored',
] as const;

const CRON_EVERY_MS = 2_000;
/** The shop's queue runs once a minute; on a slow machine it needs some time for it. */
const LONGEST_WAIT_MS = 150_000;
/** After the last delivery nothing came for so long: the queue is empty. */
const QUIET_MS = 6_000;

/** Only where the shop's WordPress may call this machine; see ../README.md. */
export const sendsWebhooks = process.env.WOO_WEBHOOKS === 'yes';

/** A receiver with one webhook for each topic, all signed with the same secret; gone with the test. */
export async function receiveAll(secret: string) {
  const receiver = await startWebhookReceiver();
  onTestFinished(() => receiver.stop());
  const client = shopClient();
  const idOf = new Map<string, number>();
  for (const topic of TOPICS) {
    const name = `${WEBHOOK_PREFIX}${topic}`;
    const made = await client.createWebhook({ name, topic, deliveryUrl: receiver.url, secret });
    idOf.set(topic, made.webhookId);
    onTestFinished(() => client.deleteWebhook(made.webhookId));
  }
  return { receiver, idOf };
}

/** The bridge's own webhooks to this machine, and those of the journeys. */
export async function deleteOwnWebhooks(): Promise<void> {
  const client = shopClient();
  for (const { webhookId, name, deliveryUrl } of await client.listWebhooks()) {
    const isBridges =
      name.startsWith('OTTO Market Bridge: ') && deliveryUrl.startsWith('http://127.0.0.1:');
    if (isBridges || name.startsWith(WEBHOOK_PREFIX)) await client.deleteWebhook(webhookId);
  }
}

/** Visits the shop, which makes its cron run, until the condition holds. */
export async function visitUntil(isDone: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + LONGEST_WAIT_MS;
  while (!(await isDone())) {
    if (Date.now() > deadline) throw new Error('The shop sent nothing although it was visited');
    await fetch(`${shopAccess().url}/wp-cron.php?doing_wp_cron`);
    await delay(CRON_EVERY_MS);
  }
}

/** Visits the shop until at least `count` further deliveries have come, and no more follow. */
export async function receiveDeliveries(
  receiver: WebhookReceiver,
  count: number,
): Promise<ReceivedPost[]> {
  const before = receiver.deliveries.length;
  let seen = before;
  let seenAt = Date.now();
  await visitUntil(() => {
    if (receiver.deliveries.length > seen) seenAt = Date.now();
    seen = receiver.deliveries.length;
    return seen - before >= count && Date.now() - seenAt > QUIET_MS;
  });
  return receiver.deliveries.slice(before);
}

const bodySchema = z.object({ id: z.number().optional(), status: z.string().optional() });

/** What a delivery is about: "order.updated 17 processing". */
export function inWords({ headers, rawBody }: ReceivedPost): string {
  const { id = 'gone', status } = bodySchema.parse(JSON.parse(rawBody));
  return [headers['x-wc-webhook-topic'], id, status].filter((word) => word !== undefined).join(' ');
}
