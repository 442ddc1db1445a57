import { expect, it } from 'vitest';
import { type ShopSettings, taxRate } from '../fakes/woocommerce/settings.ts';
import {
  buildPositionItem,
  buildSalesOrder,
  furtherProducts,
  standardFee,
  variedSalesOrders,
  type WireSalesOrder,
} from '../fixtures/otto/index.ts';
import * as situations from '../fixtures/otto/situations.ts';
import { grossOf } from './support/gross.ts';
import { DAY, HOUR, MINUTE, startWorld, type World } from './support/world.ts';

/** Orders that are hard to add up: many rates, fees, discounts, odd cents, many pieces. */
function hardOrders(): WireSalesOrder[] {
  const cheap = Array.from({ length: 7 }, (_, index) =>
    buildPositionItem({
      seed: `cheap/${index}`,
      itemValueGrossPrice: { amount: 0.03, currency: 'EUR' },
    }),
  );
  const books = Array.from({ length: 3 }, (_, index) =>
    buildPositionItem({
      seed: `books/${index}`,
      product: furtherProducts.cookbook,
      discount: 0.01,
    }),
  );
  const bulky = buildPositionItem({ seed: 'bulky' });
  return [
    ...variedSalesOrders(12, 'totals'),
    situations.processableThreeVatRates(),
    situations.processableOneOfTwoDiscounted(),
    situations.processableTakeBack(),
    situations.processableFreeDelivery(),
    buildSalesOrder({
      seed: 'cheap',
      positionItems: cheap,
      initialDeliveryFees: [standardFee(cheap, 2.95), standardFee(cheap, 0.01)],
    }),
    buildSalesOrder({ seed: 'books', positionItems: books }),
    // The nets of these two fees round up by more than half a cent together.
    buildSalesOrder({
      seed: 'two fees',
      positionItems: [bulky],
      initialDeliveryFees: [standardFee([bulky], 49), standardFee([bulky], 24)],
    }),
    buildSalesOrder({
      seed: 'free',
      positionItems: [{ itemValueGrossPrice: { amount: 0, currency: 'EUR' } }],
    }),
  ];
}

function isLive(order: WireSalesOrder): boolean {
  return order.positionItems.some((piece) => !piece.fulfillmentStatus.startsWith('CANCELLED'));
}

async function incidentsOf(world: World) {
  const rows = await world.openIncidents();
  return rows.map(({ code, orders, params }) => ({ code, orders, params: JSON.parse(params) }));
}

const GERMAN_RATES = [
  taxRate({ id: 1, rate: '19.0000' }),
  taxRate({ id: 2, rate: '7.0000', taxClass: 'reduced-rate' }),
];

it.each<[string, Partial<ShopSettings>]>([
  ['gross prices, as usual', {}],
  ['taxes off', { calcTaxes: false }],
  ['prices excluding tax', { pricesIncludeTax: false }],
  ['no rate at all', { taxRates: [] }],
  ['no rate for a reduced class', { taxRates: GERMAN_RATES.slice(0, 1) }],
  [
    'rates that are for Austria only',
    { taxRates: [taxRate({ id: 1, rate: '20', country: 'AT' })] },
  ],
  ['a fixed reduced class on shipping', { shippingTaxClass: 'reduced-rate' }],
  ['the standard class on shipping', { shippingTaxClass: '' }],
  ['no tax on shipping', { taxRates: GERMAN_RATES.map((rate) => ({ ...rate, shipping: false })) }],
  ['rounding at the subtotal', { roundAtSubtotal: true }],
  [
    'rounding at the subtotal and prices excluding tax',
    { roundAtSubtotal: true, pricesIncludeTax: false },
  ],
  ['taxes by the shop base', { taxBasedOn: 'base' }],
  ['taxes by the invoice address', { taxBasedOn: 'billing' }],
  [
    'a rate on top of a rate',
    {
      taxRates: [
        ...GERMAN_RATES,
        taxRate({ id: 3, rate: '1.5', priority: 2, compound: true, name: 'Levy' }),
      ],
    },
  ],
])('imports every sum to the cent of OTTO in a shop with %s', async (_what, settings) => {
  const world = await startWorld({ shop: { settings }, rules: { announcedImport: 'all' } });
  const orders = hardOrders();
  for (const order of orders) world.otto.addOrder(order);
  const { counters, fault } = await world.run();
  expect(fault).toBeUndefined();
  expect(counters.failed).toBe(0);
  const entering = orders.filter(isLive);
  const sums = entering.map(({ salesOrderId }) => world.shopOrder(salesOrderId).total.toFixed(2));
  expect(sums).toEqual(entering.map(grossOf));
  // Right at the first try: nothing had to be mended with a fee.
  expect([...world.shop.state.orders.values()].flatMap(({ feeLines }) => feeLines)).toEqual([]);
  const codes = (await incidentsOf(world)).map(({ code }) => code);
  expect(codes).not.toContain('total-differs-in-shop');
  const since = world.mark();
  await world.runAfter(5 * MINUTE);
  expect(world.shopWrites(since)).toEqual([]);
});

