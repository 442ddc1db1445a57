import type { LedgerDatabase } from './database.ts';

/** How far a list was read. */
export type ReadCursor = {
  /** everything before it was read; undefined = not one whole look has ended */
  cursorAt: string | undefined;
  /** when a whole look ended last, by our clock */
  readAt: string | undefined;
};

/** How far a list of an account was read, by its name, e.g. `receipts`. */
export async function loadReadCursor(
  db: LedgerDatabase,
  accountId: string,
  what: string,
): Promise<ReadCursor> {
  const row = await db
    .selectFrom('read_cursors')
    .select(['cursor_at', 'read_at'])
    .where('account_id', '=', accountId)
    .where('what', '=', what)
    .executeTakeFirst();
  return { cursorAt: row?.cursor_at ?? undefined, readAt: row?.read_at ?? undefined };
}

/** Only after a whole look: what lies before the cursor is not asked for again. */
export async function saveReadCursor(
  db: LedgerDatabase,
  accountId: string,
  what: string,
  { cursorAt, readAt }: { cursorAt: string; readAt: string },
): Promise<void> {
  const read = { cursor_at: cursorAt, read_at: readAt };
  await db
    .insertInto('read_cursors')
    .values({ account_id: accountId, what, ...read })
    .onConflict((oc) => oc.columns(['account_id', 'what']).doUpdateSet(read))
    .execute();
}
