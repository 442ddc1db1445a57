import { describe, expect, it } from 'vitest';
import {
  COMPLETED_AT,
  contents,
  DHL_NUMBERS,
  orderOf,
  parcelOf,
  parcelWish,
  parcelWith,
  piecesOf,
  planFor,
  reportOf,
  shippedOrder,
} from './orders.ts';

const [A, B, C] = DHL_NUMBERS;
const NOTHING = { shipments: [], cancellations: [], corrected: [], withdrawn: [] };
const order = shippedOrder([['p1', 'p2']]);

describe.each(['waiting', 'due', 'attention'] as const)(
  'a report of the shop that is %s',
  (state) => {
    const report = reportOf(['p1', 'p2'], A, { state });
    const { transmissionId } = report;

    it('stays as it is while the shop says the same', () => {
      expect(planFor({ order, known: [report], parcels: [parcelOf(A)] })).toMatchObject(NOTHING);
    });

    it('gets the number that the shop shows now', () => {
      expect(planFor({ order, known: [report], parcels: [parcelOf(B)] })).toMatchObject({
        ...NOTHING,
        corrected: [
          {
            transmissionId,
            wish: {
              positionItemIds: ['p1', 'p2'],
              parcels: [parcelWish(B)],
              shipDate: COMPLETED_AT,
            },
          },
        ],
      });
    });

    it('gets the carrier that is named now', () => {
      const known = [{ ...report, parcels: [parcelWish(A, { carrierName: 'DPD' })] }];
      const parcels = [parcelOf(A, { carrierName: 'DHL' })];
      const [correction] = planFor({ order, known, parcels }).corrected;
      expect(correction?.wish.parcels).toEqual([parcelWish(A, { carrierName: 'DHL' })]);
    });

    it('gets the carrier that is named without a number', () => {
      const known = [{ ...report, parcels: [parcelWish(undefined)] }];
      const parcels = [parcelOf(undefined, { carrierName: 'Dachser' })];
      const [correction] = planFor({ order, known, parcels }).corrected;
      expect(correction?.wish.parcels).toEqual([parcelWish(undefined, { carrierName: 'Dachser' })]);
    });

    it('shares its pieces with a further parcel', () => {
      const plan = planFor({ order, known: [report], parcels: [parcelOf(A), parcelOf(B)] });
      expect(plan.corrected.map(({ wish }) => contents([wish])[0])).toEqual([[['p1'], [A]]]);
      expect(contents(plan.shipments)).toEqual([[['p2'], [B]]]);
    });

    it('is withdrawn when the order is to be packed again', () => {
      const reopened = orderOf([['p1', 'p2']]);
      expect(planFor({ order: reopened, known: [report], parcels: [parcelOf(A)] })).toMatchObject({
        ...NOTHING,
        withdrawn: [transmissionId],
      });
    });

    it('stays when the order goes on to a status of the owner’s own', () => {
      const later = orderOf([['p1', 'p2']], { status: 'delivered' });
      expect(planFor({ order: later, known: [report], parcels: [parcelOf(A)] })).toMatchObject(
        NOTHING,
      );
    });

    it('loses a piece that OTTO cancelled only with the next correction: that is judged elsewhere', () => {
      const pieces = piecesOf('PROCESSABLE', 'CANCELLED_BY_MARKETPLACE');
      const known = [report];
      expect(planFor({ order, pieces, known, parcels: [parcelOf(A)] })).toMatchObject(NOTHING);
      const [correction] = planFor({ order, pieces, known, parcels: [parcelOf(B)] }).corrected;
      expect(correction?.wish.positionItemIds).toEqual(['p1']);
    });

    it('is left to its judge when none of its pieces can be shipped any more', () => {
      const pieces = piecesOf('SENT', 'CANCELLED_BY_MARKETPLACE');
      expect(planFor({ order, pieces, known: [report], parcels: [] })).toMatchObject(NOTHING);
    });

    it('keeps a number that was typed in here when the shop shows none', () => {
      expect(planFor({ order, known: [report], parcels: [] })).toMatchObject(NOTHING);
      const unnumbered = [parcelWith(undefined, { 1: 2 })];
      expect(planFor({ order, known: [report], parcels: unnumbered })).toMatchObject(NOTHING);
    });
  },
);

it('takes a piece out of a parcel of which the shop now says what is in it', () => {
  const known = [reportOf(['p1', 'p2'], A)];
  const plan = planFor({ order, known, parcels: [parcelWith(A, { 1: 1 })] });
  expect(plan.corrected.map(({ wish }) => contents([wish])[0])).toEqual([[['p1'], [A]]]);
  expect(contents(plan.shipments)).toEqual([[['p2'], [undefined]]]);
});

it('takes the piece whose number was typed in here for the one in a parcel without a number', () => {
  const toPack = orderOf([['p1', 'p2']]);
  const known = [reportOf(['p2'], A)];
  const parcels = [parcelWith(undefined, { 1: 1 }, { isSaidShipped: true })];
  expect(planFor({ order: toPack, known, parcels })).toMatchObject(NOTHING);
});

