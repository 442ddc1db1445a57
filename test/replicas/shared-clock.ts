import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** The time of the replicas, of their database and of both fakes: this machine's, and now and then a jump ahead. */
export type SharedClock = {
  /** what replicas read it from, see children/shifted-time.ts */
  file: string;
  now(): Date;
  /** for everybody at once, as if so much time had passed */
  jump(ms: number): void;
};

/** @param folder in which any process of this machine may read */
export function createSharedClock(folder: string): SharedClock {
  const file = join(folder, 'shift');
  let shiftMs = 0;
  const write = () => {
    writeFileSync(`${file}.new`, String(shiftMs));
    renameSync(`${file}.new`, file);
  };
  write();
  return {
    file,
    now: () => new Date(Date.now() + shiftMs),
    jump(ms) {
      shiftMs += ms;
      write();
    },
  };
}

/**
 * Lets a PostgreSQL database go by the clock too: it has a function of its own in front of its server's. Those
 * who connect from now on are told that time.
 */
export async function shiftDatabase(url: string, clock: SharedClock): Promise<void> {
  const name = pg.escapeIdentifier(new URL(url).pathname.slice(1));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create function public.clock_timestamp() returns timestamptz language sql volatile as $$
      select pg_catalog.clock_timestamp()
        + pg_read_file(${pg.escapeLiteral(clock.file)})::numeric * interval '1 millisecond' $$`);
    await client.query(`alter database ${name} set search_path = public, pg_catalog`);
  } finally {
    await client.end();
  }
}
