import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CARRIERS } from '../../../src/mapping/carriers/carrier.ts';
import type { JudgeContext, TrackingUse } from '../../../src/mapping/reporting/judge-context.ts';
import {
  judgeShipment,
  type ShipmentVerdict,
} from '../../../src/mapping/reporting/judge-shipment.ts';
import type { ShippingRules } from '../../../src/mapping/reporting/shipping-rules.ts';
import type { ParcelWish, ShipmentWish } from '../../../src/mapping/reporting/transmission.ts';
import { carriers, isParcelCarrier, returnCarriers } from '../../fakes/otto/shipments/carriers.ts';
import { PROPERTY_TIMEOUT_MS, runs } from '../support/property-runs.ts';
import { DHL_NUMBERS, HERMES_NUMBER, NOW, pieceOf, shippingRules } from './orders.ts';

const usually = <Value>(value: Value, others: fc.Arbitrary<Value>) =>
  fc.oneof({ arbitrary: fc.constant(value), weight: 3 }, { arbitrary: others, weight: 1 });

const numbers = fc.oneof(
  { arbitrary: fc.constantFrom<string | undefined>(...DHL_NUMBERS), weight: 6 },
  {
    arbitrary: fc.constantFrom(
      undefined,
      HERMES_NUMBER,
      '1.23E+19',
      '12345678901234',
      '577546565072',
      '0',
      'F-4711',
    ),
    weight: 3,
  },
  { arbitrary: fc.string(), weight: 1 },
);

const names = fc.oneof(
  { arbitrary: fc.constantFrom(undefined, 'DHL', 'dachser', 'Bote', 'Brief', 'Hermes'), weight: 6 },
  { arbitrary: fc.string(), weight: 1 },
);

const parcel: fc.Arbitrary<ParcelWish> = fc.record({
  carrier: usually(undefined, fc.constantFrom(undefined, ...CARRIERS)),
  carrierName: names,
  trackingNumber: numbers,
  returnKey: fc.option(
    fc.record({
      carrier: fc.constantFrom(undefined, 'DHL' as const, 'GLS' as const, 'DPD' as const),
      number: numbers.map((number) => number ?? ''),
    }),
    { nil: undefined },
  ),
});

const uses: fc.Arbitrary<Map<string, TrackingUse[]>> = usually(
  new Map(),
  fc
    .record({
      isSameRecipient: fc.boolean(),
      usedAt: fc.constantFrom('2026-03-09T12:00:00.000Z', '2026-02-01T12:00:00.000Z'),
    })
    .map(
      (use) =>
        new Map([[DHL_NUMBERS[0], [{ ...use, salesOrderId: 'other', orderNumber: 'other' }]]]),
    ),
);

const returnPool = (id: string, carrier: 'DHL' | 'GLS') => ({
  id,
  carrier,
  prefix: '',
  digits: 11,
  firstSerial: 0,
  lastSerial: 9,
  checkDigit: 'dhl-identcode' as const,
});

const rules = fc
  .record({
    defaultCarrier: fc.constantFrom(null, 'DPD' as const, 'RHENUS' as const),
    returnCarrier: fc.constantFrom(null, 'DHL' as const, 'GLS' as const),
    forwarderSkus: fc.constantFrom<string[]>([], ['SOFA*']),
    returnPools: fc.constantFrom<ShippingRules['returnPools']>(
      [],
      [returnPool('dhl', 'DHL'), returnPool('gls', 'GLS')],
    ),
    returnSources: fc.constantFrom<ShippingRules['returnSources']>(
      ['order-meta', 'pool'],
      ['label-plugin'],
    ),
  })
  .map((given) => shippingRules(given));

const deliveryTypes = fc
  .record({
    MUG: fc.constantFrom(undefined, 'parcel', 'forwarder'),
    SOFA: fc.constantFrom(undefined, 'parcel', 'forwarder'),
  })
  .map(
    (types) =>
      new Map(
        Object.entries(types).flatMap(([sku, type]) =>
          type === 'parcel' || type === 'forwarder' ? [[sku, type] as const] : [],
        ),
      ),
  );

