import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { LedgerTables } from '../tables.ts';

/**
 * Says of each step which versions may still work on a ledger that it was applied to. It is named like
 * kysely's own tables, as it belongs to the steps and is copied with none of the content.
 */
const TABLE = sql.table('kysely_migration_reach');

/** A step that only adds: what older versions read and write stays as it was. */
export function expanding(name: string, migration: Migration): Migration {
  return reaching(name, undefined, migration);
}

/**
 * A step that takes away or changes what older versions work with.
 *
 * @param oldest the last step of the oldest version that needs none of it any more; it was released before
 */
export function contracting(name: string, oldest: string, migration: Migration): Migration {
  return reaching(name, oldest, migration);
}

function reaching(name: string, oldest: string | undefined, migration: Migration): Migration {
  return {
    up: async (db) => {
      await migration.up(db);
      await sql`create table if not exists ${TABLE} (step text primary key, oldest text not null)`.execute(
        db,
      );
      const { rows } = await sql<{ oldest: string }>`
        select oldest from ${TABLE} order by step desc limit 1`.execute(db);
      // '' comes before every step: nothing was taken away yet.
      const present = rows[0]?.oldest ?? '';
      const reach = oldest === undefined || oldest < present ? present : oldest;
      await sql`insert into ${TABLE} (step, oldest) values (${name}, ${reach})`.execute(db);
    },
  };
}

/** What a newer version left in a ledger. */
export type NewerSteps = {
  /** the newest step that is applied */
  newest: string;
  /** whether a version that knows `known`, and no more, may work with what is there */
  isUsable: boolean;
};

/**
 * Looks whether a ledger has steps that a version does not know.
 *
 * @param applied names of the steps that are applied
 * @param known names of the steps the version knows, in order
 * @returns undefined when it knows them all
 */
export async function newerSteps(
  db: Kysely<LedgerTables>,
  applied: readonly string[],
  known: readonly string[],
): Promise<NewerSteps | undefined> {
  const newest = applied
    .filter((name) => !known.includes(name))
    .toSorted()
    .at(-1);
  if (newest === undefined) return undefined;
  const last = known.at(-1) ?? '';
  const hasAllOfOurs = known.every((name) => applied.includes(name));
  const oldest = newest > last ? await reachOf(db, newest) : undefined;
  return { newest, isUsable: hasAllOfOurs && oldest !== undefined && oldest <= last };
}

/** @returns undefined where the step says nothing, and nothing may be taken for granted */
async function reachOf(db: Kysely<LedgerTables>, step: string): Promise<string | undefined> {
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === 'kysely_migration_reach')) return undefined;
  const { rows } = await sql<{ oldest: string }>`
    select oldest from ${TABLE} where step = ${step}`.execute(db);
  return rows[0]?.oldest;
}
