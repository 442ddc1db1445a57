import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { ConfigError } from '../errors.ts';
import type { DatabaseContent } from '../ledger/copy/database-content.ts';
import type { Side } from '../ledger/copy/side.ts';
import { isHolderGone } from '../process-name.ts';
import { holdInstanceLock } from '../settings/instance-lock.ts';

/** A bridge that was just stopped needs a moment until PostgreSQL has noticed. */
const CLOSING_MS = 2_000;
const LOOK_MS = 100;

/**
 * The data folder, for a command that works on what is in it.
 *
 * @throws ConfigError `data-folder-still-in-use`, `settings-not-writable`
 */
export async function holdForKeeping(
  dataFolder: string,
  now: Date,
): Promise<{ release(): Promise<void> }> {
  try {
    return await holdInstanceLock(dataFolder, { now: () => now });
  } catch (fault) {
    if (!(fault instanceof ConfigError && fault.code === 'data-folder-in-use')) throw fault;
    const { message, params } = fault;
    throw new ConfigError('data-folder-still-in-use', message, { params, cause: fault });
  }
}

/** @throws ConfigError `work-in-hand` while a run of somebody alive holds a lease */
export async function refuseWorkInHand({ db }: Side, now: Date): Promise<void> {
  const { rows } = await sql<{ name: string; holder: string; expires_at: string }>`
    select name, holder, expires_at from leases
    where expires_at > ${now.toISOString()} order by name`.execute(db);
  const held = rows.find(({ holder }) => !isHolderGone(holder));
  if (held === undefined) return;
  throw new ConfigError('work-in-hand', `${held.holder} holds ${held.name}`, {
    params: { work: held.name, holder: held.holder, at: held.expires_at },
  });
}

/**
 * Connections of bridges carry their name, those of older ones none; tools that people look into a
 * database with have names of their own. Where others have tables beside the bridge's, one without a
 * name is taken for theirs: the locks on the bridge's tables tell whether it was.
 *
 * @throws ConfigError `database-in-use` while another bridge is connected
 */
export async function refuseConnected(
  { db }: Side,
  { state }: Pick<DatabaseContent, 'state'>,
): Promise<void> {
  const isUnnamedOurs = state !== 'mixed';
  for (const giveUpAt = performance.now() + CLOSING_MS; ; ) {
    // Within a transaction PostgreSQL would go on showing what it showed at the first look.
    await sql`select pg_stat_clear_snapshot()`.execute(db);
    const { rows } = await sql<{ connections: number }>`
      select count(*)::int as connections from pg_stat_activity
      where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
        and backend_type = 'client backend'
        and (application_name like 'otto-market-bridge%'
          or (${isUnnamedOurs} and application_name = ''))`.execute(db);
    const connections = rows[0]?.connections ?? 0;
    if (connections === 0) return;
    if (performance.now() > giveUpAt) {
      throw new ConfigError('database-in-use', `${connections} connections of bridges`, {
        params: { connections },
      });
    }
    await pause(LOOK_MS);
  }
}
