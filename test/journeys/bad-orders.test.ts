import { expect, it } from 'vitest';
import { openTables } from '../contracts/ledger/ledger-access.ts';
import { usualDatabase } from '../databases.ts';
import type { StoredOrder } from '../fakes/woocommerce/state.ts';
import {
  buildSalesOrder,
  type SalesOrderOverrides,
  type WireSalesOrder,
} from '../fixtures/otto/index.ts';
import { grossOf } from './support/gross.ts';
import { DAY, HOUR, MINUTE, SHIRT, STOCK, startWorld, type World } from './support/world.ts';

type Incident = { code: string; orders: number; params: unknown };

async function incidents(world: World): Promise<Incident[]> {
  const rows = await world.openIncidents();
  return rows.map(({ code, orders, params }) => ({ code, orders, params: JSON.parse(params) }));
}

/** One bad order among two good ones; the good ones must come in whatever the bad one is. */
async function withGoodNeighbours(world: World, bad: () => WireSalesOrder) {
  const before = world.order({ seed: 'good neighbour 1' });
  const order = bad();
  const after = world.order({ seed: 'good neighbour 2' });
  const ran = await world.run();
  for (const { salesOrderId } of [before, after]) {
    expect(world.shopOrder(salesOrderId).status).toBe('processing');
  }
  return { order, ...ran };
}

const NAMELESS = { sku: 'NOT-THERE', articleNumber: 'S0N1', productTitle: 'Neu »X«', vatRate: 19 };

type Breakage = (order: WireSalesOrder) => unknown;

const price = (amount: unknown) => (order: WireSalesOrder) => ({
  ...order,
  positionItems: order.positionItems.map((piece) => ({
    ...piece,
    itemValueGrossPrice: { amount, currency: 'EUR' },
  })),
});

it.each<[string, Breakage]>([
  ['lacks its pieces', ({ positionItems: _pieces, ...order }) => order],
  ['has an empty list of pieces', (order) => ({ ...order, positionItems: [] })],
  ['has a price that is a word', price('free')],
  ['has a price of a third of a cent', price(9.993333)],
  ['has no order date', ({ orderDate: _date, ...order }) => order],
  ['has a date that is no date', (order) => ({ ...order, orderDate: 'yesterday' })],
  ['has no order number', ({ orderNumber: _number, ...order }) => order],
  [
    'has a piece without product',
    (order) => ({
      ...order,
      positionItems: order.positionItems.map(({ product: _product, ...piece }) => piece),
    }),
  ],
  [
    'has a piece without state',
    (order) => ({
      ...order,
      positionItems: order.positionItems.map((piece) => ({ ...piece, fulfillmentStatus: null })),
    }),
  ],
])('is an incident when it %s, and comes in once OTTO has mended it', async (_what, breakage) => {
  const world = await startWorld();
  const { order, counters, fault, importRunId } = await withGoodNeighbours(world, () => {
    const bad = world.order({ seed: 'bad' });
    world.otto.faults.malformOrder(bad.salesOrderId, breakage(bad));
    return bad;
  });
  expect(fault).toBeUndefined();
  expect(counters).toMatchObject({ created: 2, failed: 1 });
  expect(world.shopOrders(order.salesOrderId)).toEqual([]);
  const [incident, ...others] = await incidents(world);
  expect(others).toEqual([]);
  expect(incident).toMatchObject({
    code: 'sales-order-unreadable',
    orders: 1,
    params: { salesOrderId: order.salesOrderId },
  });
  const failed = (await world.lines(importRunId)).filter(({ outcome }) => outcome === 'failed');
  expect(failed).toHaveLength(1);

  world.otto.faults.clear();
  await world.runAfter(HOUR);
  expect(world.shopOrder(order.salesOrderId).total.toFixed(2)).toBe(grossOf(order));
  expect(await incidents(world)).toEqual([]);
  expect(await world.row(order.salesOrderId)).toMatchObject({
    import_state: 'imported',
    order_number: order.orderNumber,
    failures: 0,
  });
});

