import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NetworkError, PayloadError, WooApiError } from '../../../src/bridge/errors.ts';
import { RedirectError } from '../../../src/bridge/woocommerce/network-fault.ts';
import { outcomeOf } from '../../../src/bridge/woocommerce/outcome-of.ts';
import { apiErrorFrom } from '../../../src/bridge/woocommerce/shop-answers.ts';
import { orderDraft, rejection, type ShopWorld, startShopWorld } from './shop-world.ts';
import { startSelfSignedServer, startStrangeServer } from './strange-server.ts';

let world: ShopWorld;
beforeEach(async () => {
  world = await startShopWorld();
});
afterEach(() => world.shop.stop());

describe('a refusal of the shop', () => {
  const refusal = (body: object) =>
    apiErrorFrom('GET /x', { statusCode: 400, headers: {}, text: JSON.stringify(body) }, undefined);

  it('is read in no time, whatever its message is', { timeout: 5_000 }, () => {
    expect(refusal({ code: 'odd', message: '<'.repeat(200_000) }).shopMessage).toHaveLength(300);
  });

  it('has a short code, however long the shop’s is', () => {
    const error = refusal({ code: 'x'.repeat(10_000), message: 'no' });
    expect(error.shopCode).toHaveLength(100);
    expect(error.message.length).toBeLessThan(200);
  });
});

describe('reading calls', () => {
  it('are made again after a fault of the shop, waiting longer each time', async () => {
    world.shop.faults.serverError({ times: 2 });
    expect(await world.client.listStatuses()).toHaveLength(8);
    const [first = 0, second = 0] = world.clock.sleeps;
    expect(first).toBeGreaterThanOrEqual(250);
    expect(second).toBeGreaterThanOrEqual(500);
    expect(second).toBeLessThanOrEqual(1_000);
  });

  it('give up after three tries', async () => {
    world.shop.faults.badGateway({ times: 9 });
    const error = await rejection(world.client.listStatuses());
    expect(error).toMatchObject({ statusCode: 502, retryable: true });
    expect(world.shop.requests).toHaveLength(3);
  });

  it('wait as long as the shop asks, but not for ten minutes', async () => {
    world.shop.faults.tooManyRequests(7);
    await world.client.listStatuses();
    expect(world.clock.sleeps).toEqual([7_000]);
    world.shop.faults.maintenance();
    const error = await rejection(world.client.listStatuses());
    expect(error).toMatchObject({ statusCode: 503, retryAfterMs: 600_000, retryable: true });
    expect(world.clock.sleeps).toHaveLength(1);
  });

  it('are not made again when the shop refuses', async () => {
    world.shop.faults.refuse(403);
    expect(await rejection(world.client.listStatuses())).toBeInstanceOf(WooApiError);
    expect(world.shop.requests).toHaveLength(1);
  });

  it('end with the reason of an aborted signal', async () => {
    const stop = new AbortController();
    stop.abort(new Error('shutting down'));
    const error = await rejection(world.client.listStatuses(stop.signal));
    expect(error).toMatchObject({ message: 'shutting down' });
    expect(world.shop.requests).toEqual([]);
  });
});

