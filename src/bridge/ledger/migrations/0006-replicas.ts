import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { LedgerTables } from '../tables.ts';

/** What several processes on one ledger agree by. */
export function replicas(): Migration {
  return {
    up: async (db: Kysely<LedgerTables>) => {
      await db.schema
        .createTable('job_slots')
        .addColumn('name', 'text', (c) => c.primaryKey())
        .addColumn('slot', 'text', (c) => c.notNull())
        .execute();
    },
  };
}
