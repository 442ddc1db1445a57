import { isDeepStrictEqual } from 'node:util';
import type { AttemptCall, EventCause } from './tables.ts';
import type { ParcelInLedger, Transmission } from './transmission-rows.ts';

type TimelineEvent = { kind: string; params: Record<string, string | number> };

/** Who acts in person; what he changes in a report is told even if nothing comes of it yet. */
const PERSONS: readonly EventCause[] = ['click', 'command', 'owner'];

/**
 * What the timeline of an order says about the change of one of its reports; undefined where it would
 * only say again what it said: of calls that fail one after the other, the first is told.
 *
 * @param before undefined = the report is new
 * @param call the call that is about to leave
 */
export function reportEvent(
  before: Transmission | undefined,
  after: Transmission,
  cause: EventCause,
  call?: AttemptCall,
): TimelineEvent | undefined {
  const isChangedByHand = before && PERSONS.includes(cause) && isOtherwise(before, after);
  const kind = kindOf(before, after, call) ?? (isChangedByHand ? 'report-changed' : undefined);
  if (kind === undefined) return undefined;
  const { reason, parcels, amountCents } = after;
  const carrier = parcels.find((parcel) => parcel.carrier !== undefined)?.carrier;
  const numbers = parcels.flatMap(({ trackingNumber }) => trackingNumber ?? []);
  return {
    kind,
    params: {
      ...(carrier ? { carrier } : {}),
      ...(numbers.length > 0 ? { trackingNumber: numbers.join(', ') } : {}),
      ...(amountCents === undefined ? {} : { amountCents }),
      ...(reason ? { ...reason.params, reason: reason.code } : {}),
      kind: after.kind,
    },
  };
}

/** True where other pieces or parcels are to be reported. */
function isOtherwise(before: Transmission, after: Transmission): boolean {
  return !isDeepStrictEqual(
    [before.positionItemIds.toSorted(), before.parcels.map(parcelFacts)],
    [after.positionItemIds.toSorted(), after.parcels.map(parcelFacts)],
  );
}

function parcelFacts(parcel: ParcelInLedger): unknown[] {
  const { carrier, carrierName, trackingNumber, returnCarrier, returnNumber } = parcel;
  return [carrier, carrierName, trackingNumber, returnCarrier, returnNumber];
}

function kindOf(
  before: Transmission | undefined,
  after: Transmission,
  call: AttemptCall | undefined,
): string | undefined {
  if (before !== undefined && before.failures === 0 && after.failures > 0) {
    if (after.state === 'due' || after.state === 'in-flight') return 'report-deferred';
  }
  const isNewState = before?.state !== after.state;
  const isNewReason = before?.reason?.code !== after.reason?.code;
  switch (after.state) {
    case 'waiting':
      return after.reason && (isNewState || isNewReason) ? 'report-waits' : undefined;
    case 'due':
      return isNewState && after.failures === 0 ? 'report-due' : undefined;
    case 'in-flight':
      return isWriting(call) && after.failures === 0 ? 'report-sent' : undefined;
    case 'attention':
      return isNewState || isNewReason ? 'report-refused' : undefined;
    default:
      return isNewState ? EVENT_OF_STATE[after.state] : undefined;
  }
}

/** True for calls that change something at OTTO. */
export function isWriting(call: AttemptCall | undefined): boolean {
  return call !== undefined && call !== 'look-up';
}

const EVENT_OF_STATE = {
  accepted: 'report-accepted',
  confirmed: 'report-confirmed',
  'by-hand': 'report-by-hand',
  withdrawn: 'report-withdrawn',
} as const;
