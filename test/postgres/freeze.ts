import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';

/**
 * Stops every process of a PostgreSQL where it stands, as on a machine that is frozen or whose disk hangs:
 * connections stay, new ones come about, and nobody answers. Linux only.
 *
 * @returns what lets it go on
 */
export async function freezePostgres(url: string): Promise<() => void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const server = await parentOf(rows[0]?.pid ?? 0);
  await client.end();
  if (server === undefined || server <= 1) throw new Error('No server process was found');
  const stopped = [server];
  process.kill(server, 'SIGSTOP'); // first, so that it starts no more of them
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || (await parentOf(pid)) !== server) continue;
    process.kill(pid, 'SIGSTOP');
    stopped.push(pid);
  }
  return () => {
    for (const pid of stopped.splice(0)) {
      try {
        process.kill(pid, 'SIGCONT');
      } catch {
        // Somebody else ended it meanwhile.
      }
    }
  };
}

/** @returns undefined when the process is gone */
async function parentOf(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const parent = /^PPid:\s+(\d+)$/m.exec(status)?.[1];
  return parent === undefined ? undefined : Number(parent);
}
