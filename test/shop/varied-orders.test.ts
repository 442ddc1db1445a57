import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import type { WireSalesOrder } from '../fixtures/otto/index.ts';
import { expectInShop, isAnnounced, isCancelled, takenPieces } from './support/expected-order.ts';
import { type Journey, startJourney } from './support/journey.ts';
import type { RealOrder } from './support/real-shop.ts';
import { watchStock } from './support/stock.ts';
import { unknownWare, variation } from './support/wares.ts';

async function expectAllInShop(
  journey: Journey,
  importable: WireSalesOrder[],
): Promise<RealOrder[]> {
  const found = await journey.orders();
  const idsOf = (orders: RealOrder[]) =>
    orders.map((order) => String(order.meta_data.get(META.salesOrderId))).toSorted();
  expect(idsOf(found)).toEqual(importable.map(({ salesOrderId }) => salesOrderId).toSorted());
  for (const [salesOrder, order] of await journey.shopOrders(importable)) {
    await expectInShop(journey, salesOrder, order);
  }
  return found;
}

it('brings all scenarios and many different orders into the shop once, to the cent, and changes nothing in a second run', async () => {
  const journey = await startJourney({ announcedImport: 'all' });
  const salesOrders = [...journey.otto.runAllScenarios(), ...journey.varied(40)];
  const importable = salesOrders.filter((order) => !isCancelled(order));
  const pieces = salesOrders.flatMap((order) => order.positionItems);
  const stock = await watchStock(journey, pieces);

  const startedAt = performance.now();
  const { counters, fault } = await journey.run();
  const seconds = (performance.now() - startedAt) / 1_000;
  tellSpeed(journey, importable.length, seconds);
  expect(fault).toBeUndefined();
  expect(counters).toMatchObject({ created: importable.length, failed: 0, held: 0 });
  const before = await expectAllInShop(journey, importable);
  await stock.expectTaken(importable.flatMap(takenPieces));
  expect(await journey.incidents()).toEqual([]);
  await expectVatRates(journey, importable, before);

  // Dates in the shop have whole seconds.
  await delay(1_100);
  const second = await journey.run();
  expect(second.counters).toMatchObject({ created: 0, updated: 0, failed: 0 });
  expect(await journey.orders()).toEqual(before);
  await stock.expectTaken(importable.flatMap(takenPieces));
});

/** Where the shop has OTTO's rate for Germany, the lines are taxed by it. */
async function expectVatRates(
  journey: Journey,
  salesOrders: WireSalesOrder[],
  orders: RealOrder[],
): Promise<void> {
  const rates = await journey.shop.germanRates();
  const taxed = (await journey.shop.setting('general', 'woocommerce_calc_taxes')) === 'yes';
  const rateOf = new Map(
    salesOrders
      .flatMap((order) => order.positionItems)
      .map((piece) => [piece.positionItemId, piece.product.vatRate]),
  );
  for (const line of orders.flatMap((order) => order.line_items)) {
    const [id = ''] = String(line.meta_data.get(META.linePositionItems)).split(',');
    const rate = rateOf.get(id) ?? 0;
    const wanted = taxed && rates.includes(rate) ? (line.total * rate) / 100 : 0;
    expect(Math.abs(line.total_tax - wanted)).toBeLessThanOrEqual(1);
  }
}

it('keeps announced and cancelled orders out with the switch off', async () => {
  const journey = await startJourney();
  const salesOrders = [...journey.otto.runAllScenarios(), ...journey.varied(8)];
  const importable = salesOrders.filter((order) => !isCancelled(order) && !isAnnounced(order));
  await journey.run();
  await expectAllInShop(journey, importable);
  for (const order of salesOrders.filter(isCancelled)) {
    expect(await journey.row(order)).toMatchObject({ import_state: 'skipped' });
  }
  for (const order of salesOrders.filter(isAnnounced)) {
    expect(await journey.row(order)).toMatchObject({ import_state: 'backlog' });
  }
});

