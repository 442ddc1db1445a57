import { describe, expect, it } from 'vitest';
import { goodParcel, judge, judgeParcels, RETURN_KEY, waitOf } from './judging.ts';
import {
  COMPLETED_AT,
  DHL_NUMBERS,
  HERMES_NUMBER,
  mugs,
  NOW,
  parcelWish,
  pieceOf,
  piecesOf,
} from './orders.ts';

const [A, B] = DHL_NUMBERS;
const SHIP_FROM = { city: 'Dresden', zipCode: '01067', countryCode: 'DEU' };

it('is ready with all that OTTO asks for, the number as its carrier writes it', () => {
  const spaced = goodParcel({ trackingNumber: `${A.slice(0, 4)} ${A.slice(4)}` });
  expect(judgeParcels([spaced])).toEqual({
    verdict: 'ready',
    parcels: [{ carrier: 'DHL', trackingNumber: A, returnKey: RETURN_KEY }],
    shipFrom: SHIP_FROM,
    shipDate: COMPLETED_AT,
    reserve: [],
    joinsTracking: false,
  });
});

it('never dates a hand-over after now', () => {
  expect(judge({ wish: { shipDate: '2026-03-11T00:00:00.000Z' } })).toMatchObject({
    shipDate: NOW,
  });
});

describe('pieces', () => {
  it.each([
    ['CANCELLED_BY_MARKETPLACE', 'cancelled'],
    ['CANCELLED_BY_PARTNER', 'cancelled'],
    ['SENT', 'already-sent'],
    ['RETURNED', 'returned'],
    ['SOMETHING_NEW', 'state-unknown'],
  ])('that are %s are over, the others are left', (status, why) => {
    expect(judge({ pieces: piecesOf('PROCESSABLE', status) })).toEqual({
      verdict: 'over',
      pieces: [{ positionItemId: 'p2', why }],
      left: ['p1'],
    });
  });

  it('that nobody knows are over', () => {
    expect(judge({ wish: { positionItemIds: ['p1', 'p9'] } })).toMatchObject({
      pieces: [{ positionItemId: 'p9', why: 'state-unknown' }],
      left: ['p1'],
    });
  });

  it('of which none is named leave nothing to report', () => {
    expect(judge({ wish: { positionItemIds: [] } })).toEqual({
      verdict: 'over',
      pieces: [],
      left: [],
    });
  });

  it('that OTTO has not released are waited for', () => {
    expect(waitOf(judge({ pieces: piecesOf('PROCESSABLE', 'ANNOUNCED') }))).toEqual({
      code: 'piece-not-released',
    });
  });

  it('of an order with an open pack-stop wait, cancelled or not', () => {
    const stop = { hasPackStop: true };
    expect(waitOf(judge(stop))).toEqual({ code: 'pack-stop-open' });
    expect(waitOf(judge({ ...stop, pieces: piecesOf('CANCELLED_BY_MARKETPLACE') }))).toEqual({
      code: 'pack-stop-open',
    });
  });
});

describe('a number that is not there', () => {
  const noNumber = [goodParcel({ trackingNumber: undefined })];

  it('is expected until the grace period ends, and missing from then on', () => {
    const wish = { createdAt: '2026-03-10T11:55:00.000Z' };
    expect(judgeParcels(noNumber, { wish })).toEqual({
      verdict: 'waits',
      reason: { code: 'tracking-expected' },
      judgeAgainAt: '2026-03-10T12:05:00.000Z',
    });
    expect(judgeParcels(noNumber, { wish, now: '2026-03-10T12:05:00.000Z' })).toEqual({
      verdict: 'waits',
      reason: { code: 'tracking-missing' },
      judgeAgainAt: undefined,
    });
  });

  it('is missing in zeros and dashes, too, and where no parcel is named at all', () => {
    for (const parcels of [
      [goodParcel({ trackingNumber: '0000' })],
      [goodParcel({ trackingNumber: '-' })],
      [],
    ]) {
      expect(waitOf(judgeParcels(parcels))).toEqual({ code: 'tracking-missing' });
    }
  });

  it('is not missed of a forwarder', () => {
    const parcels = [parcelWish(undefined, { carrierName: 'Dachser' })];
    expect(judgeParcels(parcels, { wish: { createdAt: NOW } })).toMatchObject({
      verdict: 'ready',
      parcels: [{ carrier: 'DACHSER', trackingNumber: undefined, returnKey: undefined }],
    });
  });

  it('is missed of a parcel service that carries forwarder goods', () => {
    const parcels = [parcelWish(undefined, { carrierName: 'DHL' })];
    expect(waitOf(judgeParcels(parcels, { rules: { forwarderSkus: ['MUG'] } }))).toEqual({
      code: 'tracking-missing',
    });
  });

  it('is missed in one of several parcels of a piece, forwarder or not', () => {
    const parcels = [
      parcelWish('F-4711', { carrierName: 'Dachser' }),
      parcelWish(undefined, { carrierName: 'Dachser' }),
    ];
    expect(waitOf(judgeParcels(parcels))).toEqual({ code: 'tracking-missing' });
  });
});

