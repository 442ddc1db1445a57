import { expect, it } from 'vitest';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import {
  buildPositionItem,
  furtherProducts,
  type WirePositionItem,
  type WireSalesOrder,
} from '../fixtures/otto/index.ts';
import { expectInShop } from './support/expected-order.ts';
import { type Journey, startJourney } from './support/journey.ts';
import { expectQuiet } from './support/quiet.ts';
import { watchStock } from './support/stock.ts';

const ANNOUNCED = { fulfillmentStatus: 'ANNOUNCED' };
const BOOK = { product: furtherProducts.cookbook };

const present = (pieces: readonly (WirePositionItem | undefined)[]) =>
  pieces.flatMap((piece) => piece ?? []);
const ids = (pieces: readonly (WirePositionItem | undefined)[]) =>
  present(pieces).map(({ positionItemId }) => positionItemId);

/** Notes of the bridge, oldest first; the shop's own about status and stock are left out. */
async function notesOf(journey: Journey, wooOrderId: number): Promise<string[]> {
  const notes = await journey.shop.notes(wooOrderId);
  return notes.filter((note) => /OTTO/.test(note)).toReversed();
}

function amendStreet(journey: Journey, { salesOrderId }: WireSalesOrder, street: string): void {
  journey.otto.amend(salesOrderId, ({ deliveryAddress, ...order }) => ({
    ...order,
    ...(deliveryAddress ? { deliveryAddress: { ...deliveryAddress, street } } : {}),
  }));
}

it('stays true through a whole life: announced, cancelled in part, released, moved, grown, sent in two parcels, stopped, returned', async () => {
  const journey = await startJourney({ announcedImport: 'all' });
  const salesOrder = journey.order({
    positionItems: [
      { ...ANNOUNCED, discount: 3.33 },
      ANNOUNCED,
      ANNOUNCED,
      { ...BOOK, ...ANNOUNCED },
      { ...BOOK, ...ANNOUNCED },
    ],
  });
  const { salesOrderId } = salesOrder;
  const [reduced, second, third, book, otherBook] = salesOrder.positionItems;
  const stock = await watchStock(journey, salesOrder.positionItems);
  await journey.run();
  const { id } = await journey.shopOrder(salesOrder);
  const check = async (
    expected: Parameters<typeof expectInShop>[3],
    taken: typeof salesOrder.positionItems,
  ) => {
    const order = await journey.shopOrder(salesOrder);
    expect(order.id).toBe(id);
    await expectInShop(journey, salesOrder, order, expected);
    await stock.expectTaken(taken);
    return order;
  };
  await check({ status: 'on-hold' }, salesOrder.positionItems);

  // One of three shirts goes before the payment: its line shrinks.
  journey.otto.cancelByMarketplace(salesOrderId, ids([third]), 'PAYMENT_ABORTED');
  await journey.run();
  await check({ status: 'on-hold' }, present([reduced, second, book, otherBook]));
  expect(await notesOf(journey, id)).toEqual([
    expect.stringMatching(/hat storniert: 1 × .*Zahlung abgebrochen/),
  ]);

  journey.otto.release(salesOrderId);
  await journey.run();
  const released = await check(
    { status: 'processing' },
    present([reduced, second, book, otherBook]),
  );
  expect(released.date_paid_gmt).not.toBeNull();

  amendStreet(journey, salesOrder, 'Neue Gasse');
  await journey.run();
  const moved = await check({ status: 'processing' }, present([reduced, second, book, otherBook]));
  expect(moved.shipping.address_1).toMatch(/^Neue Gasse/);

  // OTTO adds a piece to the order: it gets a line, and its stock is taken.
  const added = buildPositionItem({ seed: `${salesOrderId}/added` });
  journey.otto.amend(salesOrderId, (order) => ({
    ...order,
    positionItems: [...order.positionItems, added],
  }));
  await journey.run();
  await check({ status: 'processing' }, present([reduced, second, book, otherBook, added]));

  journey.otto.send(salesOrderId, ids([reduced, book]), {
    carrier: 'DHL',
    trackingNumber: '00340434161094000001',
  });
  await journey.run();
  const partly = await check(
    { status: 'processing' },
    present([reduced, second, book, otherBook, added]),
  );
  expect(partly.meta_data.get(META.tracking)).toBe('DHL 00340434161094000001');
  expect((await notesOf(journey, id)).at(-1)).toMatch(
    /als versendet gemeldet: 1 × .*, 1 × .*, DHL 00340434161094000001/,
  );
  await expectQuiet(journey);

  // The packers have the order when a piece is cancelled.
  journey.otto.cancelByMarketplace(salesOrderId, ids([otherBook]));
  await journey.run();
  const cancelledInLines = ids([otherBook]);
  const taken = present([reduced, second, book, added]);
  await check({ status: 'processing', cancelledInLines }, taken);
  expect((await notesOf(journey, id)).filter((note) => note.includes('storniert'))).toHaveLength(2);
  await expectQuiet(journey, ['pack-stop']);
  const [stop] = await journey.bridge.ledger.listIncidents({ state: 'open', limit: 10 });
  expect(stop?.params).toContain(furtherProducts.cookbook.sku);

  journey.otto.send(salesOrderId, ids([second, added]), {
    carrier: 'HERMES',
    trackingNumber: 'H1001990000000000',
  });
  await journey.run();
  const sent = await check({ status: 'completed', cancelledInLines }, taken);
  expect(sent.meta_data.get(META.tracking)).toBe(
    'DHL 00340434161094000001; HERMES H1001990000000000',
  );

  journey.otto.returnItems(salesOrderId, ids([reduced]));
  await journey.run();
  await check({ status: 'completed', cancelledInLines }, taken);
  journey.otto.returnItems(salesOrderId);
  await journey.run();
  const returned = await check({ status: 'completed', cancelledInLines }, taken);
  const refunds = await journey.shop.refunds(id);
  expect(refunds.map(({ amount }) => amount).toSorted()).toEqual(
    [2990, 2499 - 333, 2 * 2499 + 2990].toSorted(),
  );
  // What is left is the delivery fee.
  expect(returned.total + returned.refunds.reduce((sum, { total }) => sum + total, 0)).toBe(595);
  const notes = await notesOf(journey, id);
  expect(notes.filter((note) => note.includes('Retoure'))).toHaveLength(4);
  expect(notes.filter((note) => note.includes('versendet gemeldet'))).toHaveLength(2);
  expect(notes).toHaveLength(8);
  await expectQuiet(journey, ['pack-stop']);
});

