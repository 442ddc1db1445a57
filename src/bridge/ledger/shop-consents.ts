import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables } from './tables.ts';

/** A question put to the merchant on the shop's own page. */
export type ConsentRow = Selectable<LedgerTables['shop_consents']>;

/** A new question. Older ones nobody answered are void: only the newest may be. */
export async function addConsent(
  db: LedgerDatabase,
  consent: Omit<ConsentRow, 'outcome'>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('shop_consents').execute();
    await trx
      .insertInto('shop_consents')
      .values({ ...consent, outcome: null })
      .execute();
  });
}

/**
 * Takes the answer to a question, once: a second answer to it finds nothing.
 *
 * @param outcome what it is worth until it is settled
 */
export async function takeConsent(
  db: LedgerDatabase,
  stateHash: string,
  outcome: string,
  now: string,
): Promise<ConsentRow | undefined> {
  return db
    .updateTable('shop_consents')
    .set({ outcome })
    .where('state_hash', '=', stateHash)
    .where('outcome', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
}

export async function settleConsent(
  db: LedgerDatabase,
  stateHash: string,
  outcome: string,
): Promise<void> {
  await db
    .updateTable('shop_consents')
    .set({ outcome })
    .where('state_hash', '=', stateHash)
    .execute();
}

/** The question that was put last. */
export async function loadConsent(db: LedgerDatabase): Promise<ConsentRow | undefined> {
  return db
    .selectFrom('shop_consents')
    .selectAll()
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
