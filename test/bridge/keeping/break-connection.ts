import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { openPostgres } from '../../../src/bridge/ledger/copy/side.ts';

/** Does the work while nobody else can read a table. */
export async function holding<Result>(
  url: string,
  table: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const holder = await openPostgres(url);
  try {
    return await holder.transaction().execute(async (transaction) => {
      await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(transaction);
      return work();
    });
  } finally {
    await holder.destroy();
  }
}

/** Cuts the connection that waits for a table, as soon as there is one. */
export async function breakConnection(url: string): Promise<void> {
  const database = await openPostgres(url);
  try {
    for (;;) {
      const { rows } = await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(database);
      if (rows.length > 0) return;
      await pause(5);
    }
  } finally {
    await database.destroy();
  }
}
