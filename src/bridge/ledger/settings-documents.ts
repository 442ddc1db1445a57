import type { LedgerDatabase } from './database.ts';

/** One named text with a version, for settings that replicas share. */
export type TextDocument = { text: string; version: number };

export async function readDocument(
  db: LedgerDatabase,
  name: string,
): Promise<TextDocument | undefined> {
  const row = await db
    .selectFrom('settings_documents')
    .select(['body', 'version'])
    .where('name', '=', name)
    .executeTakeFirst();
  return row && { text: row.body, version: row.version };
}

/**
 * Writes the document when it still has the version that was read.
 *
 * @param expectedVersion undefined = there must be no document yet
 * @returns the new version; undefined when somebody else wrote meanwhile
 */
export async function writeDocument(
  db: LedgerDatabase,
  name: string,
  text: string,
  expectedVersion: number | undefined,
): Promise<number | undefined> {
  const version = (expectedVersion ?? 0) + 1;
  const result =
    expectedVersion === undefined
      ? await db
          .insertInto('settings_documents')
          .values({ name, body: text, version })
          .onConflict((oc) => oc.column('name').doNothing())
          .returning('version')
          .executeTakeFirst()
      : await db
          .updateTable('settings_documents')
          .set({ body: text, version })
          .where('name', '=', name)
          .where('version', '=', expectedVersion)
          .returning('version')
          .executeTakeFirst();
  return result?.version;
}
