import type { TransmissionKind } from '../../mapping/reporting/transmission.ts';
import type { LedgerDatabase } from './database.ts';

/** So many of the latest calls are looked through, so that a look costs the same whatever the ledger holds. */
const LATEST_CALLS = 500;

/**
 * Since when the report is due that waits longest.
 *
 * @param kinds absent = of all kinds
 * @returns UTC ISO; undefined = none is due
 */
export async function loadOldestDueReportAt(
  db: LedgerDatabase,
  accountId: string,
  which: { now: string; kinds?: readonly TransmissionKind[] | undefined },
): Promise<string | undefined> {
  const { now, kinds } = which;
  if (kinds?.length === 0) return undefined;
  const row = await db
    .selectFrom('transmissions')
    .select('next_try_at')
    .where('account_id', '=', accountId)
    .where('state', '=', 'due')
    .where('next_try_at', '<=', now)
    .$if(kinds !== undefined, (query) => query.where('kind', 'in', [...(kinds ?? [])]))
    .orderBy('next_try_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_try_at ?? undefined;
}

/** When OTTO last took a report of an account, UTC ISO, as far as the latest calls tell. */
export async function loadLastAcceptedAt(
  db: LedgerDatabase,
  accountId: string,
): Promise<string | undefined> {
  const { last } = await db
    .selectFrom('transmission_attempts')
    .select((eb) => eb.fn.max('attempt_id').as('last'))
    .executeTakeFirstOrThrow();
  const row = await db
    .selectFrom('transmission_attempts as call')
    .innerJoin('transmissions as report', 'report.transmission_id', 'call.transmission_id')
    .where('call.attempt_id', '>', Number(last ?? 0) - LATEST_CALLS)
    .where('report.account_id', '=', accountId)
    .select((eb) => eb.fn.max('report.accepted_at').as('at'))
    .executeTakeFirst();
  return row?.at ?? undefined;
}
