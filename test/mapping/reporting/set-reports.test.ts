import { describe, expect, it } from 'vitest';
import type {
  KnownTransmission,
  ShipmentWish,
} from '../../../src/mapping/reporting/transmission.ts';
import {
  DHL_NUMBERS,
  type Given,
  inputOf,
  NOW,
  orderOf,
  parcelOf,
  parcelWish,
  parcelWith,
  pieceOf,
  planFor,
  refundByHand,
  reportOf,
  shippedOrder,
  withQuantity,
} from './orders.ts';

const [ONE, TWO] = DHL_NUMBERS;

/** Two mugs, on line 1, and a book, on line 2, of each piece. */
const lines = (...pieces: string[]): string[][] => [
  pieces.flatMap((id) => [`${id}#1/3:900`, `${id}#2/3:900`]),
  pieces.map((id) => `${id}#3/3:699`),
];

const sets = (...ids: string[]) => ({
  pieces: ids.map((id) => pieceOf(id, { sku: 'TEA-SET' })),
});

const contents = (shipments: readonly ShipmentWish[]) =>
  shipments.map(({ positionItemIds, parcels }) => [
    positionItemIds.join(' '),
    ...parcels.map(({ trackingNumber }) => trackingNumber),
  ]);

const planned = (given: Given) => planFor(given);

/** A report of the shop under some numbers. */
function known(
  positionItemIds: string[],
  numbers: readonly (string | undefined)[],
  state: KnownTransmission['state'],
): KnownTransmission[] {
  const [first] = numbers;
  const parcels = numbers.map((number) => parcelWish(number));
  return [reportOf(positionItemIds, first, { state, parcels })];
}

describe('a set that the shop sent', () => {
  it('is reported as OTTO’s piece, once, when the order is completed', () => {
    const plan = planned({
      ...sets('p1'),
      order: shippedOrder(lines('p1')),
      parcels: [parcelOf(ONE)],
    });
    expect(contents(plan.shipments)).toEqual([['p1', ONE]]);
  });

  it('is reported once its products left in one parcel that names them all', () => {
    const parcel = parcelWith(ONE, { 1: 2, 2: 1 }, { isSaidShipped: true });
    const plan = planned({ ...sets('p1'), order: orderOf(lines('p1')), parcels: [parcel] });
    expect(contents(plan.shipments)).toEqual([['p1', ONE]]);
  });

  it('is not reported while one of its products is still there', () => {
    for (const left of [{ 1: 2 }, { 1: 1, 2: 1 }, { 2: 1 }]) {
      const parcel = parcelWith(ONE, left, { isSaidShipped: true });
      const plan = planned({ ...sets('p1'), order: orderOf(lines('p1')), parcels: [parcel] });
      expect(plan.shipments).toEqual([]);
      expect(plan.cancellations).toEqual([]);
    }
  });

  it('is one piece in two parcels when its products left in two', () => {
    const parcels = [
      parcelWith(ONE, { 1: 2 }, { isSaidShipped: true }),
      parcelWith(TWO, { 2: 1 }, { isSaidShipped: true }),
    ];
    const plan = planned({ ...sets('p1'), order: orderOf(lines('p1')), parcels });
    expect(contents(plan.shipments)).toEqual([['p1', ONE, TWO]]);
  });

  it('is in both of two parcels of which nobody says what is in them', () => {
    const parcels = [parcelOf(ONE), parcelOf(TWO)];
    const plan = planned({ ...sets('p1'), order: shippedOrder(lines('p1')), parcels });
    expect(contents(plan.shipments)).toEqual([['p1', ONE, TWO]]);
  });

  it('stays together where two sets are dealt out to two parcels', () => {
    const parcels = [parcelOf(ONE), parcelOf(TWO)];
    const plan = planned({ ...sets('p1', 'p2'), order: shippedOrder(lines('p1', 'p2')), parcels });
    expect(contents(plan.shipments)).toEqual([
      ['p1', ONE],
      ['p2', TWO],
    ]);
  });

  it('leaves with what else is in the parcel', () => {
    const order = shippedOrder([...lines('p1'), ['mug']]);
    const plan = planned({
      pieces: [pieceOf('p1', { sku: 'TEA-SET' }), pieceOf('mug')],
      order,
      parcels: [parcelOf(ONE)],
    });
    expect(contents(plan.shipments)).toEqual([['p1 mug', ONE]]);
  });

  it('is apart from a piece that shares only one of its parcels', () => {
    const order = orderOf([...lines('p1'), ['mug']]);
    const parcels = [
      parcelWith(ONE, { 1: 2, 3: 1 }, { isSaidShipped: true }),
      parcelWith(TWO, { 2: 1 }, { isSaidShipped: true }),
    ];
    const plan = planned({
      pieces: [pieceOf('p1', { sku: 'TEA-SET' }), pieceOf('mug')],
      order,
      parcels,
    });
    expect(contents(plan.shipments)).toEqual([
      ['p1', ONE, TWO],
      ['mug', ONE],
    ]);
  });

  it('is not asked for again, and nothing of it, once it is reported', () => {
    const order = shippedOrder(lines('p1'));
    const plan = planned({
      ...sets('p1'),
      order,
      parcels: [parcelOf(ONE)],
      known: known(['p1'], [ONE], 'accepted'),
    });
    expect(plan).toMatchObject({ shipments: [], corrected: [], withdrawn: [], findings: [] });
  });

  it('changes nothing when it is planned again before it left', () => {
    for (const parcels of [[parcelOf(ONE)], [parcelOf(ONE), parcelOf(TWO)]]) {
      const given = { ...sets('p1'), order: shippedOrder(lines('p1')), parcels };
      const [wish] = planned(given).shipments;
      const numbers = (wish?.parcels ?? []).map(({ trackingNumber }) => trackingNumber);
      const again = planned({ ...given, known: known(['p1'], numbers, 'due') });
      expect(wish?.positionItemIds).toEqual(['p1']);
      expect(again).toMatchObject({ shipments: [], corrected: [], withdrawn: [] });
    }
  });

  it('follows a second parcel that is named before the report left', () => {
    const parcels = [
      parcelWith(ONE, { 1: 2 }, { isSaidShipped: true }),
      parcelWith(TWO, { 2: 1 }, { isSaidShipped: true }),
    ];
    const plan = planned({
      ...sets('p1'),
      order: orderOf(lines('p1')),
      parcels,
      known: known(['p1'], [ONE], 'waiting'),
    });
    expect(plan.corrected.map(({ wish }) => contents([wish])[0])).toEqual([['p1', ONE, TWO]]);
    expect(plan).toMatchObject({ shipments: [], withdrawn: [] });
  });

  it('keeps a number that a person typed into its report', () => {
    const plan = planned({
      ...sets('p1'),
      order: shippedOrder(lines('p1')),
      known: known(['p1'], [ONE], 'waiting'),
    });
    expect(plan).toMatchObject({ shipments: [], corrected: [], withdrawn: [] });
  });
});

