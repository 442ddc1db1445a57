import { carrierNameKey } from './carrier-key.ts';
import type { TransmissionKind, TransmissionState } from './transmission.ts';

/** One thing that keeps reports from OTTO, however many orders it touches: an incident of the ledger. */
export type ReportCause = {
  code: string;
  about: string;
  accountId: string | undefined;
  params: Record<string, string | number>;
};

/** What is looked at of a report to tell what is wrong with it. */
export type ReportStanding = {
  kind: TransmissionKind;
  state: TransmissionState;
  reason?: { code: string; params: Record<string, string | number> } | undefined;
  failures: number;
  /** UTC ISO */
  failingSince?: string | null | undefined;
  positionItemIds: readonly string[];
  /** of all its pieces, where it is at hand */
  payableCents?: number | undefined;
};

/** From when on a report that is tried again and again is told of. */
export type FailureLimits = { afterMinutes: number; afterFailures: number };

/** Shorter troubles heal before anybody could have looked. */
export const FAILURE_LIMITS: FailureLimits = { afterMinutes: 15, afterFailures: 3 };

type Order = { accountId: string; salesOrderId: string; orderNumber: string };
type Reason = NonNullable<ReportStanding['reason']>;

/**
 * What is to be told about an order's reports, each reason once. What one change mends for many orders
 * is one cause for all of them and names none: a carrier's name, a pool, OTTO's title, an outage. All
 * else stands for its own order.
 *
 * @param now UTC ISO
 */
export function causesOfReports(
  order: Order,
  transmissions: readonly ReportStanding[],
  now: string,
  limits: FailureLimits = FAILURE_LIMITS,
): ReportCause[] {
  const told = transmissions.flatMap((report) => {
    const { reason } = report;
    return reason && isTold(report, reason, now, limits) ? [{ report, reason }] : [];
  });
  const alike = Map.groupBy(told, ({ report, reason }) => `${report.kind} ${keyOf(reason, order)}`);
  return [...alike.values()].flatMap((reports) => {
    const [first] = reports;
    return first ? [causeOf(first.reason, reports, order)] : [];
  });
}

/** Waits that end by themselves, and soon. */
const PASSING: readonly string[] = ['tracking-expected', 'piece-not-sent-yet', 'acceptance-open'];

function isTold(
  { kind, state, failures, failingSince }: ReportStanding,
  { code }: Reason,
  now: string,
  { afterMinutes, afterFailures }: FailureLimits,
): boolean {
  if (state === 'attention') return true;
  if (state === 'waiting') {
    // A cancellation that OTTO does not allow yet needs nobody.
    const isKept = code === 'piece-not-released' && kind === 'cancellation';
    return !PASSING.includes(code) && !isKept;
  }
  if (state !== 'due' && state !== 'in-flight') return false;
  const failingMs = failingSince ? Date.parse(now) - Date.parse(failingSince) : 0;
  return failures >= afterFailures || failingMs > afterMinutes * 60_000;
}

/** What one change mends for many orders of an account, told apart by this; undefined = for one order. */
function sharedBy({ code, params }: Reason): string[] | undefined {
  switch (code) {
    case 'carrier-unknown':
      return [carrierNameKey(String(params.carrierName ?? ''))];
    case 'ship-from-missing':
    case 'return-number-missing':
    case 'otto-unavailable':
    case 'otto-busy':
    case 'otto-unreadable':
    case 'outcome-open':
      return [];
    case 'return-pool-empty':
      return [String(params.poolId ?? '')];
    case 'return-carrier-not-allowed':
      return [String(params.carrier ?? ''), String(params.allowed ?? '')];
    case 'otto-misses-data':
      return [String(params.jsonPath ?? '')];
    case 'otto-refused':
      return [String(params.titles ?? '')];
    default:
      return undefined;
  }
}

function keyOf(reason: Reason, order: Order): string {
  return `${reason.code} ${sharedBy(reason)?.join('|') ?? order.salesOrderId}`;
}

function causeOf(
  reason: Reason,
  alike: readonly { report: ReportStanding }[],
  { accountId, salesOrderId, orderNumber }: Order,
): ReportCause {
  const kind = alike[0]?.report.kind ?? 'shipment';
  const shared = sharedBy(reason);
  // The sentence about a shipment is not the one about a cancellation or a return.
  const apart = kind === 'shipment' ? [] : [kind];
  return {
    code: `report-${reason.code}`,
    about: [...(shared ? [accountId, ...shared] : [salesOrderId]), ...apart].join('|'),
    accountId,
    params: {
      ...(shared ? {} : { orderNumber }),
      ...reason.params,
      kind,
      ...(reason.code === 'cancellation-to-confirm' ? extentOf(alike) : {}),
    },
  };
}

/** How much the owner is asked to let go; the sum only where all of it is known. */
function extentOf(alike: readonly { report: ReportStanding }[]): Record<string, number> {
  const sums = alike.flatMap(({ report }) => report.payableCents ?? []);
  return {
    pieces: alike.reduce((sum, { report }) => sum + report.positionItemIds.length, 0),
    ...(sums.length === alike.length ? { cents: sums.reduce((sum, cents) => sum + cents, 0) } : {}),
  };
}
