import { z } from 'zod';
import { nothing, operation } from './operation.ts';
import { moment } from './parts.ts';

export const shopWebhook = z.object({
  topic: z.string(),
  webhookId: z.int(),
  deliveryUrl: z.string(),
  createdAt: moment,
  /** how often it had to be made anew because the shop had lost it or switched it off */
  restored: z.int().nonnegative(),
});

export const shopWatchOperations = {
  getShopWatch: operation({
    method: 'get',
    path: '/api/v1/shop-watch',
    access: 'view',
    area: 'shop',
    summary: 'How far the watch over the shop has come, and its webhooks',
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({
      /** everything changed before this moment of the shop's clock was looked at; null = never */
      cursorAt: moment.nullable(),
      /** when the last whole look ended */
      lookedAt: moment.nullable(),
      nextRunAt: moment.nullable(),
      /** where the shop reaches the bridge; null = no webhooks, the look by schedule alone */
      publicUrl: z.string().nullable(),
      deliveriesWaiting: z.int().nonnegative(),
      lastDeliveryAt: moment.nullable(),
      webhooks: z.array(shopWebhook),
    }),
  }),
  receiveWebhook: operation({
    method: 'post',
    path: '/webhooks/woocommerce',
    access: 'signature',
    area: 'shop',
    summary: 'For the shop alone: what changed there, as a hint to look',
    params: nothing,
    query: nothing,
    body: z.unknown(),
    status: 200,
    answer: z.object({ received: z.literal(true) }),
  }),
};
