import { sql } from 'kysely';
import type { Side } from './side.ts';
import type { MOVED_DOCUMENT, SETTINGS_DOCUMENT } from './table-rows.ts';

type DocumentName = typeof MOVED_DOCUMENT | typeof SETTINGS_DOCUMENT;

export async function readText({ db }: Side, name: DocumentName): Promise<string | undefined> {
  const { rows } = await sql<{ body: string }>`
    select body from settings_documents where name = ${name}`.execute(db);
  return rows[0]?.body;
}

/** Writes it whatever stood there; its version grows, as with every other change. */
export async function writeText({ db }: Side, name: DocumentName, text: string): Promise<void> {
  await sql`insert into settings_documents (name, body, version) values (${name}, ${text}, 1)
    on conflict (name) do update
      set body = excluded.body, version = settings_documents.version + 1`.execute(db);
}
