import { createHash } from 'node:crypto';
import type { DeliveryCounts, DeliveryFaults } from './delivery-faults.ts';
import type { Shop } from './shop.ts';
import type { PendingDelivery, StoredWebhook } from './state.ts';
import { buildDelivery, buildPing, type WebhookRequest } from './webhook-delivery.ts';
import { postWebhook } from './webhook-post.ts';

/** So many failures in a row are only counted; the next one disables the webhook. */
const FAILURES_ALLOWED = 6;

/** Pings at once. Only a 200 settles the ping; anything else changes nothing but leaves it due. */
export async function pingWebhook(shop: Shop, webhook: StoredWebhook): Promise<void> {
  const ping = buildPing(shop, webhook);
  const statusCode = await postWebhook(ping, shop.settings.pingTimeoutMs);
  shop.state.pings.push({ webhookId: webhook.id, url: ping.url, at: shop.now(), statusCode });
  if (statusCode === 200) webhook.pingDue = false;
}

/** Saves a changed webhook. A new address is pinged, and a ping that is still due is repeated. */
export async function saveWebhook(
  shop: Shop,
  webhook: StoredWebhook,
  { hasNewUrl = false } = {},
): Promise<void> {
  webhook.dateModified = shop.now();
  const pings = webhook.pingDue || hasNewUrl;
  if (webhook.status === 'active' && pings) await pingWebhook(shop, webhook);
}

/**
 * What the shop's cron does: sends the waiting deliveries one after the other, each once, with the
 * order as it is by then. A webhook that was paused or disabled meanwhile still sends what waited;
 * one that was deleted does not. What is queued while it runs waits for the next run.
 */
export async function runWebhookQueue(shop: Shop, faults: DeliveryFaults): Promise<DeliveryCounts> {
  const { state } = shop;
  const due = state.pendingDeliveries.splice(0);
  if (faults.newestFirst) due.reverse();
  state.webhookQueueRuns += 1;
  const counts = { sent: 0, failed: 0 };
  for (const pending of due) {
    const { sent, failed } = await sendPending(shop, faults, pending);
    counts.sent += sent;
    counts.failed += failed;
  }
  return counts;
}

async function sendPending(
  shop: Shop,
  faults: DeliveryFaults,
  { webhookId, resourceId }: PendingDelivery,
): Promise<DeliveryCounts> {
  const webhook = shop.state.webhooks.get(webhookId);
  if (webhook === undefined) return { sent: 0, failed: 0 };
  const request = buildDelivery(shop, webhook, resourceId, deliveryIdOf(shop, webhook));
  const send = () => deliver(shop, webhook, request, resourceId);
  const fault = faults.take({ topic: webhook.topic, orderId: resourceId });
  switch (fault?.kind) {
    case 'lose':
      return { sent: 0, failed: 0 };
    case 'send-late':
      fault.held.push(send);
      return { sent: 0, failed: 0 };
    case 'break-off':
      return settle(shop, webhook, undefined);
    case 'send-twice': {
      const first = await send();
      const second = await send();
      return { sent: first.sent + second.sent, failed: first.failed + second.failed };
    }
    case undefined:
      return send();
  }
}

async function deliver(
  shop: Shop,
  webhook: StoredWebhook,
  request: WebhookRequest,
  orderId: number,
): Promise<DeliveryCounts> {
  const statusCode = await postWebhook(request, shop.settings.webhookTimeoutMs);
  const deliveryId = request.headers['x-wc-webhook-delivery-id'] ?? '';
  const { id: webhookId, topic } = webhook;
  const at = shop.now();
  shop.state.sentDeliveries.push({ webhookId, topic, orderId, deliveryId, at, statusCode });
  return settle(shop, webhook, statusCode);
}

/** Counts failures in a row. Redirects up to 302 are a success to the shop, though not followed. */
async function settle(
  shop: Shop,
  webhook: StoredWebhook,
  statusCode: number | undefined,
): Promise<DeliveryCounts> {
  const isSuccess = statusCode !== undefined && statusCode >= 200 && statusCode <= 302;
  if (isSuccess) webhook.failureCount = 0;
  else if (webhook.failureCount >= FAILURES_ALLOWED) webhook.status = 'disabled';
  else webhook.failureCount += 1;
  await saveWebhook(shop, webhook);
  return isSuccess ? { sent: 1, failed: 0 } : { sent: 0, failed: 1 };
}

/**
 * WooCommerce hashes the webhook's id and the present second, so that orders whose deliveries leave
 * within one second share an id. The number of the run stands for the minute that lies between two.
 */
function deliveryIdOf(shop: Shop, webhook: StoredWebhook): string {
  const moment = `${shop.now().getTime()} ${shop.state.webhookQueueRuns}`;
  return createHash('md5').update(`${webhook.id} ${moment}`).digest('hex');
}
