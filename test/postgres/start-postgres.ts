import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { z } from 'zod';

export type PostgresServer = {
  /** the address of a database on this server, there or not */
  url(databaseName: string): string;
  /** makes a database of its own, empty or as the template is, and returns its address */
  createDatabase(template?: string, name?: string): Promise<string>;
  /** takes a database away, whoever is still connected to it */
  dropDatabase(databaseName: string): Promise<void>;
  /** stops the server, whoever is connected, and starts it again */
  restart(): Promise<void>;
  /** ends the server and removes its files */
  stop(): Promise<void>;
};

const hostMessage = z.union([z.object({ port: z.int() }), z.object({ problem: z.string() })]);

/**
 * Starts a PostgreSQL of its own on a free port, as root or as anybody else. It ends with `stop`, or
 * when this process ends in whatever way.
 */
export async function startPostgres(): Promise<PostgresServer> {
  // In a process group of its own, so that Ctrl-C reaches us only and the host can clean up.
  const host = fork(fileURLToPath(new URL('host.ts', import.meta.url)), [], {
    detached: true,
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => host.once('exit', () => resolve()));
  const broken = new Promise<never>((_resolve, reject) => {
    host.once('error', reject);
    void ended.then(() => reject(new Error('PostgreSQL did not start: its host ended')));
  });
  broken.catch(() => undefined);
  const isStarted = async () => {
    const told = new Promise((resolve) => host.once('message', resolve));
    const said = hostMessage.parse(await Promise.race([told, broken]));
    if ('port' in said) return said.port;
    throw new Error(`PostgreSQL did not start: ${said.problem}`);
  };
  const port = await isStarted();
  const url = (databaseName: string) =>
    `postgres://postgres:postgres@127.0.0.1:${port}/${databaseName}`;
  const admin = new pg.Pool({ connectionString: url('postgres'), max: 2 });
  admin.on('error', () => undefined);
  return {
    url,
    createDatabase: async (
      template = 'template1',
      name = `test_${randomUUID().replaceAll('-', '')}`,
    ) => {
      const from = pg.escapeIdentifier(template);
      await admin.query(`create database ${name} template ${from} strategy file_copy`);
      return url(name);
    },
    dropDatabase: async (databaseName) => {
      await admin.query(
        `drop database if exists ${pg.escapeIdentifier(databaseName)} with (force)`,
      );
    },
    restart: async () => {
      host.send('restart');
      await isStarted();
    },
    stop: async () => {
      await admin.end();
      if (host.connected) host.disconnect();
      await ended;
    },
  };
}