describe('answers that are none', () => {
  it('are told apart: a web page where JSON belongs', async () => {
    world.shop.faults.htmlInsteadOfJson({ times: 3 });
    const error = await rejection(world.client.listStatuses());
    expect(error).toBeInstanceOf(PayloadError);
    expect(error).toMatchObject({
      message: 'GET /wp-json/wc/v3/orders/statuses is not readable: a web page instead of JSON',
    });
  });

  it('are told apart: JSON of another shape, with its place but not its values', async () => {
    world.shop.faults.answer({ status: 200, body: [{ slug: 'on-hold', name: { secret: 'no' } }] });
    const error = await rejection(world.client.listStatuses());
    expect(error).toBeInstanceOf(PayloadError);
    expect(error).toMatchObject({ retryable: false });
    expect(String(error)).toContain('0.name');
    expect(String(error)).not.toContain('secret');
  });

  it('are told apart: a shop that sends callers elsewhere, with the host but not the query', async () => {
    world.shop.faults.redirect('https://www.shop.example/wp-json/wc/v3/orders?consumer_key=ck');
    const error = await rejection(world.client.createOrders([orderDraft('aa1')]));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toBeInstanceOf(RedirectError);
    expect(error).toMatchObject({
      fault: 'redirect',
      targetHost: 'www.shop.example',
      message: 'No answer to POST /wp-json/wc/v3/orders (sent on to www.shop.example): redirect',
    });
    expect(world.shop.requests).toHaveLength(1);
  });

  it('are told apart: nothing listens there', async () => {
    const gone = await startStrangeServer(() => {});
    await gone.stop();
    const error = await rejection(
      world.clientWith({ url: gone.url }).createOrders([orderDraft('aa1')]),
    );
    expect(error).toMatchObject({ fault: 'refused', reachedServer: 'no', retryable: true });
    expect(outcomeOf(error)).toBe('not-sent');
  });

  it('are told apart: a host that does not exist', async () => {
    const client = world.clientWith({ url: 'http://shop.invalid' });
    const error = await rejection(client.createOrders([orderDraft('aa1')]));
    expect(error).toMatchObject({ fault: 'host-not-found', reachedServer: 'no' });
  });

  it('are told apart: a certificate nobody trusts, and the key is not sent', async () => {
    const seen: unknown[] = [];
    const server = await startSelfSignedServer((request, response) => {
      seen.push(request.headers);
      response.end('[]');
    });
    const error = await rejection(
      world.clientWith({ url: server.url }).createOrders([orderDraft('aa1')]),
    );
    expect(error).toMatchObject({ fault: 'certificate', reachedServer: 'no', retryable: false });
    expect(outcomeOf(error)).toBe('not-sent');
    expect(seen).toEqual([]);
    await server.stop();
  });

  it('are told apart: an answer that trickles in for longer than the time-out', async () => {
    const server = await startStrangeServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    const client = world.clientWith({ url: server.url, timeoutMs: 150 });
    const error = await rejection(client.createOrders([orderDraft('aa1')]));
    expect(error).toMatchObject({ fault: 'timeout', reachedServer: 'maybe' });
    await server.stop();
  });

  it('are told apart: an answer without end', async () => {
    const server = await startStrangeServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(4 * 1024 * 1024, ' ');
      const pour = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', pour);
      pour();
    });
    const client = world.clientWith({ url: server.url });
    const error = await rejection(client.createOrders([orderDraft('aa1')]));
    expect(error).toBeInstanceOf(PayloadError);
    expect(String(error)).toContain('longer than');
    await server.stop();
  });
});

describe('what is told', () => {
  it('keeps keys, signatures, queries and people out of logs and errors', async () => {
    const { consumerKey, consumerSecret } = world.shop.key;
    const address = {
      first_name: 'Änne',
      last_name: 'Lüdenscheidt',
      company: '',
      address_1: 'Musterstraße 12',
      address_2: '',
      city: 'Berlin',
      state: '',
      postcode: '10115',
      country: 'DE',
      phone: '+49301234567',
    };
    const draft = orderDraft('aa1', { billing: address, shipping: address });
    world.shop.faults.dropAfterEffect();
    const errors = [
      await rejection(world.client.createOrders([draft])),
      await rejection(world.clientWith({ consumerSecret: 'cs_wrong' }).createOrders([draft])),
    ];
    await world.client.createOrders([draft, draft]);
    await world.client.searchOrders('aa1');
    world.shop.faults.htmlInsteadOfJson();
    errors.push(await rejection(world.client.createOrders([draft])));
    const told = [
      JSON.stringify(world.logger.lines),
      ...errors.flatMap((error) => [deepText(error), String(error)]),
    ].join('\n');
    for (const secret of [consumerKey, consumerSecret, 'cs_wrong', 'oauth', 'Basic', 'search=']) {
      expect(told).not.toContain(secret);
    }
    for (const personal of Object.values(address).filter((text) => text.length > 2)) {
      expect(told).not.toContain(personal);
    }
    expect(world.logger.lines.every(({ level }) => level === 'debug')).toBe(true);
    expect(world.logger.lines.at(0)).toMatchObject({ event: 'shop-call-unanswered' });
  });

  it('knows how far the shop’s clock is from ours', async () => {
    expect(world.client.shopClock()).toBeUndefined();
    const date = new Date(world.clock.now().getTime() + 90_000).toUTCString();
    world.shop.faults.answer({ status: 200, body: [], headers: { date } });
    await world.client.listStatuses();
    expect(world.client.shopClock()).toEqual({ saidAt: Date.parse(date) + 500, skewMs: 90_500 });
  });
});

/** Everything an error holds, its cause and what that holds included. */
function deepText(value: unknown, depth = 0): string {
  if (typeof value !== 'object' || value === null || depth > 6) return String(value);
  return Object.getOwnPropertyNames(value)
    .map((name) => `${name}: ${deepText(Reflect.get(value, name), depth + 1)}`)
    .join('\n');
}
