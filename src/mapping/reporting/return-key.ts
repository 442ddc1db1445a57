import {
  type Carrier,
  isParcelCarrier,
  RETURN_CARRIERS,
  type ReturnCarrier,
} from '../carriers/carrier.ts';
import { certainCarrier, checkTrackingNumber } from '../carriers/tracking-number.ts';
import type { JudgeContext } from './judge-context.ts';
import { type JudgedParcel, numberIn } from './judged-parcel.ts';
import { usedBefore } from './tracking-wait.ts';
import type { ParcelWish } from './transmission.ts';
import type { WaitReason } from './wait-reason.ts';

/** What a parcel's return number comes to. */
export type ReturnFinding =
  | { is: 'none-needed' }
  | { is: 'known'; returnKey: { carrier: ReturnCarrier; number: string } }
  | { is: 'from-pool'; poolId: string }
  | { is: 'wait'; reason: WaitReason };

/**
 * The return number of a parcel. OTTO asks for one by the delivery type of the product; where nobody
 * knows it, every parcel service's shipment gets one. A forwarder's may have one all the same.
 *
 * @param poolsLeft numbers left for this parcel, by pool id
 * @see OTTO Market API, Shipments v1, returnTrackingKey
 */
export function findReturnKey(
  { wish, carrier }: JudgedParcel,
  skus: readonly string[],
  context: JudgeContext,
  poolsLeft: ReadonlyMap<string, number>,
): ReturnFinding {
  const isNeeded = needsReturnNumber(carrier, skus, context);
  const number = numberIn(wish.returnKey?.number);
  if (number === undefined) {
    return isNeeded ? fromPool(context, poolsLeft) : { is: 'none-needed' };
  }
  const given = checkReturnKey(wish.returnKey?.carrier, number, carrier, context);
  // One that nobody asks for keeps no shipment.
  return given.is === 'wait' && !isNeeded ? { is: 'none-needed' } : given;
}

function needsReturnNumber(
  carrier: Carrier | undefined,
  skus: readonly string[],
  { deliveryTypes }: JudgeContext,
): boolean {
  const isParcelService = carrier !== undefined && isParcelCarrier(carrier);
  return skus.some((sku) => {
    const learned = deliveryTypes.get(sku);
    return learned === undefined ? isParcelService : learned === 'parcel';
  });
}

function fromPool({ rules }: JudgeContext, poolsLeft: ReadonlyMap<string, number>): ReturnFinding {
  const pools = rules.returnSources.includes('pool')
    ? rules.returnPools.filter(
        (pool) => rules.returnCarrier === null || pool.carrier === rules.returnCarrier,
      )
    : [];
  const filled = pools.find((pool) => (poolsLeft.get(pool.id) ?? 0) > 0);
  if (filled) return { is: 'from-pool', poolId: filled.id };
  // Of several, the last is the one that ran out last.
  const empty = pools.at(-1);
  return {
    is: 'wait',
    reason: empty
      ? { code: 'return-pool-empty', poolId: empty.id }
      : { code: 'return-number-missing' },
  };
}

function checkReturnKey(
  given: ParcelWish['carrier'],
  number: string,
  outbound: Carrier | undefined,
  context: JudgeContext,
): ReturnFinding {
  const { returnCarrier } = context.rules;
  const carrier = given ?? returnCarrierOf(number, outbound, context);
  const wait = (reason: WaitReason): ReturnFinding => ({ is: 'wait', reason });
  if (carrier === undefined) {
    return wait({ code: 'return-carrier-unknown', trackingNumber: number });
  }
  const allowed = returnCarrier === null ? RETURN_CARRIERS : [returnCarrier];
  if (!isOneOf(allowed, carrier)) {
    return wait({ code: 'return-carrier-not-allowed', carrier, allowed: allowed.join(', ') });
  }
  if (checkTrackingNumber(carrier, number) !== undefined) {
    return wait({ code: 'return-number-check-digit', carrier, trackingNumber: number });
  }
  const other = usedBefore(context.returnUses.get(number) ?? [], context);
  if (other) {
    const otherOrderNumber = other.orderNumber;
    return wait({
      code: 'return-number-used-before',
      carrier,
      trackingNumber: number,
      otherOrderNumber,
    });
  }
  return { is: 'known', returnKey: { carrier, number } };
}

/**
 * Whose return number it is when nobody says so: the owner's return carrier, the one the number can be
 * of alone, the one that brings the parcel.
 */
function returnCarrierOf(
  number: string,
  outbound: Carrier | undefined,
  { rules }: JudgeContext,
): Carrier | undefined {
  if (rules.returnCarrier !== null) return rules.returnCarrier;
  const certain = certainCarrier(number);
  if (certain) return certain;
  return outbound && isOneOf(RETURN_CARRIERS, outbound) ? outbound : undefined;
}

function isOneOf(allowed: readonly ReturnCarrier[], carrier: Carrier): carrier is ReturnCarrier {
  return allowed.some((each) => each === carrier);
}
