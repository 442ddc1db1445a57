import { createServer } from 'node:http';
import express from 'express';
import { serveWebhooks } from '../../../src/bridge/http/routes/shop-watch.ts';
import type { World } from '../support/world.ts';

/** Lets the shop reach whichever bridge is open, and makes its webhooks. */
export async function openDoor(world: World, onEnd: (end: () => unknown) => void): Promise<void> {
  const app = express();
  serveWebhooks(app, { receiveWebhook: (request) => world.bridge.receiveWebhook(request) });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  const publicUrl = `http://127.0.0.1:${address.port}`;
  await world.update((settings) => ({ ...settings, publicUrl }));
  await checkDoor(world);
}

/** What the service does at every start: the webhooks are made anew where the ledger lost them. */
export async function checkDoor({ bridge }: World): Promise<void> {
  await bridge.checkWebhooks({ signal: new AbortController().signal, holderKind: 'service' });
}

/**
 * One look at what changed in the shop, or at what its webhooks told of alone.
 *
 * @returns why it did not come to its end
 */
export async function watchShop(
  { bridge }: World,
  cause: 'poll' | 'webhook',
): Promise<string | undefined> {
  const signal = new AbortController().signal;
  const result = await bridge.watchShop({ cause, signal, holderKind: 'service' });
  if (!result.ran) return 'the look at the shop did not run';
  return result.fault && `the look at the shop stopped: ${result.fault.code}`;
}
