import { sql } from 'kysely';
import { LEDGER_TABLE_NAMES } from '../table-names.ts';
import { loadMigrations, unknownMigrations } from './migrate-side.ts';
import type { Side } from './side.ts';

const STEPS = 'kysely_migration';
/** What the migrator keeps for itself; it makes the first two before any step, and outside of it. */
const STEPS_TABLES = [STEPS, 'kysely_migration_lock', 'kysely_migration_reach'];

/** Whose tables a database holds. */
export type DatabaseContent = {
  /** `empty`: nobody's, `ours`: the bridge's, `foreign`: somebody else's alone, `mixed`: both */
  state: 'empty' | 'ours' | 'foreign' | 'mixed';
  /** names of tables and views that are somebody else's */
  foreign: string[];
  /** the newest step that only a newer version of the bridge knows */
  newerStep: string | undefined;
};

/**
 * Looks at what is in a database, or in its schema, and changes nothing. A table is the bridge's when one
 * of its steps made it: by its name alone `users` may be anybody's.
 */
export async function contentOf(side: Side): Promise<DatabaseContent> {
  const names = await relationNames(side);
  const steps = names.includes(STEPS) ? await loadMigrations(side) : [];
  const unknown = unknownMigrations(steps);
  if (unknown.length === steps.length) {
    // Without a step it was left by a start that was cut off; with steps it is another program's.
    const foreign = names.filter((name) => steps.length > 0 || !STEPS_TABLES.includes(name));
    return { state: foreign.length > 0 ? 'foreign' : 'empty', foreign, newerStep: undefined };
  }
  const newerStep = unknown.at(-1);
  const others = names.filter(
    (name) => !LEDGER_TABLE_NAMES.has(name) && !STEPS_TABLES.includes(name),
  );
  // A newer version may have tables of its own, which can't be told from a stranger's.
  const foreign = newerStep === undefined ? others : [];
  return { state: foreign.length > 0 ? 'mixed' : 'ours', foreign, newerStep };
}

/** Tables and views, but those of SQLite itself and of PostgreSQL's extensions. */
async function relationNames({ kind, db }: Side): Promise<string[]> {
  const query =
    kind === 'sqlite'
      ? sql<{ name: string }>`
          select name from sqlite_schema
          where type in ('table', 'view') and name not like 'sqlite\\_%' escape '\\'`
      : sql<{ name: string }>`
          select c.relname::text as name from pg_class c
          where c.relnamespace = quote_ident(current_schema())::regnamespace
            and c.relkind in ('r', 'p', 'f', 'v', 'm')
            and not exists (
              select from pg_depend d
              where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`;
  return (await query.execute(db)).rows.map(({ name }) => name).toSorted();
}
