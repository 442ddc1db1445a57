import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PARCEL_SOURCES } from '../../../src/mapping/parcels/parcel-sources.ts';
import { type MetaReading, parcelsInMeta } from '../../../src/mapping/parcels/parcels-in-meta.ts';
import { runs } from '../support/property-runs.ts';
import { ONE, parcelWith, TWO } from './parcels.ts';

const NO_KEYS = { trackingKeys: [], carrierKeys: [], returnKeys: [] };

/** What is read from meta by its keys, with every source on. */
function read(meta: Record<string, unknown>, options: Partial<MetaReading> = {}) {
  const metaData = Object.entries(meta).map(([key, value], place) => ({ id: place, key, value }));
  return parcelsInMeta(metaData, { sources: PARCEL_SOURCES, ...NO_KEYS, ...options });
}

describe('the shipment tracking plugins', () => {
  const key = '_wc_shipment_tracking_items';
  const item = {
    tracking_provider: 'dhl-de',
    custom_tracking_provider: '',
    tracking_number: ONE,
    date_shipped: '1793232000',
    tracking_id: 'd41d8cd98f00b204e9800998ecf8427e',
    status_shipped: '1',
  };
  const parcel = parcelWith({
    source: 'shipment-tracking',
    carrierName: 'dhl-de',
    trackingNumber: ONE,
    shippedAt: '2026-10-29T00:00:00.000Z',
  });

  it('name carrier, number and day', () => {
    expect(read({ [key]: [item] })).toEqual([parcel]);
  });

  it('may have several parcels, in a list whose first was deleted too', () => {
    const second = { ...item, tracking_number: TWO };
    const both = [parcel, { ...parcel, trackingNumber: TWO }];
    expect(read({ [key]: [item, second] })).toEqual(both);
    expect(read({ [key]: { 1: item, 3: second } })).toEqual(both);
  });

  it('may have packed their list once more', () => {
    const packed = `a:1:{i:0;a:2:{s:15:"tracking_number";s:20:"${ONE}";s:17:"tracking_provider";s:6:"Kühne";}}`;
    expect(read({ [key]: JSON.stringify([item]) })).toEqual([parcel]);
    expect(read({ [key]: packed })).toMatchObject([{ trackingNumber: ONE, carrierName: 'Kühne' }]);
  });

  it.each([
    ['in its own field', { tracking_provider: '', custom_tracking_provider: 'Kurier Müller' }],
    [
      'as the plugin shows it',
      { tracking_provider: null, formatted_tracking_provider: 'Kurier Müller' },
    ],
    ['before a custom one', { tracking_provider: 'Kurier Müller', custom_tracking_provider: 'x' }],
  ])('name a carrier %s', (_where, fields) => {
    expect(read({ [key]: [{ ...item, ...fields }] })).toMatchObject([
      { carrierName: 'Kurier Müller' },
    ]);
  });

  it.each([
    [1793232000, '2026-10-29T00:00:00.000Z'],
    ['2026-10-29', '2026-10-29T00:00:00.000Z'],
    ['29-10-2026', '2026-10-29T00:00:00.000Z'],
    ['9.3.2026', '2026-03-09T00:00:00.000Z'],
    ['2026-10-29T08:00:00+01:00', '2026-10-29T07:00:00.000Z'],
    ['31.02.2026', undefined],
    ['', undefined],
    [0, undefined],
    [null, undefined],
    ['gestern', undefined],
  ])('may write the day as %j', (date, shippedAt) => {
    expect(read({ [key]: [{ ...item, date_shipped: date }] })).toEqual([{ ...parcel, shippedAt }]);
  });

  describe('with a list of products', () => {
    const withList = (products_list: unknown, status_shipped = '2') =>
      read({ [key]: [{ ...item, products_list, status_shipped }] })[0];

    it('say what is in the parcel, each line once', () => {
      const list = [
        { product: '10', item_id: '3', qty: '1' },
        { product: '11', item_id: 4, qty: 2 },
        { product: '10', item_id: '3', qty: '1' },
      ];
      expect(withList(list)?.pieces).toEqual([
        { lineItemId: 3, quantity: 2 },
        { lineItemId: 4, quantity: 2 },
      ]);
      expect(withList(JSON.stringify(list))?.pieces).toHaveLength(2);
    });

    it('say that these pieces left when they mark the order as partially shipped', () => {
      const list = [{ item_id: '3', qty: '1' }];
      expect(withList(list, '2')?.isSaidShipped).toBe(true);
      expect(withList(list, '1')?.isSaidShipped).toBe(false);
      expect(withList(list, '')?.isSaidShipped).toBe(false);
    });

    it('do not say it without the pieces', () => {
      expect(withList([])).toMatchObject({ isSaidShipped: false, pieces: undefined });
      expect(withList(undefined)).toMatchObject({ isSaidShipped: false, pieces: undefined });
      expect(withList([{ item_id: 'x', qty: 1 }])).toMatchObject({
        isSaidShipped: false,
        pieces: [],
      });
    });

    it('may name products, where only one line has them', () => {
      const lines = [
        { lineItemId: 3, productId: 10, variationId: 0 },
        { lineItemId: 4, productId: 11, variationId: 111 },
        { lineItemId: 5, productId: 11, variationId: 112 },
      ];
      const list = [
        { product: '10', qty: '1' },
        { product: '112', qty: '2' },
        { product: '11', qty: '1' },
      ];
      const products = { [key]: [{ ...item, products_list: list }] };
      expect(read(products, { lines })[0]?.pieces).toEqual([
        { lineItemId: 3, quantity: 1 },
        { lineItemId: 5, quantity: 2 },
      ]);
      expect(read(products)[0]?.pieces).toEqual([]);
    });

    it.each(['0', '-1', '1.5', 'many', null, ''])('pass over a quantity of %j', (qty) => {
      const list = [
        { item_id: '3', qty },
        { item_id: '4', qty: '1' },
      ];
      expect(withList(list)?.pieces).toEqual([{ lineItemId: 4, quantity: 1 }]);
    });
  });

  it.each([
    [undefined],
    [''],
    ['none'],
    [5],
    [[]],
    [{}],
    [[null, 'text', 7, [], { tracking_number: ' ' }, { tracking_number: [ONE] }]],
    ['a:1:{i:0;a:1:{s:15:"tracking_number";s:20:"0034'],
    ['[{"tracking_number":"0034'],
  ])('that wrote %j have no parcel', (value) => {
    expect(read({ [key]: value })).toEqual([]);
  });
});

