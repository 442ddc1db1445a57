import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allParcels } from '../../../src/mapping/parcels/all-parcels.ts';
import { PARCEL_SOURCES } from '../../../src/mapping/parcels/parcel-sources.ts';
import { returnAlone } from '../../../src/mapping/parcels/return-numbers.ts';
import type { ReturnNumber, ShopParcel } from '../../../src/mapping/parcels/shop-parcel.ts';
import { runs } from '../support/property-runs.ts';
import { ONE, parcelWith, TWO } from './parcels.ts';

const all = (parcels: ShopParcel[]) => allParcels(parcels, { sources: PARCEL_SOURCES });
const of = (source: ShopParcel['source'], given: Partial<ShopParcel> = {}) =>
  parcelWith({ source, ...given });
const pieces = (...lines: [number, number][]) =>
  lines.map(([lineItemId, quantity]) => ({ lineItemId, quantity }));
const numbered = (source: ShopParcel['source'], given: Partial<ShopParcel> = {}) =>
  of(source, { trackingNumber: ONE, ...given });

describe('the same tracking number', () => {
  it('is one parcel, filled up from the sources in their order', () => {
    const items = numbered('shipment-tracking', {
      carrierName: 'dhl-de',
      shippedAt: '2026-10-29T00:00:00.000Z',
    });
    const fulfillment = numbered('fulfillments', { pieces: pieces([3, 1]) });
    expect(all([items, fulfillment])).toEqual([
      { ...fulfillment, carrierName: 'dhl-de', shippedAt: '2026-10-29T00:00:00.000Z' },
    ]);
    const reversed = allParcels([fulfillment, items], {
      sources: ['shipment-tracking', 'fulfillments'],
    });
    expect(reversed).toEqual([{ ...items, pieces: pieces([3, 1]) }]);
  });

  it.each([
    ['0034 0434 1610 9402 7318'],
    [`https://www.dhl.de/de/privatkunden.html?piececode=${ONE}`],
    [` ${ONE} `],
  ])('counts as the same written as "%s"', (written) => {
    const found = all([numbered('fulfillments'), of('meta', { trackingNumber: written })]);
    expect(found).toEqual([numbered('fulfillments')]);
  });

  it('of another parcel is another parcel', () => {
    expect(all([numbered('meta'), of('meta', { trackingNumber: TWO })])).toHaveLength(2);
  });

  it('keeps what the first source says of its pieces', () => {
    const found = all([
      numbered('fulfillments', { pieces: pieces([3, 1]) }),
      numbered('shiptastic', { pieces: pieces([3, 2]) }),
    ]);
    expect(found).toMatchObject([{ pieces: pieces([3, 1]) }]);
  });

  it('takes the pieces of the next where the first fits none', () => {
    const next = numbered('shiptastic', { pieces: pieces([3, 2]) });
    expect(all([numbered('fulfillments', { pieces: [] }), next])[0]?.pieces).toEqual(next.pieces);
    const none = [numbered('fulfillments', { pieces: [] }), numbered('shiptastic')];
    expect(all(none)[0]?.pieces).toEqual([]);
  });

  it('left when any source says so, and then', () => {
    const planned = numbered('fulfillments', { shippedAt: '2026-10-01T00:00:00.000Z' });
    const left = numbered('shiptastic', {
      isSaidShipped: true,
      shippedAt: '2026-10-29T00:00:00.000Z',
    });
    expect(all([planned, left])).toMatchObject([
      { isSaidShipped: true, shippedAt: '2026-10-29T00:00:00.000Z' },
    ]);
    expect(all([planned, { ...left, shippedAt: undefined }])).toMatchObject([
      { isSaidShipped: true, shippedAt: '2026-10-01T00:00:00.000Z' },
    ]);
  });

  it('goes by a carrier that is known, whoever names it', () => {
    const vague = numbered('fulfillments', { carrierName: 'Versand' });
    const dhl = numbered('meta', { carrierName: 'DHL Paket' });
    const gls = numbered('meta', { carrierName: 'GLS' });
    expect(all([vague, dhl])[0]?.carrierName).toBe('DHL Paket');
    expect(all([vague, numbered('meta')])[0]?.carrierName).toBe('Versand');
    expect(all([{ ...dhl, source: 'fulfillments' }, gls])[0]?.carrierName).toBe('DHL Paket');
  });
});