it('says once for each rate which VAT rate the shop lacks', async () => {
  const world = await startWorld({
    shop: { settings: { taxRates: GERMAN_RATES.slice(0, 1) } },
  });
  for (const seed of [1, 2]) {
    world.order({ seed, positionItems: [{}, { product: furtherProducts.cookbook }] });
  }
  await world.run();
  const lacking = (await incidentsOf(world)).filter(({ code }) => code === 'vat-rate-not-in-shop');
  expect(lacking).toMatchObject([
    { orders: 2, params: { vatRatePercent: 7, country: 'DE', sku: furtherProducts.cookbook.sku } },
  ]);
});

it.each<[string, (settings: ShopSettings) => void]>([
  [
    'its rate',
    (settings) => {
      settings.taxRates = [taxRate({ id: 9, rate: '16.0000' })];
    },
  ],
  [
    'taxes, which it turns off',
    (settings) => {
      settings.calcTaxes = false;
    },
  ],
  [
    'the class of shipping',
    (settings) => {
      settings.shippingTaxClass = 'zero-rate';
    },
  ],
])(
  'mends the sum once when the shop changes %s while the order is written',
  async (_what, change) => {
    const world = await startWorld();
    const order = world.order({ positionItems: [{}, {}, { discount: 3 }] });
    world.shop.hooks.onRequest = ({ method }) => {
      if (method === 'POST') change(world.shop.settings);
    };
    const { counters } = await world.run();
    expect(counters).toMatchObject({ created: 1, failed: 0 });
    expect(world.shopOrder(order.salesOrderId).total.toFixed(2)).toBe(grossOf(order));
    expect(await incidentsOf(world)).toEqual([]);
    const events = await world.bridge.ledger.listEvents('main', order.salesOrderId);
    expect(events.filter(({ kind }) => kind === 'shop-order-total-mended')).toHaveLength(1);
    const since = world.mark();
    await world.runAfter(DAY);
    expect(world.shopWrites(since)).toEqual([]);
  },
);

it('mends a sum that is off by cents with a fee of just these cents, once', async () => {
  const world = await startWorld();
  const order = world.order();
  let isFirst = true;
  world.shop.hooks.onEffect = (request, answer) => {
    if (request.method !== 'POST' || !isFirst) return;
    isFirst = false;
    const [shopOrder] = world.shopOrders(order.salesOrderId);
    const [line] = shopOrder?.lineItems ?? [];
    if (!shopOrder || !line) throw new Error('no order was made');
    // As if the shop had rounded the line down by two cents.
    line.total = (Number(line.total) - 0.02).toFixed(6);
    shopOrder.total = Math.round((shopOrder.total - 0.02) * 100) / 100;
    Object.assign(Object(answer.body), { total: shopOrder.total.toFixed(2) });
  };
  await world.run();
  const shopOrder = world.shopOrder(order.salesOrderId);
  expect(shopOrder.total.toFixed(2)).toBe(grossOf(order));
  expect(shopOrder.feeLines.map(({ total }) => Number(total))).toEqual([0.02]);
  await world.runAfter(DAY);
  expect(world.shopOrder(order.salesOrderId).feeLines).toHaveLength(1);
  expect(await incidentsOf(world)).toEqual([]);
});

