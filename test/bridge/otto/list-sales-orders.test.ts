import { describe, expect, it, vi } from 'vitest';
import { PayloadError } from '../../../src/bridge/errors.ts';
import {
  listSalesOrders,
  type SalesOrderPage,
} from '../../../src/bridge/otto/list-sales-orders.ts';
import type { OttoCaller } from '../../../src/bridge/otto/otto-caller.ts';
import type { ParsedSalesOrder } from '../../../src/mapping/otto/sales-order.ts';
import {
  buildSalesOrder,
  variedSalesOrders,
  type WireSalesOrder,
} from '../../fixtures/otto/index.ts';
import {
  collect,
  type OttoWorld,
  recordingLogger,
  rejectionOf,
  startOttoWorld,
} from './otto-world.ts';

const LIST = '/v4/orders';
const listCalls = ({ otto }: OttoWorld) => otto.requestsTo('GET', LIST);

function idOf(order: ParsedSalesOrder): string | undefined {
  return order.readable ? order.salesOrder.salesOrderId : order.unreadable.salesOrderId;
}

function idsOf(pages: SalesOrderPage[]): (string | undefined)[] {
  return pages.flatMap(({ orders }) => orders.map(idOf));
}

async function worldWith(orders: WireSalesOrder[], options = {}): Promise<OttoWorld> {
  const world = await startOttoWorld(options);
  for (const order of orders) world.otto.addOrder(order);
  return world;
}

/** Answers of our own making, page by page, for what the fake never does. */
function answerPages({ otto }: OttoWorld, pages: unknown[]): void {
  for (const body of pages) {
    otto.faults.answerWith(200, { on: 'order-list', body: JSON.stringify(body) });
  }
}

const next = (cursor: string) => [{ rel: 'next', href: `${LIST}?nextcursor=${cursor}` }];

describe('a listing', () => {
  it('brings every order of every page, and names the last page', async () => {
    const orders = variedSalesOrders(7);
    const world = await worldWith(orders);
    const pages = await collect(world.client.listSalesOrders({ limit: 3 }));
    expect(pages.map(({ orders: { length }, isLast }) => [length, isLast])).toEqual([
      [3, false],
      [3, false],
      [1, true],
    ]);
    expect(idsOf(pages).sort()).toEqual(orders.map(({ salesOrderId }) => salesOrderId).sort());
  });

  it('of nothing is one empty page', async () => {
    const world = await startOttoWorld({ emptyResources: 'absent', lastPageLinks: 'absent' });
    expect(await collect(world.client.listSalesOrders({}))).toEqual([{ orders: [], isLast: true }]);
  });

  it('asks for states one by one, for moments in UTC, and for the mode', async () => {
    const world = await startOttoWorld();
    await collect(
      world.client.listSalesOrders({
        changedSince: '2026-03-01T10:00:00+02:00',
        orderedSince: '2026-02-01T00:00:00.000Z',
        orderedUntil: '2026-03-02T00:00:00.000Z',
        fulfillmentStatuses: ['ANNOUNCED', 'PROCESSABLE'],
        mode: 'AT_LEAST_ONE',
        limit: 50,
      }),
    );
    expect([...(listCalls(world)[0]?.query ?? [])].sort()).toEqual([
      ['fromDate', '2026-03-01T08:00:00.000Z'],
      ['fromOrderDate', '2026-02-01T00:00:00.000Z'],
      ['fulfillmentStatus', 'ANNOUNCED'],
      ['fulfillmentStatus', 'PROCESSABLE'],
      ['limit', '50'],
      ['mode', 'AT_LEAST_ONE'],
      ['toOrderDate', '2026-03-02T00:00:00.000Z'],
    ]);
  });

  it('leaves everything it was not asked for to OTTO', async () => {
    const world = await startOttoWorld();
    await collect(world.client.listSalesOrders({}));
    expect([...(listCalls(world)[0]?.query ?? [])]).toEqual([]);
  });

  it('never asks for larger pages than OTTO gives', async () => {
    const world = await startOttoWorld();
    await collect(world.client.listSalesOrders({ limit: 5_000 }));
    expect(listCalls(world)[0]?.query.get('limit')).toBe('256');
  });

  it('follows a cursor with the limit and nothing else', async () => {
    const world = await worldWith(variedSalesOrders(3));
    await collect(world.client.listSalesOrders({ changedSince: '2020-01-01T00:00:00Z', limit: 2 }));
    const [, second] = listCalls(world);
    expect([...(second?.query.keys() ?? [])].sort()).toEqual(['limit', 'nextcursor']);
  });

  it('sends a cursor with signs of its own back as it came', async () => {
    const world = await startOttoWorld();
    const cursor = 'a+b/c==&d=ü%2B';
    answerPages(world, [{ links: next(encodeURIComponent(cursor)) }, {}]);
    await collect(world.client.listSalesOrders({}));
    expect(listCalls(world)[1]?.query.get('nextcursor')).toBe(cursor);
  });

  it('says who asks, when, and what it takes', async () => {
    const world = await startOttoWorld();
    await collect(world.client.listSalesOrders({}));
    expect(listCalls(world)[0]?.headers).toMatchObject({
      accept: 'application/json',
      'x-request-timestamp': world.clock.now().toISOString(),
      authorization: `Bearer ${world.otto.state.tokens.issued[0]?.accessToken}`,
    });
  });
});

