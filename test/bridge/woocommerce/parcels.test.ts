import { afterEach, beforeEach, expect, it } from 'vitest';
import { PayloadError, WooApiError } from '../../../src/bridge/errors.ts';
import { allParcels } from '../../../src/mapping/parcels/all-parcels.ts';
import { PARCEL_SOURCES } from '../../../src/mapping/parcels/parcel-sources.ts';
import { parcelsInFulfillments } from '../../../src/mapping/parcels/parcels-in-fulfillments.ts';
import { parcelsInMeta } from '../../../src/mapping/parcels/parcels-in-meta.ts';
import { parcelsInShiptastic } from '../../../src/mapping/parcels/parcels-in-shiptastic.ts';
import { orderDraft, rejection, type ShopWorld, startShopWorld } from './shop-world.ts';

const ONE = '00340434161094027318';

let world: ShopWorld;
let id: number;
let lineId: number;

beforeEach(async () => {
  world = await startShopWorld({ settings: { fulfillments: true, shiptastic: true } });
  const [result] = await world.client.createOrders([orderDraft('aa1')]);
  if (result?.outcome !== 'done') throw new Error('no order');
  id = result.order.wooOrderId;
  lineId = result.order.lineItems[0]?.lineItemId ?? 0;
});
afterEach(() => world.shop.stop());

it('a shop without fulfillments, or without the plugin, has no such route', async () => {
  Object.assign(world.shop.settings, { fulfillments: false, shiptastic: false });
  expect(await world.client.listFulfillments(id)).toBeUndefined();
  expect(await world.client.listShiptasticShipments(id)).toBeUndefined();
});

it('an order without any, or that is not there, has none', async () => {
  expect(await world.client.listFulfillments(id)).toEqual([]);
  expect(await world.client.listFulfillments(99_999)).toEqual([]);
  expect(await world.client.listShiptasticShipments(id)).toEqual([]);
  expect(await world.client.listShiptasticShipments(99_999)).toEqual([]);
});

it('a broken permalink is not taken for a missing route', async () => {
  const answer = { status: 404, body: '<html>Not found</html>' };
  world.shop.faults.answer(answer);
  expect(await rejection(world.client.listFulfillments(id))).toBeInstanceOf(WooApiError);
  world.shop.faults.answer(answer);
  expect(await rejection(world.client.listShiptasticShipments(id))).toBeInstanceOf(WooApiError);
});

it('what is no list is no answer, and a lost answer is asked for again', async () => {
  world.shop.faults.answer({ status: 200, body: { fulfillments: [] } });
  expect(await rejection(world.client.listFulfillments(id))).toBeInstanceOf(PayloadError);
  world.shop.faults.dropBeforeEffect({ path: '/fulfillments' });
  expect(await world.client.listFulfillments(id)).toEqual([]);
});

it('stops when told to', async () => {
  const signal = AbortSignal.abort(new Error('stop'));
  expect(await rejection(world.client.listFulfillments(id, signal))).toBe(signal.reason);
  expect(await rejection(world.client.listShiptasticShipments(id, signal))).toBe(signal.reason);
});

it('fulfillments are read as the shop has them', async () => {
  world.shop.hands.addFulfillment(id, { trackingNumber: ONE, carrier: 'dhl' });
  const answer = await world.client.listFulfillments(id);
  expect(parcelsInFulfillments(answer)).toEqual([
    {
      source: 'fulfillments',
      carrierName: 'dhl',
      trackingNumber: ONE,
      shippedAt: '2026-03-02T08:00:00.000Z',
      isSaidShipped: true,
      pieces: [{ lineItemId: lineId, quantity: 1 }],
    },
  ]);
});

it('shipments are read with their returns, and no others than the order’s', async () => {
  const [other] = await world.client.createOrders([orderDraft('aa2')]);
  world.shop.hands.addShipment(other?.outcome === 'done' ? other.order.wooOrderId : 0);
  world.shop.hands.addShipment(id, { trackingNumber: ONE, carrier: 'dhl' });
  const back = { type: 'return', trackingNumber: '577546565072', carrier: 'dhl' } as const;
  world.shop.hands.addShipment(id, back);
  const parcels = parcelsInShiptastic(await world.client.listShiptasticShipments(id));
  expect(parcels).toEqual([
    {
      source: 'shiptastic',
      carrierName: 'dhl',
      trackingNumber: ONE,
      shippedAt: '2026-03-02T08:00:00.000Z',
      isSaidShipped: true,
      pieces: [{ lineItemId: lineId, quantity: 1 }],
      returnNumber: { carrierName: 'dhl', number: '577546565072', source: 'shiptastic' },
    },
  ]);
});

it('a route of the same name that ignores what was asked for gives nothing twice, nor of others', async () => {
  const shipments = [
    { id: 1, order_id: id, tracking_id: ONE },
    { id: 2, order_id: String(id), tracking_id: 'X' },
    { id: 3, order_id: id + 1, tracking_id: 'Y' },
    { data: { id: 4, order_id: id + 1 } },
    { data: { id: 5, order_id: id } },
    { id: 6 },
    null,
  ];
  world.shop.faults.answer({ status: 200, body: shipments });
  world.shop.faults.answer({ status: 200, body: shipments });
  const found = await world.client.listShiptasticShipments(id);
  expect(found).toEqual([
    expect.objectContaining({ id: 1 }),
    expect.objectContaining({ id: 2 }),
    expect.objectContaining({ id: 5 }),
  ]);
});

it('what several sources say about one parcel comes to one', async () => {
  const { hands } = world.shop;
  hands.addTrackingMeta(id, { trackingNumber: ONE, carrier: 'dhl-de', shippedOn: '2026-03-01' });
  hands.addFulfillment(id, { isFulfilled: false });
  hands.addShipment(id, { trackingNumber: `${ONE} ` });
  hands.setOrderMeta(id, '_otto_market_return_tracking', '577546565072');
  const order = await world.client.getOrder(id);
  const inMeta = parcelsInMeta(order?.metaData, {
    sources: PARCEL_SOURCES,
    trackingKeys: [],
    carrierKeys: [],
    returnKeys: ['_otto_market_return_tracking'],
  });
  const all = [
    ...inMeta,
    ...parcelsInFulfillments(await world.client.listFulfillments(id)),
    ...parcelsInShiptastic(await world.client.listShiptasticShipments(id)),
  ];
  expect(all).toHaveLength(4);
  expect(allParcels(all, { sources: PARCEL_SOURCES })).toEqual([
    {
      source: 'fulfillments',
      carrierName: 'dhl-de',
      trackingNumber: ONE,
      shippedAt: '2026-03-02T08:00:00.000Z',
      isSaidShipped: true,
      pieces: [{ lineItemId: lineId, quantity: 1 }],
      returnNumber: { carrierName: undefined, number: '577546565072', source: 'meta' },
    },
  ]);
});