describe('forwarder goods of which nobody names the carrier', () => {
  const rules = { forwarderSkus: ['M*G'] };
  const parcels = [parcelWish(undefined)];

  it('wait for the grace period: a plugin may still write who carries them', () => {
    const verdict = judgeParcels(parcels, { rules, wish: { createdAt: NOW } });
    expect(waitOf(verdict)).toEqual({ code: 'tracking-expected' });
  });

  it('then go by OTTO’s "other forwarder", or by the default when that is a forwarder', () => {
    const carrierFor = (defaultCarrier: 'DHL' | 'RHENUS' | null) =>
      judgeParcels(parcels, { rules: { ...rules, defaultCarrier } });
    expect(carrierFor(null)).toMatchObject({ parcels: [{ carrier: 'OTHER_FORWARDER' }] });
    expect(carrierFor('DHL')).toMatchObject({ parcels: [{ carrier: 'OTHER_FORWARDER' }] });
    expect(carrierFor('RHENUS')).toMatchObject({ parcels: [{ carrier: 'RHENUS' }] });
  });

  it('are parcel goods where OTTO taught so', () => {
    const deliveryTypes = new Map([['MUG', 'parcel']] as const);
    expect(waitOf(judgeParcels(parcels, { rules, deliveryTypes }))).toEqual({
      code: 'tracking-missing',
    });
  });

  it('are forwarder goods where OTTO taught so', () => {
    const deliveryTypes = new Map([['MUG', 'forwarder']] as const);
    expect(judgeParcels(parcels, { deliveryTypes })).toMatchObject({ verdict: 'ready' });
  });

  it('are not so when one piece in the parcel is none', () => {
    const pieces = [pieceOf('p1'), pieceOf('p2', { sku: 'SPOON' })];
    expect(waitOf(judgeParcels(parcels, { rules, pieces }))).toEqual({ code: 'tracking-missing' });
  });
});

describe('the form of a number', () => {
  it.each([
    ['1.23E+19', undefined, { code: 'tracking-excel-number', trackingNumber: '1.23E+19' }],
    ['1,23E+19', 'DHL', { code: 'tracking-excel-number', trackingNumber: '1,23E+19' }],
    ['12345', 'DHL', { code: 'tracking-too-short', carrier: 'DHL', trackingNumber: '12345' }],
    [
      '123456789012345678901234',
      'DPD',
      { code: 'tracking-too-long', carrier: 'DPD', trackingNumber: '123456789012345678901234' },
    ],
    [
      HERMES_NUMBER,
      'DHL',
      { code: 'tracking-characters', carrier: 'DHL', trackingNumber: HERMES_NUMBER },
    ],
    [
      '577546565073',
      'DHL',
      { code: 'tracking-check-digit', carrier: 'DHL', trackingNumber: '577546565073' },
    ],
  ])('%s of %s is refused before OTTO sees it', (trackingNumber, carrierName, reason) => {
    expect(waitOf(judgeParcels([goodParcel({ trackingNumber, carrierName })]))).toEqual(reason);
  });
});

describe('a number in another order’s report', () => {
  const use = {
    salesOrderId: 'other',
    orderNumber: 'bu5h6x7z2k',
    isSameRecipient: true,
    usedAt: '2026-03-03T12:00:00.000Z',
  };
  const judgeWith = (...uses: (typeof use)[]) => judge({ trackingUses: new Map([[A, uses]]) });
  const USED = {
    code: 'tracking-used-before',
    carrier: 'DHL',
    trackingNumber: A,
    otherOrderNumber: 'bu5h6x7z2k',
  };

  it('is the same parcel to the same recipient within a week', () => {
    expect(judgeWith(use)).toMatchObject({ verdict: 'ready', joinsTracking: true });
  });

  it('waits when the recipient is another, or the week is over', () => {
    expect(waitOf(judgeWith({ ...use, isSameRecipient: false }))).toEqual(USED);
    expect(waitOf(judgeWith({ ...use, usedAt: '2026-03-03T11:59:59.999Z' }))).toEqual(USED);
    expect(waitOf(judgeWith(use, { ...use, isSameRecipient: false }))).toEqual(USED);
  });

  it('waits for a piece in several parcels: pieces are only added to single ones', () => {
    const trackingUses = new Map([[A, [use]]]);
    const parcels = [goodParcel(), goodParcel({ trackingNumber: B })];
    expect(waitOf(judgeParcels(parcels, { trackingUses }))).toEqual(USED);
  });

  it('joins what left of the order itself under this number', () => {
    expect(judge({ sentNumbers: new Set([A]) })).toMatchObject({ joinsTracking: true });
    expect(judge({ sentNumbers: new Set([B]) })).toMatchObject({ joinsTracking: false });
    const parcels = [goodParcel(), goodParcel({ trackingNumber: B })];
    expect(judgeParcels(parcels, { sentNumbers: new Set([A]) })).toMatchObject({
      joinsTracking: false,
    });
  });
});