it.each<[string, Breakage]>([
  ['is nothing but a text', () => 'order'],
  ['is an empty object', () => ({})],
  ['has everything but its id', ({ salesOrderId: _id, ...order }) => order],
])('is an incident when it %s, and comes in once OTTO has mended it', async (_what, breakage) => {
  const world = await startWorld();
  const { order, counters } = await withGoodNeighbours(world, () => {
    const bad = world.order({ seed: 'bad' });
    world.otto.faults.malformOrder(bad.salesOrderId, breakage(bad));
    return bad;
  });
  expect(counters).toMatchObject({ created: 2, failed: 1 });
  expect(await incidents(world)).toMatchObject([{ code: 'sales-order-unreadable' }]);

  world.otto.faults.clear();
  await world.runAfter(HOUR);
  expect(world.shopOrders(order.salesOrderId)).toHaveLength(1);
  expect(await incidents(world)).toEqual([]);
});

it('keeps what is in the shop when a later state of the order can not be read', async () => {
  const world = await startWorld();
  const order = world.order();
  await world.run();
  const before = structuredClone(world.shopOrder(order.salesOrderId));
  world.otto.faults.malformOrder(order.salesOrderId, { salesOrderId: order.salesOrderId });
  world.otto.send(order.salesOrderId);
  await world.runAfter(MINUTE);
  expect(world.shopOrder(order.salesOrderId)).toEqual(before);
  expect(await world.row(order.salesOrderId)).toMatchObject({
    import_state: 'imported',
    order_number: order.orderNumber,
    woo_order_id: before.id,
  });
  expect(await incidents(world)).toMatchObject([{ code: 'sales-order-unreadable', orders: 1 }]);
  world.otto.faults.clear();
  await world.runAfter(HOUR);
  expect(world.shopOrder(order.salesOrderId).status).toBe('completed');
  expect(await incidents(world)).toEqual([]);
});

it.each<[string, SalesOrderOverrides, object]>([
  [
    'an unknown state',
    { positionItems: [{ fulfillmentStatus: 'LOST_AT_SEA' }, {}] },
    { code: 'fulfillment-status-unknown', params: { words: 'LOST_AT_SEA' } },
  ],
  [
    'Swiss francs',
    { positionItems: [{ itemValueGrossPrice: { amount: 24.99, currency: 'CHF' } }] },
    { code: 'currency-not-euro', params: { currency: 'CHF' } },
  ],
  [
    'a negative price',
    { positionItems: [{ itemValueGrossPrice: { amount: -5, currency: 'EUR' } }] },
    { code: 'price-not-believable', params: { cents: -500 } },
  ],
  [
    'a price of two million',
    { positionItems: [{ itemValueGrossPrice: { amount: 2_000_000, currency: 'EUR' } }] },
    { code: 'price-not-believable', params: { cents: 200_000_000 } },
  ],
  [
    'a discount larger than the price',
    {
      positionItems: [
        {
          itemValueGrossPrice: { amount: 10, currency: 'EUR' },
          itemValueDiscount: { amount: 12, currency: 'EUR' },
        },
      ],
    },
    { code: 'price-not-believable', params: { cents: -200 } },
  ],
])(
  'holds an order with %s, writes nothing for it, and goes on when OTTO corrects it',
  async (_what, overrides, expected) => {
    const world = await startWorld();
    const { order, counters } = await withGoodNeighbours(world, () =>
      world.order({ seed: 'bad', ...overrides }),
    );
    expect(counters).toMatchObject({ created: 2, held: 1, failed: 0 });
    expect(world.shopOrders(order.salesOrderId)).toEqual([]);
    expect(await incidents(world)).toMatchObject([{ orders: 1, ...expected }]);
    expect(await world.row(order.salesOrderId)).toMatchObject({ import_state: 'held' });

    world.otto.amend(order.salesOrderId, () => buildSalesOrder({ seed: 'bad' }));
    await world.runAfter(6 * HOUR);
    expect(world.shopOrders(order.salesOrderId)).toHaveLength(1);
    expect(await incidents(world)).toEqual([]);
  },
);

