import type { ReturnSeen } from '../../mapping/reporting/judge-return.ts';
import type { ListedReduction } from '../../mapping/reporting/own-reduction.ts';
import type { TransmissionState } from '../../mapping/reporting/transmission.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import type { ReportRun } from './report-run.ts';

/** What the ledger knows of pieces beside their order: how their returns stand, and their reports. */
export type AfterSaleFacts = {
  /** by piece */
  returned: ReadonlyMap<string, ReturnSeen>;
  /** by order, all of them */
  reports: ReadonlyMap<string, readonly Transmission[]>;
};

export async function loadAfterSaleFacts(
  { ledger, account }: Pick<ReportRun, 'ledger' | 'account'>,
  salesOrderIds: readonly string[],
  positionItemIds: readonly string[],
): Promise<AfterSaleFacts> {
  const { accountId } = account;
  return {
    returned: await ledger.loadReturnStates(accountId, positionItemIds),
    reports: await ledger.loadTransmissionsOf(accountId, [...new Set(salesOrderIds)]),
  };
}

/** Where a shipment report of a piece stands that OTTO does not show yet. */
export type OpenShipment = 'at-otto' | 'here' | undefined;

const MAYBE_AT_OTTO: readonly TransmissionState[] = ['in-flight', 'accepted', 'by-hand'];

export function openShipmentOf(
  reports: readonly Transmission[],
  positionItemId: string,
): OpenShipment {
  const open = reports.find(
    ({ kind, state, positionItemIds }) =>
      kind === 'shipment' && state !== 'withdrawn' && positionItemIds.includes(positionItemId),
  );
  if (!open) return undefined;
  const isAtOtto = open.acceptedAt !== undefined || MAYBE_AT_OTTO.includes(open.state);
  return isAtOtto ? 'at-otto' : 'here';
}

/** The decision about a piece's return that is not over, or its acceptance, which stays. */
export function decisionOf(
  reports: readonly Transmission[],
  positionItemId: string,
): Transmission | undefined {
  return reports.find(
    ({ kind, state, endedAt, positionItemIds }) =>
      positionItemIds.includes(positionItemId) &&
      state !== 'withdrawn' &&
      (kind === 'acceptance' || (kind === 'rejection' && endedAt === undefined)),
  );
}

/** True while the return of a piece is being accepted. */
export function isAcceptanceOpen(
  reports: readonly Transmission[],
  positionItemId: string,
): boolean {
  const decision = decisionOf(reports, positionItemId);
  return decision?.kind === 'acceptance' && decision.endedAt === undefined;
}

/** What the owner had seen of a return when he decided. */
export type DecisionBaseline = { rejectedAt?: string };

export function seenRejectedAt({ baseline }: Pick<Transmission, 'baseline'>): string | undefined {
  if (baseline === undefined) return undefined;
  const { rejectedAt }: DecisionBaseline = JSON.parse(baseline);
  return rejectedAt;
}

/** What OTTO listed of a piece's price reductions before the first call; undefined = none was made. */
export function reductionsBefore({
  baseline,
}: Pick<Transmission, 'baseline'>): ListedReduction[] | undefined {
  return baseline === undefined ? undefined : JSON.parse(baseline);
}
