import { describe, expect, it } from 'vitest';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import {
  COMPLETED_AT,
  contents,
  DHL_NUMBERS,
  IMPORT_RULES,
  mugs,
  NOW,
  orderOf,
  parcelOf,
  parcelWish,
  parcelWith,
  pieceOf,
  piecesOf,
  planFor,
  refundByHand,
  reportOf,
  shippedOrder,
  shippingRules,
  withQuantity,
} from './orders.ts';

const [A, B, C, D] = DHL_NUMBERS;

const contentsFor = (...given: Parameters<typeof planFor>) => contents(planFor(...given).shipments);

describe('which status says shipped', () => {
  it('asks for all pieces of an order that the packers completed, under its one number', () => {
    const order = shippedOrder([['p1', 'p2'], ['p3']]);
    const parcels = [parcelOf(A, { carrierName: 'DHL' })];

    expect(planFor({ order, parcels })).toEqual({
      shipments: [
        {
          kind: 'shipment',
          positionItemIds: ['p1', 'p2', 'p3'],
          parcels: [parcelWish(A, { carrierName: 'DHL' })],
          shipDate: COMPLETED_AT,
        },
      ],
      cancellations: [],
      corrected: [],
      withdrawn: [],
      findings: [],
      lookAgainAt: undefined,
    });
  });

  it.each([
    'processing',
    'on-hold',
    'pending',
    'trash',
    'cancelled',
    'refunded',
    'failed',
    'picked',
  ])('asks for no shipment of an order that is %s, whatever number stands in it', (status) => {
    const order = orderOf([['p1']], { status });
    expect(planFor({ order, parcels: [parcelOf(A)] }).shipments).toEqual([]);
  });

  it.each(['on-hold', 'pending', 'trash', 'cancelled', 'refunded'])(
    'asks for nothing of an order that is %s, even if the owner counts that as shipped',
    (status) => {
      const order = orderOf([['p1']], { status });
      const rules = shippingRules({ shippedStatuses: [status] });
      const said = [parcelWith(A, { 1: 1 }, { isSaidShipped: true })];
      expect(planFor({ order, rules, parcels: said }).shipments).toEqual([]);
    },
  );

  it('takes a status of the owner for shipped when the settings say so', () => {
    const order = orderOf([['p1']], { status: 'picked' });
    const rules = shippingRules({ shippedStatuses: ['picked'] });
    expect(contentsFor({ order, rules, parcels: [parcelOf(A)] })).toEqual([[['p1'], [A]]]);
  });

  it('does not take its own word for the packers’, where released orders are mapped to it', () => {
    const importRules = {
      ...IMPORT_RULES,
      statusMapping: { ...IMPORT_RULES.statusMapping, processable: 'completed' },
    };
    const ours = shippedOrder([['p1']], { meta: { [META.statusWritten]: 'completed' } });
    const theirs = shippedOrder([['p1']], { meta: { [META.statusWritten]: 'packed' } });

    expect(contentsFor({ order: ours, importRules, parcels: [parcelOf(A)] })).toEqual([]);
    expect(contentsFor({ order: theirs, importRules, parcels: [parcelOf(A)] })).toHaveLength(1);
  });
});