it('imports an order whose price parts disagree at the reduced price, and says so', async () => {
  const world = await startWorld();
  const { order } = await withGoodNeighbours(world, () =>
    world.order({
      seed: 'bad',
      initialDeliveryFees: [],
      positionItems: [
        {
          itemValueGrossPrice: { amount: 24.99, currency: 'EUR' },
          itemValueDiscount: { amount: 5, currency: 'EUR' },
          itemValueReducedGrossPrice: { amount: 21, currency: 'EUR' },
        },
      ],
    }),
  );
  expect(world.shopOrder(order.salesOrderId).total).toBe(21);
  expect(await incidents(world)).toMatchObject([
    {
      code: 'price-parts-disagree',
      orders: 1,
      params: {
        orderNumber: order.orderNumber,
        grossCents: 2499,
        discountCents: 500,
        reducedCents: 2100,
      },
    },
  ]);
});

it('imports a SKU that the shop lacks as a named line, and asks once for all orders which product it is', async () => {
  const world = await startWorld();
  const orders = [1, 2].map((seed) =>
    world.order({ seed, positionItems: [{ product: NAMELESS }, {}] }),
  );
  await world.run();
  for (const order of orders) {
    const shopOrder = world.shopOrder(order.salesOrderId);
    expect(shopOrder.lineItems.map((line) => [line.name, line.productId > 0])).toEqual([
      [NAMELESS.productTitle, false],
      [expect.any(String), true],
    ]);
    expect(shopOrder.total.toFixed(2)).toBe(grossOf(order));
  }
  expect(await incidents(world)).toMatchObject([
    { code: 'sku-not-in-shop', orders: 2, params: { sku: 'NOT-THERE' } },
  ]);

  await world.bridge.ledger.saveProductChoice('NOT-THERE', SHIRT);
  const next = world.order({ seed: 3, positionItems: [{ product: NAMELESS }] });
  await world.runAfter(5 * MINUTE);
  const [line] = world.shopOrder(next.salesOrderId).lineItems;
  const shirt = [...world.shop.state.products.values()].find(({ sku }) => sku === SHIRT);
  expect(line?.productId).toBe(shirt?.id);
  expect(await incidents(world)).toEqual([]);
  expect(world.stock(SHIRT)).toBe(STOCK - 3);
});

it('holds orders with a SKU the shop lacks where the owner wants that, until a product is chosen', async () => {
  const world = await startWorld({ rules: { unknownSku: 'hold' } });
  const orders = [1, 2].map((seed) =>
    world.order({ seed, positionItems: [{ product: NAMELESS }] }),
  );
  const { counters } = await withGoodNeighbours(world, () => orders[0] ?? world.order());
  expect(counters).toMatchObject({ created: 2, held: 2 });
  expect(await incidents(world)).toMatchObject([
    { code: 'held-for-sku', orders: 2, params: { skus: 'NOT-THERE' } },
  ]);
  await world.bridge.ledger.saveProductChoice('NOT-THERE', SHIRT);
  await world.runAfter(6 * HOUR);
  for (const { salesOrderId } of orders) {
    expect(world.shopOrder(salesOrderId).lineItems[0]?.productId).toBeGreaterThan(0);
  }
  expect(await incidents(world)).toEqual([]);
});

it('frees a held order as well when the product is added to the shop', async () => {
  const world = await startWorld({ rules: { unknownSku: 'hold' } });
  const order = world.order({ positionItems: [{ product: NAMELESS }] });
  await world.run();
  world.shop.addProduct({ name: 'Neu', sku: 'not-there', price: '1.00', stockQuantity: 3 });
  await world.runAfter(6 * HOUR);
  expect(world.shopOrders(order.salesOrderId)).toHaveLength(1);
  expect(world.stock('not-there')).toBe(2);
  expect(await incidents(world)).toEqual([]);
});