describe('DHL for WooCommerce', () => {
  const key = '_pr_shipment_dhl_label_tracking';
  const label = { label_url: 'https://shop.invalid/label', tracking_number: ONE };
  const parcel = parcelWith({
    source: 'dhl-for-woocommerce',
    carrierName: 'DHL Paket',
    trackingNumber: ONE,
  });

  it('has one number, of a label that says nothing else', () => {
    expect(read({ [key]: { ...label, return_label_number: '' } })).toEqual([parcel]);
  });

  it('has the number of the return label', () => {
    expect(read({ [key]: { ...label, return_label_number: '577546565072' } })).toEqual([
      {
        ...parcel,
        returnNumber: {
          carrierName: 'DHL Paket',
          number: '577546565072',
          source: 'dhl-for-woocommerce',
        },
      },
    ]);
  });

  it('has a return number at the place of its parcel where there are several', () => {
    const several = {
      tracking_number: [ONE, '', TWO],
      return_label_number: ['', '1', '577546565072'],
    };
    const [first, second, ...others] = read({ [key]: several });
    expect(first).toEqual(parcel);
    expect(second).toMatchObject({ trackingNumber: TWO, returnNumber: { number: '577546565072' } });
    expect(others).toEqual([]);
  });

  it('calls a letter a letter', () => {
    const barcode = 'RR123456785DE';
    const letter = { item_barcode: barcode, tracking_number: barcode };
    expect(read({ [key]: letter })).toMatchObject([{ carrierName: 'Deutsche Post' }]);
    const stamp = { label_url: 'x', tracking_number: 'A0012345' };
    expect(read({ _pr_dhl_im_label_tracking: stamp })).toMatchObject([
      { carrierName: 'Deutsche Post', trackingNumber: 'A0012345' },
    ]);
  });

  it.each([[''], [null], [[]], [{}], [{ tracking_number: [] }], [{ tracking_number: {} }]])(
    'that wrote %j has no parcel',
    (value) => {
      expect(read({ [key]: value })).toEqual([]);
    },
  );
});

