import { describe, expect, it } from 'vitest';
import { returnOfParcel } from '../../../src/mapping/reporting/return-of-parcel.ts';
import type { ParcelWish } from '../../../src/mapping/reporting/transmission.ts';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import type { JudgeGiven } from './judging.ts';
import { goodParcel, judge, judgeParcels, RETURN_NUMBER, waitOf } from './judging.ts';
import {
  DHL_NUMBERS,
  HERMES_NUMBER,
  orderOf,
  parcelOf,
  parcelWish,
  pieceOf,
  shippingRules,
} from './orders.ts';

const [A, B] = DHL_NUMBERS;
const DPD_NUMBER = '12345678901234';

const pool = (id: string, carrier: 'DHL' | 'GLS' = 'DHL') => ({
  id,
  carrier,
  prefix: '',
  digits: 11,
  firstSerial: 0,
  lastSerial: 99,
  checkDigit: 'dhl-identcode' as const,
});

const withReturn = (returnKey: ParcelWish['returnKey'], given: JudgeGiven = {}) =>
  judgeParcels([goodParcel({ returnKey })], given);

const keyOf = (...given: Parameters<typeof withReturn>) => {
  const verdict = withReturn(...given);
  return verdict.verdict === 'ready' ? verdict.parcels[0]?.returnKey : waitOf(verdict);
};

describe('who needs a return number', () => {
  const MISSING = { code: 'return-number-missing' };
  const by = (carrierName: string, given: JudgeGiven = {}) =>
    waitOf(
      judgeParcels([parcelWish(carrierName === 'DHL' ? A : undefined, { carrierName })], given),
    );
  const learned = (type: 'parcel' | 'forwarder') => ({ deliveryTypes: new Map([['MUG', type]]) });

  it('is every parcel service, and no forwarder', () => {
    expect(by('DHL')).toEqual(MISSING);
    expect(by('Dachser')).toMatchObject({ verdict: 'ready' });
  });

  it('is whoever carries what OTTO sells as a parcel, and nobody with what it does not', () => {
    expect(by('Dachser', learned('parcel'))).toEqual(MISSING);
    expect(by('DHL', learned('forwarder'))).toMatchObject({ verdict: 'ready' });
  });

  it('is a parcel with one such piece among others', () => {
    const pieces = [pieceOf('p1', { sku: 'SOFA' }), pieceOf('p2')];
    expect(by('Dachser', { ...learned('parcel'), pieces })).toEqual(MISSING);
  });
});

describe('a return number that is given', () => {
  it('is taken with its carrier', () => {
    expect(keyOf({ carrier: 'DHL', number: ` ${RETURN_NUMBER} ` })).toEqual({
      carrier: 'DHL',
      number: RETURN_NUMBER,
    });
  });

  it('is of the owner’s return carrier, else of the one that alone writes it, else of the outbound one', () => {
    const number = '123456789011';
    expect(keyOf({ carrier: undefined, number: RETURN_NUMBER })).toMatchObject({ carrier: 'DHL' });
    expect(keyOf({ carrier: undefined, number })).toMatchObject({ carrier: 'GLS' });
    const byHermes = goodParcel({
      trackingNumber: HERMES_NUMBER,
      carrierName: 'Hermes',
      returnKey: { carrier: undefined, number: '1234567890123456' },
    });
    expect(judgeParcels([byHermes])).toMatchObject({
      parcels: [{ returnKey: { carrier: 'HERMES', number: '1234567890123456' } }],
    });
    const rules = { returnCarrier: 'GLS' } as const;
    expect(keyOf({ carrier: undefined, number: '12345678' }, { rules })).toMatchObject({
      carrier: 'GLS',
    });
  });

  it('is asked about when nothing tells whose it is', () => {
    const parcels = [
      parcelWish('1Z12345E6605272234', {
        carrierName: 'UPS',
        returnKey: { carrier: undefined, number: '1234567890123456' },
      }),
    ];
    expect(waitOf(judgeParcels(parcels))).toEqual({
      code: 'return-carrier-unknown',
      trackingNumber: '1234567890123456',
    });
  });

  it('must be of a carrier that OTTO takes back with, and of the owner’s', () => {
    expect(keyOf({ carrier: 'DPD', number: DPD_NUMBER })).toEqual({
      code: 'return-carrier-not-allowed',
      carrier: 'DPD',
      allowed: 'DHL, GLS, HERMES',
    });
    expect(
      keyOf({ carrier: 'DHL', number: RETURN_NUMBER }, { rules: { returnCarrier: 'GLS' } }),
    ).toEqual({
      code: 'return-carrier-not-allowed',
      carrier: 'DHL',
      allowed: 'GLS',
    });
  });

  it('is refused where its form tells of a carrier that OTTO takes nothing back with', () => {
    expect(keyOf({ carrier: undefined, number: '1Z12345E6605272234' })).toMatchObject({
      code: 'return-carrier-not-allowed',
      carrier: 'UPS',
    });
  });

  it('must be one that its carrier can have written', () => {
    expect(keyOf({ carrier: 'DHL', number: '577546565073' })).toEqual({
      code: 'return-number-check-digit',
      carrier: 'DHL',
      trackingNumber: '577546565073',
    });
  });

  it('must not stand in another order’s report, but for the same recipient within a week', () => {
    const use = {
      salesOrderId: 'other',
      orderNumber: 'bu5h6x7z2k',
      isSameRecipient: false,
      usedAt: '2026-03-09T12:00:00.000Z',
    };
    const returnKey = { carrier: 'DHL', number: RETURN_NUMBER } as const;
    const usedAs = (given: Partial<typeof use>) =>
      keyOf(returnKey, { returnUses: new Map([[RETURN_NUMBER, [{ ...use, ...given }]]]) });
    expect(usedAs({})).toEqual({
      code: 'return-number-used-before',
      carrier: 'DHL',
      trackingNumber: RETURN_NUMBER,
      otherOrderNumber: 'bu5h6x7z2k',
    });
    expect(usedAs({ isSameRecipient: true })).toEqual(returnKey);
  });

  it('keeps no forwarder’s shipment, right or wrong', () => {
    const freight = (returnKey: ParcelWish['returnKey']) =>
      judgeParcels([parcelWish(undefined, { carrierName: 'Dachser', returnKey })]);
    const returnKey = { carrier: 'DHL', number: RETURN_NUMBER } as const;
    expect(freight(returnKey)).toMatchObject({ parcels: [{ returnKey }] });
    expect(freight({ carrier: 'DPD', number: DPD_NUMBER })).toMatchObject({
      verdict: 'ready',
      parcels: [{ returnKey: undefined }],
    });
  });
});

