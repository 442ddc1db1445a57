import type { JudgeContext } from '../../../src/mapping/reporting/judge-context.ts';
import {
  judgeShipment,
  type ShipmentVerdict,
} from '../../../src/mapping/reporting/judge-shipment.ts';
import type { ShippingRules } from '../../../src/mapping/reporting/shipping-rules.ts';
import type { ParcelWish, ShipmentWish } from '../../../src/mapping/reporting/transmission.ts';
import { COMPLETED_AT, DHL_NUMBERS, mugs, NOW, parcelWish, shippingRules } from './orders.ts';

export const RETURN_NUMBER = '577546565072';
export const RETURN_KEY = { carrier: 'DHL', number: RETURN_NUMBER } as const;

/** A parcel with all that OTTO asks for. */
export function goodParcel(given: Partial<ParcelWish> = {}): ParcelWish {
  return parcelWish(DHL_NUMBERS[0], { carrierName: 'DHL', returnKey: RETURN_KEY, ...given });
}

export type JudgeGiven = Partial<Omit<JudgeContext, 'rules'>> & {
  wish?: Partial<ShipmentWish & { createdAt: string }>;
  rules?: Partial<ShippingRules>;
};

export function contextOf({ wish: _, rules, ...given }: JudgeGiven = {}): JudgeContext {
  return {
    pieces: mugs(1),
    hasPackStop: false,
    rules: shippingRules(rules),
    now: NOW,
    carrierChoices: new Map(),
    deliveryTypes: new Map(),
    trackingUses: new Map(),
    returnUses: new Map(),
    poolsLeft: new Map(),
    ...given,
  };
}

/** The verdict about a wish of an hour ago, good in all that is not given. */
export function judge(given: JudgeGiven = {}): ShipmentVerdict {
  const context = contextOf(given);
  return judgeShipment(
    {
      kind: 'shipment',
      positionItemIds: context.pieces.map(({ positionItemId }) => positionItemId),
      parcels: [goodParcel()],
      shipDate: COMPLETED_AT,
      createdAt: '2026-03-10T11:00:00.000Z',
      ...given.wish,
    },
    context,
  );
}

/** The same about these parcels. */
export const judgeParcels = (parcels: ParcelWish[], given: JudgeGiven = {}): ShipmentVerdict =>
  judge({ ...given, wish: { ...given.wish, parcels } });

/** What it waits for; the verdict itself where it does not wait. */
export function waitOf(verdict: ShipmentVerdict): unknown {
  return verdict.verdict === 'waits' ? verdict.reason : verdict;
}