it('frees held orders at once when the owner changes the rule', async () => {
  const world = await startWorld({ rules: { unknownSku: 'hold' } });
  const order = world.order({ positionItems: [{ product: NAMELESS }] });
  await world.run();
  await world.setRules({ unknownSku: 'named-line' });
  await world.runAfter(MINUTE);
  expect(world.shopOrders(order.salesOrderId)).toHaveLength(1);
  expect(await incidents(world)).toMatchObject([{ code: 'sku-not-in-shop', orders: 1 }]);
});

const ADDRESS = {
  salutation: 'MS',
  firstName: 'Erika',
  lastName: 'Mustermann',
  street: 'Musterallee',
  houseNumber: '12a',
  zipCode: '01067',
  city: 'Dresden',
  countryCode: 'DEU',
};
const LONG_NAME = 'Ä'.repeat(300);

it.each<[string, Partial<typeof ADDRESS> & { phoneNumber?: string }, object[], object]>([
  [
    'empty address fields',
    { street: '', city: ' ', zipCode: '' },
    [
      {
        code: 'address-incomplete',
        params: { which: 'delivery', fields: 'street, zipCode, city' },
      },
    ],
    { last_name: 'Mustermann', address_1: '12a', city: ' ' },
  ],
  [
    'emoji and a name of three hundred characters',
    { firstName: '🧵👩‍👩‍👧 Zoë', lastName: LONG_NAME, street: 'Straße <b>"5"</b> \\ &amp;' },
    [],
    {
      first_name: '🧵👩‍👩‍👧 Zoë',
      last_name: LONG_NAME,
      address_1: 'Straße <b>"5"</b> \\ &amp; 12a',
    },
  ],
  [
    'a phone number of 150 characters',
    { phoneNumber: '1'.repeat(150) },
    [{ code: 'phone-number-cut', params: { which: 'delivery', length: 150 } }],
    { phone: '1'.repeat(100), last_name: 'Mustermann' },
  ],
  [
    'an unknown country code',
    { countryCode: 'XQQ' },
    [{ code: 'country-code-unknown', params: { which: 'delivery', countryCode: 'XQQ' } }],
    { country: 'XQQ', last_name: 'Mustermann' },
  ],
])('imports an order with %s whole, and to the cent', async (_what, change, expected, shown) => {
  const world = await startWorld();
  const { order, counters } = await withGoodNeighbours(world, () =>
    world.order({
      seed: 'bad',
      deliveryAddress: { ...ADDRESS, ...change },
      invoiceAddress: ADDRESS,
    }),
  );
  expect(counters).toMatchObject({ created: 3, failed: 0, held: 0 });
  const shopOrder = world.shopOrder(order.salesOrderId);
  expect(shopOrder.shipping).toMatchObject(shown);
  expect(shopOrder.billing).toMatchObject({ last_name: 'Mustermann', email: '' });
  const open = await incidents(world);
  const aboutAddress = open.filter(({ code }) => code !== 'vat-rate-not-in-shop');
  expect(aboutAddress).toMatchObject(expected);
  expect(aboutAddress).toHaveLength(expected.length);
  expect(shopOrder.total.toFixed(2)).toBe(grossOf(order));
  // What came in is left in peace.
  const since = world.mark();
  await world.runAfter(DAY);
  expect(world.shopWrites(since)).toEqual([]);
});

usualDatabase('an order nobody can read', ({ kind }) => {
  it('waits in the ledger with its incident, and comes in once OTTO has mended it', async () => {
    const world = await startWorld({ database: kind });
    const { order } = await withGoodNeighbours(world, () => {
      const bad = world.order({ seed: 'bad' });
      world.otto.faults.malformOrder(bad.salesOrderId, { salesOrderId: bad.salesOrderId });
      return bad;
    });
    expect(await world.row(order.salesOrderId)).toMatchObject({
      import_state: 'held',
      reason: 'sales-order-unreadable',
    });
    expect(await incidents(world)).toMatchObject([{ code: 'sales-order-unreadable', orders: 1 }]);
    world.otto.faults.clear();
    await world.runAfter(HOUR);
    expect(world.shopOrders(order.salesOrderId)).toHaveLength(1);
    expect(await incidents(world)).toEqual([]);
  });
});

