import { createServer } from 'node:http';
import express from 'express';
import { onTestFinished } from 'vitest';
import { serveWebhooks } from '../../../src/bridge/http/routes/shop-watch.ts';
import type { WebhookReceipt } from '../../../src/bridge/shop-watch/receive-webhook.ts';
import type { WatchOptions, WatchResult } from '../../../src/bridge/shop-watch/watch-shop.ts';
import { MAIN, startWorld, type World, type WorldOptions } from '../support/world.ts';

export type Watched = Extract<WatchResult, { ran: true }>;

/** Signals nothing: a look that nobody stops. */
const unstopped = () => new AbortController().signal;

/** Looks at the shop; throws when it did not run. */
export async function watch(world: World, options: Partial<WatchOptions> = {}): Promise<Watched> {
  const result = await world.bridge.watchShop({
    cause: 'poll',
    signal: unstopped(),
    holderKind: 'service',
    ...options,
  });
  if (result.ran) return result;
  throw new Error(`The look did not run: ${result.why}`);
}

/** Lets some time pass, then looks. */
export async function watchAfter(
  world: World,
  ms: number,
  options: Partial<WatchOptions> = {},
): Promise<Watched> {
  await world.clock.advance(ms);
  return watch(world, options);
}

export async function checkWebhooks(world: World) {
  const result = await world.bridge.checkWebhooks({ signal: unstopped(), holderKind: 'service' });
  if (result.ran) return result;
  throw new Error('The check did not run');
}

/** The timeline of an order as kinds and params, without what the import wrote at its creation. */
export async function shopEvents(world: World, salesOrderId: string) {
  const events = await world.bridge.ledger.listEvents(MAIN, salesOrderId);
  return events
    .filter(({ cause }) => cause === 'shop')
    .map(({ kind, params }): [string, unknown] => [kind, JSON.parse(params)]);
}

export async function incidents(world: World) {
  const rows = await world.openIncidents();
  return rows.map(({ code, params }): [string, unknown] => [code, JSON.parse(params)]);
}

export type WebhookWorld = World & {
  /** where the shop's webhooks arrive */
  publicUrl: string;
  /** what became of each request, oldest first */
  receipts: (WebhookReceipt | 'failed')[];
};

/** A world whose shop reaches the bridge, as over a proxy; the webhooks are made. */
export async function startWebhookWorld(options: WorldOptions = {}): Promise<WebhookWorld> {
  const world = await startWorld(options);
  const receipts: (WebhookReceipt | 'failed')[] = [];
  const app = express();
  serveWebhooks(app, {
    async receiveWebhook(request) {
      try {
        const receipt = await world.bridge.receiveWebhook(request);
        receipts.push(receipt);
        return receipt;
      } catch (error) {
        receipts.push('failed');
        throw error;
      }
    },
  });
  app.use((error: unknown, _: unknown, response: express.Response, next: (e: unknown) => void) => {
    const { status } = Object(error);
    if (response.headersSent) next(error);
    else response.status(typeof status === 'number' ? status : 500).end();
  });
  const server = createServer(app);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  const publicUrl = `http://127.0.0.1:${address.port}`;
  await world.update((settings) => ({ ...settings, publicUrl }));
  await checkWebhooks(world);
  // Getters such as `bridge` stay what they are.
  return Object.assign(Object.create(world), { publicUrl, receipts });
}
