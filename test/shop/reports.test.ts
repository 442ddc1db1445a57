import { expect, it } from 'vitest';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import { furtherProducts, type WireSalesOrder } from '../fixtures/otto/index.ts';
import { dhlNumber, packers } from './support/packers.ts';
import { expectQuiet } from './support/quiet.ts';
import { type ReportJourney, startReportJourney } from './support/report-journey.ts';
import { watchStock } from './support/stock.ts';
import { othersIn, ownNotes } from './support/whole-order.ts';

const SECOND = 1_000;
const BOOK = { product: furtherProducts.cookbook };

/** A new order that stands in the shop, seen by the look at it. */
async function orderInShop(journey: ReportJourney): Promise<WireSalesOrder> {
  const salesOrder = journey.order({ positionItems: [{}, {}, BOOK] });
  await journey.run();
  await journey.look();
  expect(await journey.reports(salesOrder)).toEqual([]);
  return salesOrder;
}

async function flagOf(journey: ReportJourney, salesOrder: WireSalesOrder) {
  return (await journey.shopOrder(salesOrder)).meta_data.get(META.reportFlag);
}

/** The import reads what OTTO shows; then the report is through and the shop order says so. */
async function expectThrough(journey: ReportJourney, salesOrder: WireSalesOrder): Promise<void> {
  expect(await flagOf(journey, salesOrder)).toBe('pending');
  await journey.run();
  await journey.report();
  expect(await journey.theReport(salesOrder)).toMatchObject({ state: 'confirmed' });
  expect(await flagOf(journey, salesOrder)).toBe('');
  expect(journey.timesReported(salesOrder)).toEqual([1, 1, 1]);
  expect(await journey.incidents()).toEqual([]);
}

it('reports an order that packers complete once, with the number of their plugin, and touches nothing else of it', async () => {
  const journey = await startReportJourney();
  const { otto, shop } = journey;
  const salesOrder = await orderInShop(journey);
  const stock = await watchStock(journey, salesOrder.positionItems);
  const { id } = await journey.shopOrder(salesOrder);
  await packers.noteTracking({ id }, dhlNumber(1));
  await journey.look();
  expect(journey.sends()).toEqual([]);

  await packers.complete({ id });
  const before = await othersIn(shop, id);
  expect((await journey.look()).counters).toMatchObject({ looked: 1, added: 1, accepted: 1 });
  expect(otto.shipments.all()).toMatchObject([
    {
      trackingKey: { carrier: 'DHL', trackingNumber: dhlNumber(1) },
      shipFromAddress: { city: 'Dresden', zipCode: '01067', countryCode: 'DEU' },
    },
  ]);
  await expectThrough(journey, salesOrder);

  const order = await journey.shopOrder(salesOrder);
  expect(order).toMatchObject({ status: 'completed', billing: { email: '' } });
  expect(order.meta_data.get(META.tracking)).toBe(`DHL ${dhlNumber(1)}`);
  expect(await othersIn(shop, id)).toEqual(before);
  await stock.expectTaken([]);
  expect((await ownNotes(shop, id)).filter((note) => note.customer_note)).toEqual([]);

  await journey.look();
  await expectQuiet(journey);
  journey.skip(2 * 3_600 * SECOND);
  await journey.look();
  expect(journey.sends()).toHaveLength(1);
  expect(await othersIn(shop, id)).toEqual(before);
});

it('waits for a number that comes half a minute after the status, without an incident', async () => {
  const journey = await startReportJourney();
  const salesOrder = await orderInShop(journey);
  const order = await journey.shopOrder(salesOrder);
  await packers.complete(order);
  await journey.look();
  expect(await journey.theReport(salesOrder)).toMatchObject({
    state: 'waiting',
    reason: { code: 'tracking-expected' },
  });
  expect(await flagOf(journey, salesOrder)).toBe('pending');
  expect(await journey.incidents()).toEqual([]);

  journey.skip(30 * SECOND);
  await packers.noteTracking(order, dhlNumber(2));
  await journey.look();
  expect(await journey.theReport(salesOrder)).toMatchObject({
    state: 'accepted',
    parcels: [{ carrier: 'DHL', trackingNumber: dhlNumber(2) }],
  });
  await expectThrough(journey, salesOrder);
});

it('takes the return number out of the order, also one that is written last', async () => {
  const journey = await startReportJourney({ returnPools: [], returnCarrier: 'DHL' });
  const salesOrder = await orderInShop(journey);
  const order = await journey.shopOrder(salesOrder);
  await packers.noteTracking(order, dhlNumber(3));
  await packers.complete(order);
  await journey.look();
  expect(await journey.theReport(salesOrder)).toMatchObject({ state: 'waiting' });
  expect(journey.sends()).toEqual([]);
  journey.skip(15 * 60 * SECOND);
  await journey.look();
  expect(await journey.incidents()).toEqual(['report-return-number-missing']);

  await packers.writeMeta(order, META.returnTracking, dhlNumber(4));
  await journey.look();
  const [shipment] = journey.otto.shipments.all();
  expect(shipment?.positionItems.map((piece) => piece.returnTrackingKey)).toEqual(
    salesOrder.positionItems.map(() => ({ carrier: 'DHL', trackingNumber: dhlNumber(4) })),
  );
  await expectThrough(journey, salesOrder);
  const { meta_data: meta } = await journey.shopOrder(salesOrder);
  expect(meta.get(META.returnTracking)).toBe(dhlNumber(4));
});

it('says in the shop order why OTTO refused a report, once and to the shop alone, until it is through', async () => {
  const journey = await startReportJourney();
  const { otto, shop, bridge } = journey;
  const salesOrder = await orderInShop(journey);
  const order = await journey.shopOrder(salesOrder);
  const failures = async () =>
    (await ownNotes(shop, order.id)).filter(({ note }) => note.includes('SHIP_DATE_STRANGE'));
  const errors = [{ title: 'SHIP_DATE_STRANGE', path: '/shipments' }];
  otto.faults.answerWith(400, { on: 'create-shipment', body: { errors } });
  await packers.noteTracking(order, dhlNumber(5));
  await packers.complete(order);
  await journey.look();
  for (let round = 0; round < 3; round += 1) {
    await journey.run();
    await journey.look();
  }
  const report = await journey.theReport(salesOrder);
  expect(report).toMatchObject({ state: 'attention', reason: { code: 'otto-refused' } });
  expect(await journey.incidents()).toEqual(['report-otto-refused']);
  expect(await flagOf(journey, salesOrder)).toBe('failed');
  expect(await failures()).toMatchObject([{ customer_note: false }]);
  expect(journey.sends()).toHaveLength(1);

  expect(await bridge.reportDesk.sendAgain(report.transmissionId)).toMatchObject({ done: true });
  await journey.report();
  await expectThrough(journey, salesOrder);
  // The note stays as what was; the one about the shipment comes after it.
  expect(await failures()).toHaveLength(1);
  expect((await ownNotes(shop, order.id)).at(-1)?.note).toContain('als versendet gemeldet');
});
