import type { ReturnSeen } from '../../mapping/reporting/judge-return.ts';
import { DAY, MINUTE } from '../clock.ts';
import { BridgeError } from '../errors.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { readOrderAtOtto } from './find-at-otto.ts';
import type { ReportRun } from './report-run.ts';

/** Clocks differ, and a call takes its time: returns are read from this long before it. */
const LISTED_BEFORE_MS = MINUTE;
/** What was done by hand may have been done before it was said. */
const BY_HAND_BEFORE_MS = DAY;

/** What OTTO shows of a piece whose return was decided. */
export type DecisionAtOtto = {
  /** OTTO's word for the piece's state; undefined = its order does not have it, or OTTO no such order */
  fulfillmentStatus: string | undefined;
  /** the newest of its return since the decision was sent; undefined = nothing happened since */
  returned: ReturnSeen | undefined;
};

/**
 * Reads at OTTO what became of some decisions: the piece in its order, and for those that its order
 * does not show as returned the list of returns, once for all of them. An order that can't be read
 * stops no other.
 *
 * @returns by the ids of the reports; a fault for those that could not be read
 * @throws what concerns all of OTTO
 */
export async function findDecisions(
  run: ReportRun,
  reports: readonly Transmission[],
): Promise<Map<string, DecisionAtOtto | Error>> {
  const found = new Map<string, DecisionAtOtto | Error>();
  const pieces = new Map<string, string>();
  for (const [salesOrderId, ofOrder] of Map.groupBy(reports, (report) => report.salesOrderId)) {
    const order = await faultOrResult(run, () => readOrderAtOtto(run, salesOrderId));
    if (order instanceof Error) {
      for (const { transmissionId } of ofOrder) found.set(transmissionId, order);
      continue;
    }
    for (const { positionItemId, rawFulfillmentStatus } of order?.positionItems ?? []) {
      pieces.set(positionItemId, rawFulfillmentStatus);
    }
  }
  const unclear = reports.filter((report) => pieces.get(pieceOf(report)) === 'SENT');
  const returned = await faultOrResult(run, () => readReturns(run, unclear));
  for (const report of reports) {
    const { transmissionId } = report;
    const fulfillmentStatus = pieces.get(pieceOf(report));
    if (found.has(transmissionId)) continue;
    if (!(returned instanceof Error)) {
      found.set(transmissionId, { fulfillmentStatus, returned: returned.get(transmissionId) });
    } else if (unclear.includes(report)) found.set(transmissionId, returned);
    else found.set(transmissionId, { fulfillmentStatus, returned: undefined });
  }
  return found;
}

/** @throws what concerns all of OTTO, and what is no fault of a call */
async function faultOrResult<Result>(
  run: ReportRun,
  read: () => Promise<Result>,
): Promise<Result | Error> {
  try {
    return await read();
  } catch (fault) {
    if (!(fault instanceof BridgeError) || run.concernsAllOfOtto(fault)) throw fault;
    return fault;
  }
}

async function readReturns(
  run: ReportRun,
  reports: readonly Transmission[],
): Promise<Map<string, ReturnSeen>> {
  const found = new Map<string, ReturnSeen>();
  if (reports.length === 0) return found;
  const since = reports.map(readSince).toSorted()[0] ?? '';
  const byPiece = new Map(reports.map((report) => [pieceOf(report), report]));
  const seen = new Set<string>();
  for await (const { returns } of run.otto.listReturns({}, run.signal)) {
    for (const { positionItemId, status, occurredAt } of returns) {
      const report = byPiece.get(positionItemId);
      // Newest first: what comes later of a piece is older.
      if (!report || seen.has(positionItemId)) continue;
      seen.add(positionItemId);
      if (occurredAt >= readSince(report)) found.set(report.transmissionId, { status, occurredAt });
    }
    const isThrough = returns.length > 0 && returns.every(({ occurredAt }) => occurredAt < since);
    if (isThrough || seen.size === byPiece.size) break;
  }
  return found;
}

function readSince({ sentAt, createdAt }: Transmission): string {
  const since =
    sentAt === undefined
      ? Date.parse(createdAt) - BY_HAND_BEFORE_MS
      : Date.parse(sentAt) - LISTED_BEFORE_MS;
  return new Date(since).toISOString();
}

function pieceOf({ positionItemIds }: Transmission): string {
  return positionItemIds[0] ?? '';
}
