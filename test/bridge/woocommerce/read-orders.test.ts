import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PayloadError, WooApiError } from '../../../src/bridge/errors.ts';
import { notesEqual } from '../../../src/bridge/woocommerce/order-notes.ts';
import { outcomeOf } from '../../../src/bridge/woocommerce/outcome-of.ts';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import { collect, orderDraft, rejection, type ShopWorld, startShopWorld } from './shop-world.ts';

let world: ShopWorld;
beforeEach(async () => {
  world = await startShopWorld({ firstIds: { order: 1000 } });
});
afterEach(() => world.shop.stop());

/** Makes orders and gives their ids. */
async function make(...orderNumbers: string[]): Promise<number[]> {
  const results = await world.client.createOrders(orderNumbers.map((name) => orderDraft(name)));
  return results.map((result) => (result.outcome === 'done' ? result.order.wooOrderId : 0));
}

function storedOrder(id: number | undefined) {
  const order = world.shop.state.orders.get(id ?? 0);
  if (!order) throw new Error(`no order ${id}`);
  return order;
}

describe('reading orders by id', () => {
  it('finds an order, also in the bin, and nothing where there is none', async () => {
    const [kept, binned] = await make('aa1', 'aa2');
    storedOrder(binned).status = 'trash';
    expect(await world.client.getOrder(kept ?? 0)).toMatchObject({ transactionId: 'aa1' });
    expect(await world.client.getOrder(binned ?? 0)).toMatchObject({ status: 'trash' });
    expect(await world.client.getOrder(99_999)).toBeUndefined();
  });

  it('does not take a broken permalink for a deleted order', async () => {
    world.shop.faults.answer({ status: 404, body: '<html>Not found</html>' });
    expect(await rejection(world.client.getOrder(1000))).toBeInstanceOf(WooApiError);
  });

  it('reads many at once, looks for those in the bin one by one, and leaves out the deleted', async () => {
    const ids = await make('aa1', 'aa2', 'aa3');
    storedOrder(ids[1]).status = 'trash';
    const found = await world.client.getOrders([...ids, 99_999, ...ids]);
    expect([...found.keys()].sort()).toEqual(ids);
    expect(found.get(ids[1] ?? 0)).toMatchObject({ status: 'trash' });
    const lists = world.shop.requests.filter(({ path }) => path === '/wp-json/wc/v3/orders');
    expect(lists).toHaveLength(1);
  });

  it('asks for more than a hundred in several calls', async () => {
    const ids: number[] = [];
    for (const part of [0, 1, 2]) {
      ids.push(...(await make(...Array.from({ length: 50 }, (_, at) => `n${part}-${at}`))));
    }
    world.shop.requests.length = 0;
    expect((await world.client.getOrders(ids)).size).toBe(150);
    expect(world.shop.requests).toHaveLength(2);
  });

  it('gives the error of an order that cannot be read instead of hiding it or the others', async () => {
    world.shop.faults.answer({ status: 200, body: [{ id: 1000, status: 'processing' }] });
    const found = await world.client.getOrders([1000]);
    expect(found.get(1000)).toBeInstanceOf(PayloadError);
  });
});

