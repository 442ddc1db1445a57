import { expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { until } from './http-world.ts';
import { atOtto, ordersInShop, startReportingShop, T1, T2 } from './report-shop.ts';

const SHIPMENTS = '/api/v1/shipments';
const PREVIEW = `${SHIPMENTS}/preview`;
const CANCELLATIONS = '/api/v1/cancellations';
const GERMAN = { 'Accept-Language': 'de' };

it('reports an order as shipped, at once, and answers what was committed', async () => {
  const world = await startReportingShop();
  const [order] = await ordersInShop(world, [{ positionItems: [{}, {}] }]);
  const body = { shipments: [{ order: order?.orderNumber, parcels: [{ trackingNumber: T1 }] }] };
  const answer = await world.api.read(API_OPERATIONS.reportShipments, SHIPMENTS, { body });
  expect(answer.counts).toEqual({ due: 1, waits: 0, known: 0, refused: 0 });
  expect(answer.items).toMatchObject([
    {
      order: order?.orderNumber,
      accountId: 'main',
      salesOrderId: order?.salesOrderId,
      refusal: null,
      left: [],
      reports: [
        {
          outcome: 'due',
          state: 'due',
          about: null,
          positionItemIds: order?.pieces.toSorted(),
          parcels: [{ carrier: 'DHL', trackingNumber: T1 }],
        },
      ],
    },
  ]);
  await atOtto(world, 1);
  const [shipment] = world.otto.shipments.all();
  expect(shipment?.trackingKey).toEqual({ carrier: 'DHL', trackingNumber: T1 });
  expect(
    shipment?.positionItems.map(({ returnTrackingKey }) => returnTrackingKey?.carrier),
  ).toEqual(['DHL', 'DHL']);
  expect(shipment?.shipDate).toMatch(/^2026-03-20T08:/);
});

it.each(['orderNumber', 'salesOrderId', 'wooOrderId'] as const)(
  'finds an order by its %s',
  async (by) => {
    const world = await startReportingShop({}, 'off');
    const [order] = await ordersInShop(world, [{}]);
    const [shopOrder] = world.shop.state.orders.values();
    const reference = by === 'wooOrderId' ? String(shopOrder?.id) : order?.[by];
    const body = { shipments: [{ order: reference, parcels: [{ trackingNumber: T1 }] }] };
    const { items } = await world.api.read(API_OPERATIONS.previewShipments, PREVIEW, { body });
    expect(items[0]).toMatchObject({ salesOrderId: order?.salesOrderId, refusal: null });
  },
);

it('commits nothing in a preview', async () => {
  const world = await startReportingShop();
  const [order] = await ordersInShop(world, [{}]);
  const body = { shipments: [{ order: order?.orderNumber, parcels: [{ trackingNumber: T1 }] }] };
  const options = { body, headers: GERMAN };
  const { items } = await world.api.read(API_OPERATIONS.previewShipments, PREVIEW, options);
  expect(items[0]?.reports).toMatchObject([
    { outcome: 'due', outcomeWord: 'würde gesendet', transmissionId: null, state: null },
  ]);
  const list = await world.api.read(API_OPERATIONS.listTransmissions, '/api/v1/transmissions');
  expect(list.items).toEqual([]);
});

it('rehearses wishes for one order one after the other', async () => {
  const world = await startReportingShop({}, 'off');
  const [order] = await ordersInShop(world, [{ positionItems: [{}, {}] }]);
  const wish = (number: string, at: number) => ({
    order: order?.orderNumber,
    positionItemIds: [order?.pieces[at]],
    parcels: [{ trackingNumber: number }],
  });
  const body = { shipments: [wish(T1, 0), wish(T2, 1), wish(T2, 0)] };
  const { items } = await world.api.read(API_OPERATIONS.previewShipments, PREVIEW, { body });
  expect(items.map(({ refusal }) => refusal?.code)).toEqual([
    undefined,
    undefined,
    'report-piece-in-other-report',
  ]);
});

it('lets no bad wish stop the others, and says of each what is wrong', async () => {
  const world = await startReportingShop({}, 'off');
  const [good, bad] = await ordersInShop(world, [{}, {}]);
  const shipments = [
    { order: 'no-such-order', parcels: [{ trackingNumber: T1 }] },
    { order: bad?.orderNumber, parcels: [{ carrier: 'DHL', trackingNumber: '1.23E+19' }] },
    { order: good?.orderNumber, parcels: [{ trackingNumber: T1 }] },
    { order: good?.orderNumber, parcels: [{ trackingNumber: T2 }] },
  ];
  const { items, counts } = await world.api.read(API_OPERATIONS.reportShipments, SHIPMENTS, {
    body: { shipments },
  });
  expect(counts).toEqual({ due: 1, waits: 1, known: 0, refused: 2 });
  expect(items[0]?.refusal).toMatchObject({ code: 'report-order-unknown' });
  expect(items[0]?.refusal?.what).toContain('no-such-order');
  expect(items[1]?.reports[0]).toMatchObject({
    outcome: 'waits',
    about: { code: 'report-tracking-excel-number' },
  });
  expect(items[1]?.reports[0]?.about?.what).toContain(bad?.orderNumber);
  expect(items[3]?.refusal).toMatchObject({ code: 'report-piece-in-other-report' });
});

it.each([
  ['a key of its own', { key: 'k-1' }, {}, {}],
  ['a key of all', {}, { key: 'k-1' }, {}],
  ['the header', {}, {}, { 'Idempotency-Key': 'k-1' }],
])('does nothing twice under %s', async (_what, own, all, headers) => {
  const world = await startReportingShop({}, 'off');
  const [order] = await ordersInShop(world, [{}]);
  const body = {
    ...all,
    shipments: [{ ...own, order: order?.orderNumber, parcels: [{ carrier: 'DACHSER' }] }],
  };
  const send = () => world.api.read(API_OPERATIONS.reportShipments, SHIPMENTS, { body, headers });
  const [first] = (await send()).items;
  const again = await send();
  expect(again.counts).toEqual({ due: 0, waits: 0, known: 1, refused: 0 });
  expect(again.items[0]?.reports[0]?.transmissionId).toBe(first?.reports[0]?.transmissionId);
});

it('takes up to 500 at once, and no more', async () => {
  const world = await startReportingShop({}, 'off');
  const wishes = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      order: `unknown-${at}`,
      positionItemIds: ['a46fb35b-9c77-4c11-8f9e-0b7a3f1d2c11'],
      parcels: [{ carrier: 'DHL', trackingNumber: T1, returnNumber: '577546565072' }],
    }));
  const body = { shipments: wishes(500) };
  const { counts } = await world.api.read(API_OPERATIONS.reportShipments, SHIPMENTS, { body });
  expect(counts.refused).toBe(500);
  const problem = await world.api.problem(SHIPMENTS, { body: { shipments: wishes(501) } });
  expect(problem).toMatchObject({ status: 400, errors: [{ in: 'body', field: 'shipments' }] });
});

