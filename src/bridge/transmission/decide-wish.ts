import type { ShipRefusal } from '../../mapping/may-ship.ts';
import { judgeCancellation } from '../../mapping/reporting/judge-cancellation.ts';
import { judgeShipment } from '../../mapping/reporting/judge-shipment.ts';
import type { ParcelWish, ShipmentWish } from '../../mapping/reporting/transmission.ts';
import type { WaitReason } from '../../mapping/reporting/wait-reason.ts';
import type { NumberToReserve } from '../ledger/return-numbers.ts';
import type {
  ParcelInLedger,
  ReasonInLedger,
  ShipFromInLedger,
} from '../ledger/transmission-rows.ts';
import { parcelToKeep, readyParcelToKeep } from './parcel-forms.ts';

type ShipmentContext = Parameters<typeof judgeShipment>[1];

/** A number to be taken from a pool, whose id is the owner's name for it. */
export type ReservedFrom = NumberToReserve & { poolId: string };

/** What a wish comes to, in the ledger's terms; `over` = nothing of it is left to report. */
export type Decided =
  | {
      is: 'due';
      positionItemIds: string[];
      parcels: ParcelInLedger[];
      shipFrom: ShipFromInLedger | undefined;
      shipDate: string | undefined;
      reserve: ReservedFrom[];
      /** the number is in use for the same recipient: pieces are added to that shipment */
      joinsTracking: boolean;
    }
  | {
      is: 'waiting';
      positionItemIds: string[];
      parcels: ParcelInLedger[];
      shipDate: string | undefined;
      reason: ReasonInLedger;
      nextTryAt: string | undefined;
    }
  | { is: 'over'; why: ShipRefusal[] };

/** Of what comes after the sale: it is through, or it needs somebody. */
export type Ended = {
  is: 'ended';
  state: 'confirmed' | 'attention';
  reason: ReasonInLedger;
};

/** Judges a shipment; pieces that can't be shipped any more are left out of it. */
export function decideShipment(
  wish: ShipmentWish & { createdAt: string },
  context: ShipmentContext,
): Decided {
  const verdict = judgeShipment(wish, context);
  const { positionItemIds, shipDate } = wish;
  switch (verdict.verdict) {
    case 'ready':
      return {
        is: 'due',
        positionItemIds,
        parcels: verdict.parcels.map((ready, index) =>
          readyParcelToKeep(ready, wish.parcels[index]?.carrierName),
        ),
        shipFrom: verdict.shipFrom,
        shipDate: verdict.shipDate,
        reserve: numbersToReserve(verdict.reserve, context),
        joinsTracking: verdict.joinsTracking,
      };
    case 'waits':
      return {
        is: 'waiting',
        positionItemIds,
        parcels: wish.parcels.map((parcel: ParcelWish) => parcelToKeep(parcel)),
        shipDate,
        reason: reasonToKeep(verdict.reason),
        nextTryAt: verdict.judgeAgainAt,
      };
    case 'over': {
      // Each turn leaves some out, so that it ends.
      const { left } = verdict;
      if (left.length > 0 && left.length < positionItemIds.length) {
        return decideShipment({ ...wish, positionItemIds: left }, context);
      }
      return { is: 'over', why: verdict.pieces.map(({ why }) => why) };
    }
  }
}

/** Judges the cancellation of a piece. */
export function decideCancellation(
  ...[wish, context]: Parameters<typeof judgeCancellation>
): Decided {
  const verdict = judgeCancellation(wish, context);
  const nothing = { parcels: [], shipFrom: undefined, shipDate: undefined };
  const positionItemIds = [wish.positionItemId];
  switch (verdict.verdict) {
    case 'ready':
      return { is: 'due', positionItemIds, ...nothing, reserve: [], joinsTracking: false };
    case 'waits':
      return {
        is: 'waiting',
        positionItemIds,
        ...nothing,
        reason: reasonToKeep(verdict.reason),
        nextTryAt: undefined,
      };
    case 'over':
      return { is: 'over', why: [verdict.why] };
  }
}

function reasonToKeep({ code, ...params }: WaitReason): ReasonInLedger {
  return { code, params };
}

function numbersToReserve(
  reserve: readonly { parcelNo: number; poolId: string }[],
  { rules }: ShipmentContext,
): ReservedFrom[] {
  return reserve.flatMap(({ parcelNo, poolId }) => {
    const pool = rules.returnPools.find(({ id }) => id === poolId);
    return pool ? [{ parcelNo, pool, poolId }] : [];
  });
}

/** The wait of a report whose pool had no number left in the end. */
export function poolEmpty(reserve: readonly ReservedFrom[]): ReasonInLedger {
  return { code: 'return-pool-empty', params: { poolId: reserve[0]?.poolId ?? '' } };
}
