import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables } from './tables.ts';

export type SessionRow = Selectable<LedgerTables['sessions']>;

/** A session that has not run out. */
export async function loadSession(
  db: LedgerDatabase,
  sessionHash: string,
  now: string,
): Promise<SessionRow | undefined> {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('session_hash', '=', sessionHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

export async function saveSession(
  db: LedgerDatabase,
  session: { sessionHash: string; userId: string | null; data: string; expiresAt: string },
): Promise<void> {
  const { sessionHash, userId, data, expiresAt } = session;
  await db
    .insertInto('sessions')
    .values({ session_hash: sessionHash, user_id: userId, data, expires_at: expiresAt })
    .onConflict((oc) =>
      oc.column('session_hash').doUpdateSet({ user_id: userId, data, expires_at: expiresAt }),
    )
    .execute();
}

/**
 * Lets a session go on; one that was ended meanwhile stays ended.
 *
 * @param unlessAfter nothing is written when the session lasts longer than this as it is
 */
export async function extendSession(
  db: LedgerDatabase,
  sessionHash: string,
  expiresAt: string,
  unlessAfter: string,
): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ expires_at: expiresAt })
    .where('session_hash', '=', sessionHash)
    .where('expires_at', '<=', unlessAfter)
    .execute();
}

export async function endSession(db: LedgerDatabase, sessionHash: string): Promise<void> {
  await db.deleteFrom('sessions').where('session_hash', '=', sessionHash).execute();
}

/** Forgets sessions that have run out. */
export async function pruneSessions(db: LedgerDatabase, now: string): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<=', now).execute();
}