usualDatabase('a shop that refuses an order', ({ kind }) => {
  it('is quoted without personal data, takes the others of the batch, and gets the order later', async () => {
    const world = await startWorld({ database: kind });
    const isBad = (item: unknown) => JSON.stringify(item).includes('"last_name":"Unerwünscht"');
    world.shop.faults.refuseItem(
      {
        code: 'plugin_says_no',
        message: '<b>Sorry</b>, Frau Unerwünscht from Musterallee 12a is on the black list.',
        item: isBad,
      },
      { times: 100 },
    );
    const { order, counters, fault } = await withGoodNeighbours(world, () =>
      world.order({
        seed: 'bad',
        deliveryAddress: { ...ADDRESS, lastName: 'Unerwünscht' },
        invoiceAddress: ADDRESS,
      }),
    );
    expect(fault).toBeUndefined();
    expect(counters).toMatchObject({ created: 2, failed: 1 });
    expect(world.shopOrders(order.salesOrderId)).toEqual([]);
    expect(await incidents(world)).toMatchObject([
      {
        code: 'shop-refused',
        orders: 1,
        params: {
          orderNumber: order.orderNumber,
          shopCode: 'plugin_says_no',
          shopMessage: expect.stringMatching(/^Sorry ?, Frau … from [… ]+ is on the black list\.$/),
        },
      },
    ]);

    world.shop.faults.clear();
    await world.runAfter(5 * MINUTE);
    expect(world.shopOrder(order.salesOrderId).total.toFixed(2)).toBe(grossOf(order));
    expect(await incidents(world)).toEqual([]);

    const tables = await openTables(world.config.ledger);
    const dump: unknown[] = [];
    for (const { name } of await tables.introspection.getTables()) {
      // The settings live beside the ledger on PostgreSQL; they hold no order.
      if (name === 'settings_documents') continue;
      // The names come from the database itself.
      dump.push(
        await tables
          .selectFrom(name as 'events')
          .selectAll()
          .execute(),
      );
    }
    const text = JSON.stringify(dump);
    expect(text).toContain(order.orderNumber);
    for (const secret of [
      'Unerwünscht',
      'Mustermann',
      'Musterallee',
      'Erika',
      'Dresden',
      '01067',
    ]) {
      expect(text).not.toContain(secret);
    }
    expect(JSON.stringify(world.log)).not.toContain('Unerwünscht');
  });
});

it('quotes the shop as well when the refused order is alone', async () => {
  const world = await startWorld();
  world.shop.faults.answer(
    { status: 400, body: { code: 'no_way', message: 'No way.', data: { status: 400 } } },
    { method: 'POST', path: /\/orders$/, times: 1 },
  );
  const order = world.order();
  const { fault, counters } = await world.run();
  expect(fault).toBeUndefined();
  expect(counters).toMatchObject({ failed: 1 });
  expect(await incidents(world)).toMatchObject([
    { code: 'shop-refused', params: { shopCode: 'no_way', shopMessage: 'No way.' } },
  ]);
  await world.runAfter(5 * MINUTE);
  expect(world.shopOrders(order.salesOrderId)).toHaveLength(1);
  expect(await incidents(world)).toEqual([]);
});