it.each([
  [{}, 'shipments'],
  [{ shipments: [{}] }, 'shipments.0.order'],
  [{ shipments: [{ order: 'x', parcels: [{ number: '1' }] }] }, 'shipments.0.parcels.0.number'],
  [{ shipments: [{ order: 'x', shippedAt: 'today' }] }, 'shipments.0.shippedAt'],
])('refuses the body %j', async (body, field) => {
  const world = await startReportingShop({}, 'off');
  expect((await world.api.problem(SHIPMENTS, { body })).errors).toMatchObject([{ field }]);
});

it('refuses a ship date in the future, for OTTO wants to hear of it when it is handed over', async () => {
  const world = await startReportingShop({}, 'off');
  const [order] = await ordersInShop(world, [{}]);
  const shipment = { order: order?.orderNumber, parcels: [{ trackingNumber: T1 }] };
  const body = { shipments: [{ ...shipment, shippedAt: '2026-03-22T08:00:00Z' }] };
  const { items } = await world.api.read(API_OPERATIONS.reportShipments, SHIPMENTS, { body });
  expect(items[0]?.refusal).toMatchObject({ code: 'report-ship-date-in-future' });
});

it('names what a cancellation costs and cancels nothing before it is confirmed', async () => {
  const world = await startReportingShop();
  const [order] = await ordersInShop(world, [{ positionItems: [{}, {}] }]);
  const cancellations = [{ order: order?.orderNumber }];
  const told = await world.api.read(API_OPERATIONS.reportCancellations, CANCELLATIONS, {
    body: { cancellations },
  });
  expect(told).toMatchObject({ isCommitted: false, notice: expect.stringContaining('undone') });
  const cost = told.items[0]?.cost;
  expect(cost?.pieces).toHaveLength(2);
  expect(cost?.sumCents).toBe(cost?.pieces.reduce((sum, { cents }) => sum + cents, 0));
  const fee = order?.initialDeliveryFees?.[0]?.deliveryFeeAmount?.amount ?? 0;
  expect(cost?.deliveryFeeCents).toBe(fee === 0 ? null : Math.round(fee * 100));
  const one = { cancellations: [{ ...cancellations[0], positionItemIds: [order?.pieces[0]] }] };
  const ofOne = await world.api.read(
    API_OPERATIONS.previewCancellations,
    `${CANCELLATIONS}/preview`,
    {
      body: one,
    },
  );
  expect(ofOne.items[0]?.cost).toMatchObject({ deliveryFeeCents: null });
  expect(world.otto.requestsTo('POST', /cancellation/)).toEqual([]);

  const body = { ...one, confirm: true };
  const done = await world.api.read(API_OPERATIONS.reportCancellations, CANCELLATIONS, { body });
  expect(done).toMatchObject({ isCommitted: true, items: [{ reports: [{ outcome: 'due' }] }] });
  await until(() => world.otto.requestsTo('POST', /cancellation/).length === 1);
});

