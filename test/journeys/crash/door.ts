import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { World } from '../support/world.ts';

/**
 * A place in front of the fake shop that can be shut, so that connections are refused there, which
 * the shop itself can't do.
 */
export async function openDoor() {
  let port = 0;
  let target: URL | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((incoming) => {
    const outgoing = connect(Number(target?.port), '127.0.0.1');
    for (const socket of [incoming, outgoing]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => undefined);
    }
    incoming.pipe(outgoing).pipe(incoming);
  });
  const open = async () => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address === 'object' && address) port = address.port;
  };
  const shut = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
    await sleep(50); // until the other side has noticed, too
  };
  await open();
  onTestFinished(shut);
  const url = `http://127.0.0.1:${port}`;
  return {
    /** also the shop's own home, as its signatures need it */
    url,
    open,
    shut,
    async leadsTo(world: World): Promise<void> {
      target = new URL(world.shop.url);
      await world.update(({ shop, ...settings }) => ({
        ...settings,
        shop: shop && { ...shop, url },
      }));
    },
  };
}