it('names an unknown SKU in a line without product, and finds a variation by its own', async () => {
  const journey = await startJourney();
  const salesOrder = journey.order({
    positionItems: [{ product: unknownWare }, { product: variation }, { product: variation }],
  });
  const stock = await watchStock(journey, salesOrder.positionItems);
  await journey.run();
  const order = await journey.shopOrder(salesOrder);
  await expectInShop(journey, salesOrder, order);
  expect(order.line_items).toMatchObject([
    { product_id: 0, name: unknownWare.productTitle, quantity: 1 },
    { sku: variation.sku, quantity: 2 },
  ]);
  const [, second] = order.line_items;
  expect(second?.product_id).toBeGreaterThan(0);
  expect(second?.variation_id).toBeGreaterThan(0);
  await stock.expectTaken(salesOrder.positionItems);
  const open = await journey.bridge.ledger.listIncidents({ state: 'open', limit: 10 });
  expect(open.map(({ cause }) => cause)).toEqual([`sku-not-in-shop:${unknownWare.sku}`]);
});

it('keeps odd names and addresses as OTTO wrote them, however long', async () => {
  const journey = await startJourney();
  const door = {
    salutation: 'MS',
    firstName: '\u{1F600} "Erika" <i>& Söhne\\',
    lastName: 'Ł'.repeat(300),
    street: "Straße d'Ü",
    houseNumber: '',
    addition: '3. OG\tlinks',
    zipCode: '',
    city: 'Bad Ää–ß',
    countryCode: 'AUT',
    phoneNumber: `+49 ${'1'.repeat(150)}`,
  };
  const salesOrder = journey.order({
    positionItems: [
      {},
      { product: { ...unknownWare, productTitle: 'Ding »ü« <b> & "x" \u{1F984}' } },
    ],
    deliveryAddress: door,
    invoiceAddress: { ...door, email: 'someone@customer.otto.market' },
  });
  await journey.run();
  const { billing, shipping, line_items, total } = await journey.shopOrder(salesOrder);
  for (const address of [billing, shipping]) {
    expect(address).toMatchObject({
      first_name: door.firstName,
      last_name: door.lastName,
      address_1: door.street,
      address_2: door.addition,
      city: door.city,
      country: 'AT',
      phone: door.phoneNumber.slice(0, 100),
    });
  }
  expect(line_items[1]?.name).toBe('Ding »ü« <b> & "x" \u{1F984}');
  expect(total).toBe(2 * 2499 + 595);
  expect(await journey.incidents()).toEqual(
    expect.arrayContaining(['address-incomplete', 'phone-number-cut']),
  );
});

it('says once in a note that an old appliance is to be taken along', async () => {
  const journey = await startJourney({ announcedImport: 'all' });
  const salesOrder = journey.otto.runScenario(5);
  await journey.run();
  const { id } = await journey.shopOrder(salesOrder);
  journey.otto.release(salesOrder.salesOrderId);
  await journey.run();
  await journey.run();
  const notes = await journey.shop.notes(id);
  expect(notes.filter((note) => note.includes('Altgeräte-Mitnahme'))).toHaveLength(1);
  await expectInShop(journey, salesOrder, await journey.shopOrder(salesOrder), {
    status: 'processing',
  });
});

/** Orders a second over the whole run, and of the creating calls alone. */
function tellSpeed(journey: Journey, orders: number, seconds: number): void {
  const calls = journey.log.filter(
    ({ event, fields }) =>
      event === 'shop-call-answered' && /POST .*orders(\/batch)?$/.test(String(fields.requestLine)),
  );
  const creating = calls.reduce((sum, { fields }) => sum + Number(fields.durationMs) / 1_000, 0);
  console.log(
    `${orders} orders in ${seconds.toFixed(1)} s, ${(orders / seconds).toFixed(1)} a second; ` +
      `${calls.length} creating calls took ${creating.toFixed(1)} s, some of them side by side`,
  );
}
