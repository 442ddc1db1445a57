import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parcelsInFulfillments } from '../../../src/mapping/parcels/parcels-in-fulfillments.ts';
import { runs } from '../support/property-runs.ts';
import { ONE, parcelWith } from './parcels.ts';

/** One as WooCommerce 10.5 answered it: `meta` replaces what its meta held, undefined takes away. */
function fulfillment(meta: Record<string, unknown> = {}, fields: Record<string, unknown> = {}) {
  const held = {
    _items: [{ item_id: 3, qty: 1 }],
    _tracking_number: ONE,
    _shipment_provider: 'dhl',
    _tracking_url: 'https://www.dhl.invalid/x',
    _shipping_option: 'tracking-number',
    _date_fulfilled: '2026-11-22 04:47:27',
    ...meta,
  };
  const entries = Object.entries(held).filter(([, value]) => value !== undefined);
  return {
    id: 2,
    entity_type: 'WC_Order',
    entity_id: '13',
    is_fulfilled: true,
    status: 'fulfilled',
    date_updated: '2026-11-22 04:47:27',
    meta_data: entries.map(([key, value], place) => ({ id: place + 2, key, value })),
    ...fields,
  };
}

const parcel = parcelWith({
  carrierName: 'dhl',
  trackingNumber: ONE,
  shippedAt: '2026-11-22T03:47:27.000Z',
  isSaidShipped: true,
  pieces: [{ lineItemId: 3, quantity: 1 }],
});

it('reads a fulfillment as the shop answers it', () => {
  expect(parcelsInFulfillments([fulfillment()])).toEqual([parcel]);
});

it('reads the moment in the zone of the shop', () => {
  const [read] = parcelsInFulfillments([fulfillment()], { timeZone: 'Asia/Kolkata' });
  expect(read?.shippedAt).toBe('2026-11-21T23:17:27.000Z');
});

it('a draft does not say that it left, whatever is known of it', () => {
  const draft = { is_fulfilled: false, status: 'unfulfilled' };
  const never = fulfillment({ _date_fulfilled: undefined }, draft);
  const noLonger = fulfillment({}, draft);
  const planned = { ...parcel, isSaidShipped: false, shippedAt: undefined };
  expect(parcelsInFulfillments([never, noLonger])).toEqual([planned, planned]);
});

it('a status of a plugin counts by whether it is fulfilled', () => {
  const said = (fields: Record<string, unknown>) =>
    parcelsInFulfillments([fulfillment({}, fields)])[0]?.isSaidShipped;
  expect(said({ status: 'delivered', is_fulfilled: true })).toBe(true);
  expect(said({ status: 'fulfilled', is_fulfilled: false })).toBe(false);
  expect(said({ status: 'fulfilled', is_fulfilled: undefined })).toBe(false);
});

it('may have no number and no carrier, as written empty and as absent', () => {
  const without = { ...parcel, trackingNumber: undefined, carrierName: undefined };
  const empty = { _tracking_number: '', _shipment_provider: '', _provider_name: '' };
  const absent = { _tracking_number: undefined, _shipment_provider: undefined };
  expect(parcelsInFulfillments([fulfillment(empty), fulfillment(absent)])).toEqual([
    without,
    without,
  ]);
});

describe('the carrier', () => {
  const carrier = (meta: Record<string, unknown>) =>
    parcelsInFulfillments([fulfillment({ _shipment_provider: undefined, ...meta })])[0]
      ?.carrierName;

  it('has another key since 10.7, which goes before the old one', () => {
    expect(carrier({ _shipping_provider: 'gls' })).toBe('gls');
    expect(carrier({ _shipping_provider: 'gls', _shipment_provider: 'dhl' })).toBe('gls');
  });

  it('that is "other" goes by its name', () => {
    expect(carrier({ _shipment_provider: 'other', _provider_name: 'Hermes' })).toBe('Hermes');
    expect(carrier({ _shipping_provider: 'other' })).toBeUndefined();
    expect(carrier({ _provider_name: 'Hermes' })).toBe('Hermes');
    expect(carrier({ _shipment_provider: 'dpd', _provider_name: 'Hermes' })).toBe('dpd');
  });
});

describe('its pieces', () => {
  const pieces = (items: unknown) =>
    parcelsInFulfillments([fulfillment({ _items: items })])[0]?.pieces;

  it('are added up by line, whether ids are numbers or texts', () => {
    const items = [
      { item_id: 3, qty: 1 },
      { item_id: '3', qty: '2' },
      { item_id: 4, qty: 5 },
    ];
    const sums = [
      { lineItemId: 3, quantity: 3 },
      { lineItemId: 4, quantity: 5 },
    ];
    expect(pieces(items)).toEqual(sums);
    expect(pieces({ 0: items[0], 2: items[1], 5: items[2] })).toEqual(sums);
  });

  it('that cannot be read are none, and not all', () => {
    expect(pieces([{ item_id: 0, qty: 1 }, { item_id: 3, qty: 0 }, { qty: 1 }, null])).toEqual([]);
    expect(pieces('rubbish')).toEqual([]);
    expect(pieces(undefined)).toBeUndefined();
  });
});

it('passes over a deleted one, and takes an empty date for not deleted', () => {
  const deleted = fulfillment({}, { date_deleted: '2026-11-22 05:00:00' });
  const kept = fulfillment({}, { date_deleted: '' });
  expect(parcelsInFulfillments([deleted, kept, fulfillment({}, { date_deleted: null })])).toEqual([
    parcel,
    parcel,
  ]);
});

it('finds the moment where Shiptastic answers in its place', () => {
  const answered = fulfillment(
    { _date_fulfilled: undefined },
    { date_fulfilled: '2026-11-22 04:47:27' },
  );
  expect(parcelsInFulfillments([answered])).toEqual([parcel]);
});

it('reads the others beside one that cannot be read', () => {
  expect(parcelsInFulfillments([null, 'x', 5, [], fulfillment()])).toEqual([parcel]);
});

it('takes any answer without a fault', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (answer, meta) => {
      expect(Array.isArray(parcelsInFulfillments(answer))).toBe(true);
      const odd = [{ is_fulfilled: true, meta_data: [{ key: '_items', value: meta }, meta] }];
      expect(parcelsInFulfillments(odd)).toHaveLength(1);
      expect(parcelsInFulfillments([{ meta_data: meta }])).toHaveLength(1);
    }),
    runs(300),
  );
});