const cases = fc
  .record({
    skus: fc.array(fc.constantFrom('MUG', 'SOFA'), { minLength: 1, maxLength: 3 }),
    statuses: fc.array(
      usually('PROCESSABLE', fc.constantFrom('SENT', 'ANNOUNCED', 'CANCELLED_BY_PARTNER', '?')),
      {
        minLength: 3,
        maxLength: 3,
      },
    ),
    parcels: fc.array(parcel, { maxLength: 3 }),
    shipDate: fc.constantFrom('2026-03-10T08:00:00.000Z', '2026-03-11T08:00:00.000Z'),
    createdAt: usually('2026-03-10T08:00:00.000Z', fc.constant(NOW)),
    hasPackStop: usually(false, fc.constant(true)),
    rules,
    deliveryTypes,
    trackingUses: uses,
    returnUses: uses,
    poolsLeft: fc
      .record({ dhl: fc.nat({ max: 3 }), gls: fc.nat({ max: 3 }) })
      .map((left) => new Map(Object.entries(left))),
  })
  .map(({ skus, statuses, parcels, shipDate, createdAt, ...context }) => {
    const pieces = skus.map((sku, place) =>
      pieceOf(`p${place + 1}`, { sku, fulfillmentStatus: statuses[place] ?? '?' }),
    );
    const wish: ShipmentWish & { createdAt: string } = {
      kind: 'shipment',
      positionItemIds: pieces.map(({ positionItemId }) => positionItemId),
      parcels,
      shipDate,
      createdAt,
    };
    const judged: JudgeContext = { ...context, pieces, now: NOW, carrierChoices: new Map() };
    return { wish, context: judged };
  });

type Ready = Extract<ShipmentVerdict, { verdict: 'ready' }>;

/** What OTTO would refuse, from its description alone: Shipments v1, sections 4.2 to 4.5. */
function refusalsOf(ready: Ready, { pieces, deliveryTypes: types }: JudgeContext): string[] {
  const isMulti = ready.parcels.length > 1;
  const keys = ready.parcels.map(({ carrier, trackingNumber }) => `${carrier} ${trackingNumber}`);
  return [
    ...(ready.parcels.length === 0 ? ['no tracking key'] : []),
    ...(pieces.some(({ fulfillmentStatus }) => fulfillmentStatus !== 'PROCESSABLE')
      ? ['piece']
      : []),
    ...(isMulti && pieces.length > 1 ? ['several pieces in several parcels'] : []),
    ...(new Set(keys).size < keys.length ? ['one key twice'] : []),
    ...(/^.{1,60}$/.test(ready.shipFrom.city) ? [] : ['city']),
    ...(/^.{1,10}$/.test(ready.shipFrom.zipCode) ? [] : ['zip code']),
    ...(/^[A-Z]{3}$/.test(ready.shipFrom.countryCode) ? [] : ['country']),
    ...(ready.shipDate > NOW ? ['future'] : []),
    ...ready.parcels.flatMap(({ carrier, trackingNumber, returnKey }, place) => {
      const isService = isParcelCarrier(carrier);
      const isReserved = ready.reserve.some(({ parcelNo }) => parcelNo === place + 1);
      const typesOfPieces = pieces.map(
        ({ sku }) => types.get(sku) ?? (isService ? 'parcel' : 'forwarder'),
      );
      const needsReturn = typesOfPieces.includes('parcel');
      return [
        ...(carriers.includes(carrier) ? [] : ['carrier']),
        ...(isService && !trackingNumber ? ['tracking number'] : []),
        ...(isMulti && !isService ? ['multiparcel by forwarder'] : []),
        ...(needsReturn && !returnKey && !isReserved ? ['return key'] : []),
        ...(returnKey && !returnCarriers.includes(returnKey.carrier) ? ['return carrier'] : []),
        ...(returnKey?.number === '' ? ['return number'] : []),
      ];
    }),
  ];
}

