import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parcelsInShiptastic } from '../../../src/mapping/parcels/parcels-in-shiptastic.ts';
import { runs } from '../support/property-runs.ts';
import { ONE, parcelWith, TWO } from './parcels.ts';

/** A shipment with the fields that count, as Shiptastic's REST API names them. */
function shipment(fields: Record<string, unknown> = {}) {
  return {
    id: 7,
    order_id: 13,
    type: 'simple',
    status: 'shipped',
    tracking_id: ONE,
    shipping_provider: 'dhl',
    shipping_provider_title: 'DHL',
    date_created_gmt: '2026-11-21T09:00:00',
    date_sent: '2026-11-22T04:47:27',
    date_sent_gmt: '2026-11-22T03:47:27',
    is_customer_requested: false,
    items: [{ id: 1, order_item_id: 3, quantity: 1, name: 'Mug' }],
    ...fields,
  };
}

const RETURN_NUMBER = '577546565072';
const returned = (fields: Record<string, unknown> = {}) =>
  shipment({ id: 8, type: 'return', status: 'draft', tracking_id: RETURN_NUMBER, ...fields });

const parcel = parcelWith({
  source: 'shiptastic',
  carrierName: 'dhl',
  trackingNumber: ONE,
  shippedAt: '2026-11-22T03:47:27.000Z',
  isSaidShipped: true,
  pieces: [{ lineItemId: 3, quantity: 1 }],
});
const returnNumber = { carrierName: 'dhl', number: RETURN_NUMBER, source: 'shiptastic' };

it('reads a shipment that left', () => {
  expect(parcelsInShiptastic([shipment()])).toEqual([parcel]);
});

it('reads it wrapped, as its list answers', () => {
  const wrapped = { data: shipment(), headers: [], status: 200 };
  expect(parcelsInShiptastic([wrapped])).toEqual([parcel]);
});

it.each([
  ['shipped', true],
  ['delivered', true],
  ['gzd-shipped', true],
  ['gzd-delivered', true],
  ['draft', false],
  ['processing', false],
  ['gzd-processing', false],
  ['ready-for-shipping', false],
  ['', false],
  [undefined, false],
])('status %j says that it left: %s', (status, isSaidShipped) => {
  expect(parcelsInShiptastic([shipment({ status })])[0]?.isSaidShipped).toBe(isSaidShipped);
});

it('one that is not sent has no moment and perhaps no number', () => {
  const draft = { status: 'draft', date_sent_gmt: null, tracking_id: '', shipping_provider: '' };
  expect(parcelsInShiptastic([shipment({ ...draft, shipping_provider_title: '' })])).toEqual([
    parcelWith({ source: 'shiptastic', pieces: parcel.pieces }),
  ]);
});

it('a carrier that the plugin does not know goes by its title', () => {
  const own = { shipping_provider: '', shipping_provider_title: 'Kurier Müller' };
  expect(parcelsInShiptastic([shipment(own)])[0]?.carrierName).toBe('Kurier Müller');
});

it('a deleted one is none', () => {
  expect(parcelsInShiptastic([shipment({ status: 'deleted' })])).toEqual([]);
  expect(parcelsInShiptastic([shipment({ status: 'gzd-trash' })])).toEqual([]);
});

it('says nothing of lines it cannot name', () => {
  const items = [{ order_item_id: 0, quantity: 1 }, { quantity: 2 }, null];
  expect(parcelsInShiptastic([shipment({ items })])[0]?.pieces).toEqual([]);
});

describe('a return', () => {
  it('gives its number to its parcel, and is no parcel', () => {
    expect(parcelsInShiptastic([returned(), shipment()])).toEqual([{ ...parcel, returnNumber }]);
  });

  it('gives it to the parcel with the same pieces, else in order', () => {
    const line = (order_item_id: number, quantity = 1) => ({
      items: [{ order_item_id, quantity }],
    });
    const answer = [
      shipment({ id: 1, ...line(3) }),
      shipment({ id: 2, tracking_id: TWO, ...line(4) }),
      shipment({ id: 3, tracking_id: undefined, ...line(4, 2) }),
      returned({ id: 4, tracking_id: 'R4', ...line(4) }),
      returned({ id: 5, tracking_id: 'R3', ...line(9) }),
    ];
    const numbers = parcelsInShiptastic(answer).map((read) => read.returnNumber?.number);
    expect(numbers).toEqual(['R3', 'R4', undefined]);
  });

  it('goes with one parcel, however many there are', () => {
    const answer = [shipment({ id: 1 }), shipment({ id: 2, tracking_id: TWO }), returned()];
    const numbers = parcelsInShiptastic(answer).map((read) => read.returnNumber?.number);
    expect(numbers).toEqual([RETURN_NUMBER, undefined]);
  });

  it('stands alone while there is no shipment', () => {
    expect(parcelsInShiptastic([returned()])).toEqual([
      parcelWith({ source: 'shiptastic', returnNumber: { ...returnNumber, source: 'shiptastic' } }),
    ]);
  });

  it.each([
    ['that the buyer asked for', { is_customer_requested: true }],
    ['that the buyer asked for and nobody allowed yet', { status: 'requested' }],
    ['that was refused', { status: 'rejected' }],
    ['that was deleted', { status: 'deleted' }],
    ['without a number', { tracking_id: '' }],
  ])('%s lay in no parcel', (_which, fields) => {
    expect(parcelsInShiptastic([returned(fields), shipment()])).toEqual([parcel]);
  });
});

it('takes any answer without a fault', () => {
  const odd = fc.record(
    {
      type: fc.constantFrom('simple', 'return', 5),
      status: fc.jsonValue(),
      tracking_id: fc.jsonValue(),
      items: fc.jsonValue(),
      date_sent_gmt: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.array(odd)), (answer) => {
      expect(Array.isArray(parcelsInShiptastic(answer))).toBe(true);
    }),
    runs(300),
  );
});