/** A plugin that puts a surcharge of 3.50 on every order whenever it is written. */
function addSurcharge(world: World): void {
  world.shop.hooks.onEffect = ({ method }, answer) => {
    if (method !== 'POST' && method !== 'PUT') return;
    const raise = (shown: unknown) => {
      if (typeof shown !== 'object' || shown === null) return;
      if (!('id' in shown) || typeof shown.id !== 'number' || !('total' in shown)) return;
      const stored = world.shop.state.orders.get(shown.id);
      if (!stored) return;
      stored.total = Math.round((stored.total + 3.5) * 100) / 100;
      Object.assign(shown, { total: stored.total.toFixed(2) });
    };
    const body: unknown = answer.body;
    const isBatch = typeof body === 'object' && body !== null && 'create' in body;
    if (isBatch && Array.isArray(body.create)) for (const item of body.create) raise(item);
    else raise(body);
  };
}

it('never keeps silent about a shop that adds a surcharge to every order', async () => {
  const world = await startWorld();
  const orders = [world.order({ seed: 1 }), world.order({ seed: 2 })];
  addSurcharge(world);
  const { fault } = await world.run();
  expect(fault).toBeUndefined();
  const open = await incidentsOf(world);
  expect(open.map(({ code, orders: count }) => [code, count])).toEqual([
    ['total-differs-in-shop', 1],
    ['total-differs-in-shop', 1],
  ]);
  for (const order of orders) {
    const shopOrder = world.shopOrder(order.salesOrderId);
    expect(open.map(({ params }) => params)).toContainEqual(
      expect.objectContaining({
        orderNumber: order.orderNumber,
        wooOrderId: shopOrder.id,
        expectedCents: 2499 + 595,
        actualCents: Math.round(shopOrder.total * 100),
      }),
    );
    expect(shopOrder.total).toBeGreaterThan(30.94);
  }
  // It is not mended again and again, and not forgotten either.
  const since = world.mark();
  await world.runAfter(HOUR);
  await world.runAfter(DAY);
  expect(world.shopWrites(since)).toEqual([]);
  expect(await world.openIncidents()).toHaveLength(2);
});

it('holds everything of a shop that counts without cents, and goes on when it counts them again', async () => {
  const world = await startWorld({ shop: { settings: { priceDecimals: 0 } } });
  const orders = [world.order({ seed: 1 }), world.order({ seed: 2 })];
  const { counters } = await world.run();
  expect(counters).toMatchObject({ held: 2, created: 0 });
  expect(await incidentsOf(world)).toMatchObject([
    { code: 'shop-without-cents', orders: 2, params: { priceDecimals: 0 } },
  ]);
  expect(world.shopWrites()).toEqual([]);
  world.shop.settings.priceDecimals = 2;
  await world.runAfter(HOUR);
  for (const order of orders) {
    expect(world.shopOrder(order.salesOrderId).total.toFixed(2)).toBe(grossOf(order));
  }
  expect(await incidentsOf(world)).toEqual([]);
});

it('keeps the sum when a released order turns out to go abroad', async () => {
  const world = await startWorld({ rules: { announcedImport: 'all' } });
  world.shop.settings.taxRates.push(
    taxRate({ id: 7, rate: '20.0000', country: 'AT', name: 'USt 20%' }),
  );
  const order = world.order({
    positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }, { fulfillmentStatus: 'ANNOUNCED' }],
  });
  await world.run();
  const gross = grossOf(order);
  expect(world.shopOrder(order.salesOrderId).total.toFixed(2)).toBe(gross);
  await world.clock.advance(MINUTE);
  world.otto.release(order.salesOrderId);
  world.otto.amend(order.salesOrderId, (released) => ({
    ...released,
    ...(released.deliveryAddress && {
      deliveryAddress: { ...released.deliveryAddress, countryCode: 'AUT', zipCode: '1010' },
    }),
  }));
  await world.run();
  const released = world.shopOrder(order.salesOrderId);
  expect(released.shipping.country).toBe('AT');
  expect(released.status).toBe('processing');
  expect(released.total.toFixed(2)).toBe(gross);
});