const holds = (
  check: (
    wish: ShipmentWish & { createdAt: string },
    context: JudgeContext,
    verdict: ShipmentVerdict,
  ) => void,
) =>
  fc.assert(
    fc.property(cases, ({ wish, context }) => check(wish, context, judgeShipment(wish, context))),
    runs(1_000),
  );

describe('whatever is asked for', { timeout: PROPERTY_TIMEOUT_MS }, () => {
  it('nothing is ready that OTTO would refuse', () => {
    let tried = 0;
    let ready = 0;
    holds((_wish, context, verdict) => {
      tried += 1;
      if (verdict.verdict !== 'ready') return;
      ready += 1;
      expect(refusalsOf(verdict, context)).toEqual([]);
    });
    expect(ready).toBeGreaterThan(tried / 50);
  });

  it('nothing is ready against the owner’s own rules', () => {
    holds((_wish, context, verdict) => {
      if (verdict.verdict !== 'ready') return;
      const { returnCarrier, returnPools, returnSources } = context.rules;
      expect(context.hasPackStop).toBe(false);
      for (const { returnKey } of verdict.parcels) {
        if (returnKey && returnCarrier) expect(returnKey.carrier).toBe(returnCarrier);
      }
      for (const { poolId } of verdict.reserve) {
        expect(returnSources).toContain('pool');
        const pool = returnPools.find(({ id }) => id === poolId);
        if (returnCarrier) expect(pool?.carrier).toBe(returnCarrier);
        const taken = verdict.reserve.filter((each) => each.poolId === poolId).length;
        expect(taken).toBeLessThanOrEqual(context.poolsLeft.get(poolId) ?? 0);
      }
    });
  });

  it('no number of a stranger’s order is ready, and only our own are joined', () => {
    holds((_wish, { trackingUses, returnUses }, verdict) => {
      if (verdict.verdict !== 'ready') return;
      const isStranger = (use: TrackingUse) => !use.isSameRecipient || use.usedAt < '2026-03-03';
      for (const { trackingNumber = '', returnKey } of verdict.parcels) {
        expect((trackingUses.get(trackingNumber) ?? []).some(isStranger)).toBe(false);
        expect((returnUses.get(returnKey?.number ?? '') ?? []).some(isStranger)).toBe(false);
      }
      const isUsed = verdict.parcels.some(({ trackingNumber = '' }) =>
        trackingUses.has(trackingNumber),
      );
      expect(verdict.joinsTracking).toBe(isUsed);
    });
  });

  it('what was found ready is ready again as it was kept', () => {
    holds((wish, context, verdict) => {
      if (verdict.verdict !== 'ready') return;
      const kept = verdict.parcels.map((each, place) => ({
        ...each,
        carrierName: wish.parcels[place]?.carrierName,
      }));
      const again = judgeShipment({ ...wish, parcels: kept, shipDate: verdict.shipDate }, context);
      expect(again).toEqual(verdict);
    });
  });

  it('each piece is over or left, and what is left is not over', () => {
    holds((wish, context, verdict) => {
      if (verdict.verdict !== 'over') return;
      const over = verdict.pieces.map(({ positionItemId }) => positionItemId);
      expect([...over, ...verdict.left].toSorted()).toEqual(wish.positionItemIds.toSorted());
      if (verdict.left.length === 0) return;
      const again = judgeShipment({ ...wish, positionItemIds: verdict.left }, context);
      expect(again.verdict).not.toBe('over');
    });
  });

  it('only a number that is expected is judged again by the clock', () => {
    holds((_wish, { now }, verdict) => {
      if (verdict.verdict !== 'waits') return;
      const isExpected = verdict.reason.code === 'tracking-expected';
      expect(verdict.judgeAgainAt !== undefined).toBe(isExpected);
      if (verdict.judgeAgainAt) expect(verdict.judgeAgainAt > now).toBe(true);
    });
  });
});
