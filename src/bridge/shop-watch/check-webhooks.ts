import { fingerprint } from '../../mapping/fingerprint.ts';
import { DAY } from '../clock.ts';
import { WooApiError } from '../errors.ts';
import type { ShopWebhookRow } from '../ledger/shop-webhooks.ts';
import { giveBackLease } from '../order-import/give-back-lease.ts';
import { leaseKeeper, takeLease } from '../order-import/keep-lease.ts';
import { atShop, ImportStopped, isOvertaken, type RunFault } from '../order-import/run-faults.ts';
import type { Secret } from '../settings/secret.ts';
import {
  planWebhooks,
  type TopicState,
  WEBHOOK_PATH,
  type WebhookPlan,
  webhookName,
} from './plan-webhooks.ts';
import type { WatchBase, WebhookDoor, WriteGate } from './ports.ts';
import { type HolderKind, holderOf } from './watch-shop.ts';
import { tellWebhooks } from './webhook-findings.ts';

const CHECK_LEASE = 'webhook-check';
const KEEP_DELIVERIES_MS = 30 * DAY;
export type CheckParts = WatchBase & {
  shop: WebhookDoor;
  gate: WriteGate;
  secret: Secret;
  topics: readonly string[];
  /** where the shop reaches the bridge; undefined = no webhooks are wanted */
  publicUrl: string | undefined;
};

export type CheckOptions = { signal: AbortSignal; holderKind: HolderKind };

export type WebhookCheck =
  | { ran: false; why: 'shop-watch-running' }
  | { ran: true; topics: TopicState[]; made: number; removed: number; fault: RunFault | undefined };

/** What stands in the shop and what should; nothing is changed. */
export async function inspectWebhooks(
  parts: CheckParts,
  signal: AbortSignal,
): Promise<{ plan: WebhookPlan; known: ReadonlyMap<string, ShopWebhookRow> }> {
  const known = await parts.ledger.loadShopWebhooks(parts.shopUrl);
  const listed = await atShop(() => parts.shop.listWebhooks(signal));
  return { plan: planWebhooks(wantedOf(parts), listed, known), known };
}

/**
 * Makes sure that the shop has the webhooks it should have, and forgets old deliveries. May be killed
 * anywhere: a webhook that was made and not noted is made anew by the next check.
 */
export async function checkWebhooks(
  parts: CheckParts,
  options: CheckOptions,
): Promise<WebhookCheck> {
  const { ledger, clock } = parts;
  const now = () => clock.now().toISOString();
  const lease = await takeLease(parts, CHECK_LEASE, holderOf(parts, options.holderKind));
  if (!lease) return { ran: false, why: 'shop-watch-running' };
  const keeper = leaseKeeper(parts, lease);
  try {
    const oldest = new Date(clock.now().getTime() - KEEP_DELIVERIES_MS).toISOString();
    return await keeper.fenced(async () => {
      await ledger.pruneDeliveries(oldest);
      return check(parts, options.signal, keeper.keep);
    });
  } catch (error) {
    const fault = faultOf(error, options.signal);
    const isOver = parts.publicUrl === undefined; // nothing is wanted: nothing is missed
    if (fault.code !== 'stopped' && !isOver) {
      parts.logger.warn('webhook-check-stopped', { ...fault.params, code: fault.code });
      const incident = { ...fault, about: 'shop', accountId: undefined };
      if (!isOvertaken(error)) await ledger.openIncident(incident, now());
    }
    return { ran: true, topics: [], made: 0, removed: 0, fault };
  } finally {
    keeper.stop();
    await giveBackLease(parts, lease);
  }
}

async function check(
  parts: CheckParts,
  signal: AbortSignal,
  keepLease: () => Promise<void>,
): Promise<WebhookCheck> {
  const { shop, gate, ledger, logger, shopUrl } = parts;
  const { plan, known } = await inspectWebhooks(parts, signal);
  const missing = plan.topics.filter(({ webhook }) => webhook === undefined);
  for (const { topic, problem } of missing) {
    signal.throwIfAborted();
    await keepLease();
    const { deliveryUrl, secretFingerprint } = wantedOf(parts);
    const webhook = await atShop(() =>
      gate.run(() =>
        shop.createWebhook(
          { name: webhookName(topic), topic, deliveryUrl, secret: parts.secret.reveal() },
          signal,
        ),
      ),
    );
    const before = known.get(topic)?.restored ?? 0;
    await ledger.saveShopWebhook({
      shop: shopUrl,
      topic,
      webhook_id: webhook.webhookId,
      delivery_url: deliveryUrl,
      secret_fingerprint: secretFingerprint,
      created_at: parts.clock.now().toISOString(),
      restored: problem === 'new' ? before : before + 1,
    });
    logger.info('webhook-made', { topic, webhookId: webhook.webhookId, problem });
  }
  // Made first, then removed: a delivery that comes twice does no harm, one that is lost waits.
  for (const { webhookId, topic } of plan.remove) {
    signal.throwIfAborted();
    await keepLease();
    await atShop(() => gate.run(() => shop.deleteWebhook(webhookId, signal)));
    logger.info('webhook-removed', { topic, webhookId });
  }
  await forgetOthers(parts, known);
  await tellWebhooks(parts, plan);
  const [made, removed] = [missing.length, plan.remove.length];
  return { ran: true, topics: plan.topics, made, removed, fault: undefined };
}

async function forgetOthers(
  { ledger, shopUrl, ...parts }: CheckParts,
  known: ReadonlyMap<string, ShopWebhookRow>,
): Promise<void> {
  const { topics } = wantedOf({ ledger, shopUrl, ...parts });
  for (const topic of known.keys()) {
    if (!topics.includes(topic)) await ledger.forgetShopWebhook(shopUrl, topic);
  }
}

function wantedOf({ publicUrl, topics, secret }: CheckParts) {
  return {
    topics: publicUrl === undefined ? [] : topics,
    deliveryUrl: `${publicUrl ?? ''}${WEBHOOK_PATH}`,
    secretFingerprint: fingerprint(secret.reveal()),
  };
}

/** A shop that answers otherwise, but not to this, keeps its webhooks from us. */
function faultOf(error: unknown, signal: AbortSignal): RunFault {
  if (signal.aborted) return { code: 'stopped', params: {} };
  if (!(error instanceof ImportStopped)) throw error;
  const { cause } = error;
  const isRefusal =
    cause instanceof WooApiError &&
    cause.statusCode >= 400 &&
    cause.statusCode < 500 &&
    cause.statusCode !== 429;
  if (!isRefusal) return error.fault;
  return {
    code: 'webhooks-not-possible',
    params: {
      shopMessage: cause.shopMessage ?? cause.shopCode ?? String(cause.statusCode),
    },
  };
}