describe('the same number twice in one source', () => {
  it('adds the pieces up', () => {
    const found = all([
      numbered('fulfillments', { pieces: pieces([3, 1], [4, 1]) }),
      numbered('fulfillments', { pieces: pieces([3, 1]) }),
    ]);
    expect(found).toMatchObject([{ pieces: pieces([3, 2], [4, 1]) }]);
  });

  it('leaves out what is not said to have left', () => {
    const left = numbered('fulfillments', { isSaidShipped: true, pieces: pieces([3, 1]) });
    const draft = numbered('fulfillments', { pieces: pieces([4, 1]) });
    expect(all([left, draft])).toEqual([left]);
    expect(all([draft, left])).toEqual([left]);
  });

  it('is not added up with what another source says of it', () => {
    const twice = numbered('shiptastic', { pieces: pieces([3, 1]) });
    const found = all([numbered('fulfillments', { pieces: pieces([3, 2]) }), twice, twice]);
    expect(found).toMatchObject([{ pieces: pieces([3, 2]) }]);
  });
});

describe('without a number', () => {
  const goods = pieces([3, 1]);

  it('a parcel is the one of another source with the same pieces', () => {
    const unnumbered = of('fulfillments', { pieces: goods, isSaidShipped: true });
    const known = numbered('shiptastic', { pieces: goods });
    expect(all([unnumbered, known])).toEqual([{ ...unnumbered, trackingNumber: ONE }]);
    const inOtherOrder = of('shiptastic', { pieces: pieces([4, 1], [3, 1]) });
    const both = of('fulfillments', { pieces: pieces([3, 1], [4, 1]) });
    expect(all([both, inOtherOrder])).toEqual([both]);
  });

  it('two alike of one source are two', () => {
    const two = [of('fulfillments', { pieces: goods }), of('fulfillments', { pieces: goods })];
    expect(all(two)).toEqual(two);
    const numbers = [ONE, TWO].map((trackingNumber) =>
      of('shiptastic', { trackingNumber, pieces: goods }),
    );
    const found = all([...two, ...numbers]);
    expect(found.map(({ trackingNumber }) => trackingNumber)).toEqual([ONE, TWO]);
  });

  it.each([
    ['other pieces', pieces([3, 2])],
    ['more lines', pieces([3, 1], [4, 1])],
    ['nothing to say', undefined],
    ['no piece that fits', []],
  ])('one with %s is another parcel', (_what, given) => {
    const parcels = [of('fulfillments', { pieces: goods }), of('shiptastic', { pieces: given })];
    expect(all(parcels)).toHaveLength(2);
  });

  it('is told by a source that knows both number and pieces that two others mean one', () => {
    const unnumbered = of('fulfillments', { pieces: goods });
    const noPieces = numbered('shipment-tracking', { carrierName: 'dhl-de' });
    const both = numbered('shiptastic', { pieces: goods });
    expect(all([unnumbered, noPieces, both])).toEqual([
      { ...unnumbered, trackingNumber: ONE, carrierName: 'dhl-de' },
    ]);
  });

  it('two with different numbers are never one', () => {
    const parcels = [
      numbered('fulfillments', { pieces: goods }),
      of('shiptastic', { trackingNumber: TWO, pieces: goods }),
    ];
    expect(all(parcels)).toHaveLength(2);
  });
});

it('parcels come in the order of the owner’s sources, with a number or without', () => {
  const parcels = [
    of('meta', { trackingNumber: TWO }),
    of('fulfillments', { pieces: pieces([3, 1]) }),
    numbered('shiptastic', { pieces: pieces([4, 1]) }),
  ];
  const order = (sources: ShopParcel['source'][]) =>
    allParcels(parcels, { sources }).map(({ source }) => source);
  expect(order(['fulfillments', 'shiptastic', 'meta'])).toEqual([
    'fulfillments',
    'shiptastic',
    'meta',
  ]);
  expect(order(['meta', 'fulfillments', 'shiptastic'])).toEqual([
    'meta',
    'fulfillments',
    'shiptastic',
  ]);
});

it('a source that the owner did not choose does not count', () => {
  const parcels = [numbered('fulfillments'), of('meta', { trackingNumber: TWO })];
  expect(allParcels(parcels, { sources: ['meta'] })).toEqual([parcels[1]]);
  expect(allParcels(parcels, { sources: [] })).toEqual([]);
});

