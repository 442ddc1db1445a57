import type { Manifest } from '../manifest.ts';
import { effectiveRules } from '../settings/import-rule-overrides.ts';
import type { SealingKey } from '../settings/sealing-key.ts';
import type { Secret } from '../settings/secret.ts';
import type { Settings } from '../settings/settings-schema.ts';
import {
  type CheckOptions,
  type CheckParts,
  checkWebhooks,
  inspectWebhooks,
  type WebhookCheck,
} from '../shop-watch/check-webhooks.ts';
import { createDeliveryKeeper } from '../shop-watch/keep-deliveries.ts';
import type { TopicState } from '../shop-watch/plan-webhooks.ts';
import type { WatchBase } from '../shop-watch/ports.ts';
import {
  isPing,
  receiveWebhook,
  type WebhookReceipt,
  type WebhookRequest,
} from '../shop-watch/receive-webhook.ts';
import { type WatchOptions, type WatchResult, watchShop } from '../shop-watch/watch-shop.ts';
import { commonParts, type Wired } from './wired.ts';

/** The watch over the shop, as the bridge offers it. */
export type ShopWatchParts = {
  /** @throws ConfigError `shop-missing`, or what opening the connection throws */
  watchShop(options: WatchOptions): Promise<WatchResult>;
  /** makes the shop's webhooks what the settings ask for; @throws as `watchShop` does */
  checkWebhooks(options: CheckOptions): Promise<WebhookCheck>;
  /** what `checkWebhooks` would find; @throws as `watchShop` does, and ImportStopped */
  inspectWebhooks(signal: AbortSignal): Promise<TopicState[]>;
  /** takes a delivery of the shop; asks the shop nothing */
  receiveWebhook(request: WebhookRequest): Promise<WebhookReceipt>;
};

export function wireShopWatch(
  bridge: Wired & { manifest: Manifest; key: SealingKey },
): ShopWatchParts {
  const { manifest, key } = bridge;
  const wrongSignatures = new Map<number, number>();
  const keepDelivery = createDeliveryKeeper(bridge);
  /** Products matter for their stock alone: where OTTO is not told it, the shop need not tell of them. */
  const topicsFor = ({ stock }: Settings) =>
    manifest.webhookTopics.filter((topic) => stock.isOn || !topic.startsWith('product.'));
  const secretFor = (shopUrl: string): Secret => key.derive(`webhook-secret/${shopUrl}`);
  const baseFor = (settings: Settings): WatchBase => ({
    shopUrl: settings.shop?.url ?? '',
    ...commonParts(bridge),
  });
  const checkParts = async (): Promise<CheckParts> => {
    const settings = await bridge.settings.load();
    const { client, gate } = bridge.connections.shop(settings);
    const base = baseFor(settings);
    return {
      ...base,
      shop: client,
      gate,
      secret: secretFor(base.shopUrl),
      topics: topicsFor(settings),
      publicUrl: settings.publicUrl ?? undefined,
    };
  };
  return {
    async watchShop(options) {
      const settings = await bridge.settings.load();
      const { client } = bridge.connections.shop(settings);
      const rules = new Map(
        settings.accounts.map((account) => [account.id, effectiveRules(settings, account)]),
      );
      return watchShop({ ...baseFor(settings), shop: client, rules }, options);
    },
    checkWebhooks: async (options) => checkWebhooks(await checkParts(), options),
    inspectWebhooks: async (signal) =>
      (await inspectWebhooks(await checkParts(), signal)).plan.topics,
    async receiveWebhook(request) {
      if (isPing(request)) return { outcome: 'received', isNews: false };
      const settings = await bridge.settings.load();
      const { shop } = settings;
      if (shop === null) return { outcome: 'refused', why: 'signature-wrong' };
      const secret = secretFor(shop.url);
      const topics = topicsFor(settings);
      const accountIds = settings.accounts.map(({ id }) => id);
      return receiveWebhook(
        { ...baseFor(settings), secret, topics, wrongSignatures, accountIds, keepDelivery },
        request,
      );
    },
  };
}
