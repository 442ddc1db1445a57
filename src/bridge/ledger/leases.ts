import type { ExpressionBuilder } from 'kysely';
import { isPostgres } from './bytewise.ts';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables } from './tables.ts';

/** A lease held: `fence` grows with every new holder, so that a late one can be told. */
export type Lease = { name: string; holder: string; fence: number };

/**
 * Takes a lease that nobody holds, or whose holder let it run out. It waits for nobody: a row that is locked
 * belongs to somebody in the middle of a transaction, alive or frozen.
 *
 * @returns undefined when somebody else holds it
 */
export async function acquireLease(
  db: LedgerDatabase,
  name: string,
  holder: string,
  time: LeaseTime,
): Promise<Lease | undefined> {
  const row = isPostgres(db)
    ? ((await takeOver(db, name, holder, time)) ?? (await takeFirst(db, name, holder, time)))
    : await takeAny(db, name, holder, time);
  return row && { name, holder, fence: row.fence };
}

type Taken = Promise<{ fence: number } | undefined>;
type Taking = [db: LedgerDatabase, name: string, holder: string, time: LeaseTime];
type LeaseTime = { now: string; expiresAt: string };

function takeOver(...[db, name, holder, { now, expiresAt }]: Taking): Taken {
  return db
    .updateTable('leases')
    .set((eb) => ({ holder, fence: eb('fence', '+', 1), expires_at: expiresAt }))
    .where('name', 'in', (eb) =>
      eb
        .selectFrom('leases')
        .select('name')
        .where('name', '=', name)
        .where('expires_at', '<=', now)
        .forUpdate()
        .skipLocked(),
    )
    .where('expires_at', '<=', now)
    .returning('fence')
    .executeTakeFirst();
}

/** A row that is there, locked or not, is no obstacle to wait for. */
function takeFirst(...[db, name, holder, { expiresAt }]: Taking): Taken {
  return db
    .insertInto('leases')
    .values({ name, holder, fence: 1, expires_at: expiresAt })
    .onConflict((oc) => oc.column('name').doNothing())
    .returning('fence')
    .executeTakeFirst();
}

/** On a file, where whoever writes holds all of it for a moment. */
function takeAny(...[db, name, holder, time]: Taking): Taken {
  return db
    .insertInto('leases')
    .values({ name, holder, fence: 1, expires_at: time.expiresAt })
    .onConflict((oc) =>
      oc
        .column('name')
        .doUpdateSet((eb) => ({
          holder,
          fence: eb('leases.fence', '+', 1),
          expires_at: time.expiresAt,
        }))
        .where('leases.expires_at', '<=', time.now),
    )
    .returning('fence')
    .executeTakeFirst();
}

/** @returns false when the lease was lost meanwhile: the holder must stop */
export async function renewLease(
  db: LedgerDatabase,
  lease: Lease,
  expiresAt: string,
): Promise<boolean> {
  const renewed = await db
    .updateTable('leases')
    .set({ expires_at: expiresAt })
    .where(isOf(lease))
    .where('expires_at', '!=', '') // given back: a renewal under way must not revive it
    .executeTakeFirst();
  return renewed.numUpdatedRows > 0n;
}

/** Whether nobody took the lease over, be it that its time has run out. */
export async function holdsLease(db: LedgerDatabase, lease: Lease): Promise<boolean> {
  const row = await db
    .selectFrom('leases')
    .select('fence')
    .where(isOf(lease))
    .where('expires_at', '!=', '')
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives a lease back; one that somebody else took meanwhile is left to them. */
export async function releaseLease(db: LedgerDatabase, lease: Lease): Promise<void> {
  await db.updateTable('leases').set({ expires_at: '' }).where(isOf(lease)).execute();
}

/** Who holds a lease, or let it run out; undefined when it was given back, or nobody ever had it. */
export async function loadHeldLease(
  db: LedgerDatabase,
  name: string,
): Promise<{ holder: string; expiresAt: string } | undefined> {
  return db
    .selectFrom('leases')
    .select(['holder', 'expires_at as expiresAt'])
    .where('name', '=', name)
    .where('expires_at', '!=', '')
    .executeTakeFirst();
}

/** Frees a lease of a holder that surely ended; one that somebody else took meanwhile is left. */
export async function freeLease(db: LedgerDatabase, name: string, holder: string): Promise<void> {
  await db
    .updateTable('leases')
    .set({ expires_at: '' })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .execute();
}

/**
 * Frees what a dead process of this kind still holds. Only for a caller who knows that no other
 * process of the kind can be alive: the holder of the data folder.
 */
export async function releaseLeasesOf(db: LedgerDatabase, holderKind: string): Promise<void> {
  const start = `${holderKind}:`;
  await db
    .updateTable('leases')
    .set({ expires_at: '' })
    .where((eb) => eb.fn('substr', ['holder', eb.val(1), eb.val(start.length)]), '=', start)
    .execute();
}

/** The row of a lease while nobody else took it. */
function isOf({ name, holder, fence }: Lease) {
  return (eb: ExpressionBuilder<LedgerTables, 'leases'>) => eb.and({ name, holder, fence });
}
