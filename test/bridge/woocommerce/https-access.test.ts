import { readFileSync } from 'node:fs';
import { request as forward } from 'node:http';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShopAccess } from '../../../src/bridge/woocommerce/shop-access.ts';
import { collect, orderDraft, type ShopWorld, startShopWorld } from './shop-world.ts';
import { type StrangeServer, startSelfSignedServer } from './strange-server.ts';

const certificate = new URL('../../fixtures/tls/self-signed-certificate.pem', import.meta.url);
// For this file only: vitest gives every file its own process.
setDefaultCACertificates([...getCACertificates(), readFileSync(certificate, 'utf8')]);

let world: ShopWorld;
let door: StrangeServer;
beforeEach(async () => {
  world = await startShopWorld({
    behaveAsHttps: true,
    now: () => new Date(),
    products: [{ id: 16, name: 'Odd signs', sku: "T+P & (x)'!*#% ü" }],
  });
  const { hostname, port } = new URL(world.shop.url);
  door = await startSelfSignedServer((incoming, response) => {
    const { method, url, headers } = incoming;
    const onward = forward({ hostname, port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(onward);
  });
});
afterEach(async () => {
  await world.shop.stop();
  await door.stop();
});

const client = (access: Partial<ShopAccess> = {}) =>
  world.clientWith({ url: door.url, ...access }, { now: () => new Date(), sleep: async () => {} });

describe('a shop over https', () => {
  it('gets the key in a header and never in an address', async () => {
    await client().createOrders([orderDraft('aa1'), orderDraft('aa2')]);
    expect(await collect(client().listOwnOrders({}))).toHaveLength(2);
    expect(await client().searchOrders('aa1')).toHaveLength(1);
    for (const request of world.shop.requests) {
      expect(request.headers.authorization).toMatch(/^Basic /);
      expect(JSON.stringify(request.query)).not.toMatch(/oauth|consumer|ck_|cs_/);
    }
  });

  it('deletes what it is told to', async () => {
    await client().createOrders([orderDraft('aa1')]);
    await client().deleteOrder(1, { force: true });
    expect(world.shop.requests.at(-1)).toMatchObject({
      method: 'DELETE',
      query: { force: 'true' },
      status: 200,
    });
    expect(world.shop.state.orders.size).toBe(0);
  });

  it('is asked for SKUs with signs that mean something in an address', async () => {
    const found = await client().findProducts(["T+P & (x)'!*#% ü"]);
    expect([...found.values()]).toMatchObject([{ productId: 16 }]);
  });

  it('tells what is wrong with a key', async () => {
    const codes = async (access: Partial<ShopAccess>) =>
      (await client(access).checkAccess({ minimumWooVersion: '9.9' })).problems.map(
        ({ code }) => code,
      );
    const { consumerKey, consumerSecret } = world.shop.addKey({ permissions: 'read' });
    const writeKey = world.shop.addKey({ permissions: 'write' });
    expect(await codes({})).toEqual([]);
    expect(await codes({ consumerKey: 'ck_unknown' })).toEqual(['key-unknown']);
    expect(await codes({ consumerSecret: 'cs_wrong' })).toEqual(['secret-wrong']);
    expect(await codes({ consumerKey, consumerSecret })).toEqual(['key-read-only']);
    expect(
      await codes({
        consumerKey: writeKey.consumerKey,
        consumerSecret: writeKey.consumerSecret,
      }),
    ).toEqual(['key-write-only']);
  });
});

describe('a slow shop', () => {
  it('is waited for longer than an idle connection is kept', async () => {
    world.shop.faults.delayBeforeEffect(4_500);
    const results = await client({ timeoutMs: 20_000 }).createOrders([orderDraft('aa1')]);
    expect(results).toMatchObject([{ outcome: 'done' }]);
  });

  it('is called again over a connection that is kept', async () => {
    const ports = new Set<number | undefined>();
    const server = await startSelfSignedServer((incoming, response) => {
      ports.add(incoming.socket.remotePort);
      response.end('[]');
    });
    const kept = client({ url: server.url });
    await kept.listStatuses();
    await kept.listStatuses();
    expect(ports.size).toBe(1);
    await server.stop();
  });
});