it('keeps the wish to cancel a piece that OTTO has not released', async () => {
  const world = await startReportingShop({}, 'off');
  const [order] = await ordersInShop(world, [
    { positionItems: [{ fulfillmentStatus: 'ANNOUNCED' }] },
  ]);
  const body = { cancellations: [{ order: order?.orderNumber }], confirm: true };
  const { items } = await world.api.read(API_OPERATIONS.reportCancellations, CANCELLATIONS, {
    body,
  });
  expect(items[0]?.reports).toMatchObject([
    { outcome: 'waits', about: { code: 'report-piece-not-released' } },
  ]);
  const shipment = { order: order?.orderNumber, parcels: [{ trackingNumber: T1 }] };
  const shipped = await world.api.read(API_OPERATIONS.reportShipments, SHIPMENTS, {
    body: { shipments: [shipment] },
  });
  expect(shipped.items[0]?.refusal).toMatchObject({ code: 'report-piece-in-other-report' });
});

it('cancels nothing that was shipped', async () => {
  const world = await startReportingShop({}, 'off');
  const [order] = await ordersInShop(world, [{ positionItems: [{ fulfillmentStatus: 'SENT' }] }]);
  const body = { cancellations: [{ order: order?.orderNumber }], confirm: true };
  const { items } = await world.api.read(API_OPERATIONS.reportCancellations, CANCELLATIONS, {
    body,
  });
  expect(items[0]).toMatchObject({
    refusal: { code: 'report-nothing-to-cancel' },
    left: [{ code: 'already-sent' }],
    reports: [],
    cost: null,
  });
});

it('lists what must ship by its time, each order once, and forecasts the rate', async () => {
  const world = await startReportingShop({}, 'off');
  const promised = (expectedDeliveryDate: string) => ({
    positionItems: [{ expectedDeliveryDate }],
  });
  const orders = await ordersInShop(world, [
    promised('2026-03-26T23:00:00Z'),
    promised('2026-03-18T23:00:00Z'),
    promised('2026-03-24T23:00:00Z'),
  ]);
  const read = (query: string) =>
    world.api.read(API_OPERATIONS.listShipList, `/api/v1/ship-list${query}`);
  const first = await read('?limit=2');
  const second = await read(`?limit=2&cursor=${first.nextCursor}`);
  const items = [...first.items, ...second.items];
  expect(items.map(({ orderNumber }) => orderNumber)).toEqual(
    [1, 2, 0].map((at) => orders[at]?.orderNumber),
  );
  expect(items.map(({ isOverdue }) => isOverdue)).toEqual([true, false, false]);
  // Promised until the 24th in Germany; two working days before that.
  expect(items[1]?.shipBy).toBe('2026-03-21T22:59:59.999Z');
  expect(second.nextCursor).toBeNull();
  expect(first.forecast).toMatchObject({ targetPercent: 95, late: 1, ratePercentNow: null });
  const body = {
    shipments: [{ order: orders[1]?.orderNumber, parcels: [{ trackingNumber: T1 }] }],
  };
  await world.api.read(API_OPERATIONS.reportShipments, SHIPMENTS, { body });
  expect((await read('')).items).toHaveLength(2);
});