describe('finding our orders again', () => {
  it('lists ours only, of every status and from the bin', async () => {
    const [first, second] = await make('aa1', 'aa2');
    await world.client.createOrders([orderDraft('bb1', { created_via: 'checkout' })]);
    await world.client.createOrders([orderDraft('bb2', { meta_data: [] })]);
    storedOrder(second).status = 'trash';
    const own = await collect(world.client.listOwnOrders({}));
    expect(own).toEqual([
      {
        wooOrderId: first,
        status: 'processing',
        salesOrderId: 'sales-order-aa1',
        accountId: 'main',
        orderNumber: 'aa1',
        createdAt: '2026-03-02T08:00:00.000Z',
        totalCents: 1785,
        refundedCents: 0,
        phase: undefined,
        orderedAt: undefined,
        isKeptByOwner: false,
      },
      expect.objectContaining({ wooOrderId: second, status: 'trash', orderNumber: 'aa2' }),
    ]);
  });

  it('tells what the bridge wrote last into ours and how much of each was refunded', async () => {
    const [plain] = await make('aa1');
    const { meta_data = [] } = orderDraft('aa2');
    const written = [
      ...meta_data,
      { key: META.phase, value: 'sent' },
      { key: META.orderedAt, value: '2026-03-01T07:30:00.000Z' },
    ];
    await world.client.createOrders([orderDraft('aa2', { meta_data: written })]);
    const refund = { reason: '', api_refund: false, api_restock: false } as const;
    for (const amount of ['11.90', '0.05', '0.01']) {
      await world.client.createRefund(1001, { ...refund, amount, line_items: [], meta_data: [] });
    }
    // Another plugin booked it without an amount: the order shows "-" for it.
    const [last] = [...world.shop.state.refunds.values()].slice(-1);
    if (last) last.amount = '';
    const own = await collect(world.client.listOwnOrders({}));
    expect(own).toMatchObject([
      { wooOrderId: plain, refundedCents: 0, phase: undefined, orderedAt: undefined },
      { refundedCents: 1195, phase: 'sent', orderedAt: '2026-03-01T07:30:00.000Z' },
    ]);
    expect(await world.client.searchOrders('aa2')).toEqual(own.slice(1));
  });

  it.each([META.kept, META.refundedByHand])('tells by %s what the owner kept', async (key) => {
    const { meta_data = [] } = orderDraft('aa1');
    const kept = [...meta_data, { key, value: 'something' }];
    await world.client.createOrders([orderDraft('aa1', { meta_data: kept })]);
    const own = await collect(world.client.listOwnOrders({}));
    expect(own).toMatchObject([{ isKeptByOwner: true }]);
  });

  it('lists ours only in an old shop that ignores the filter', async () => {
    world.shop.settings.wooVersion = '9.8.0';
    await make('aa1');
    await world.client.createOrders([orderDraft('bb1', { created_via: 'checkout' })]);
    const own = await collect(world.client.listOwnOrders({}));
    expect(own.map(({ orderNumber }) => orderNumber)).toEqual(['aa1']);
  });

  it('includes the very second it is asked from', async () => {
    await make('aa1');
    const from = (createdAfter: string) => collect(world.client.listOwnOrders({ createdAfter }));
    expect(await from('2026-03-02T08:00:00.000Z')).toHaveLength(1);
    expect(await from('2026-03-02T08:00:00.900Z')).toHaveLength(1);
    expect(await from('2026-03-02T08:00:02.000Z')).toHaveLength(0);
    expect(world.shop.requests.at(-1)?.query).toMatchObject({
      after: '2026-03-02T08:00:01',
      dates_are_gmt: 'true',
      status: 'trash',
    });
  });

  it('lists every order once while others are deleted between two pages', async () => {
    const ids: number[] = [];
    for (const part of [0, 1, 2]) {
      ids.push(...(await make(...Array.from({ length: 70 }, (_, at) => `n${part}-${at}`))));
    }
    const seen: number[] = [];
    let deleted = 0;
    for await (const page of world.client.listOwnOrders({})) {
      seen.push(...page.map(({ wooOrderId }) => wooOrderId));
      if (deleted > 0) continue;
      for (const id of seen.slice(20)) if (world.shop.state.orders.delete(id)) deleted++;
    }
    expect(deleted).toBe(80);
    expect(seen).toEqual(ids);
  });

  it('refuses to overlook an order of ours that cannot be read', async () => {
    const meta = [{ key: META.salesOrderId, value: 'sales-order-aa1' }];
    const entry = { id: 7, status: 'on-hold', created_via: 'otto-market-bridge', meta_data: meta };
    world.shop.faults.answer({ status: 200, body: [{ ...entry, total: 'n/a' }] });
    expect(await rejection(collect(world.client.listOwnOrders({})))).toBeInstanceOf(PayloadError);
  });

  it('finds an order by its exact OTTO order number, also in the bin', async () => {
    const [, second] = await make('aa1', 'aa11');
    storedOrder(second).status = 'trash';
    const numbers = async (text: string) =>
      (await world.client.searchOrders(text)).map(({ orderNumber }) => orderNumber);
    expect(await numbers('aa1')).toEqual(['aa1']);
    expect(await numbers('aa11')).toEqual(['aa11']);
    expect(await numbers('aa')).toEqual([]);
    expect(await numbers(' ')).toEqual([]);
  });

  it.each(['legacy', 'hpos-full-text'] as const)('finds it in a %s shop too', async (storage) => {
    world.shop.settings.orderStorage = storage;
    await make('aa1');
    expect(await world.client.searchOrders('aa1')).toHaveLength(1);
  });
});

