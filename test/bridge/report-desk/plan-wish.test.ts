import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Transmission } from '../../../src/bridge/ledger/transmission-rows.ts';
import { planWish } from '../../../src/bridge/report-desk/plan-wish.ts';
import type { ShipWish } from '../../../src/bridge/report-desk/ship-wish.ts';
import type { ReportPiece } from '../../../src/mapping/reporting/transmission.ts';
import { piece, report, T1, T2, T3, together } from './wishes.ts';

const orderNumber = 'bu5h6x7z2k';

function plan(
  wish: Omit<ShipWish, 'order'>,
  order: { pieces: ReportPiece[]; reports?: Transmission[]; rules?: object },
) {
  const { pieces, reports = [], rules } = order;
  return planWish({ orderNumber, pieces, reports }, { order: 'x', ...wish }, together(rules));
}

const shipped = (result: ReturnType<typeof plan>) =>
  result.shipments.map(({ positionItemIds, parcels }) => ({
    ids: positionItemIds,
    numbers: parcels.map(({ trackingNumber }) => trackingNumber),
  }));

describe('what is in which parcel', () => {
  it('puts all that may be shipped into the one parcel', () => {
    const pieces = [piece('a'), piece('b'), piece('c', { fulfillmentStatus: 'ANNOUNCED' })];
    const result = plan({ parcels: [{ trackingNumber: T1 }] }, { pieces });
    expect(shipped(result)).toEqual([{ ids: ['a', 'b'], numbers: [T1] }]);
    expect(result.left).toEqual([{ positionItemId: 'c', why: 'not-released' }]);
  });

  it('deals pieces out among parcels of which nobody says what is in them', () => {
    const pieces = ['a', 'b', 'c'].map((id) => piece(id));
    const result = plan({ parcels: [{ trackingNumber: T1 }, { trackingNumber: T2 }] }, { pieces });
    expect(shipped(result)).toEqual([
      { ids: ['a', 'b'], numbers: [T1] },
      { ids: ['c'], numbers: [T2] },
    ]);
  });

  it('keeps them together for the owner to say, where he wants to be asked', () => {
    const pieces = [piece('a'), piece('b')];
    const rules = { parcelsWithoutPieces: 'ask' };
    const parcels = [{ trackingNumber: T1 }, { trackingNumber: T2 }];
    expect(shipped(plan({ parcels }, { pieces, rules }))).toEqual([
      { ids: ['a', 'b'], numbers: [T1, T2] },
    ]);
  });

  it('lets one piece travel in several parcels', () => {
    const parcels = [
      { trackingNumber: T1, positionItemIds: ['a'] },
      { trackingNumber: T2, positionItemIds: ['a'] },
    ];
    const result = plan({ parcels }, { pieces: [piece('a'), piece('b')] });
    expect(shipped(result)).toEqual([{ ids: ['a'], numbers: [T1, T2] }]);
  });

  it('says of a piece that it is in no parcel where every parcel names others', () => {
    const parcels = [
      { trackingNumber: T1, positionItemIds: ['a'] },
      { trackingNumber: T2, positionItemIds: ['a'] },
    ];
    const pieces = [piece('a'), piece('b')];
    const { left } = plan({ parcels, positionItemIds: ['a', 'b'] }, { pieces });
    expect(left).toEqual([{ positionItemId: 'b', why: 'in-no-parcel' }]);
  });

  it('refuses a piece that is named in several parcels together with others', () => {
    const parcels = [
      { trackingNumber: T1, positionItemIds: ['a', 'b'] },
      { trackingNumber: T2, positionItemIds: ['a'] },
    ];
    const { refusal } = plan({ parcels }, { pieces: [piece('a'), piece('b')] });
    expect(refusal).toMatchObject({ code: 'report-piece-twice', params: { positionItemId: 'a' } });
  });

  it('finds pieces by SKU and quantity', () => {
    const pieces = [piece('a'), piece('b'), piece('c', { sku: 'PLATE' })];
    const parcels = [
      { trackingNumber: T1, contents: [{ sku: 'PLATE', quantity: 1 }] },
      { trackingNumber: T2, contents: [{ sku: 'MUG', quantity: 2 }] },
    ];
    expect(shipped(plan({ parcels }, { pieces }))).toEqual([
      { ids: ['c'], numbers: [T1] },
      { ids: ['a', 'b'], numbers: [T2] },
    ]);
  });

  it('never puts more of a SKU into parcels than the order has open', () => {
    const parcels = [{ trackingNumber: T1, contents: [{ sku: 'MUG', quantity: 2 }] }];
    const { refusal, shipments } = plan({ parcels }, { pieces: [piece('a')] });
    expect(refusal).toMatchObject({ code: 'csv-sku-not-in-order', params: { sku: 'MUG' } });
    expect(shipments).toEqual([]);
  });

  it('keeps parcel goods and forwarder goods apart', () => {
    const pieces = [piece('a'), piece('b', { sku: 'SOFA' })];
    const rules = { forwarderSkus: ['SOFA'] };
    const one = plan({ parcels: [{ carrier: 'DHL', trackingNumber: T1 }] }, { pieces, rules });
    expect(shipped(one)).toEqual([{ ids: ['a'], numbers: [T1] }]);
    expect(one.left).toEqual([{ positionItemId: 'b', why: 'other-goods' }]);
    const parcels = [{ carrier: 'DHL', trackingNumber: T1 }, { carrier: 'DACHSER' }];
    expect(shipped(plan({ parcels }, { pieces, rules }))).toEqual([
      { ids: ['a'], numbers: [T1] },
      { ids: ['b'], numbers: [undefined] },
    ]);
    const mixed = plan(
      { parcels: [{ trackingNumber: T1 }], positionItemIds: ['a', 'b'] },
      { pieces, rules },
    );
    expect(mixed.refusal).toMatchObject({
      code: 'report-pieces-for-other-carrier',
      params: { skus: 'SOFA' },
    });
  });
});

