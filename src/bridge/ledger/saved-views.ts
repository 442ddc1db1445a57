import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables } from './tables.ts';

export type SavedViewRow = Selectable<LedgerTables['saved_views']>;

/** So many views of one list somebody may keep. */
export const MOST_VIEWS = 50;

/** The views of one person, by list and name. */
export async function listSavedViews(
  db: LedgerDatabase,
  userId: string,
  list: string | undefined,
): Promise<SavedViewRow[]> {
  return db
    .selectFrom('saved_views')
    .selectAll()
    .where('user_id', '=', userId)
    .$if(list !== undefined, (query) => query.where('list', '=', list ?? ''))
    .orderBy('list')
    .orderBy('name')
    .execute();
}

/**
 * Keeps a view; one of the same list and name is replaced and keeps its id.
 *
 * @returns undefined: nothing is kept, the person has {@link MOST_VIEWS} of this list already
 */
export async function saveView(
  db: LedgerDatabase,
  view: SavedViewRow,
): Promise<SavedViewRow | undefined> {
  return db.transaction().execute(async (trx) => {
    const known = await listSavedViews(trx, view.user_id, view.list);
    const isNew = known.every(({ name }) => name !== view.name);
    if (isNew && known.length >= MOST_VIEWS) return undefined;
    return trx
      .insertInto('saved_views')
      .values(view)
      .onConflict((oc) =>
        oc
          .columns(['user_id', 'list', 'name'])
          .doUpdateSet({ query: view.query, created_at: view.created_at }),
      )
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

/** @returns false when the person has no such view */
export async function deleteSavedView(
  db: LedgerDatabase,
  userId: string,
  savedViewId: string,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('saved_views')
    .where('user_id', '=', userId)
    .where('saved_view_id', '=', savedViewId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