describe('what is not corrected', () => {
  it.each(['in-flight', 'accepted', 'confirmed', 'by-hand'] as const)(
    'a report that is %s keeps its number and its pieces',
    (state) => {
      const known = [reportOf(['p1', 'p2'], A, { state })];
      expect(planFor({ order, known, parcels: [parcelOf(B)] })).toMatchObject(NOTHING);
      expect(planFor({ order: orderOf([['p1', 'p2']]), known })).toMatchObject(NOTHING);
    },
  );

  it.each(['accepted-not-shown', 'by-hand-not-at-otto'])(
    'a report that needs somebody for %s, as something of it may be at OTTO',
    (reasonCode) => {
      const known = [reportOf(['p1', 'p2'], A, { state: 'attention', reasonCode })];
      expect(planFor({ order, known, parcels: [parcelOf(B)] })).toMatchObject(NOTHING);
    },
  );

  it.each(['ship-list', 'web-service', 'csv', 'command'] as const)(
    'what a person said by %s, though it did not leave yet',
    (source) => {
      const known = [reportOf(['p1', 'p2'], A, { source })];
      expect(planFor({ order, known, parcels: [parcelOf(B)] })).toMatchObject(NOTHING);
      expect(planFor({ order: orderOf([['p1', 'p2']]), known })).toMatchObject(NOTHING);
    },
  );

  it('what was found since: the carrier of a name, a return number from the pool', () => {
    const found = parcelWish(A, {
      carrier: 'DHL',
      carrierName: 'dhl-de',
      returnKey: { carrier: 'DHL', number: '577546565072' },
    });
    const known = [reportOf(['p1', 'p2'], A, { parcels: [found] })];
    for (const carrierName of ['dhl-de', 'DHL Paket', undefined]) {
      const parcels = [parcelOf(A, { carrierName })];
      expect(planFor({ order, known, parcels })).toMatchObject(NOTHING);
    }
  });
});

it('keeps the return number with the parcel when the number is corrected', () => {
  const returnKey = { carrier: 'DHL', number: '577546565072' } as const;
  const known = [reportOf(['p1', 'p2'], A, { parcels: [parcelWish(A, { returnKey })] })];
  const [correction] = planFor({ order, known, parcels: [parcelOf(B)] }).corrected;
  expect(correction?.wish.parcels).toEqual([parcelWish(B, { returnKey })]);
});

it('gives no second parcel the return number of the first', () => {
  const returnKey = { carrier: 'DHL', number: '577546565072' } as const;
  const one = shippedOrder([['p1']]);
  const known = [reportOf(['p1'], A, { parcels: [parcelWish(A, { returnKey })] })];
  for (const parcels of [
    [parcelOf(B), parcelOf(A)],
    [parcelOf(A), parcelOf(B)],
  ]) {
    const [correction] = planFor({ order: one, known, parcels }).corrected;
    const expected = [parcelWish(A, { returnKey }), parcelWish(B)];
    expect(correction?.wish.parcels).toHaveLength(2);
    expect(correction?.wish.parcels).toEqual(expect.arrayContaining(expected));
  }
});

it('gives no parcel the return number that the shop says of another one', () => {
  const returnKey = { carrier: 'DHL', number: '577546565072' } as const;
  const one = shippedOrder([['p1']]);
  const known = [reportOf(['p1'], A, { parcels: [parcelWish(A, { returnKey })] })];
  const { carrier: carrierName, number } = returnKey;
  const withReturn = parcelOf(B, { returnNumber: { carrierName, number, source: 'shiptastic' } });
  for (const parcels of [
    [withReturn, parcelOf(C)],
    [parcelOf(C), withReturn],
  ]) {
    const [correction] = planFor({ order: one, known, parcels }).corrected;
    const expected = [parcelWish(B, { returnKey }), parcelWish(C)];
    expect(correction?.wish.parcels).toHaveLength(2);
    expect(correction?.wish.parcels).toEqual(expect.arrayContaining(expected));
  }
});

it('keeps the day of a report whose hand-over nobody dates', () => {
  const undated = shippedOrder([['p1', 'p2']], { completedAt: undefined });
  const shipDate = '2026-03-08T10:00:00.000Z';
  const known = [reportOf(['p1', 'p2'], A, { shipDate })];
  const [correction] = planFor({ order: undated, known, parcels: [parcelOf(B)] }).corrected;
  expect(correction?.wish.shipDate).toBe(shipDate);
});

it('never moves a piece into a report that is corrected while another one holds it', () => {
  const swapped = [parcelWith(A, { 1: 1 }), parcelWith(B, { 2: 1 })];
  const known = [reportOf(['p2'], A), reportOf(['p1'], B)];
  const plan = planFor({ order: shippedOrder([['p1'], ['p2']]), known, parcels: swapped });
  expect(plan).toMatchObject({ corrected: [], withdrawn: ['report-p1', 'report-p2'] });
  expect(contents(plan.shipments)).toEqual([
    [['p1'], [A]],
    [['p2'], [B]],
  ]);
});

it('keeps which of two equal pieces is in which parcel, whatever the order of the parcels', () => {
  const known = [reportOf(['p1'], A), reportOf(['p2'], B)];
  const parcels = [parcelWith(C, { 2: 1 }), parcelWith(B, { 1: 1 }), parcelWith(A, { 1: 1 })];
  const plan = planFor({ order: shippedOrder([['p1', 'p2'], ['p3']]), known, parcels });
  expect(plan).toMatchObject({ corrected: [], withdrawn: [] });
  expect(contents(plan.shipments)).toEqual([[['p3'], [C]]]);
});
