import { describe, expect, it } from 'vitest';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import {
  cancellationOf,
  contents,
  DHL_NUMBERS,
  orderOf,
  parcelOf,
  piecesOf,
  planFor,
  refundByHand,
  reportOf,
  shippedOrder,
  shippingRules,
  withQuantity,
} from './orders.ts';

const [A] = DHL_NUMBERS;

const idsFor = (...[given]: Parameters<typeof planFor>) =>
  planFor(given).cancellations.map(({ positionItemId }) => positionItemId);

const cancelled = (lines: readonly string[][]) => orderOf(lines, { status: 'cancelled' });

describe('an order that is called off', () => {
  it.each(['cancelled', 'failed'])('by %s is to be cancelled piece by piece', (status) => {
    const order = orderOf([['p1'], ['p2']], { status });
    expect(planFor({ order }).cancellations).toEqual([
      { kind: 'cancellation', positionItemId: 'p1' },
      { kind: 'cancellation', positionItemId: 'p2' },
    ]);
  });

  it('is to be cancelled where OTTO has not released it yet, too', () => {
    const pieces = piecesOf('ANNOUNCED', 'PROCESSABLE');
    expect(idsFor({ order: cancelled([['p1', 'p2']]), pieces })).toEqual(['p1', 'p2']);
  });

  it('never sends back what OTTO cancelled, sent or took back', () => {
    const pieces = piecesOf('CANCELLED_BY_MARKETPLACE', 'CANCELLED_BY_PARTNER', 'SENT', 'RETURNED');
    expect(idsFor({ order: cancelled([['p1', 'p2', 'p3', 'p4']]), pieces })).toEqual([]);
  });

  it('says nothing when the bridge itself wrote the status', () => {
    const meta = { [META.statusWritten]: 'cancelled' };
    expect(idsFor({ order: orderOf([['p1']], { status: 'cancelled', meta }) })).toEqual([]);
  });

  it('is not asked for twice', () => {
    const known = [cancellationOf('p1')];
    expect(planFor({ order: cancelled([['p1']]), known })).toMatchObject({
      cancellations: [],
      withdrawn: [],
    });
  });

  it('takes a shipment back that did not leave, and cancels its pieces', () => {
    const known = [reportOf(['p1'], A)];
    const plan = planFor({ order: cancelled([['p1']]), known, parcels: [parcelOf(A)] });
    expect(plan.withdrawn).toEqual(['report-p1']);
    expect(plan.cancellations).toEqual([{ kind: 'cancellation', positionItemId: 'p1' }]);
  });

  it.each(['in-flight', 'accepted'] as const)('leaves a shipment alone that is %s', (state) => {
    const known = [reportOf(['p1'], A, { state })];
    expect(planFor({ order: cancelled([['p1']]), known })).toMatchObject({
      cancellations: [],
      withdrawn: [],
    });
  });
});

describe('a status that does not say what is off', () => {
  it('is "refunded" alone: the refund’s own lines say it', () => {
    const order = orderOf([['p1', 'p2']], { status: 'refunded' });
    expect(idsFor({ order })).toEqual([]);
    expect(idsFor({ order, refunds: [refundByHand(1, 1)] })).toEqual(['p2']);
  });

  it('is the bin: a wish that is kept stays, no new one comes', () => {
    const order = orderOf([['p1', 'p2']], { status: 'trash' });
    const known = [cancellationOf('p1')];
    expect(planFor({ order, known })).toMatchObject({ cancellations: [], withdrawn: [] });
  });
});

