import { expect, it } from 'vitest';
import { furtherProducts } from '../fixtures/otto/index.ts';
import { dhlNumber, hasRoute, packers } from './support/packers.ts';
import { expectQuiet } from './support/quiet.ts';
import { type ReportJourney, startReportJourney } from './support/report-journey.ts';

const BOOK = { product: furtherProducts.cookbook };

/** Both are off in a new shop; what is tested here needs them. See ./README.md. */
const hasFulfillments = await hasRoute('orders/0/fulfillments');
const hasShiptastic = await hasRoute('shipments');

/** Two shirts in one line and a book in another, still to be packed. */
async function orderInShop(journey: ReportJourney, seed = 'first') {
  const salesOrder = journey.order({ seed, positionItems: [{}, {}, BOOK] });
  await journey.run();
  await journey.look();
  const order = await journey.shopOrder(salesOrder);
  const [shirts, book] = order.line_items;
  expect([shirts?.quantity, book?.quantity]).toEqual([2, 1]);
  return { salesOrder, order, shirts, book };
}

/** The shipments that OTTO took, as "carrier number: pieces". */
function shipmentsAt({ otto }: ReportJourney): string[] {
  return otto.shipments
    .all()
    .map(
      ({ trackingKey: { carrier, trackingNumber }, positionItems }) =>
        `${carrier} ${trackingNumber}: ${positionItems.length}`,
    );
}

it.runIf(hasFulfillments)(
  'reports what the shop fulfilled while the rest is still packed, and the rest later',
  async () => {
    const journey = await startReportJourney();
    const { salesOrder, order, shirts, book } = await orderInShop(journey);
    await packers.fulfil(order, [{ line: shirts, quantity: 1 }], dhlNumber(1));
    await journey.look();
    expect(shipmentsAt(journey)).toEqual([`DHL ${dhlNumber(1)}: 1`]);
    await journey.run();
    await journey.report();
    expect(journey.states(salesOrder).toSorted()).toEqual(['PROCESSABLE', 'PROCESSABLE', 'SENT']);
    expect(await journey.shopOrder(salesOrder)).toMatchObject({ status: 'processing' });

    const rest = [
      { line: shirts, quantity: 1 },
      { line: book, quantity: 1 },
    ];
    await packers.fulfil(order, rest, dhlNumber(2));
    await journey.look();
    await journey.run();
    await journey.report();
    expect(shipmentsAt(journey)).toEqual([`DHL ${dhlNumber(1)}: 1`, `DHL ${dhlNumber(2)}: 2`]);
    expect(journey.timesReported(salesOrder)).toEqual([1, 1, 1]);
    const reports = await journey.reports(salesOrder);
    expect(reports.map(({ state }) => state)).toEqual(['confirmed', 'confirmed']);
    expect(await journey.shopOrder(salesOrder)).toMatchObject({ status: 'completed' });
    await journey.look();
    await expectQuiet(journey);
  },
);

it.runIf(hasShiptastic)(
  'reports each shipment of Shiptastic that left, also one that moves nothing of the order',
  async () => {
    const journey = await startReportJourney();
    const { salesOrder, order, shirts, book } = await orderInShop(journey);
    await packers.shipByShiptastic(order, [{ line: book, quantity: 1 }], dhlNumber(1));
    await journey.look();
    expect(shipmentsAt(journey)).toEqual([`DHL ${dhlNumber(1)}: 1`]);
    await journey.run();
    await journey.report();
    expect(await journey.shopOrder(salesOrder)).toMatchObject({ status: 'processing' });

    // Our own writes come back; after that nothing is news any more.
    await journey.look();
    await journey.look();
    // Partly shipped before and after: the order's date of change stays, only the route tells.
    const { date_modified_gmt: modifiedAt } = await journey.shopOrder(salesOrder);
    await packers.shipByShiptastic(order, [{ line: shirts, quantity: 1 }], dhlNumber(2));
    expect(await journey.shopOrder(salesOrder)).toMatchObject({ date_modified_gmt: modifiedAt });
    journey.skip(3_600_000);
    await journey.look();
    expect(shipmentsAt(journey)).toHaveLength(2);

    await packers.shipByShiptastic(order, [{ line: shirts, quantity: 1 }], dhlNumber(3));
    await journey.look();
    await journey.run();
    await journey.report();
    expect(shipmentsAt(journey)).toEqual([
      `DHL ${dhlNumber(1)}: 1`,
      `DHL ${dhlNumber(2)}: 1`,
      `DHL ${dhlNumber(3)}: 1`,
    ]);
    expect(journey.timesReported(salesOrder)).toEqual([1, 1, 1]);
    expect(await journey.shopOrder(salesOrder)).toMatchObject({ status: 'completed' });
    await journey.look();
    await expectQuiet(journey);
  },
);

it.runIf(!hasFulfillments && !hasShiptastic)(
  'reports from other sources in a shop that has neither route, and does not ask for them at each look',
  async () => {
    const journey = await startReportJourney();
    const asked = () =>
      journey.log.filter(({ fields }) =>
        /wc.v3.*(fulfillments|shipments)/.test(`${fields.requestLine}`),
      );
    const first = await orderInShop(journey);
    await packers.noteTracking(first.order, dhlNumber(1));
    await packers.complete(first.order);
    await journey.look();
    expect(shipmentsAt(journey)).toEqual([`DHL ${dhlNumber(1)}: 3`]);
    const before = asked().length;
    expect(before).toBe(2);
    const second = await orderInShop(journey, 'second');
    await packers.noteTracking(second.order, dhlNumber(2));
    await packers.complete(second.order);
    await journey.look();
    expect(shipmentsAt(journey)).toHaveLength(2);
    expect(asked()).toHaveLength(before);
  },
);
