import type { Carrier, ReturnCarrier } from '../carriers/carrier.ts';
import type { ShipRefusal } from '../may-ship.ts';
import { carrierWait } from './carrier-of-parcel.ts';
import { graceEndsAt } from './grace.ts';
import type { JudgeContext } from './judge-context.ts';
import { isFreight, type JudgedParcel, judgedParcels, needsNumber } from './judged-parcel.ts';
import { refusalOf, refusedPieces } from './refused-pieces.ts';
import { findReturnKey } from './return-key.ts';
import { shipFromFor } from './ship-from.ts';
import type { ReportPiece, ShipmentWish } from './transmission.ts';
import { waitForParcels } from './wait-for-parcels.ts';
import type { WaitReason } from './wait-reason.ts';

/** A parcel with all that OTTO asks for. */
export type ReadyParcel = {
  carrier: Carrier;
  /** normalised; undefined only for a forwarder */
  trackingNumber: string | undefined;
  /** undefined = none is needed, or it is to be reserved from a pool */
  returnKey: { carrier: ReturnCarrier; number: string } | undefined;
};

export type ShipmentVerdict =
  | {
      verdict: 'ready';
      parcels: ReadyParcel[];
      shipFrom: { city: string; zipCode: string; countryCode: string };
      /** UTC ISO, not after now */
      shipDate: string;
      /** parcels, counted from 1, whose return number is to be taken from a pool */
      reserve: { parcelNo: number; poolId: string }[];
      /** a shipment of ours with this number has left: the pieces are added to it */
      joinsTracking: boolean;
    }
  | { verdict: 'waits'; reason: WaitReason; judgeAgainAt: string | undefined }
  | {
      verdict: 'over';
      /** can't be shipped, or not any more */
      pieces: { positionItemId: string; why: ShipRefusal }[];
      /** ids of the others */
      left: string[];
    };

/**
 * Whether a shipment can be reported now, and with what; else the first of {@link WaitReason} that
 * keeps it.
 *
 * @param wish.createdAt when the bridge took note of it, UTC ISO: the grace period begins then
 */
export function judgeShipment(
  wish: ShipmentWish & { createdAt: string },
  context: JudgeContext,
): ShipmentVerdict {
  const refused = refusedPieces(wish, context);
  const left = wish.positionItemIds.filter(
    (id) => !refused.some(({ positionItemId }) => positionItemId === id),
  );
  if (refused.length > 0 || left.length === 0) return { verdict: 'over', pieces: refused, left };
  const pieces = piecesOf(wish, context);
  const skus = pieces.map(({ sku }) => sku);
  const shipment = {
    isFreight: isFreight(skus, context),
    isMultiparcel: wish.parcels.length > 1 && pieces.length === 1,
  };
  const parcels = judgedParcels(wish, shipment.isFreight, context);
  const early = waitForPieces(pieces, context) ?? waitForNumber(wish, parcels, shipment, context);
  if (early) return early;
  const reason = waitForParcels(pieces, parcels, context);
  return reason ? waits(reason) : shipWithReturns(wish, skus, parcels, context);
}

type Verdict<Of extends ShipmentVerdict['verdict']> = Extract<ShipmentVerdict, { verdict: Of }>;

function waits(reason: WaitReason, judgeAgainAt?: string): Verdict<'waits'> {
  return { verdict: 'waits', reason, judgeAgainAt };
}

function piecesOf({ positionItemIds }: ShipmentWish, { pieces }: JudgeContext): ReportPiece[] {
  return pieces.filter(({ positionItemId }) => positionItemIds.includes(positionItemId));
}

function waitForPieces(
  pieces: readonly ReportPiece[],
  context: JudgeContext,
): Verdict<'waits'> | undefined {
  if (pieces.some((piece) => refusalOf(piece, context) === 'not-released')) {
    return waits({ code: 'piece-not-released' });
  }
  return context.hasPackStop ? waits({ code: 'pack-stop-open' }) : undefined;
}

function waitForNumber(
  wish: { createdAt: string },
  parcels: readonly JudgedParcel[],
  shipment: { isFreight: boolean; isMultiparcel: boolean },
  { rules, now }: JudgeContext,
): Verdict<'waits'> | undefined {
  const unnumbered = parcels.filter(({ number }) => number === undefined);
  const lacking = unnumbered.some((parcel) => needsNumber(parcel, shipment));
  // A label plugin may still name the forwarder; a shipment can't be changed once it is reported.
  const isNameless = unnumbered.some(
    ({ wish: { carrier, carrierName } }) => !carrier && !carrierName,
  );
  const expectedUntil = graceEndsAt(wish.createdAt, rules);
  if ((lacking || isNameless) && now < expectedUntil) {
    return waits({ code: 'tracking-expected' }, expectedUntil);
  }
  return lacking ? waits({ code: 'tracking-missing' }) : undefined;
}

function shipWithReturns(
  wish: ShipmentWish,
  skus: readonly string[],
  parcels: readonly JudgedParcel[],
  context: JudgeContext,
): ShipmentVerdict {
  const { rules, now } = context;
  const carriers = parcels.flatMap(({ carrier }) => carrier ?? []);
  const place = shipFromFor(skus, carriers, rules);
  if (!place) return waits({ code: 'ship-from-missing' });
  const poolsLeft = new Map(context.poolsLeft);
  const reserve: { parcelNo: number; poolId: string }[] = [];
  const ready: ReadyParcel[] = [];
  for (const [index, parcel] of parcels.entries()) {
    const { carrier, number } = parcel;
    if (carrier === undefined) return waits(carrierWait(parcel.wish));
    const found = findReturnKey(parcel, skus, context, poolsLeft);
    if (found.is === 'wait') return waits(found.reason);
    if (found.is === 'from-pool') {
      const { poolId } = found;
      reserve.push({ parcelNo: index + 1, poolId });
      poolsLeft.set(poolId, (poolsLeft.get(poolId) ?? 0) - 1);
    }
    const returnKey = found.is === 'known' ? found.returnKey : undefined;
    ready.push({ carrier, trackingNumber: number, returnKey });
  }
  const { city, zipCode, countryCode } = place;
  return {
    verdict: 'ready',
    parcels: ready,
    shipFrom: { city, zipCode, countryCode },
    shipDate: wish.shipDate < now ? wish.shipDate : now,
    reserve,
    joinsTracking: ready.length === 1 && isInUse(ready[0]?.trackingNumber, context),
  };
}

function isInUse(number: string | undefined, context: JudgeContext): boolean {
  if (number === undefined) return false;
  const uses = context.trackingUses.get(number) ?? [];
  return uses.length > 0 || context.sentNumbers?.has(number) === true;
}
