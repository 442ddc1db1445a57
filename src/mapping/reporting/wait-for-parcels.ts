import { isParcelCarrier } from '../carriers/carrier.ts';
import { carrierWait } from './carrier-of-parcel.ts';
import type { JudgeContext } from './judge-context.ts';
import type { JudgedParcel } from './judged-parcel.ts';
import { formWait, usedBefore } from './tracking-wait.ts';
import type { ReportPiece } from './transmission.ts';
import type { WaitReason } from './wait-reason.ts';

/** What keeps parcels whose numbers are there, the reasons in the order of {@link WaitReason}. */
export function waitForParcels(
  pieces: readonly ReportPiece[],
  parcels: readonly JudgedParcel[],
  context: JudgeContext,
): WaitReason | undefined {
  return (
    firstOf(parcels, formWait) ??
    firstOf(parcels, (parcel) => waitForOther(parcel, parcels.length > 1, context)) ??
    unclearParcels(pieces, parcels) ??
    firstOf(parcels, ({ wish, carrier }) => (carrier ? undefined : carrierWait(wish))) ??
    firstOf(parcels, ({ carrier }) =>
      parcels.length > 1 && carrier && !isParcelCarrier(carrier)
        ? { code: 'multiparcel-by-forwarder', carrier }
        : undefined,
    )
  );
}

/** Pieces join another order's parcel one by one; a piece in several parcels can't. */
function waitForOther(
  { carrier, number }: JudgedParcel,
  isMultiparcel: boolean,
  context: JudgeContext,
): WaitReason | undefined {
  if (carrier === undefined || number === undefined) return undefined;
  const uses = context.trackingUses.get(number) ?? [];
  const other = isMultiparcel ? uses[0] : usedBefore(uses, context);
  return (
    other && {
      code: 'tracking-used-before',
      carrier,
      trackingNumber: number,
      otherOrderNumber: other.orderNumber,
    }
  );
}

function unclearParcels(
  pieces: readonly ReportPiece[],
  parcels: readonly JudgedParcel[],
): WaitReason | undefined {
  if (parcels.length < 2) return undefined;
  const isTwice = new Set(parcels.map(({ number }) => number)).size < parcels.length;
  return pieces.length > 1 || isTwice
    ? { code: 'parcels-unclear', parcels: parcels.length }
    : undefined;
}

function firstOf(
  parcels: readonly JudgedParcel[],
  find: (parcel: JudgedParcel) => WaitReason | undefined,
): WaitReason | undefined {
  for (const parcel of parcels) {
    const reason = find(parcel);
    if (reason) return reason;
  }
  return undefined;
}
