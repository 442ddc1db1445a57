import { LANE_OF, TRANSMISSION_KINDS } from '../../mapping/reporting/transmission.ts';
import { causeKey } from '../ledger/incidents.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { RIGHT_OF_LANE } from '../transmission/run-reports.ts';
import type { ReportFacts } from './judge-reports.ts';

/** An app has fewer rights. */
const MOST_INCIDENTS = 20;

export type DueReportsLedger = Pick<
  Ledger,
  'listIncidents' | 'loadLastAcceptedAt' | 'loadOldestDueReportAt'
>;

/**
 * What of an account's reports is due. A report whose right is missing in OTTO's app does not count: an
 * incident tells the owner what to do.
 *
 * @param now UTC ISO
 */
export async function readDueReports(
  ledger: DueReportsLedger,
  accountId: string,
  now: string,
): Promise<Pick<ReportFacts, 'oldestDueAt' | 'lastAcceptedAt'>> {
  const code = 'otto-right-missing';
  const asked = { state: 'open', code, accountId, limit: MOST_INCIDENTS } as const;
  const open = new Set((await ledger.listIncidents(asked)).map(({ cause }) => cause));
  const mayLeave = TRANSMISSION_KINDS.filter(
    (kind) => !open.has(causeKey({ code, about: `${accountId}:${RIGHT_OF_LANE[LANE_OF[kind]]}` })),
  );
  const kinds = mayLeave.length < TRANSMISSION_KINDS.length ? mayLeave : undefined;
  const oldestDueAt = await ledger.loadOldestDueReportAt(accountId, { now, kinds });
  if (oldestDueAt === undefined) return { oldestDueAt, lastAcceptedAt: undefined };
  return { oldestDueAt, lastAcceptedAt: await ledger.loadLastAcceptedAt(accountId) };
}