describe('listing what changed', () => {
  it('lists everybody’s orders changed at or after a moment, those in the bin last', async () => {
    const [first, second, third] = await make('aa1', 'aa2', 'aa3');
    await world.clock.sleep(10_000);
    await world.client.updateOrder(third ?? 0, { status: 'completed' });
    await world.client.updateOrder(first ?? 0, { status: 'completed' });
    storedOrder(second).status = 'trash';
    storedOrder(second).dateModified = world.clock.now();
    const changedSince = world.clock.now().toISOString();
    const changed: number[] = [];
    for await (const { orders } of world.client.listChangedOrders({ changedSince })) {
      changed.push(...orders.map(({ wooOrderId }) => wooOrderId));
    }
    expect(changed).toEqual([first, third, second]);
  });

  it('names an order that cannot be read apart from the others, and says why', async () => {
    const [id] = await make('aa1');
    const readable = await world.client.getOrder(id ?? 0);
    world.shop.faults.answer({ status: 200, body: [{ id: 5, total: 'n/a' }] });
    const pages = world.client.listChangedOrders({ changedSince: '2026-01-01' });
    const { value } = await pages[Symbol.asyncIterator]().next();
    expect(readable).toBeDefined();
    expect(value).toEqual({ orders: [], unreadable: [5] });
    expect(world.logger.lines.find(({ level }) => level === 'warn')).toMatchObject({
      event: 'shop-order-unreadable',
      fields: { wooOrderId: 5 },
    });
  });
});

describe('notes and refunds', () => {
  it.each([
    'Piece 1 was cancelled by OTTO',
    'a < b & c > d "quoted" &rarr;',
    'C:\\labels\\1.pdf',
    'two\r\nlines  and 😀',
  ])('finds its own note again: %j', async (text) => {
    const [id] = await make('aa1');
    await world.client.createNote(id ?? 0, text);
    const notes = await world.client.listNotes(id ?? 0);
    expect(notes.filter((note) => notesEqual(text, note.text))).toHaveLength(1);
    expect(world.shop.state.mails.filter(({ audience }) => audience === 'customer')).toEqual([]);
  });

  it.each([
    ['a < b', 'a &lt; b', true],
    ['a\\b', 'ab', true],
    ['a\\b', 'a&#092;b', true],
    ['a &amp; b', 'a &amp;amp; b', true],
    ['a', 'b', false],
    ['10 pieces', '1 pieces', false],
  ])('compares %j with %j as the shop keeps it', (text, listed, equal) => {
    expect(notesEqual(text, listed)).toBe(equal);
  });

  it('books a refund with its pieces and lists it', async () => {
    const [id = 0] = await make('aa1');
    const line = storedOrder(id).lineItems[0];
    const refund = await world.client.createRefund(id, {
      amount: '11.90',
      reason: 'Returned',
      api_refund: false,
      api_restock: false,
      line_items: [
        {
          id: line?.id ?? 0,
          quantity: 1,
          refund_total: 10,
          refund_tax: [{ id: 1, refund_total: 1.9 }],
        },
      ],
      meta_data: [{ key: META.refundPositionItems, value: 'piece-aa1' }],
    });
    expect(refund).toMatchObject({ amountCents: 1190, positionItemIds: ['piece-aa1'] });
    expect(await world.client.listRefunds(id)).toEqual([refund]);
  });

  it('knows a refund above what is left for refused, although the shop says 500', async () => {
    const [id = 0] = await make('aa1');
    const refund = {
      amount: '900.00',
      reason: 'Returned',
      api_refund: false,
      api_restock: false,
      line_items: [],
      meta_data: [],
    } as const;
    const error = await rejection(
      world.client.createRefund(id, { ...refund, line_items: [], meta_data: [] }),
    );
    expect(error).toMatchObject({ statusCode: 500, retryable: false });
    expect(outcomeOf(error)).toBe('refused');
  });
});