describe('a return number from the pool', () => {
  const pools = [pool('old'), pool('new')];

  it('is reserved for each parcel without one, from the first pool that has some', () => {
    const parcels = [A, B].map((number) =>
      goodParcel({ trackingNumber: number, returnKey: undefined }),
    );
    const poolsLeft = new Map([
      ['old', 1],
      ['new', 5],
    ]);
    expect(judgeParcels(parcels, { rules: { returnPools: pools }, poolsLeft })).toMatchObject({
      verdict: 'ready',
      parcels: [{ returnKey: undefined }, { returnKey: undefined }],
      reserve: [
        { parcelNo: 1, poolId: 'old' },
        { parcelNo: 2, poolId: 'new' },
      ],
    });
    expect([...poolsLeft.values()]).toEqual([1, 5]);
  });

  it('is not reserved where one is given, nor where none is needed', () => {
    const given = { rules: { returnPools: pools }, poolsLeft: new Map([['old', 1]]) };
    expect(judge(given)).toMatchObject({ reserve: [] });
    const freight = [parcelWish(undefined, { carrierName: 'Dachser' })];
    expect(judgeParcels(freight, given)).toMatchObject({ reserve: [] });
  });

  it('waits for the pool that ran out last', () => {
    const poolsLeft = new Map([['old', 0]]);
    expect(keyOf(undefined, { rules: { returnPools: pools }, poolsLeft })).toEqual({
      code: 'return-pool-empty',
      poolId: 'new',
    });
  });

  it('is of the owner’s return carrier', () => {
    const rules = {
      returnPools: [pool('dhl'), pool('gls', 'GLS')],
      returnCarrier: 'GLS' as const,
    };
    const poolsLeft = new Map([
      ['dhl', 9],
      ['gls', 9],
    ]);
    expect(withReturn(undefined, { rules, poolsLeft })).toMatchObject({
      reserve: [{ parcelNo: 1, poolId: 'gls' }],
    });
    expect(keyOf(undefined, { rules: { ...rules, returnCarrier: 'HERMES' }, poolsLeft })).toEqual({
      code: 'return-number-missing',
    });
  });

  it('is taken only where the pool is one of the owner’s sources', () => {
    const rules = { returnPools: pools, returnSources: ['order-meta' as const] };
    expect(keyOf(undefined, { rules, poolsLeft: new Map([['old', 1]]) })).toEqual({
      code: 'return-number-missing',
    });
  });
});

describe('what the shop has for a parcel', () => {
  const order = (text: string) => orderOf([['p1']], { meta: { [META.returnTracking]: text } });
  const label = parcelOf(A, {
    returnNumber: { carrierName: 'Hermes', number: '1234', source: 'shiptastic' },
  });
  const sources = (...returnSources: ('order-meta' | 'label-plugin' | 'pool')[]) =>
    shippingRules({ returnSources, returnPools: [pool('one')] });

  it('follows the owner’s order of sources', () => {
    const ofLabel = { carrier: 'HERMES', number: '1234' };
    const ofMeta = { carrier: undefined, number: RETURN_NUMBER };
    const found = (...by: Parameters<typeof sources>) =>
      returnOfParcel(label, order(RETURN_NUMBER), sources(...by));
    expect(found('order-meta', 'label-plugin', 'pool')).toEqual(ofMeta);
    expect(found('label-plugin', 'order-meta')).toEqual(ofLabel);
    expect(found('pool', 'label-plugin')).toBeUndefined();
    expect(found()).toBeUndefined();
  });

  it('does not wait for a pool that is not there', () => {
    const rules = shippingRules({ returnSources: ['pool', 'label-plugin'] });
    expect(returnOfParcel(label, order(''), rules)).toMatchObject({ number: '1234' });
  });

  it('reads the carrier before the number, and takes a dash for nothing', () => {
    const rules = sources('order-meta');
    const found = (text: string) => returnOfParcel(undefined, order(text), rules);
    expect(found(`DHL ${RETURN_NUMBER}`)).toEqual({ carrier: 'DHL', number: RETURN_NUMBER });
    expect(found('DPD: 12345678901234')).toEqual({ carrier: 'DPD', number: DPD_NUMBER });
    expect(found('-')).toBeUndefined();
  });

  it('takes the number that is dealt to the parcel before that of the order', () => {
    const dealt = parcelOf(A, {
      returnNumber: { carrierName: undefined, number: '77', source: 'meta' },
    });
    expect(returnOfParcel(dealt, order(RETURN_NUMBER), sources('order-meta'))).toMatchObject({
      number: '77',
    });
    expect(returnOfParcel(dealt, order(''), sources('label-plugin'))).toBeUndefined();
  });
});