describe('which pieces', () => {
  it.each(['ANNOUNCED', 'SENT', 'RETURNED', 'CANCELLED_BY_MARKETPLACE', 'SOMETHING_NEW'])(
    'asks for no piece that is %s at OTTO',
    (status) => {
      const order = shippedOrder([['p1', 'p2']]);
      const pieces = piecesOf(status, 'PROCESSABLE');
      expect(contentsFor({ order, pieces, parcels: [parcelOf(A)] })).toEqual([[['p2'], [A]]]);
    },
  );

  it('asks for no piece that is in no line of the shop order', () => {
    const order = shippedOrder([['p1']]);
    expect(contentsFor({ order, pieces: mugs(2), parcels: [parcelOf(A)] })).toEqual([
      [['p1'], [A]],
    ]);
  });

  it('leaves out the pieces that a lowered quantity leaves out, the last ones of the line', () => {
    const order = withQuantity(shippedOrder([['p1', 'p2', 'p3']]), 1, 1);
    expect(contentsFor({ order, parcels: [parcelOf(A)] })).toEqual([[['p1'], [A]]]);
  });

  it('leaves out a piece that a person refunded line by line', () => {
    const order = shippedOrder([['p1', 'p2']]);
    const refunds = [refundByHand(1, 1)];
    expect(contentsFor({ order, refunds, parcels: [parcelOf(A)] })).toEqual([[['p1'], [A]]]);
  });

  it('does not count a cancelled piece that the line leaves out as one more', () => {
    const order = withQuantity(shippedOrder([['p1', 'p2']]), 1, 1);
    const pieces = piecesOf('CANCELLED_BY_MARKETPLACE', 'PROCESSABLE');
    expect(contentsFor({ order, pieces, parcels: [parcelOf(A)] })).toEqual([[['p2'], [A]]]);
  });

  it.each([
    'waiting',
    'due',
    'in-flight',
    'accepted',
    'confirmed',
    'attention',
    'by-hand',
  ] as const)('leaves a piece alone that somebody here put into a report which is %s', (state) => {
    const order = shippedOrder([['p1', 'p2']]);
    const known = [reportOf(['p1'], B, { state, source: 'ship-list' })];
    expect(contentsFor({ order, known, parcels: [parcelOf(A)] })).toEqual([[['p2'], [A]]]);
  });

  it('asks again for a piece whose report was withdrawn', () => {
    const order = shippedOrder([['p1']]);
    const known = [reportOf(['p1'], A, { state: 'withdrawn' })];
    expect(contentsFor({ order, known, parcels: [parcelOf(A)] })).toEqual([[['p1'], [A]]]);
  });
});

describe('several numbers, and nobody says what is in which parcel', () => {
  const four = shippedOrder([
    ['p1', 'p2'],
    ['p3', 'p4'],
  ]);

  it('deals the pieces out in the order of the lines, the first parcels get the surplus', () => {
    expect(contentsFor({ order: four, parcels: [parcelOf(A), parcelOf(B), parcelOf(C)] })).toEqual([
      [['p1', 'p2'], [A]],
      [['p3'], [B]],
      [['p4'], [C]],
    ]);
  });

  it('makes a multiparcel shipment of the last piece when there are more parcels than pieces', () => {
    const order = shippedOrder([['p1'], ['p2']]);
    expect(contentsFor({ order, parcels: [A, B, C].map((number) => parcelOf(number)) })).toEqual([
      [['p1'], [A]],
      [['p2'], [B, C]],
    ]);
  });

  it('asks when the owner wants to be asked, with all parcels in one wish', () => {
    const rules = shippingRules({ parcelsWithoutPieces: 'ask' });
    expect(contentsFor({ order: four, rules, parcels: [parcelOf(A), parcelOf(B)] })).toEqual([
      [
        ['p1', 'p2', 'p3', 'p4'],
        [A, B],
      ],
    ]);
  });

  it('asks nothing where there is one piece: it is in all of them', () => {
    const rules = shippingRules({ parcelsWithoutPieces: 'ask' });
    const order = shippedOrder([['p1']]);
    expect(contentsFor({ order, rules, parcels: [parcelOf(A), parcelOf(B)] })).toEqual([
      [['p1'], [A, B]],
    ]);
  });

  it('counts the same number once, however it is written', () => {
    const parcels = [parcelOf(A), parcelOf(`${A.slice(0, 4)} ${A.slice(4)}`)];
    expect(contentsFor({ order: four, parcels })).toEqual([[['p1', 'p2', 'p3', 'p4'], [A]]]);
  });

  it('deals the rest out as before when some of it left already', () => {
    const parcels = [A, B, C].map((number) => parcelOf(number));
    const known = [reportOf(['p1', 'p2'], A, { state: 'accepted' })];
    expect(contentsFor({ order: four, known, parcels })).toEqual([
      [['p3'], [B]],
      [['p4'], [C]],
    ]);
  });
});