describe('the next page', () => {
  it('is fetched while the caller works on this one, and only that one', async () => {
    const world = await worldWith(variedSalesOrders(4));
    const pages = world.client.listSalesOrders({ limit: 1 })[Symbol.asyncIterator]();
    await pages.next();
    await vi.waitFor(() => expect(listCalls(world)[1]?.outcome).toBe(200), { interval: 1 });
    await world.clock.sleep(1_000);
    expect(listCalls(world)).toHaveLength(2);
    await pages.return?.();
  });

  it('is called off when the caller leaves', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const call: OttoCaller = async ({ read }, signal) => {
      const page = { resources: [buildSalesOrder()], links: next(`${signals.push(signal)}`) };
      const text = JSON.stringify(page);
      const requestLine = `GET ${LIST}`;
      const bytes = new TextEncoder().encode(text);
      return read({ requestLine, ok: true, statusCode: 200, text, bytes, retryAfterMs: undefined });
    };
    for await (const page of listSalesOrders(
      {},
      { call, logger: recordingLogger([]), accountId: 'a' },
    )) {
      expect(page.orders).toHaveLength(1);
      expect(signals.map((signal) => signal?.aborted)).toEqual([false, false]);
      break;
    }
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
  });

  it('on its way is no failure when the caller leaves', async () => {
    const world = await worldWith(variedSalesOrders(3));
    for await (const page of world.client.listSalesOrders({ limit: 1 })) {
      expect(page.orders).toHaveLength(1);
      break;
    }
    await world.client.getSalesOrder('a');
    expect(world.log.filter(({ level }) => level !== 'debug')).toEqual([]);
  });

  it('that fails spoils neither this page nor the process', async () => {
    const world = await worldWith(variedSalesOrders(2));
    const isSecond = ({ query }: { query: URLSearchParams }) => query.has('nextcursor');
    world.otto.faults.answerWith(400, { on: isSecond });
    const pages = world.client.listSalesOrders({ limit: 1 })[Symbol.asyncIterator]();
    expect((await pages.next()).value?.orders).toHaveLength(1);
    await vi.waitFor(() => expect(world.warnings('otto-call-failed')).toHaveLength(1), {
      interval: 1,
    });
    expect(await rejectionOf(pages.next())).toMatchObject({ statusCode: 400 });
  });
});

describe('an order listed twice', () => {
  it('with the same content is brought once', async () => {
    const orders = variedSalesOrders(5);
    const world = await worldWith(orders, { repeatLastOrderOnNextPage: true });
    const pages = await collect(world.client.listSalesOrders({ limit: 2 }));
    expect(idsOf(pages)).toHaveLength(5);
    expect(new Set(idsOf(pages)).size).toBe(5);
  });

  it('and changed in between is brought twice', async () => {
    const world = await startOttoWorld();
    const early = buildSalesOrder({ lastModifiedDate: '2026-03-02T09:00:00.000Z' });
    const late = buildSalesOrder({ lastModifiedDate: '2026-03-02T10:00:00.000Z' });
    answerPages(world, [{ resources: [early], links: next('2') }, { resources: [late, early] }]);
    const pages = await collect(world.client.listSalesOrders({}));
    const changes = pages.flatMap(({ orders }) =>
      orders.map((order) => order.readable && order.salesOrder.changedAt),
    );
    expect(changes).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-02T10:00:00.000Z']);
  });

  it('is brought again by the next listing', async () => {
    const world = await worldWith([buildSalesOrder()]);
    await collect(world.client.listSalesOrders({}));
    expect(idsOf(await collect(world.client.listSalesOrders({})))).toHaveLength(1);
  });
});