describe('a set in the hands of a person in the shop', () => {
  it('is not cancelled when one of its products is taken out, and leaves with the rest', () => {
    const order = withQuantity(shippedOrder(lines('p1')), 1, 1);
    const plan = planned({ ...sets('p1'), order, parcels: [parcelOf(ONE)] });
    expect(plan.cancellations).toEqual([]);
    expect(contents(plan.shipments)).toEqual([['p1', ONE]]);
  });

  it('is not cancelled when one of its products is refunded by hand', () => {
    const plan = planned({
      ...sets('p1'),
      order: orderOf(lines('p1')),
      refunds: [refundByHand(2, 1)],
    });
    expect(plan.cancellations).toEqual([]);
  });

  it('is cancelled when all of its products are refunded by hand', () => {
    const plan = planned({
      ...sets('p1', 'p2'),
      order: orderOf(lines('p1', 'p2')),
      refunds: [refundByHand(1, 2), refundByHand(2, 1)],
    });
    expect(plan.cancellations.map(({ positionItemId }) => positionItemId)).toEqual(['p2']);
  });

  it('is cancelled, once, when the order is', () => {
    const plan = planned({
      ...sets('p1'),
      order: orderOf(lines('p1'), { status: 'cancelled' }),
    });
    expect(plan.cancellations).toEqual([{ kind: 'cancellation', positionItemId: 'p1' }]);
  });
});

it('plans the same for an order without any set', () => {
  const order = shippedOrder([['p1', 'p2'], ['p3']]);
  const { shipments } = planned({ order, parcels: [parcelOf(ONE), parcelOf(TWO)], now: NOW });
  expect(contents(shipments)).toEqual([
    ['p1 p2', ONE],
    ['p3', TWO],
  ]);
  expect(inputOf({ order }).pieces).toHaveLength(3);
});