it('cancels a whole order before and after its payment: status, stock, one note with each reason, no refund', async () => {
  const journey = await startJourney({ announcedImport: 'all' });
  const unpaid = journey.order({ seed: 'unpaid', positionItems: [ANNOUNCED, ANNOUNCED] });
  const paid = journey.order({ seed: 'paid', positionItems: [{}, {}, BOOK] });
  const stock = await watchStock(journey, [...unpaid.positionItems, ...paid.positionItems]);
  await journey.run();
  await stock.expectTaken([...unpaid.positionItems, ...paid.positionItems]);

  const book = ids(paid.positionItems.slice(2));
  journey.otto.cancelByMarketplace(unpaid.salesOrderId, undefined, 'PAYMENT_FRAUD');
  journey.otto.cancelByMarketplace(paid.salesOrderId, book, 'ILLEGAL_PRODUCT');
  journey.otto.cancelByMarketplace(paid.salesOrderId);
  await journey.run();
  await stock.expectTaken([]);
  for (const salesOrder of [unpaid, paid]) {
    const order = await journey.shopOrder(salesOrder);
    expect(order).toMatchObject({ status: 'cancelled', refunds: [] });
    expect(order.line_items.reduce((sum, line) => sum + line.quantity, 0)).toBe(
      salesOrder.positionItems.length,
    );
  }
  const notesOfUnpaid = await notesOf(journey, (await journey.shopOrder(unpaid)).id);
  expect(notesOfUnpaid).toHaveLength(1);
  expect(notesOfUnpaid[0]).toMatch(/2 × .*Grund: Zahlungsbetrug/);
  expect(notesOfUnpaid[0]).not.toContain('nicht versenden');
  const notesOfPaid = (await notesOf(journey, (await journey.shopOrder(paid)).id)).join('\n');
  expect(notesOfPaid).toContain('nicht versenden');
  expect(notesOfPaid.match(/Wunsch der Kundin/g)).toHaveLength(1);
  expect(notesOfPaid.match(/darf nicht verkauft werden/g)).toHaveLength(1);
  await expectQuiet(journey, ['pack-stop']);
});

it('brings in as shipped what was released and sent between two runs, and as returned what came back since', async () => {
  const journey = await startJourney();
  const salesOrder = journey.order({ positionItems: [{}, BOOK], initialDeliveryFees: [] });
  journey.otto.send(salesOrder.salesOrderId);
  const [shirt] = salesOrder.positionItems;
  journey.otto.returnItems(salesOrder.salesOrderId, ids([shirt]));
  const stock = await watchStock(journey, salesOrder.positionItems);
  await journey.run();
  await expectInShop(journey, salesOrder, await journey.shopOrder(salesOrder), {
    status: 'completed',
  });
  await stock.expectTaken(salesOrder.positionItems);
  journey.otto.returnItems(salesOrder.salesOrderId);
  await journey.run();
  await expectInShop(journey, salesOrder, await journey.shopOrder(salesOrder), {
    status: 'refunded',
  });
  await stock.expectTaken(salesOrder.positionItems);
  await expectQuiet(journey);
});

it('follows an order that moves to another country: the shop’s tax changes, the sum does not', async () => {
  const journey = await startJourney();
  const salesOrder = journey.order({ positionItems: [{ discount: 1.11 }, {}, BOOK] });
  await journey.run();
  const german = await journey.shopOrder(salesOrder);
  journey.otto.amend(salesOrder.salesOrderId, ({ deliveryAddress, ...order }) => ({
    ...order,
    ...(deliveryAddress ? { deliveryAddress: { ...deliveryAddress, countryCode: 'AUT' } } : {}),
  }));
  await journey.run();
  const austrian = await journey.shopOrder(salesOrder);
  expect(austrian.shipping.country).toBe('AT');
  expect(austrian.total).toBe(german.total);
  await expectInShop(journey, salesOrder, austrian);
  const [piece] = salesOrder.positionItems;
  journey.otto.cancelByMarketplace(salesOrder.salesOrderId, ids([piece]));
  await journey.run();
  await expectInShop(journey, salesOrder, await journey.shopOrder(salesOrder), {
    cancelledInLines: ids([piece]),
  });
});
