import type { TransmissionKind } from '../../mapping/reporting/transmission.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import {
  readTransmissions,
  readTransmissionsOf,
  selectTransmissions,
  type Transmission,
} from './transmission-rows.ts';

/** The reports of some orders, by order, oldest first; orders without one are absent. */
export async function loadTransmissionsOf(
  db: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
): Promise<Map<string, Transmission[]>> {
  return readTransmissionsOf(db, accountId, salesOrderIds, { isOpen: false });
}

/**
 * Reports that are to be sent by now.
 *
 * @param which.isFailed true: those a call failed for, the longest waiting first; false: those that are
 *   new, the most urgent promise first
 * @param which.kinds absent = of all kinds
 */
export async function loadDueTransmissions(
  db: LedgerDatabase,
  accountId: string,
  which: {
    now: string;
    isFailed: boolean;
    limit: number;
    kinds?: readonly TransmissionKind[] | undefined;
  },
): Promise<Transmission[]> {
  if (which.kinds?.length === 0) return [];
  const due = selectTransmissions(db)
    .where('transmissions.account_id', '=', accountId)
    .where('transmissions.state', '=', 'due')
    .where('transmissions.next_try_at', '<=', which.now)
    .where('transmissions.failures', which.isFailed ? '>' : '=', 0)
    .$if(which.kinds !== undefined, (query) =>
      query.where('transmissions.kind', 'in', [...(which.kinds ?? [])]),
    );
  const inOrder = which.isFailed
    ? due.orderBy('transmissions.next_try_at')
    : due
        .orderBy('transmissions.deliver_by', (order) => order.asc().nullsLast())
        .orderBy('transmissions.created_at');
  const rows = await inOrder.orderBy('transmissions.transmission_id').limit(which.limit).execute();
  return readTransmissions(db, rows);
}

/** Reports whose outcome is open and is to be looked up by now. */
export async function loadOpenOutcomes(
  db: LedgerDatabase,
  accountId: string,
  now: string,
  limit: number,
): Promise<Transmission[]> {
  return loadByNextTry(db, accountId, 'in-flight', now, limit);
}

/** Reports that wait for something and are to be judged anew by now. */
export async function loadWaiting(
  db: LedgerDatabase,
  accountId: string,
  now: string,
  limit: number,
): Promise<Transmission[]> {
  return loadByNextTry(db, accountId, 'waiting', now, limit);
}

async function loadByNextTry(
  db: LedgerDatabase,
  accountId: string,
  state: 'in-flight' | 'waiting',
  now: string,
  limit: number,
): Promise<Transmission[]> {
  const rows = await selectTransmissions(db)
    .where('transmissions.account_id', '=', accountId)
    .where('transmissions.state', '=', state)
    .where('transmissions.next_try_at', '<=', now)
    .orderBy('transmissions.next_try_at')
    .orderBy('transmissions.transmission_id')
    .limit(limit)
    .execute();
  return readTransmissions(db, rows);
}

/** Every report whose outcome is open: to a run that just took the lease, left by somebody else. */
export async function loadInFlight(db: LedgerDatabase, accountId: string): Promise<Transmission[]> {
  const rows = await selectTransmissions(db)
    .where('transmissions.account_id', '=', accountId)
    .where('transmissions.state', '=', 'in-flight')
    .orderBy('transmissions.next_try_at')
    .orderBy('transmissions.transmission_id')
    .execute();
  return readTransmissions(db, rows);
}

/**
 * Whoever sent these reports may still be at it, for all that the clock says: none of an account whose
 * outcome is open is looked up before this moment.
 */
export async function restartOutcomes(
  db: LedgerDatabase,
  accountId: string,
  until: string,
): Promise<void> {
  await db
    .updateTable('transmissions')
    .set({ next_try_at: until })
    .where('account_id', '=', accountId)
    .where('state', '=', 'in-flight')
    .where('next_try_at', '<', until)
    .execute();
}

/**
 * Lets waiting reports be judged anew now.
 *
 * @param codes of the reasons they wait for; absent = whatever they wait for
 * @returns how many were woken
 */
export async function wakeWaiting(
  db: LedgerDatabase,
  accountId: string,
  now: string,
  codes?: readonly string[],
): Promise<number> {
  if (codes?.length === 0) return 0;
  const { numUpdatedRows } = await wakeAmong(db, now)
    .where('account_id', '=', accountId)
    .$if(codes !== undefined, (query) => query.where('reason', 'in', [...(codes ?? [])]))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Lets the waiting reports of some orders be judged anew now. */
export async function wakeWaitingOf(
  trx: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
  now: string,
): Promise<void> {
  for (const some of inChunks(salesOrderIds)) {
    await wakeAmong(trx, now)
      .where('account_id', '=', accountId)
      .where('sales_order_id', 'in', some)
      .execute();
  }
}

/** Wakes waiting reports, to be narrowed; one that is awake already keeps its place. */
export function wakeAmong(db: LedgerDatabase, now: string) {
  return db
    .updateTable('transmissions')
    .set({ next_try_at: now })
    .where('state', '=', 'waiting')
    .where((eb) => eb.or([eb('next_try_at', 'is', null), eb('next_try_at', '>', now)]));
}