describe('no number yet', () => {
  it('asks all the same, and looks again at the end of the grace period', () => {
    const plan = planFor({ order: shippedOrder([['p1']]) });
    expect(contents(plan.shipments)).toEqual([[['p1'], [undefined]]]);
    expect(plan.lookAgainAt).toBe('2026-03-10T12:10:00.000Z');
  });

  it('looks again once alone: the report began to wait when it was taken note of', () => {
    const waiting = { state: 'waiting', createdAt: '2026-03-10T11:55:00.000Z' } as const;
    const order = shippedOrder([['p1']]);
    const known = [reportOf(['p1'], undefined, waiting)];
    expect(planFor({ order, known }).lookAgainAt).toBe('2026-03-10T12:05:00.000Z');
    expect(planFor({ order, known, now: '2026-03-10T12:05:00.000Z' }).lookAgainAt).toBeUndefined();
  });

  it('takes a dash for no number', () => {
    expect(contentsFor({ order: shippedOrder([['p1']]), parcels: [parcelOf('-')] })).toEqual([
      [['p1'], [undefined]],
    ]);
  });

  it('keeps the carrier that is named without a number', () => {
    const order = shippedOrder([['p1']]);
    const [wish] = planFor({
      order,
      parcels: [parcelOf(undefined, { carrierName: 'Dachser' })],
    }).shipments;
    expect(wish?.parcels).toEqual([parcelWish(undefined, { carrierName: 'Dachser' })]);
  });
});