it('tells the owner of a change that the shop refuses, and makes it later', async () => {
  const world = await startWorld();
  const order = world.order();
  const other = world.order({ seed: 'other' });
  await world.run();
  const { id } = world.shopOrder(order.salesOrderId);
  world.shop.faults.answer(
    {
      status: 400,
      body: { code: 'locked', message: 'Locked by a plugin.', data: { status: 400 } },
    },
    { method: 'PUT', path: new RegExp(`/orders/${id}$`), times: 1 },
  );
  world.otto.send(order.salesOrderId);
  world.otto.send(other.salesOrderId);
  const { counters } = await world.runAfter(MINUTE);
  expect(counters).toMatchObject({ updated: 1, failed: 1 });
  expect(world.shopOrder(other.salesOrderId).status).toBe('completed');
  expect(await incidents(world)).toMatchObject([
    { code: 'shop-refused', params: { shopCode: 'locked', shopMessage: 'Locked by a plugin.' } },
  ]);
  await world.runAfter(5 * MINUTE);
  expect(world.shopOrder(order.salesOrderId).status).toBe('completed');
  expect(await incidents(world)).toEqual([]);
});

it('tells the owner of a change that makes the shop fail every time, while other orders go on', async () => {
  const world = await startWorld();
  const poison = world.order({ seed: 'poison' });
  const other = world.order({ seed: 'other' });
  await world.run();
  const { id } = world.shopOrder(poison.salesOrderId);
  world.shop.faults.serverError({
    method: 'PUT',
    path: new RegExp(`/orders/${id}$`),
    times: Number.POSITIVE_INFINITY,
  });
  world.otto.send(poison.salesOrderId);
  world.otto.send(other.salesOrderId);
  for (let runs = 0; runs < 6; runs += 1) await world.runAfter(10 * MINUTE);
  expect(world.shopOrder(other.salesOrderId).status).toBe('completed');
  expect(await world.openIncidents()).toMatchObject([{ orders: 1 }]);
  const fresh = world.order({ seed: 'fresh' });
  await world.runAfter(10 * MINUTE);
  expect(world.shopOrders(fresh.salesOrderId)).toHaveLength(1);
  world.shop.faults.clear();
  await world.runAfter(7 * HOUR);
  expect(world.shopOrder(poison.salesOrderId).status).toBe('completed');
  expect(await incidents(world)).toEqual([]);
});

it('brings the others in when one new order makes the shop fail every time', async () => {
  const world = await startWorld();
  const orders = Array.from({ length: 6 }, (_, index) => world.order({ seed: `batch/${index}` }));
  const [poison, ...others] = orders;
  const holdsPoison = (body: unknown) => JSON.stringify(body).includes(poison?.orderNumber ?? '?');
  world.shop.faults.serverError({
    method: 'POST',
    path: '/orders',
    times: Number.POSITIVE_INFINITY,
    when: ({ body }) => holdsPoison(body),
  });
  for (let runs = 0; runs < 12; runs += 1) await world.runAfter(15 * MINUTE);
  for (const { salesOrderId } of others) {
    expect(world.shopOrders(salesOrderId)).toHaveLength(1);
  }
  expect(await world.openIncidents()).toMatchObject([{ orders: 1 }]);
  world.shop.faults.clear();
  await world.runAfter(7 * HOUR);
  await world.runAfter(15 * MINUTE);
  for (const { salesOrderId } of orders) expect(world.shopOrders(salesOrderId)).toHaveLength(1);
  expect(await incidents(world)).toEqual([]);
});

it('goes on with all others when OTTO can not give a single order', async () => {
  const world = await startWorld({ rules: { unknownSku: 'hold' } });
  const stuck = world.order({ seed: 'stuck', positionItems: [{ product: NAMELESS }] });
  const other = world.order({
    seed: 'other',
    positionItems: [{ product: { ...NAMELESS, sku: 'ELSEWHERE' } }],
  });
  await world.run();
  await world.clock.advance(3 * DAY);
  world.order({ seed: 'moves the cursor' });
  await world.run();
  await world.bridge.ledger.saveProductChoice('ELSEWHERE', SHIRT);
  await world.bridge.ledger.saveProductChoice('NOT-THERE', SHIRT);
  const single = (id: string) => (request: { path: string }) => request.path.endsWith(id);
  world.otto.faults.answerWith(500, {
    on: single(stuck.salesOrderId),
    times: Number.POSITIVE_INFINITY,
  });
  for (let runs = 0; runs < 4; runs += 1) await world.runAfter(7 * HOUR);
  expect(world.shopOrders(other.salesOrderId)).toHaveLength(1);
  world.otto.faults.clear();
  for (let runs = 0; runs < 2; runs += 1) await world.runAfter(7 * HOUR);
  expect(world.shopOrders(stuck.salesOrderId)).toHaveLength(1);
});

