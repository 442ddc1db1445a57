import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import express from 'express';
import { addApiKey } from './api-keys.ts';
import { type DeliveryCounts, DeliveryFaults } from './delivery-faults.ts';
import { ShopFaults } from './faults.ts';
import { createHands, type ShopHands } from './hands.ts';
import { type HttpParts, type ShopHooks, serve } from './http-server.ts';
import { addProduct, type ProductSeed } from './products.ts';
import type { LoggedRequest } from './request-log.ts';
import { fulfillmentRoutes } from './routes/fulfillments.ts';
import { noteRoutes } from './routes/notes.ts';
import { orderBatchRoutes } from './routes/order-batch.ts';
import { orderRoutes } from './routes/orders.ts';
import { productRoutes } from './routes/products.ts';
import { refundRoutes } from './routes/refunds.ts';
import { settingRoutes } from './routes/settings.ts';
import { shipmentRoutes } from './routes/shipments.ts';
import { siteRoutes } from './routes/site.ts';
import { taxRoutes } from './routes/taxes.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { defaultSettings, type ShopSettings } from './settings.ts';
import type { Shop } from './shop.ts';
import {
  type ApiKey,
  emptyState,
  type Product,
  type ShopCounters,
  type ShopState,
} from './state.ts';
import { type AuthorizeParams, approve } from './wc-auth.ts';
import { buildDelivery, buildPing, type WebhookRequest } from './webhook-delivery.ts';
import { runWebhookQueue } from './webhook-sender.ts';

export type FakeShopOptions = {
  /** Accept HTTP Basic and query keys, as a shop does over https. Default: plain http, OAuth only. */
  behaveAsHttps?: boolean;
  /** The shop's clock; whole seconds are used. Default: the real one. */
  now?: () => Date;
  /** What OAuth timestamps are compared with. Default: the real time, as callers sign by theirs. */
  signedBy?: () => Date;
  /** Changes to the German default shop. */
  settings?: Partial<ShopSettings>;
  /** Home URL in bodies and OAuth signatures. Default: where the server listens. */
  homeUrl?: string;
  /** First id of each kind. */
  firstIds?: Partial<ShopCounters>;
  orderKey?: () => string;
  products?: ProductSeed[];
};

/** A running fake of a WooCommerce shop: a real HTTP server with everything it remembers. */
export type FakeShop = {
  /** Where it listens, without slash. */
  readonly url: string;
  readonly state: ShopState;
  /** May be changed at any time; the next request sees it. */
  readonly settings: ShopSettings;
  /** Every request since the start, oldest first. */
  readonly requests: LoggedRequest[];
  readonly faults: ShopFaults;
  readonly hooks: ShopHooks;
  /** Faults of what the shop sends. */
  readonly deliveryFaults: DeliveryFaults;
  /** A person in the WordPress admin. */
  readonly hands: ShopHands;
  /** The key made at the start, which may read and write. */
  readonly key: ApiKey;
  addKey(given?: Partial<Omit<ApiKey, 'usedNonces'>>): ApiKey;
  addProduct(seed: ProductSeed): Product;
  /** What the shop's cron does, at most once a minute: sends the waiting deliveries, each once. */
  runWebhookQueue(): Promise<DeliveryCounts>;
  /** The ping a webhook sends when it is created. */
  pingOf(webhookId: number): WebhookRequest;
  /** The delivery a webhook would send now about an order. */
  deliveryOf(webhookId: number, orderId: number, deliveryId?: string): WebhookRequest;
  /** What the shop does when the merchant presses Approve; sends nothing by itself. */
  approveKeys(params: AuthorizeParams): ReturnType<typeof approve>;
  /** Stops listening and closes every connection; held requests are let go. */
  stop(): Promise<void>;
};

/** Starts a shop on a free port of 127.0.0.1. */
export async function startFakeShop(options: FakeShopOptions = {}): Promise<FakeShop> {
  const clock = options.now ?? (() => new Date());
  let listeningAt = '';
  const shop: Shop = {
    state: emptyState(options.firstIds),
    settings: { ...defaultSettings(), ...options.settings },
    now: () => new Date(Math.floor(clock().getTime() / 1000) * 1000),
    homeUrl: () => options.homeUrl ?? listeningAt,
    orderKey: options.orderKey ?? (() => `wc_order_${randomBytes(7).toString('hex').slice(0, 13)}`),
  };
  for (const seed of options.products ?? []) addProduct(shop, seed);
  const parts: HttpParts = {
    shop,
    routes: [
      ...siteRoutes,
      ...orderBatchRoutes,
      ...orderRoutes,
      ...noteRoutes,
      ...refundRoutes,
      ...productRoutes,
      ...taxRoutes,
      ...settingRoutes,
      ...webhookRoutes,
      ...fulfillmentRoutes,
      ...shipmentRoutes,
    ],
    faults: new ShopFaults(),
    hooks: {},
    requests: [],
    behaveAsHttps: options.behaveAsHttps ?? false,
    signedBy: options.signedBy ?? (() => new Date()),
  };
  const server = createServer(expressApp(parts));
  listeningAt = await listen(server);
  const key = addApiKey(shop);
  const deliveryFaults = new DeliveryFaults();

  return {
    url: listeningAt,
    state: shop.state,
    settings: shop.settings,
    requests: parts.requests,
    faults: parts.faults,
    hooks: parts.hooks,
    deliveryFaults,
    hands: createHands(shop),
    key,
    addKey: (given) => addApiKey(shop, given),
    addProduct: (seed) => addProduct(shop, seed),
    runWebhookQueue: () => runWebhookQueue(shop, deliveryFaults),
    pingOf: (webhookId) => buildPing(shop, knownWebhook(shop, webhookId)),
    deliveryOf: (webhookId, orderId, deliveryId = randomBytes(16).toString('hex')) =>
      buildDelivery(shop, knownWebhook(shop, webhookId), orderId, deliveryId),
    approveKeys: (params) => approve(shop, params),
    stop: async () => {
      parts.faults.clear();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function expressApp(parts: HttpParts): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.raw({ type: () => true, limit: '64mb' }));
  app.use((request, response, next) => {
    const body: unknown = request.body;
    serve(parts, request, response, Buffer.isBuffer(body) ? body : Buffer.alloc(0)).catch(next);
  });
  return app;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return `http://127.0.0.1:${address.port}`;
}

function knownWebhook(shop: Shop, id: number) {
  const webhook = shop.state.webhooks.get(id);
  if (webhook === undefined) throw new Error(`the fake shop has no webhook ${id}`);
  return webhook;
}