describe('an unreadable order', () => {
  it('is told by its ids, and the rest of the page comes through', async () => {
    const [good, bad] = [buildSalesOrder({ seed: 1 }), buildSalesOrder({ seed: 2 })];
    const world = await worldWith([good, bad]);
    const { salesOrderId, orderNumber } = bad;
    world.otto.faults.malformOrder(salesOrderId, { salesOrderId, orderNumber, positionItems: 7 });
    const [page] = await collect(world.client.listSalesOrders({}));
    expect(page?.orders.find((order) => order.readable)).toMatchObject({
      salesOrder: { salesOrderId: good.salesOrderId },
    });
    expect(page?.orders.find((order) => !order.readable)).toMatchObject({
      unreadable: { salesOrderId, orderNumber, problems: expect.any(Array) },
    });
    expect(page?.orders).toHaveLength(2);
  });

  it('without an id is never taken for a copy of another', async () => {
    const world = await startOttoWorld();
    answerPages(world, [{ resources: [null, null, {}] }]);
    const [page] = await collect(world.client.listSalesOrders({}));
    expect(page?.orders.map(({ readable }) => readable)).toEqual([false, false, false]);
  });
});

describe('a cursor that repeats itself', () => {
  it('ends the listing with a warning and without a last page', async () => {
    const world = await startOttoWorld();
    answerPages(world, [
      { resources: [buildSalesOrder({ seed: 1 })], links: next('one') },
      { resources: [buildSalesOrder({ seed: 2 })], links: next('two') },
      { resources: [buildSalesOrder({ seed: 3 })], links: next('one') },
    ]);
    const pages = await collect(world.client.listSalesOrders({}));
    expect(idsOf(pages)).toHaveLength(3);
    expect(pages.map(({ isLast }) => isLast)).toEqual([false, false, false]);
    expect(listCalls(world)).toHaveLength(3);
    expect(world.warnings('otto-cursor-repeated')).toEqual([
      { accountId: 'account-1', pagesRead: 3 },
    ]);
  });
});

describe('a page that cannot be read', () => {
  it.each([
    ['a web page', { body: '<html><body>maintenance</body></html>' }],
    ['resources that are no list', { body: '{"resources":{}}' }],
    ['a next link without a cursor', { body: '{"links":[{"rel":"next","href":"/v4/orders"}]}' }],
  ])('because of %s is asked for again', async (_what, answer) => {
    const world = await worldWith([buildSalesOrder()]);
    world.otto.faults.answerWith(200, { on: 'order-list', times: 2, ...answer });
    expect(idsOf(await collect(world.client.listSalesOrders({})))).toHaveLength(1);
    expect(listCalls(world)).toHaveLength(3);
  });

  it.each([[true], [false]])('because it was cut off is asked for again (%s)', async (complete) => {
    const world = await worldWith([buildSalesOrder()]);
    world.otto.faults.cutOffBody({ on: 'order-list', pretendsToBeComplete: complete });
    expect(idsOf(await collect(world.client.listSalesOrders({})))).toHaveLength(1);
    expect(listCalls(world)).toHaveLength(2);
  });

  it.each([[true], [false]])('to the end is a PayloadError to retry (%s)', async (complete) => {
    const world = await worldWith([buildSalesOrder()]);
    world.otto.faults.cutOffBody({ on: 'order-list', pretendsToBeComplete: complete, times: 9 });
    const error = await rejectionOf(collect(world.client.listSalesOrders({})));
    expect(error).toBeInstanceOf(PayloadError);
    expect(error).toMatchObject({ retryable: true });
    expect(listCalls(world)).toHaveLength(3);
  });
});

describe('a listing that is aborted', () => {
  it('ends with the reason and is not tried again', async () => {
    const world = await worldWith([buildSalesOrder()]);
    const shutdown = new AbortController();
    world.otto.hooks.onRequest = ({ path }) => {
      if (path === LIST) shutdown.abort(new Error('shutting down'));
    };
    const pages = world.client.listSalesOrders({}, shutdown.signal);
    expect(await rejectionOf(collect(pages))).toEqual(new Error('shutting down'));
    expect(listCalls(world)).toHaveLength(1);
    expect(world.log.filter(({ level }) => level !== 'debug')).toEqual([]);
  });
});