describe('parcels of which is said what is in them', () => {
  it('ships just these pieces while the order is still to be packed', () => {
    const order = orderOf([['p1', 'p2'], ['p3']]);
    const said = { isSaidShipped: true };
    const parcels = [parcelWith(A, { 1: 1 }, said), parcelWith(B, { 2: 1 }, said)];
    expect(contentsFor({ order, parcels })).toEqual([
      [['p1'], [A]],
      [['p3'], [B]],
    ]);
  });

  it('does not take a printed label for shipped while the order is still to be packed', () => {
    const order = orderOf([['p1']]);
    expect(contentsFor({ order, parcels: [parcelWith(A, { 1: 1 })] })).toEqual([]);
    expect(contentsFor({ order, parcels: [parcelOf(A, { isSaidShipped: true })] })).toEqual([]);
  });

  it('takes what a shipped order says of its parcels, and waits for a number for the rest', () => {
    const order = shippedOrder([['p1', 'p2'], ['p3']]);
    expect(contentsFor({ order, parcels: [parcelWith(A, { 1: 1, 2: 1 })] })).toEqual([
      [['p1', 'p3'], [A]],
      [['p2'], [undefined]],
    ]);
  });

  it('fills the parcels nobody describes with what the described ones leave', () => {
    const order = shippedOrder([['p1', 'p2'], ['p3']]);
    expect(contentsFor({ order, parcels: [parcelOf(A), parcelWith(B, { 1: 1 })] })).toEqual([
      [['p1'], [B]],
      [['p2', 'p3'], [A]],
    ]);
  });

  it('does not ask twice for what is reported under the parcel’s number', () => {
    const order = shippedOrder([['p1', 'p2']]);
    const known = [reportOf(['p1'], A, { state: 'confirmed' })];
    const pieces = piecesOf('SENT', 'PROCESSABLE');
    const parcels = [parcelWith(A, { 1: 1 }), parcelWith(B, { 1: 1 })];
    expect(contentsFor({ order, pieces, known, parcels })).toEqual([[['p2'], [B]]]);
  });

  it('adds a piece that the packers put into a reported parcel later', () => {
    const order = orderOf([['p1', 'p2']]);
    const known = [reportOf(['p1'], A, { state: 'accepted' })];
    const parcels = [parcelWith(A, { 1: 2 }, { isSaidShipped: true })];
    expect(contentsFor({ order, known, parcels })).toEqual([[['p2'], [A]]]);
  });

  it('sees two parcels that name the same single piece as its parts', () => {
    const order = shippedOrder([['p1'], ['p2']]);
    const parcels = [parcelWith(A, { 1: 1 }), parcelWith(B, { 1: 1 }), parcelWith(C, { 2: 1 })];
    expect(contentsFor({ order, parcels })).toEqual([
      [['p1'], [A, B]],
      [['p2'], [C]],
    ]);
  });

  it('does not guess which part of several pieces one more parcel holds', () => {
    const order = shippedOrder([['p1'], ['p2']]);
    const parcels = [
      parcelWith(A, { 1: 1 }),
      parcelWith(B, { 2: 1 }),
      parcelWith(C, { 1: 1, 2: 1 }),
    ];
    expect(contentsFor({ order, parcels })).toEqual([
      [['p1'], [A]],
      [['p2'], [B]],
    ]);
  });

  it('ships nothing by a printed label when a status of the owner’s own says nothing', () => {
    const order = orderOf([['p1', 'p2']], { status: 'delivered' });
    const parcels = [parcelWith(A, { 1: 1 }), parcelWith(B, { 1: 1 }, { isSaidShipped: true })];
    expect(contentsFor({ order, parcels })).toEqual([[['p1'], [B]]]);
  });

  it('takes a parcel under a new number for the reported one, not for an equal piece', () => {
    const order = orderOf([['p1', 'p2']]);
    const known = [reportOf(['p1'], A, { state: 'accepted' })];
    const parcels = [parcelWith(B, { 1: 1 }, { isSaidShipped: true })];
    expect(contentsFor({ order, known, parcels })).toEqual([]);
  });

  it('are as many shipments as parcels while none has a number', () => {
    const order = orderOf([['p1'], ['p2']]);
    const said = { isSaidShipped: true };
    const parcels = [parcelWith(undefined, { 1: 1 }, said), parcelWith(undefined, { 2: 1 }, said)];
    expect(contentsFor({ order, parcels })).toEqual([
      [['p1'], [undefined]],
      [['p2'], [undefined]],
    ]);
  });

  it('has nothing to do with a parcel that holds only what is not ours', () => {
    const order = shippedOrder([['p1']]);
    expect(contentsFor({ order, parcels: [parcelWith(A, { 99: 1 }), parcelOf(B)] })).toEqual([
      [['p1'], [B]],
    ]);
  });

  it('takes a parcel whose contents nobody can make out for one without a word about them', () => {
    const order = shippedOrder([['p1']]);
    expect(contentsFor({ order, parcels: [parcelOf(A, { pieces: [] })] })).toEqual([[['p1'], [A]]]);
  });
});

describe('parcel goods and forwarder goods', () => {
  const pieces = [pieceOf('p1'), pieceOf('p2', { sku: 'SOFA-3' })];
  const order = shippedOrder([['p1'], ['p2']]);
  const rules = shippingRules({ forwarderSkus: ['SOFA-*'] });

  it('never share a shipment: a forwarder’s parcel holds the forwarder goods', () => {
    const parcels = [parcelOf('F-4711', { carrierName: 'Dachser' }), parcelOf(A)];
    expect(contentsFor({ order, pieces, rules, parcels })).toEqual([
      [['p1'], [A]],
      [['p2'], ['F-4711']],
    ]);
  });

  it('stay apart where one parcel is said to hold both', () => {
    const parcels = [parcelWith(A, { 1: 1, 2: 1 })];
    expect(contentsFor({ order, pieces, rules, parcels })).toEqual([
      [['p1'], [A]],
      [['p2'], [A]],
    ]);
  });

  it('leave the forwarder goods without a number where only a parcel has one', () => {
    expect(contentsFor({ order, pieces, rules, parcels: [parcelOf(A)] })).toEqual([
      [['p1'], [A]],
      [['p2'], [undefined]],
    ]);
  });

  it('take any number where there are goods of one kind only', () => {
    const sofa = { order: shippedOrder([['p2']]), pieces: [pieceOf('p2', { sku: 'SOFA-3' })] };
    expect(contentsFor({ ...sofa, rules, parcels: [parcelOf(A)] })).toEqual([[['p2'], [A]]]);
  });
});

