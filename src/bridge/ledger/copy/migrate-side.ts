import { type Kysely, sql } from 'kysely';
import { type MigrationProvider, Migrator } from 'kysely/migration';
import { migrations } from '../migrations/index.ts';
import type { Side } from './side.ts';

/** Brings a PostgreSQL up to date within the transaction it is in: it stands with all the rest, or not. */
export async function migrateWithin(transaction: Kysely<unknown>): Promise<void> {
  const provider: MigrationProvider = { getMigrations: async () => migrations('postgres') };
  const { error } = await new Migrator({ db: transaction, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}

/** Names of the steps that made these tables. */
export async function loadMigrations({ db }: Side): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map(({ name }) => name).toSorted();
}

/** The steps this version does not know: a newer one made them. */
export function unknownMigrations(names: readonly string[]): string[] {
  const known = Object.keys(migrations('sqlite'));
  return names.filter((name) => !known.includes(name));
}
