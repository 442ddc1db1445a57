import type { TransmissionSource } from '../../mapping/reporting/transmission.ts';
import type { EventCause } from '../ledger/tables.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { loadJudgedTogether } from '../transmission/judge.ts';
import { loadOrderFacts } from '../transmission/order-facts.ts';
import { keptParcel } from '../transmission/parcel-forms.ts';
import { draftFrom } from './draft-report.ts';
import type { DeskParts } from './ports.ts';
import { type ActionResult, notNow, reportUnknown } from './report-actions.ts';
import { shipDateOf } from './ship-date.ts';
import { type AskedParcel, parcelWish } from './ship-wish.ts';
import { openWishJudge } from './wish-judge.ts';

/** What a report lacks, or is to say instead; what is absent stays. */
export type Correction = {
  /** parcel by parcel; a field that is absent stays as it was */
  parcels?: readonly Omit<AskedParcel, 'positionItemIds' | 'contents' | 'shippedAt'>[] | undefined;
  positionItemIds?: readonly string[] | undefined;
  shippedAt?: string | undefined;
};

const CORRECTABLE = ['waiting', 'due', 'attention'] as const;

/**
 * A person says what a report lacks: it is judged anew and sent when it is complete. It is the person's
 * from now on, so that the shop order does not take it back.
 */
export async function correctReport(
  parts: DeskParts,
  transmissionId: string,
  correction: Correction,
  said: { source: TransmissionSource; cause: EventCause },
): Promise<ActionResult> {
  const { ledger, clock } = parts;
  const loaded = await ledger.loadTransmission(transmissionId);
  if (!loaded) return { done: false, refusal: reportUnknown(transmissionId) };
  const { transmission } = loaded;
  const account = parts.accounts.find(({ accountId }) => accountId === transmission.accountId);
  const refused: ActionResult = { done: false, refusal: notNow(transmission) };
  if (!account || !isCorrectable(transmission)) return refused;
  const { salesOrderId, orderNumber } = transmission;
  const now = clock.now();
  const run = { ledger, account, now: () => now.toISOString() };
  const order = (await loadOrderFacts(run, [salesOrderId])).get(salesOrderId);
  if (!order) return refused;
  const refuse = (code: string, params: Record<string, string>): ActionResult => ({
    done: false,
    refusal: { code, params: { orderNumber, ...params } },
  });
  const positionItemIds = [...(correction.positionItemIds ?? transmission.positionItemIds)];
  const unknown = positionItemIds.find(
    (id) => !order.pieces.some((one) => one.positionItemId === id),
  );
  if (unknown !== undefined) return refuse('report-piece-unknown', { positionItemId: unknown });
  const shippedAt = correction.shippedAt ?? transmission.shipDate;
  const shipDate = shipDateOf(shippedAt, now);
  if (shipDate === undefined)
    return refuse('report-ship-date-in-future', { shippedAt: shippedAt ?? '' });

  const parcels = parcelsAfter(transmission, correction);
  const reports = await ledger.loadTransmissionsOf(account.accountId, [salesOrderId]);
  const others = (reports.get(salesOrderId) ?? []).filter(
    (one) => one.transmissionId !== transmissionId,
  );
  const together = await loadJudgedTogether(
    run,
    order.pieces.map(({ sku }) => sku),
  );
  const judge = await openWishJudge(ledger, account, parcels, together, run.now());
  const decided = judge(order, others, { positionItemIds, parcels, shipDate });
  if (decided.is === 'over') return refuse('report-nothing-to-ship', {});
  const draft = draftFrom(decided);
  const revision = {
    ...draft,
    transmissionId,
    from: CORRECTABLE,
    reason: draft.reason ?? null,
    nextTryAt: draft.nextTryAt ?? null,
    failures: 0,
    source: said.source,
  };
  const unchanged = await ledger.reviseTransmissions(
    account.accountId,
    [revision],
    said.cause,
    run.now(),
  );
  const after = (await ledger.loadTransmission(transmissionId))?.transmission ?? transmission;
  if (unchanged.has(transmissionId)) return refuse('report-piece-in-other-report', {});
  if (positionItemIds.length < transmission.positionItemIds.length) {
    await ledger.askForReportLooks(account.accountId, [salesOrderId]);
  }
  return { done: true, transmission: after };
}

/** Nothing of it is at OTTO, as far as anybody knows. */
function isCorrectable({ kind, state, acceptedAt }: Transmission): boolean {
  const isInState = CORRECTABLE.some((one) => one === state);
  return kind === 'shipment' && isInState && acceptedAt === undefined;
}

function parcelsAfter(transmission: Transmission, { parcels }: Correction) {
  const present = transmission.parcels.map(keptParcel);
  if (parcels === undefined) return present;
  return parcels.map((asked, at) => {
    const given = parcelWish(asked);
    const before = present[at];
    const isOtherCarrier = given.carrierName !== undefined;
    const isOtherNumber = given.trackingNumber !== undefined;
    return {
      // A carrier that was only recognised by the old number goes with it.
      carrier:
        isOtherCarrier || (isOtherNumber && !before?.carrierName) ? given.carrier : before?.carrier,
      carrierName: given.carrierName ?? before?.carrierName,
      trackingNumber: given.trackingNumber ?? before?.trackingNumber,
      returnKey: given.returnKey ?? before?.returnKey,
    };
  });
}