describe('return numbers', () => {
  const returnOf = (source: ReturnNumber['source'], number: string): ReturnNumber => ({
    carrierName: 'DHL',
    number,
    source,
  });
  const inMeta = returnOf('meta', 'R1');
  const numbers = (
    parcels: ShopParcel[],
    options: Partial<Parameters<typeof allParcels>[1]> = {},
  ) =>
    allParcels(parcels, { sources: PARCEL_SOURCES, ...options }).map(
      ({ returnNumber }) => returnNumber?.number,
    );
  const two = [numbered('fulfillments'), of('fulfillments', { trackingNumber: TWO })];

  it('that stand alone are no parcels', () => {
    expect(all([returnAlone(inMeta)])).toEqual([]);
  });

  it('in a parcel that has no number yet are still in a parcel', () => {
    const returnNumber = returnOf('shiptastic', 'R2');
    const planned = of('shiptastic', { pieces: pieces([3, 1]), returnNumber });
    expect(all([planned])).toEqual([planned]);
  });

  it('of which there is one go with every parcel', () => {
    expect(numbers([...two, returnAlone(inMeta)])).toEqual(['R1', 'R1']);
  });

  it('of which there are several go with one parcel each', () => {
    const alone = ['R1', 'R2', 'R3'].map((number) => returnAlone(returnOf('meta', number)));
    expect(numbers([...two, ...alone])).toEqual(['R1', 'R2']);
    expect(numbers([...two, of('meta', { trackingNumber: 'X' }), ...alone.slice(1)])).toEqual([
      'R2',
      'R3',
      undefined,
    ]);
  });

  it('in order meta count although meta is no source of parcels', () => {
    expect(numbers([...two, returnAlone(inMeta)], { sources: ['fulfillments'] })).toEqual([
      'R1',
      'R1',
    ]);
    const plugin = returnAlone(returnOf('shiptastic', 'R2'));
    expect(numbers([...two, plugin], { sources: ['fulfillments'] })).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('are taken from the first place that has one', () => {
    const labelled = numbered('dhl-for-woocommerce', {
      returnNumber: returnOf('dhl-for-woocommerce', 'R2'),
    });
    const both = [labelled, returnAlone(inMeta)];
    expect(numbers(both)).toEqual(['R1']);
    expect(numbers(both, { returnSources: ['label-plugin', 'order-meta'] })).toEqual(['R2']);
    expect(numbers(both, { returnSources: ['pool', 'label-plugin'] })).toEqual(['R2']);
    expect(numbers(both, { returnSources: ['pool'] })).toEqual([undefined]);
    expect(numbers([labelled])).toEqual(['R2']);
  });

  it('come from whichever source describes the parcel', () => {
    const labelled = numbered('dhl-for-woocommerce', {
      returnNumber: returnOf('dhl-for-woocommerce', 'R2'),
    });
    expect(numbers([numbered('fulfillments'), labelled])).toEqual(['R2']);
    expect(numbers([labelled, labelled])).toEqual(['R2']);
  });
});

describe('whatever the sources say', () => {
  const anyParcel = fc.record({
    source: fc.constantFrom(...PARCEL_SOURCES),
    carrierName: fc.constantFrom(undefined, 'DHL', 'Versand'),
    trackingNumber: fc.constantFrom(undefined, undefined, ONE, TWO, 'A1', 'a 1'),
    shippedAt: fc.constantFrom(undefined, '2026-10-29T00:00:00.000Z'),
    isSaidShipped: fc.boolean(),
    pieces: fc.option(
      fc.uniqueArray(
        fc.record({ lineItemId: fc.integer({ min: 1, max: 3 }), quantity: fc.constantFrom(1, 2) }),
        {
          selector: ({ lineItemId }) => lineItemId,
        },
      ),
      { nil: undefined },
    ),
  });

  it('no number stands there twice, none is lost and none is new', () => {
    fc.assert(
      fc.property(fc.array(anyParcel, { maxLength: 8 }), (parcels) => {
        const same = (number: string) => number.toUpperCase().replaceAll(' ', '');
        const numbersOf = (given: ShopParcel[]) =>
          given.flatMap(({ trackingNumber }) => (trackingNumber ? [same(trackingNumber)] : []));
        const found = numbersOf(all(parcels));
        expect(new Set(found).size).toBe(found.length);
        expect(new Set(found)).toEqual(new Set(numbersOf(parcels)));
      }),
      runs(300),
    );
  });

  it('merging again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyParcel, { maxLength: 8 }), (parcels) => {
        const once = all(parcels);
        const sources = new Set(once.map(({ source }) => source));
        fc.pre(sources.size <= 1);
        expect(all(once)).toEqual(once);
      }),
      runs(200),
    );
  });
});
