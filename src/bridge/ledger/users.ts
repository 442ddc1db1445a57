import type { Selectable, Transaction } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables, Role } from './tables.ts';

export type UserRow = Selectable<LedgerTables['users']>;

export type NewUser = {
  userId: string;
  /** in the form in which names are compared */
  name: string;
  passwordHash: string;
  role: Role;
  language: string | null;
};

/** What may change about a user; what is left out stays. */
export type UserChanges = {
  role?: Role | undefined;
  passwordHash?: string | undefined;
  language?: string | null | undefined;
};

/** `last-configurer`: nobody would be left who may change settings and users. */
export type UserChangeResult = 'changed' | 'unknown' | 'last-configurer';

export const SETUP_CODE_DOCUMENT = 'setup-code';

/** Every user, by name. */
export async function listUsers(db: LedgerDatabase): Promise<UserRow[]> {
  return db.selectFrom('users').selectAll().orderBy('name').execute();
}

export async function hasUsers(db: LedgerDatabase): Promise<boolean> {
  const row = await db.selectFrom('users').select('user_id').limit(1).executeTakeFirst();
  return row !== undefined;
}

export async function loadUser(db: LedgerDatabase, userId: string): Promise<UserRow | undefined> {
  return db.selectFrom('users').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

export async function loadUserByName(
  db: LedgerDatabase,
  name: string,
): Promise<UserRow | undefined> {
  return db.selectFrom('users').selectAll().where('name', '=', name).executeTakeFirst();
}

/** @returns false when the name is taken */
export async function addUser(db: LedgerDatabase, user: NewUser, now: string): Promise<boolean> {
  const result = await db
    .insertInto('users')
    .values(valuesOf(user, now))
    .onConflict((oc) => oc.column('name').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/**
 * Makes the first user of all and uses the set-up code up, whose hash is kept as a document.
 *
 * @returns false when the code is not that one, or somebody was there first
 */
export async function addFirstUser(
  db: LedgerDatabase,
  user: NewUser,
  codeHash: string,
  now: string,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if (await hasUsers(trx)) return false;
    // Of two that come at once, one finds the code gone.
    const used = await trx
      .deleteFrom('settings_documents')
      .where('name', '=', SETUP_CODE_DOCUMENT)
      .where('body', '=', codeHash)
      .executeTakeFirst();
    if (used.numDeletedRows === 0n) return false;
    await trx.insertInto('users').values(valuesOf(user, now)).execute();
    return true;
  });
}

/** Keeps the hash of a new set-up code; the one before opens nothing any more. */
export async function saveSetupCode(db: LedgerDatabase, codeHash: string): Promise<void> {
  await db
    .insertInto('settings_documents')
    .values({ name: SETUP_CODE_DOCUMENT, body: codeHash, version: 1 })
    .onConflict((oc) =>
      oc.column('name').doUpdateSet((eb) => ({
        body: codeHash,
        version: eb('settings_documents.version', '+', 1),
      })),
    )
    .execute();
}

/**
 * Changes a user. A new role or password ends the user's sessions.
 *
 * @param keptSession hash of the one session that goes on: the one the change is made in
 */
export async function changeUser(
  db: LedgerDatabase,
  userId: string,
  changes: UserChanges,
  keptSession?: string,
): Promise<UserChangeResult> {
  return db.transaction().execute(async (trx) => {
    const { role, passwordHash, language } = changes;
    if (role !== undefined && role !== 'configure' && (await isLastConfigurer(trx, userId))) {
      return 'last-configurer';
    }
    const before = await loadUser(trx, userId);
    if (!before) return 'unknown';
    await trx
      .updateTable('users')
      .set({
        role: role ?? before.role,
        password_hash: passwordHash ?? before.password_hash,
        language: language === undefined ? before.language : language,
      })
      .where('user_id', '=', userId)
      .execute();
    const hasNewRole = role !== undefined && role !== before.role;
    if (hasNewRole || passwordHash !== undefined) await endSessions(trx, userId, keptSession);
    return 'changed';
  });
}

/** Removes a user with sessions and saved views. */
export async function removeUser(db: LedgerDatabase, userId: string): Promise<UserChangeResult> {
  return db.transaction().execute(async (trx) => {
    if (await isLastConfigurer(trx, userId)) return 'last-configurer';
    const removed = await trx.deleteFrom('users').where('user_id', '=', userId).executeTakeFirst();
    if (removed.numDeletedRows === 0n) return 'unknown';
    await endSessions(trx, userId);
    await trx.deleteFrom('saved_views').where('user_id', '=', userId).execute();
    return 'changed';
  });
}

/** Writes the same password hashed anew; a password that was changed meanwhile is left alone. */
export async function rehashPassword(
  db: LedgerDatabase,
  userId: string,
  hashes: { before: string; after: string },
): Promise<void> {
  await db
    .updateTable('users')
    .set({ password_hash: hashes.after })
    .where('user_id', '=', userId)
    .where('password_hash', '=', hashes.before)
    .execute();
}

export async function noteUserSeen(db: LedgerDatabase, userId: string, now: string): Promise<void> {
  await db.updateTable('users').set({ last_seen_at: now }).where('user_id', '=', userId).execute();
}

async function isLastConfigurer(trx: Transaction<LedgerTables>, userId: string): Promise<boolean> {
  // Written to be held: two who lower each other at once must not both find the other still there.
  const configurers = await trx
    .updateTable('users')
    .set((eb) => ({ role: eb.ref('role') }))
    .where('role', '=', 'configure')
    .returning('user_id')
    .execute();
  return configurers.length === 1 && configurers[0]?.user_id === userId;
}

async function endSessions(
  trx: Transaction<LedgerTables>,
  userId: string,
  keptSession = '',
): Promise<void> {
  await trx
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('session_hash', '!=', keptSession)
    .execute();
}

function valuesOf(user: NewUser, now: string) {
  return {
    user_id: user.userId,
    name: user.name,
    password_hash: user.passwordHash,
    role: user.role,
    language: user.language,
    created_at: now,
    last_seen_at: null,
  };
}
