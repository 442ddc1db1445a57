import { sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';

/** What time the server of a PostgreSQL has, the same for all who share it. */
export async function loadServerTime(db: LedgerDatabase): Promise<Date> {
  const query = sql<{ now: Date }>`select clock_timestamp() as now`;
  const [row] = (await query.execute(db)).rows;
  if (row === undefined) throw new Error('The server told no time');
  return row.now;
}