describe('the day of the hand-over', () => {
  const shipDate = (...[given]: Parameters<typeof planFor>) =>
    planFor(given).shipments[0]?.shipDate;

  it('is the parcel’s own, else the order’s, else when it was first seen as shipped, else now', () => {
    const order = shippedOrder([['p1']]);
    const undated = shippedOrder([['p1']], { completedAt: undefined });
    const shippedAt = '2026-03-10T11:00:00.000Z';
    const dated = [parcelOf(A, { shippedAt: '2026-03-09T16:00:00.000Z' })];

    expect(shipDate({ order, parcels: dated })).toBe('2026-03-09T16:00:00.000Z');
    expect(shipDate({ order, parcels: [parcelOf(A)], shippedAt })).toBe(COMPLETED_AT);
    expect(shipDate({ order: undated, parcels: [parcelOf(A)], shippedAt })).toBe(shippedAt);
    expect(shipDate({ order: undated, parcels: [parcelOf(A)] })).toBe(NOW);
  });

  it('is never in the future', () => {
    const order = shippedOrder([['p1']]);
    const parcels = [parcelOf(A, { shippedAt: '2026-03-11T00:00:00.000Z' })];
    expect(shipDate({ order, parcels })).toBe(NOW);
  });

  it('is not the first completion when something was reported after it', () => {
    const order = shippedOrder([['p1', 'p2']], { completedAt: '2026-03-01T08:00:00.000Z' });
    const sent = { state: 'confirmed', createdAt: '2026-03-01T08:00:30.000Z' } as const;
    const known = [reportOf(['p1'], A, sent)];
    expect(shipDate({ order, known, parcels: [parcelOf(A), parcelOf(B)] })).toBe(NOW);
  });

  it('is not the completion of an order that is open again', () => {
    const order = orderOf([['p1']], { completedAt: '2026-03-01T08:00:00.000Z' });
    const parcels = [parcelWith(A, { 1: 1 }, { isSaidShipped: true })];
    expect(shipDate({ order, parcels })).toBe(NOW);
  });
});

describe('parcels that stand in no report', () => {
  const order = shippedOrder([['p1']]);
  const sent = reportOf(['p1'], A, { state: 'accepted' });
  const findings = (...[given]: Parameters<typeof planFor>) => planFor(given).findings;

  it('are told of when all pieces are reported', () => {
    expect(findings({ order, known: [sent], parcels: [parcelOf(A), parcelOf(D)] })).toEqual([
      { code: 'parcel-without-pieces', trackingNumber: D },
    ]);
  });

  it('are a changed number where the shop no longer shows the reported one', () => {
    expect(findings({ order, known: [sent], parcels: [parcelOf(D)] })).toEqual([
      { code: 'tracking-changed-after-report', reported: A, now: D },
    ]);
  });

  it('are nothing odd while a piece is still to be released', () => {
    const more = { order: shippedOrder([['p1', 'p2']]), pieces: piecesOf('SENT', 'ANNOUNCED') };
    expect(findings({ ...more, known: [sent], parcels: [parcelOf(A), parcelOf(D)] })).toEqual([]);
  });

  it('are nothing odd when nothing of ours is in them', () => {
    const parcels = [parcelOf(A), parcelWith(D, { 99: 1 })];
    expect(findings({ order, known: [sent], parcels })).toEqual([]);
  });

  it('are nothing odd while nobody says that they left', () => {
    const toPack = { order: orderOf([['p1']]), known: [sent] };
    const printed = [parcelWith(D, { 1: 1 }), parcelOf(D, { isSaidShipped: true })];
    for (const parcel of printed) expect(findings({ ...toPack, parcels: [parcel] })).toEqual([]);
  });

  it('are nothing odd when the reported number is there alone', () => {
    expect(findings({ order, known: [sent], parcels: [parcelOf(A)] })).toEqual([]);
  });
});
