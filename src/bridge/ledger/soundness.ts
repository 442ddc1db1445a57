import { sql } from 'kysely';
import { isPostgres } from './bytewise.ts';
import type { LedgerDatabase } from './database.ts';

const MOST_TOLD = 3;

/** What a look at the ledger's file came to. `too-large` = it was not looked at, as it would take long. */
export type Soundness = { looked: boolean; problems: string[] };

/**
 * Reads the ledger's file through, as SQLite's own quick check does; a PostgreSQL looks after itself.
 * While it reads, nothing else of this process goes on.
 *
 * @param largestBytes larger files are not looked at
 */
export async function checkSoundness(
  db: LedgerDatabase,
  { largestBytes }: { largestBytes: number },
): Promise<Soundness> {
  if (isPostgres(db)) return { looked: false, problems: [] };
  const { rows: sizes } = await sql<{ bytes: number }>`
    select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`.execute(
    db,
  );
  if (Number(sizes[0]?.bytes) > largestBytes) return { looked: false, problems: [] };
  const { rows } = await sql<{ quick_check: string }>`
    pragma quick_check(${sql.lit(MOST_TOLD)})`.execute(db);
  const problems = rows
    .flatMap((row) => row.quick_check.split('\n'))
    .filter((line) => line !== 'ok' && !line.startsWith('***'));
  return { looked: true, problems };
}