describe('meta keys that the owner names', () => {
  const numbers = (value: unknown, options: Partial<MetaReading> = {}) =>
    read({ _sendung: value }, { trackingKeys: ['_sendung'], ...options }).map(
      ({ trackingNumber }) => trackingNumber,
    );

  it('hold a number', () => {
    expect(read({ _sendung: ` ${ONE} ` }, { trackingKeys: ['_sendung'] })).toEqual([
      parcelWith({ source: 'meta', trackingNumber: ONE }),
    ]);
    expect(numbers(577546565072)).toEqual(['577546565072']);
  });

  it.each([
    `${ONE},${TWO}`,
    `${ONE}; ${TWO}`,
    `${ONE} ${TWO}`,
    `${ONE}\r\n${TWO}\r\n`,
    `${ONE} | ${TWO}`,
    `${ONE},${TWO},${ONE}`,
  ])('hold several as %j', (value) => {
    expect(numbers(value)).toEqual([ONE, TWO]);
  });

  it('hold several as a list, also a packed one, or as objects', () => {
    expect(numbers([ONE, TWO])).toEqual([ONE, TWO]);
    expect(numbers(`["${ONE}","${TWO}"]`)).toEqual([ONE, TWO]);
    expect(numbers([{ tracking_number: ONE }, { tracking_number: TWO }])).toEqual([ONE, TWO]);
  });

  it('hold an object of which only the tracking number is one', () => {
    expect(numbers({ label_id: '12345678', tracking_number: ONE })).toEqual([ONE]);
    expect(numbers({ label_id: '12345678' })).toEqual([]);
  });

  it('hold one number in groups', () => {
    expect(numbers('0034 0434 1610 9402 7318')).toEqual(['0034 0434 1610 9402 7318']);
    expect(numbers('RR 123 456 785 DE')).toEqual(['RR 123 456 785 DE']);
  });

  it('may have the carrier before its number', () => {
    const value = `DHL: ${ONE}, UPS 1Z999AA10123456784; Kurier 12345678, GLS Germany 12345678901`;
    expect(
      read({ _sendung: value }, { trackingKeys: ['_sendung'] }).map(
        ({ carrierName, trackingNumber }) => [carrierName, trackingNumber],
      ),
    ).toEqual([
      ['DHL', ONE],
      ['UPS', '1Z999AA10123456784'],
      [undefined, 'Kurier 12345678'],
      ['GLS Germany', '12345678901'],
    ]);
  });

  it('hold no number where there is no digit, or a whole text', () => {
    expect(numbers('folgt')).toEqual([]);
    expect(numbers(`Bitte ${'sehr '.repeat(100)}warten bis 2027`)).toEqual([]);
  });

  it('are read in the order of the keys, wherever they stand', () => {
    const meta = { b: TWO, a: ONE };
    const read2 = read(meta, { trackingKeys: ['a', 'b'] });
    expect(read2.map(({ trackingNumber }) => trackingNumber)).toEqual([ONE, TWO]);
  });

  it('may stand there twice', () => {
    const metaData = [
      { key: 'a', value: ONE },
      { key: 'a', value: TWO },
    ];
    const options = { sources: ['meta'] as const, ...NO_KEYS, trackingKeys: ['a'] };
    expect(parcelsInMeta(metaData, options)).toHaveLength(2);
  });

  it('give one carrier to all numbers, and several each to its own', () => {
    const carriers = (value: unknown) =>
      read(
        { nr: `${ONE},${TWO}`, by: value },
        { trackingKeys: ['nr'], carrierKeys: ['by', 'missing'] },
      ).map(({ carrierName }) => carrierName);
    expect(carriers('DHL')).toEqual(['DHL', 'DHL']);
    expect(carriers('DHL, GLS')).toEqual(['DHL', 'GLS']);
    expect(carriers(['DPD', 'UPS'])).toEqual(['DPD', 'UPS']);
    expect(carriers('DHL,GLS,UPS')).toEqual([undefined, undefined]);
    expect(carriers('')).toEqual([undefined, undefined]);
  });

  it('are not read while meta is no source', () => {
    expect(numbers(ONE, { sources: ['shipment-tracking'] })).toEqual([]);
  });

  it('hold return numbers, which are read whatever the sources are', () => {
    const returned = read(
      { retoure: 'DHL 577546565072' },
      { sources: [], returnKeys: ['missing', 'retoure'] },
    );
    expect(returned).toEqual([
      parcelWith({
        source: 'meta',
        returnNumber: { carrierName: 'DHL', number: '577546565072', source: 'meta' },
      }),
    ]);
  });
});

it('reads the sources in the order they are given, and no others', () => {
  const meta = {
    _pr_shipment_dhl_label_tracking: { tracking_number: ONE },
    _wc_shipment_tracking_items: [{ tracking_number: TWO }],
  };
  const sources = (given: MetaReading['sources']) =>
    read(meta, { sources: given }).map(({ source }) => source);
  expect(sources(['shipment-tracking', 'dhl-for-woocommerce'])).toEqual([
    'shipment-tracking',
    'dhl-for-woocommerce',
  ]);
  expect(sources(['dhl-for-woocommerce', 'fulfillments', 'shipment-tracking'])).toEqual([
    'dhl-for-woocommerce',
    'shipment-tracking',
  ]);
  expect(sources(['dhl-for-woocommerce'])).toEqual(['dhl-for-woocommerce']);
});

it('takes whatever stands in meta without a fault, and only texts for numbers', () => {
  const keys = fc.constantFrom(
    '_wc_shipment_tracking_items',
    '_pr_shipment_dhl_label_tracking',
    'nr',
    'by',
    'ret',
  );
  const fields = fc.constantFrom(
    'tracking_number',
    'products_list',
    'date_shipped',
    'tracking_provider',
    'return_label_number',
    'item_id',
    'qty',
  );
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fields, tie('value'), { maxKeys: 4 }),
    ),
  })).value;
  const metaData = fc.oneof(
    value,
    fc.array(
      fc.record({
        key: keys,
        value: fc.oneof(
          value,
          value.map((v) => JSON.stringify(v)),
        ),
      }),
    ),
  );
  fc.assert(
    fc.property(metaData, (given) => {
      const parcels = parcelsInMeta(given, {
        sources: PARCEL_SOURCES,
        trackingKeys: ['nr'],
        carrierKeys: ['by'],
        returnKeys: ['ret'],
      });
      for (const { trackingNumber, returnNumber, pieces } of parcels) {
        expect(trackingNumber ?? returnNumber?.number).toMatch(/\S/);
        for (const { lineItemId, quantity } of pieces ?? []) {
          expect(lineItemId > 0 && quantity > 0 && Number.isSafeInteger(quantity)).toBe(true);
        }
      }
    }),
    runs(300),
  );
});