describe('pieces that a person took out of the lines', () => {
  it('by a lowered quantity are the last released ones of the line', () => {
    const order = withQuantity(orderOf([['p1', 'p2', 'p3'], ['p4']]), 1, 1);
    expect(idsFor({ order })).toEqual(['p3', 'p2']);
  });

  it('are released ones first, and none on its way if it can be helped', () => {
    const order = withQuantity(orderOf([['p1', 'p2', 'p3']]), 1, 2);
    const waiting = piecesOf('PROCESSABLE', 'ANNOUNCED', 'ANNOUNCED');
    expect(idsFor({ order, pieces: waiting })).toEqual(['p1']);
    const packed = withQuantity(shippedOrder([['p1', 'p2']]), 1, 1);
    const known = [reportOf(['p2'], A)];
    const plan = planFor({ order: packed, known, parcels: [parcelOf(A)] });
    expect(plan.cancellations).toEqual([{ kind: 'cancellation', positionItemId: 'p1' }]);
    expect(plan).toMatchObject({ corrected: [], withdrawn: [], shipments: [] });
  });

  it('are all of a line that is gone, when the bridge had written them', () => {
    const order = orderOf([['p1']], { meta: { [META.pieces]: 'p1,p2' } });
    expect(idsFor({ order, pieces: piecesOf('PROCESSABLE', 'PROCESSABLE') })).toEqual(['p2']);
  });

  it('are not those that the shop never had, or that nobody knows it had', () => {
    const pieces = piecesOf('PROCESSABLE', 'PROCESSABLE');
    expect(idsFor({ order: orderOf([['p1']]), pieces })).toEqual([]);
    const { [META.pieces]: _, ...meta } = orderOf([['p1']]).meta;
    expect(idsFor({ order: { ...orderOf([['p1']]), meta }, pieces })).toEqual([]);
  });

  it('are not those that OTTO took out as well', () => {
    const order = withQuantity(orderOf([['p1', 'p2']]), 1, 1);
    expect(idsFor({ order, pieces: piecesOf('CANCELLED_BY_MARKETPLACE', 'PROCESSABLE') })).toEqual(
      [],
    );
    expect(idsFor({ order, pieces: piecesOf('CANCELLED_BY_PARTNER', 'PROCESSABLE') })).toEqual([]);
  });

  it('by a refund of their line are as many as it names', () => {
    const order = orderOf([['p1', 'p2', 'p3']]);
    expect(idsFor({ order, refunds: [refundByHand(1, 2)] })).toEqual(['p3', 'p2']);
  });

  it('are not more for a refund of a piece that came back', () => {
    const order = orderOf([['p1', 'p2']]);
    const refunds = [refundByHand(1, 1)];
    expect(idsFor({ order, refunds, pieces: piecesOf('RETURNED', 'PROCESSABLE') })).toEqual([]);
    const ours = { ...refundByHand(1, 1), positionItemIds: ['p1'] };
    expect(idsFor({ order, refunds: [ours], pieces: piecesOf('RETURNED', 'PROCESSABLE') })).toEqual(
      [],
    );
    const both = [ours, refundByHand(1, 1)];
    expect(idsFor({ order, refunds: both, pieces: piecesOf('RETURNED', 'PROCESSABLE') })).toEqual([
      'p2',
    ]);
  });

  it('are not both refunded and left out: the larger number counts', () => {
    const order = withQuantity(orderOf([['p1', 'p2', 'p3']]), 1, 2);
    expect(idsFor({ order, refunds: [refundByHand(1, 1)] })).toEqual(['p3']);
  });

  it('are none for a refund that names a sum alone', () => {
    const refunds = [{ ...refundByHand(1, 1), lines: [] }];
    expect(idsFor({ order: orderOf([['p1']]), refunds })).toEqual([]);
  });

  it('are none for a refund of money on a line without a quantity', () => {
    expect(idsFor({ order: orderOf([['p1']]), refunds: [refundByHand(1, 0)] })).toEqual([]);
  });

  it('are the one whose cancellation is on its way, not one more', () => {
    const order = withQuantity(orderOf([['p1', 'p2']]), 1, 1);
    const known = [cancellationOf('p1', { state: 'accepted', source: 'command' })];
    expect(idsFor({ order, known })).toEqual([]);
  });

  it('are asked for though the owner keeps the shop order as it is: the shop is right', () => {
    const order = withQuantity(
      orderOf([['p1', 'p2']], { meta: { [META.kept]: 'pieces-missing-in-shop:abc' } }),
      1,
      1,
    );
    expect(idsFor({ order })).toEqual(['p2']);
  });
});

describe('a wish that the shop takes back', () => {
  it.each(['waiting', 'due', 'attention'] as const)('is withdrawn while it is %s', (state) => {
    const known = [cancellationOf('p1', { state })];
    const plan = planFor({ order: orderOf([['p1']]), known });
    expect(plan).toMatchObject({ cancellations: [], withdrawn: ['cancel-p1'] });
  });

  it.each(['in-flight', 'accepted', 'by-hand'] as const)('stays once it is %s', (state) => {
    const known = [cancellationOf('p1', { state })];
    expect(planFor({ order: orderOf([['p1']]), known }).withdrawn).toEqual([]);
  });

  it('stays when a person here asked for it', () => {
    const known = [cancellationOf('p1', { source: 'web-service' })];
    expect(planFor({ order: orderOf([['p1']]), known }).withdrawn).toEqual([]);
  });

  it('stays with its judge when the piece is no longer open at OTTO', () => {
    const known = [cancellationOf('p1', { state: 'attention' })];
    const pieces = piecesOf('SENT');
    expect(planFor({ order: cancelled([['p1']]), pieces, known }).withdrawn).toEqual([]);
  });

  it('frees its piece for the shipment that takes its place', () => {
    const known = [cancellationOf('p1')];
    const plan = planFor({ order: shippedOrder([['p1']]), known, parcels: [parcelOf(A)] });
    expect(plan.withdrawn).toEqual(['cancel-p1']);
    expect(contents(plan.shipments)).toEqual([[['p1'], [A]]]);
  });
});

it('blocks the shipping of a piece that is to be cancelled', () => {
  const order = withQuantity(shippedOrder([['p1', 'p2']]), 1, 1);
  const plan = planFor({ order, parcels: [parcelOf(A)] });
  expect(contents(plan.shipments)).toEqual([[['p1'], [A]]]);
  const byHand = [cancellationOf('p1', { source: 'command' })];
  const other = planFor({
    order: shippedOrder([['p1', 'p2']]),
    known: byHand,
    parcels: [parcelOf(A)],
  });
  expect(contents(other.shipments)).toEqual([[['p2'], [A]]]);
});

it('asks for nothing, and takes the wish back, when the owner wants no cancellations reported', () => {
  const rules = shippingRules({ cancellations: 'off' });
  const order = cancelled([['p1']]);
  expect(planFor({ order, rules, known: [cancellationOf('p1')] })).toMatchObject({
    cancellations: [],
    withdrawn: ['cancel-p1'],
  });
});

it('still leaves out of a shipment what was taken out of the line, when none are reported', () => {
  const rules = shippingRules({ cancellations: 'off' });
  const order = withQuantity(shippedOrder([['p1', 'p2']]), 1, 1);
  expect(contents(planFor({ order, rules, parcels: [parcelOf(A)] }).shipments)).toEqual([
    [['p1'], [A]],
  ]);
});