it('imports an order that lists a piece twice with the piece once, and says so', async () => {
  const world = await startWorld();
  const order = world.order();
  const [piece] = order.positionItems;
  world.otto.faults.malformOrder(order.salesOrderId, { ...order, positionItems: [piece, piece] });
  await world.run();
  expect(world.shopOrder(order.salesOrderId).lineItems.map((line) => line.quantity)).toEqual([1]);
  expect(await incidents(world)).toMatchObject([
    { code: 'position-item-listed-twice', params: { positionItemId: piece?.positionItemId } },
  ]);
});

it('waits for the address when OTTO releases an order without one', async () => {
  const world = await startWorld();
  const order = world.order();
  const { deliveryAddress: _address, invoiceAddress: _invoice, ...bare } = order;
  const ticket = world.otto.faults.malformOrder(order.salesOrderId, bare);
  const { counters } = await world.run();
  expect(counters).toMatchObject({ held: 1 });
  expect(await incidents(world)).toMatchObject([{ code: 'address-not-there', orders: 1 }]);
  ticket.withdraw();
  await world.runAfter(5 * MINUTE);
  expect(world.shopOrder(order.salesOrderId).shipping.last_name).not.toBe('');
  expect(await incidents(world)).toEqual([]);
});

it('holds an order that goes backward at OTTO, and leaves the shop as it is', async () => {
  const world = await startWorld();
  const order = world.order({ positionItems: [{ fulfillmentStatus: 'SENT' }] });
  await world.run();
  const ticket = world.otto.faults.malformOrder(
    order.salesOrderId,
    buildSalesOrder({
      ...order,
      positionItems: order.positionItems.map((piece) => ({
        ...piece,
        fulfillmentStatus: 'PROCESSABLE',
      })),
    }),
  );
  await world.runAfter(MINUTE);
  expect(world.shopOrder(order.salesOrderId).status).toBe('completed');
  expect(await incidents(world)).toMatchObject([
    { code: 'moved-backward', params: { from: 'sent', to: 'processable' } },
  ]);
  ticket.withdraw();
  await world.runAfter(HOUR);
  expect(await incidents(world)).toEqual([]);
});

it.each<[string, (order: StoredOrder) => void, object]>([
  [
    'gives it another status',
    (order) => {
      order.status = 'on-hold';
    },
    { code: 'shop-order-status', params: { expected: 'processing', actual: 'on-hold' } },
  ],
  [
    'loses a part of the address',
    (order) => {
      order.shipping.last_name = '';
    },
    { code: 'shop-order-address', params: { which: 'shipping', fields: 'last_name' } },
  ],
  [
    'puts an e-mail into it',
    (order) => {
      order.billing.email = 'somebody@plugin.example';
    },
    { code: 'shop-order-email-present', params: {} },
  ],
])(
  'tells the owner when a plugin of the shop changes a new order: %s',
  async (_what, meddle, expected) => {
    const world = await startWorld();
    const order = world.order();
    world.shop.hooks.onEffect = async ({ method }, answer) => {
      if (method !== 'POST') return;
      const [made] = world.shopOrders(order.salesOrderId);
      if (!made) throw new Error('no order was made');
      meddle(made);
      const { status, shipping, billing } = made;
      Object.assign(Object(answer.body), { status, shipping, billing });
    };
    await world.run();
    world.shop.hooks.onEffect = () => undefined;
    const [incident, ...others] = await incidents(world);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ orders: 1, ...expected });
    expect(incident?.params).toMatchObject({
      orderNumber: order.orderNumber,
      wooOrderId: world.shopOrder(order.salesOrderId).id,
    });
    expect(JSON.stringify(incident?.params)).not.toContain('plugin.example');
  },
);
