import {
  type TransmissionSource,
  type TransmissionState,
  UNSENT_STATES,
} from '../../mapping/reporting/transmission.ts';
import type { LedgerDatabase } from './database.ts';
import type {
  ParcelInLedger,
  ReasonInLedger,
  ShipFromInLedger,
  Transmission,
} from './transmission-rows.ts';

/** What becomes of a report; what is absent stays. */
export type TransmissionStep = {
  /** a new state takes the old reason with it, unless a new one is named */
  state?: TransmissionState | undefined;
  reason?: ReasonInLedger | null | undefined;
  /** null = nothing by itself; a report that is due always has one: now, if none is named */
  nextTryAt?: string | null | undefined;
  failures?: number | undefined;
  parcels?: readonly ParcelInLedger[] | undefined;
  positionItemIds?: readonly string[] | undefined;
  shipDate?: string | undefined;
  shipFrom?: ShipFromInLedger | undefined;
  ottoShipmentId?: string | undefined;
  agreedAt?: string | undefined;
  /** whose it is from now on: what a person corrected does not follow the shop any more */
  source?: TransmissionSource | undefined;
  /** what OTTO shows before the next call; null = to be read anew */
  baseline?: string | null | undefined;
};

/** States after which nothing more is done for a report. */
const ENDED: readonly TransmissionState[] = ['confirmed', 'withdrawn'];
/** States in which OTTO has it: no failure counts any more. */
const AT_OTTO: readonly TransmissionState[] = ['accepted', 'confirmed'];

/** The report as it is after the step; nothing is written. */
export function stepped(before: Transmission, step: TransmissionStep, now: string): Transmission {
  const state = step.state ?? before.state;
  const isNewState = state !== before.state;
  const failures = AT_OTTO.includes(state) ? 0 : (step.failures ?? before.failures);
  const isEnded = ENDED.includes(state);
  return {
    ...before,
    state,
    source: step.source ?? before.source,
    reason: reasonAfter(before, step, isNewState),
    nextTryAt: isEnded ? undefined : nextTryAfter(before, step, isNewState, now),
    failures,
    failingSince: failures === 0 ? undefined : (before.failingSince ?? now),
    parcels: step.parcels ? [...step.parcels] : before.parcels,
    positionItemIds: step.positionItemIds ? [...step.positionItemIds] : before.positionItemIds,
    shipDate: step.shipDate ?? before.shipDate,
    shipFrom: step.shipFrom ?? before.shipFrom,
    acceptedAt: acceptedAfter(before, { ...step, state }, now),
    endedAt: isNewState ? (isEnded ? now : undefined) : before.endedAt,
    agreedAt: step.agreedAt ?? before.agreedAt,
    ottoShipmentId: step.ottoShipmentId ?? before.ottoShipmentId,
    baseline: step.baseline === undefined ? before.baseline : (step.baseline ?? undefined),
  };
}

/** What OTTO itself undid, or never did: nothing of the report is there. */
const UNDONE_AT_OTTO: readonly string[] = ['reduction-refused', 'return-accepted-at-otto'];

function acceptedAfter(
  before: Transmission,
  { state, reason }: { state: TransmissionState; reason?: ReasonInLedger | null | undefined },
  now: string,
): string | undefined {
  if (UNSENT_STATES.includes(state)) return undefined; // it was looked up: nothing of it is at OTTO
  if (state === 'attention' && UNDONE_AT_OTTO.includes(reason?.code ?? '')) return undefined;
  return state === 'accepted' && state !== before.state ? now : before.acceptedAt;
}

function reasonAfter(
  before: Transmission,
  { reason }: TransmissionStep,
  isNewState: boolean,
): ReasonInLedger | undefined {
  if (reason !== undefined) return reason ?? undefined;
  return isNewState ? undefined : before.reason;
}

function nextTryAfter(
  before: Transmission,
  { state, nextTryAt }: TransmissionStep,
  isNewState: boolean,
  now: string,
): string | undefined {
  if (typeof nextTryAt === 'string') return nextTryAt;
  const kept = nextTryAt === undefined && !isNewState ? before.nextTryAt : undefined;
  return (state ?? before.state) === 'due' ? (kept ?? now) : kept;
}

/**
 * Another report of the lane may have the pieces: one that was taken back leaves them, and so does a
 * rejection or a price reduction that is over, as a return may be accepted later, and a price be
 * reduced once more.
 */
function freesPieces({ state, kind, endedAt }: Transmission): boolean {
  if (state === 'withdrawn') return true;
  return endedAt !== undefined && (kind === 'rejection' || kind === 'price-reduction');
}

/**
 * Writes the row of a report; its pieces and parcels have their own functions.
 *
 * @param before as it was read while its order was held
 * @throws when it is in another state by now: what was decided by the old one must not stand
 */
export async function saveRow(
  trx: LedgerDatabase,
  before: Transmission,
  after: Transmission,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('transmissions')
    .set({
      state: after.state,
      source: after.source,
      reason: after.reason?.code ?? null,
      reason_params: after.reason ? JSON.stringify(after.reason.params) : null,
      ship_date: after.shipDate ?? null,
      ship_from: after.shipFrom ? JSON.stringify(after.shipFrom) : null,
      deliver_by: after.deliverBy ?? null,
      failures: after.failures,
      next_try_at: after.nextTryAt ?? null,
      failing_since: after.failingSince ?? null,
      accepted_at: after.acceptedAt ?? null,
      ended_at: after.endedAt ?? null,
      agreed_at: after.agreedAt ?? null,
      otto_shipment_id: after.ottoShipmentId ?? null,
      carrier: after.parcels[0]?.carrier ?? null,
      pieces: after.positionItemIds.length,
      baseline: after.baseline ?? null,
    })
    .where('transmission_id', '=', after.transmissionId)
    .where('state', '=', before.state)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) {
    throw new Error(`The report ${after.transmissionId} is not ${before.state} any more`);
  }
  if (!freesPieces(after)) return;
  await trx
    .updateTable('transmission_pieces')
    .set({ is_active: 0 })
    .where('transmission_id', '=', after.transmissionId)
    .execute();
}