describe('what is reported already', () => {
  const pieces = [piece('a'), piece('b')];

  it('never ships what is left of an order under a number that was reported', () => {
    const result = plan({ parcels: [{ trackingNumber: T1 }] }, { pieces, reports: [report()] });
    expect(result).toMatchObject({ shipments: [], refusal: undefined });
    expect(result.known.map(({ transmissionId }) => transmissionId)).toEqual(['r1']);
  });

  it('knows a number again however it is written', () => {
    const parcels = [{ trackingNumber: ` ${T1.replace(/(\d{5})/g, '$1 ')}` }];
    expect(plan({ parcels }, { pieces, reports: [report()] }).known).toHaveLength(1);
  });

  it('adds a forgotten piece to the parcel when it is named', () => {
    const wish = { parcels: [{ trackingNumber: T1 }], positionItemIds: ['b'] };
    expect(shipped(plan(wish, { pieces, reports: [report()] }))).toEqual([
      { ids: ['b'], numbers: [T1] },
    ]);
  });

  it('counts pieces of a SKU that are in the parcel already', () => {
    const contents = (quantity: number) => ({
      parcels: [{ trackingNumber: T1, contents: [{ sku: 'MUG', quantity }] }],
    });
    const order = { pieces, reports: [report()] };
    expect(plan(contents(1), order)).toMatchObject({ shipments: [], refusal: undefined });
    expect(shipped(plan(contents(2), order))).toEqual([{ ids: ['b'], numbers: [T1] }]);
  });

  it('reports what is still open under a new number', () => {
    const result = plan({ parcels: [{ trackingNumber: T2 }] }, { pieces, reports: [report()] });
    expect(shipped(result)).toEqual([{ ids: ['b'], numbers: [T2] }]);
    expect(result.left).toEqual([{ positionItemId: 'a', why: 'in-other-report' }]);
  });

  it.each(['due', 'in-flight', 'accepted', 'confirmed', 'by-hand'] as const)(
    'refuses a piece of a report that is %s',
    (state) => {
      const reports = [report({ state })];
      const wish = { parcels: [{ trackingNumber: T2 }], positionItemIds: ['a'] };
      expect(plan(wish, { pieces, reports }).refusal).toMatchObject({
        code: 'report-piece-in-other-report',
        params: { orderNumber, trackingNumber: T1 },
      });
    },
  );

  it('takes the place of a report that waits, or that OTTO refused', () => {
    for (const state of ['waiting', 'attention'] as const) {
      const reports = [report({ state, parcels: [{}] })];
      const result = plan({ parcels: [{ trackingNumber: T2 }] }, { pieces, reports });
      expect(shipped(result)).toEqual([{ ids: ['a', 'b'], numbers: [T2] }]);
      expect(result.replaces.map(({ transmissionId }) => transmissionId)).toEqual(['r1']);
    }
  });

  it('leaves a report alone that OTTO took, even if it needs somebody now', () => {
    const reports = [report({ state: 'attention', acceptedAt: '2026-03-20T08:00:00.000Z' })];
    const wish = { parcels: [{ trackingNumber: T2 }], positionItemIds: ['a'] };
    expect(plan(wish, { pieces, reports }).replaces).toEqual([]);
  });

  it('gives a waiting report the carrier it lacks, under the same number', () => {
    const reports = [report({ state: 'waiting', parcels: [{ trackingNumber: T1 }] })];
    const wish = { parcels: [{ trackingNumber: T1, carrier: 'DHL' }] };
    expect(plan(wish, { pieces: [piece('a')], reports }).replaces).toHaveLength(1);
    const same = { parcels: [{ trackingNumber: T1 }] };
    expect(plan(same, { pieces: [piece('a')], reports })).toMatchObject({ replaces: [] });
  });

  it('never takes the place of a wish to cancel', () => {
    const reports = [report({ kind: 'cancellation', state: 'waiting', parcels: [] })];
    const wish = { parcels: [{ trackingNumber: T2 }], positionItemIds: ['a'] };
    expect(plan(wish, { pieces, reports })).toMatchObject({
      shipments: [],
      refusal: { code: 'report-piece-in-other-report' },
    });
  });

  it('counts a report that was taken back for nothing', () => {
    const reports = [report({ state: 'withdrawn' })];
    expect(shipped(plan({ parcels: [{ trackingNumber: T1 }] }, { pieces, reports }))).toEqual([
      { ids: ['a', 'b'], numbers: [T1] },
    ]);
  });
});

