import type { Selectable } from 'kysely';
import type { TransmissionState } from '../../mapping/reporting/transmission.ts';
import type { LedgerDatabase } from './database.ts';
import { addEvents } from './events.ts';
import { changeReports, holdOrdersOf, ordersOf } from './report-changes.ts';
import { isWriting, reportEvent } from './report-event.ts';
import type { AttemptCall, AttemptOutcome, LedgerTables } from './tables.ts';
import { type ReasonInLedger, readTransmission, type Transmission } from './transmission-rows.ts';
import { saveRow, stepped } from './write-transmission.ts';

/** One call to OTTO for a report. */
export type Attempt = {
  attemptId: number;
  call: AttemptCall;
  at: string;
  endedAt: string | undefined;
  /** undefined while nobody knows */
  outcome: AttemptOutcome | undefined;
  statusCode: number | undefined;
  /** OTTO's own */
  titles: string[];
  logref: string | undefined;
  /** of the connection: see NetworkFault */
  fault: string | undefined;
};

export type AttemptStart = {
  /** states in which it may leave */
  from: readonly TransmissionState[];
  /** when its outcome is to be looked up if nobody settles it */
  nextTryAt: string;
  /** what OTTO shows right before the call, JSON; absent = as it was kept */
  baseline?: string | undefined;
};

/**
 * Commits that a call for a report is about to leave: from here on it may have taken effect.
 *
 * @returns undefined when the report is in another state: then it must not leave
 */
export async function startAttempt(
  db: LedgerDatabase,
  transmissionId: string,
  call: AttemptCall,
  start: AttemptStart,
  now: string,
): Promise<number | undefined> {
  const attempts = await startAttempts(db, [transmissionId], call, start, now);
  return attempts.get(transmissionId);
}

/**
 * The same of several reports that leave in one call, all or none.
 *
 * @returns their attempts, by the ids of the reports; those in another state are absent
 */
export async function startAttempts(
  db: LedgerDatabase,
  transmissionIds: readonly string[],
  call: AttemptCall,
  start: AttemptStart,
  now: string,
): Promise<Map<string, number>> {
  return db.transaction().execute(async (trx) => {
    // Whoever changes one of them by what he read of it is through by then, or reads that it left.
    await holdOrdersOf(trx, transmissionIds);
    const attempts = new Map<string, number>();
    // In one order everywhere, so that none waits for one that waits for it.
    for (const transmissionId of transmissionIds.toSorted()) {
      const attemptId = await startOne(trx, transmissionId, call, start, now);
      if (attemptId !== undefined) attempts.set(transmissionId, attemptId);
    }
    return attempts;
  });
}

async function startOne(
  trx: LedgerDatabase,
  transmissionId: string,
  call: AttemptCall,
  start: AttemptStart,
  now: string,
): Promise<number | undefined> {
  // What stands about the order stays until it is known what the call came to.
  const { numUpdatedRows } = await trx
    .updateTable('transmissions')
    .set({
      state: 'in-flight',
      next_try_at: start.nextTryAt,
      ...(isWriting(call) ? { sent_at: now } : {}),
      ...(start.baseline === undefined ? {} : { baseline: start.baseline }),
    })
    .where('transmission_id', '=', transmissionId)
    .where('state', 'in', [...start.from])
    .executeTakeFirst();
  const after = await readTransmission(trx, transmissionId);
  if (numUpdatedRows === 0n || !after) return undefined;
  const event = reportEvent(undefined, after, 'report', call);
  const told = { salesOrderId: after.salesOrderId, events: event ? [event] : [] };
  await addEvents(trx, after.accountId, [told], 'report', now);
  const { attempt_id } = await trx
    .insertInto('transmission_attempts')
    .values({ transmission_id: transmissionId, call, at: now })
    .returning('attempt_id')
    .executeTakeFirstOrThrow();
  return attempt_id;
}

/** What a call came to, and what becomes of its report by that. */
export type AttemptEnd = {
  attemptId: number;
  transmissionId: string;
  outcome: AttemptOutcome;
  statusCode?: number | undefined;
  titles?: readonly string[] | undefined;
  logref?: string | undefined;
  fault?: string | undefined;
  next: {
    state: TransmissionState;
    reason?: ReasonInLedger | null | undefined;
    nextTryAt?: string | null | undefined;
    ottoShipmentId?: string | undefined;
    countsAsFailure: boolean;
  };
};

/**
 * Commits what a call came to. A late answer changes nothing about the report any more: once another
 * call has left for it, or somebody settled it, only the attempt itself is completed.
 *
 * @returns whether the report is now what `next` says
 */
export async function settleAttempt(
  db: LedgerDatabase,
  end: AttemptEnd,
  now: string,
): Promise<boolean> {
  const { attemptId, transmissionId, next } = end;
  return db.transaction().execute(async (trx) => {
    const orders = await ordersOf(trx, [transmissionId]);
    return changeReports(trx, orders, 'report', now, async () => {
      const isOpen = await endAttempt(trx, end, now);
      const before = await readTransmission(trx, transmissionId);
      const isLatest = (await latestAttempt(trx, transmissionId)) === attemptId;
      if (!isOpen || !isLatest || before?.state !== 'in-flight') {
        return { changes: [], result: false };
      }
      const after = stepped(before, { ...next, failures: failuresAfter(before, next) }, now);
      await saveRow(trx, before, after);
      return { changes: [{ before, after }], result: true };
    });
  });
}

function failuresAfter({ failures }: Transmission, next: AttemptEnd['next']): number {
  return next.countsAsFailure ? failures + 1 : failures;
}

/** @returns false when it was completed before */
async function endAttempt(trx: LedgerDatabase, end: AttemptEnd, now: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('transmission_attempts')
    .set({
      ended_at: now,
      outcome: end.outcome,
      status_code: end.statusCode ?? null,
      titles: end.titles?.length ? end.titles.join(',') : null,
      logref: end.logref ?? null,
      fault: end.fault ?? null,
    })
    .where('attempt_id', '=', end.attemptId)
    .where('transmission_id', '=', end.transmissionId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function latestAttempt(trx: LedgerDatabase, transmissionId: string): Promise<number> {
  const { latest } = await trx
    .selectFrom('transmission_attempts')
    .select((eb) => eb.fn.max('attempt_id').as('latest'))
    .where('transmission_id', '=', transmissionId)
    .executeTakeFirstOrThrow();
  return Number(latest);
}

/** One report with every call that was made for it, oldest first; undefined when there is none. */
export async function loadTransmission(
  db: LedgerDatabase,
  transmissionId: string,
): Promise<{ transmission: Transmission; attempts: Attempt[] } | undefined> {
  return db.transaction().execute(async (trx) => {
    const transmission = await readTransmission(trx, transmissionId);
    if (!transmission) return undefined;
    const rows = await trx
      .selectFrom('transmission_attempts')
      .selectAll()
      .where('transmission_id', '=', transmissionId)
      .orderBy('attempt_id')
      .execute();
    return { transmission, attempts: rows.map(readAttempt) };
  });
}

function readAttempt(row: Selectable<LedgerTables['transmission_attempts']>): Attempt {
  return {
    attemptId: row.attempt_id,
    call: row.call,
    at: row.at,
    endedAt: row.ended_at ?? undefined,
    outcome: row.outcome ?? undefined,
    statusCode: row.status_code ?? undefined,
    titles: row.titles?.split(',') ?? [],
    logref: row.logref ?? undefined,
    fault: row.fault ?? undefined,
  };
}
