import { checkTrackingNumber, type TrackingNumberFault } from '../carriers/tracking-number.ts';
import type { JudgeContext, TrackingUse } from './judge-context.ts';
import type { JudgedParcel } from './judged-parcel.ts';
import type { WaitReason } from './wait-reason.ts';

const WEEK_MS = 7 * 86_400_000;

/** What is wrong with the form of a parcel's number; what any carrier's can't be, while it is not known. */
export function formWait({ carrier, number }: JudgedParcel): WaitReason | undefined {
  if (number === undefined) return undefined;
  const fault = checkTrackingNumber(carrier ?? 'OTHER_FORWARDER', number);
  if (fault === 'excel-number') return { code: 'tracking-excel-number', trackingNumber: number };
  return fault === undefined || carrier === undefined
    ? undefined
    : faultWait(fault, carrier, number);
}

function faultWait(
  fault: Exclude<TrackingNumberFault, 'excel-number'>,
  carrier: string,
  trackingNumber: string,
): WaitReason {
  return fault === 'missing'
    ? { code: 'tracking-missing' }
    : { code: `tracking-${fault}`, carrier, trackingNumber };
}

/**
 * A number in another order's report is a second order in the same parcel, when both go to the same
 * recipient within a week; else it is a mistake, or a carrier's number come round again.
 */
export function usedBefore(
  uses: readonly TrackingUse[],
  { now }: Pick<JudgeContext, 'now'>,
): TrackingUse | undefined {
  const isTogether = (use: TrackingUse) =>
    use.isSameRecipient && Math.abs(Date.parse(now) - Date.parse(use.usedAt)) <= WEEK_MS;
  return uses.find((use) => !isTogether(use));
}