describe('several parcels', () => {
  const parcels = [goodParcel(), goodParcel({ trackingNumber: B })];

  it('are a multiparcel shipment of one piece, each with its return number', () => {
    expect(judgeParcels(parcels)).toMatchObject({
      verdict: 'ready',
      parcels: [
        { trackingNumber: A, returnKey: RETURN_KEY },
        { trackingNumber: B, returnKey: RETURN_KEY },
      ],
      joinsTracking: false,
    });
  });

  it('are unclear with several pieces, or with one number for two', () => {
    const unclear = { code: 'parcels-unclear', parcels: 2 };
    expect(waitOf(judgeParcels(parcels, { pieces: mugs(2) }))).toEqual(unclear);
    expect(waitOf(judgeParcels([goodParcel(), goodParcel()]))).toEqual(unclear);
  });

  it('go by parcel service only', () => {
    const freight = goodParcel({ trackingNumber: 'F-4711', carrierName: 'Dachser' });
    expect(waitOf(judgeParcels([goodParcel(), freight]))).toEqual({
      code: 'multiparcel-by-forwarder',
      carrier: 'DACHSER',
    });
  });
});

describe('whence it is sent', () => {
  const place = (name: string, given: { skus?: string[]; carriers?: ('DHL' | 'DPD')[] } = {}) => ({
    name,
    city: name,
    zipCode: '1',
    countryCode: 'DEU',
    skus: [],
    carriers: [],
    ...given,
  });
  const cityFor = (...shipFrom: ReturnType<typeof place>[]) => {
    const pieces = [pieceOf('p1', { sku: 'MUG-1' }), pieceOf('p2', { sku: 'SPOON' })];
    const verdict = judge({ pieces, rules: { shipFrom } });
    return verdict.verdict === 'ready' ? verdict.shipFrom.city : waitOf(verdict);
  };

  it('is the first place whose conditions hold for all pieces and the carrier', () => {
    const all = place('all');
    expect(cityFor(place('first', { skus: ['MUG-*', 'SPOON'], carriers: ['DHL'] }), all)).toBe(
      'first',
    );
    expect(cityFor(place('first', { skus: ['MUG-*'] }), all)).toBe('all');
    expect(cityFor(place('first', { carriers: ['DPD'] }), all)).toBe('all');
  });

  it('is asked for where none holds', () => {
    expect(cityFor(place('first', { skus: ['MUG-*'] }))).toEqual({ code: 'ship-from-missing' });
    expect(cityFor()).toEqual({ code: 'ship-from-missing' });
  });
});

it('names one reason at a time, in the order of the list', () => {
  const bad = parcelWish('12345', { carrierName: 'DHL' });
  const steps: [Parameters<typeof judgeParcels>[1], (typeof bad)[], string][] = [
    [{ pieces: piecesOf('ANNOUNCED'), hasPackStop: true }, [bad], 'piece-not-released'],
    [{ hasPackStop: true }, [parcelWish(undefined)], 'pack-stop-open'],
    [{ rules: { shipFrom: [] } }, [parcelWish(undefined), bad], 'tracking-missing'],
    [
      { rules: { shipFrom: [] }, pieces: mugs(2) },
      [bad, parcelWish(B, { carrierName: 'Bote' })],
      'tracking-too-short',
    ],
    [
      { rules: { shipFrom: [] }, pieces: mugs(2) },
      [parcelWish('4711000', { carrierName: 'Bote' }), parcelWish(B)],
      'parcels-unclear',
    ],
    [
      { rules: { shipFrom: [] } },
      [parcelWish('4711000', { carrierName: 'Bote' })],
      'carrier-unknown',
    ],
    [{ rules: { shipFrom: [] } }, [parcelWish(A)], 'ship-from-missing'],
    [{}, [parcelWish(A)], 'return-number-missing'],
  ];
  for (const [given, parcels, code] of steps) {
    expect(waitOf(judgeParcels(parcels, given))).toMatchObject({ code });
  }
});
