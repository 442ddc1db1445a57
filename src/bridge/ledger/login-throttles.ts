import type { LedgerDatabase } from './database.ts';

/** Points counted for a key until a moment; null = for good. */
export type Throttle = { points: number; expiresAt: string | null };

/**
 * Counts points for a key, beginning anew when the time of those before is over.
 *
 * @param count.isSet the points and the time are put in place of those before
 */
export async function countThrottle(
  db: LedgerDatabase,
  key: string,
  count: { points: number; expiresAt: string | null; isSet: boolean },
  now: string,
): Promise<Throttle> {
  const { points, expiresAt, isSet } = count;
  const row = await db
    .insertInto('login_throttles')
    .values({ throttle_key: key, points, expires_at: expiresAt })
    .onConflict((oc) =>
      oc.column('throttle_key').doUpdateSet((eb) => {
        if (isSet) return { points, expires_at: expiresAt };
        const isOver = eb('login_throttles.expires_at', '<=', now);
        return {
          points: eb
            .case()
            .when(isOver)
            .then(points)
            .else(eb('login_throttles.points', '+', points))
            .end(),
          expires_at: eb
            .case()
            .when(isOver)
            .then(expiresAt)
            .else(eb.ref('login_throttles.expires_at'))
            .end(),
        };
      }),
    )
    .returning(['points', 'expires_at'])
    .executeTakeFirstOrThrow();
  return { points: row.points, expiresAt: row.expires_at };
}

/** What is counted for a key, while its time lasts. */
export async function loadThrottle(
  db: LedgerDatabase,
  key: string,
  now: string,
): Promise<Throttle | undefined> {
  const row = await db
    .selectFrom('login_throttles')
    .select(['points', 'expires_at'])
    .where('throttle_key', '=', key)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst();
  return row && { points: row.points, expiresAt: row.expires_at };
}

/** @returns false when nothing was counted for the key */
export async function forgetThrottle(db: LedgerDatabase, key: string): Promise<boolean> {
  const result = await db
    .deleteFrom('login_throttles')
    .where('throttle_key', '=', key)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** Forgets counts whose time is over. */
export async function pruneThrottles(db: LedgerDatabase, now: string): Promise<void> {
  await db.deleteFrom('login_throttles').where('expires_at', '<=', now).execute();
}