describe('whatever is asked for', () => {
  const states = ['ANNOUNCED', 'PROCESSABLE', 'SENT', 'RETURNED', 'CANCELLED_BY_PARTNER', 'ODD'];
  const somePieces = fc
    .array(fc.record({ status: fc.constantFrom(...states), sku: fc.constantFrom('MUG', 'SOFA') }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((some) =>
      some.map(({ status, sku }, at) => piece(`p${at}`, { fulfillmentStatus: status, sku })),
    );
  const parcel = fc.record(
    {
      trackingNumber: fc.constantFrom(T1, T2, T3),
      carrier: fc.constantFrom('DHL', 'DACHSER'),
      positionItemIds: fc.uniqueArray(fc.constantFrom('p0', 'p1', 'p2'), { minLength: 1 }),
      contents: fc.constant([{ sku: 'MUG', quantity: 1 }]),
    },
    { requiredKeys: [] },
  );
  const someReports = fc
    .uniqueArray(
      fc.record({
        at: fc.integer({ min: 0, max: 5 }),
        state: fc.constantFrom('waiting', 'due', 'accepted', 'attention', 'withdrawn'),
        kind: fc.constantFrom('shipment', 'cancellation'),
      } as const),
      { selector: ({ at }) => at, maxLength: 3 },
    )
    .map((some) =>
      some.map(({ at, state, kind }) =>
        report({ transmissionId: `r${at}`, positionItemIds: [`p${at}`], state, kind }),
      ),
    );

  it('reports only released pieces, each once, and none that another report holds', () => {
    fc.assert(
      fc.property(
        somePieces,
        fc.array(parcel, { maxLength: 3 }),
        someReports,
        (pieces, parcels, reports) => {
          const result = plan({ parcels }, { pieces, reports, rules: { forwarderSkus: ['SOFA'] } });
          const ids = result.shipments.flatMap(({ positionItemIds }) => positionItemIds);
          expect(new Set(ids).size).toBe(ids.length);
          for (const id of ids) {
            const found = pieces.find(({ positionItemId }) => positionItemId === id);
            expect(found?.fulfillmentStatus).toBe('PROCESSABLE');
            const holder = reports.find(
              ({ positionItemIds, state }) => positionItemIds.includes(id) && state !== 'withdrawn',
            );
            if (holder) expect(result.replaces).toContain(holder);
          }
          for (const { parcels: own, positionItemIds } of result.shipments) {
            if (own.length > 1) expect(positionItemIds).toHaveLength(1);
            const skus = pieces.filter(({ positionItemId }) =>
              positionItemIds.includes(positionItemId),
            );
            expect(new Set(skus.map(({ sku }) => sku === 'SOFA')).size).toBe(1);
          }
          if (result.shipments.length > 0) expect(result.refusal).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
  });
});
