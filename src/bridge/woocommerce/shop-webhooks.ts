import { z } from 'zod';
import { WooApiError } from '../errors.ts';
import { pagesById } from './page-by-id.ts';
import { parseAnswer } from './shop-answers.ts';
import type { ShopCaller } from './shop-caller.ts';

/** A webhook as the shop lists it; its secret is never shown. */
export type ShopWebhook = {
  webhookId: number;
  name: string;
  /** e.g. order.updated */
  topic: string;
  /** active, paused (by a person) or disabled (by the shop, after too many failed deliveries) */
  status: string;
  deliveryUrl: string;
};

export type ShopWebhookDraft = { name: string; topic: string; deliveryUrl: string; secret: string };

const PAGE = 100;

// Other plugins' webhooks are listed too: whatever is odd about them is no reason to fail.
const text = z.string().catch('');

const webhookSchema = z
  .object({
    id: z.number().int().positive(),
    name: text,
    topic: text,
    status: text,
    delivery_url: text,
  })
  .transform(
    ({ id, delivery_url: deliveryUrl, ...raw }): ShopWebhook => ({
      webhookId: id,
      ...raw,
      deliveryUrl,
    }),
  );

export function createShopWebhooks(caller: ShopCaller) {
  return {
    async listWebhooks(signal?: AbortSignal): Promise<ShopWebhook[]> {
      const path = 'webhooks';
      const requestLine = `GET /wp-json/wc/v3/${path}`;
      const query = { status: 'all', _fields: 'id,name,topic,status,delivery_url' };
      const webhooks: ShopWebhook[] = [];
      for await (const page of pagesById(caller, path, query, { pageSize: PAGE, signal })) {
        webhooks.push(...page.map((body) => parseAnswer(webhookSchema, { requestLine, body })));
      }
      return webhooks;
    },

    /** Nothing is deduplicated by the shop: list first. A topic it does not know is a 400. */
    async createWebhook(
      { name, topic, deliveryUrl, secret }: ShopWebhookDraft,
      signal?: AbortSignal,
    ): Promise<ShopWebhook> {
      const body = { name, topic, delivery_url: deliveryUrl, secret };
      return parseAnswer(webhookSchema, await caller.write('POST', 'webhooks', body, signal));
    },

    async deleteWebhook(webhookId: number, signal?: AbortSignal): Promise<void> {
      try {
        // Webhooks have no bin: without `force` the shop answers 501.
        await caller.remove(`webhooks/${webhookId}`, { force: true }, signal);
      } catch (error) {
        if (!isUnknownWebhook(error)) throw error;
      }
    },
  };
}

function isUnknownWebhook(error: unknown): boolean {
  return (
    error instanceof WooApiError &&
    error.statusCode === 404 &&
    error.shopCode === 'woocommerce_rest_shop_webhook_invalid_id'
  );
}
