import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { type AddressInfo, createServer, Socket } from 'node:net';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { databaseFault } from '../../../src/bridge/database-fault.ts';
import { openPostgres } from '../../../src/bridge/ledger/copy/side.ts';
import { openDatabase } from '../../../src/bridge/ledger/database.ts';
import {
  postgresPool,
  postgresSession,
  SESSION_LIMITS,
  type SessionPool,
} from '../../../src/bridge/ledger/postgres-session.ts';
import { LEASE_MS } from '../../../src/bridge/order-import/keep-lease.ts';
import { preparedLocation } from '../../databases.ts';

/** In ms, or a count. */
async function limitsOf<Tables>(db: Kysely<Tables>): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string; setting: string; unit: string | null }>`
    select name, setting, unit from pg_settings
    where name ~ '^tcp_' or name = 'idle_in_transaction_session_timeout'`.execute(db);
  return Object.fromEntries(
    rows.map(({ name, setting, unit }) => [name, Number(setting) * (unit === 's' ? 1_000 : 1)]),
  );
}

it('a session that is silent in a transaction is ended before its lease runs out, one whose machine is gone too', async () => {
  const database = await openDatabase(await preparedLocation('postgres'));
  onTestFinished(() => database.destroy());
  const limits = await limitsOf(database);
  const of = (name: string) => limits[name] ?? 0;
  expect(of('idle_in_transaction_session_timeout')).toBe(30_000);
  const probing = of('tcp_keepalives_interval') * of('tcp_keepalives_count');
  const gone = of('tcp_keepalives_idle') + probing;
  expect(probing).toBeGreaterThan(0);
  expect(gone).toBeLessThanOrEqual(LEASE_MS / 2);
  expect(of('tcp_user_timeout')).toBe(gone);
});

it('a copy may leave its transaction open while the other side is read and written', async () => {
  const location = await preparedLocation('postgres');
  const database = openPostgres(location.kind === 'postgres' ? location.url : '');
  onTestFinished(() => database.destroy());
  const limits = await limitsOf(database);
  expect(limits.idle_in_transaction_session_timeout).toBe(0);
  expect(limits.tcp_user_timeout).toBeGreaterThan(0);
});

const NEEDS = { name: 'limits', connections: 1, idleInTransactionMs: 0 };

function poolOn(url: string): SessionPool {
  const pool = postgresPool(url, NEEDS);
  onTestFinished(() => pool.end());
  return pool;
}

it('a connection is asked for 15 s long, and asks a silent server from 10 s on', () => {
  expect(poolOn('postgres://127.0.0.1/ledger').options).toMatchObject({
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
});

it('a query is given up when the server says nothing, and the next one has a new connection', async () => {
  const location = await preparedLocation('postgres');
  const pool = poolOn(location.kind === 'postgres' ? location.url : '');
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  const wait = (seconds: number) => sql`select pg_sleep(${seconds})`.execute(db);
  await wait(0.6); // as long as it takes, before there is a limit: tables are brought up to date then
  pool.limitSilence(300); // for the connection that is open
  const fault: unknown = await wait(20).catch((error: unknown) => error);
  expect(databaseFault(fault)?.code).toBe('database-not-answering');
  await wait(0);
  await expect(wait(20)).rejects.toThrow('silent'); // for a new one too
});

/** Connections that are made from now on, until the test is over. */
function madeSockets(): Socket[] {
  const sockets: Socket[] = [];
  const note = (message: unknown) => {
    const made = z.object({ socket: z.instanceof(Socket) }).parse(message);
    sockets.push(made.socket);
  };
  subscribe('net.client.socket', note);
  onTestFinished(() => void unsubscribe('net.client.socket', note));
  return sockets;
}

it('a ledger gives up a silent server after a minute; who listens or copies waits', async () => {
  const location = await preparedLocation('postgres');
  const sockets = madeSockets();
  const limits = () => sockets.map(({ timeout }) => timeout ?? 0);
  const database = await openDatabase(location);
  onTestFinished(() => database.destroy());
  expect(limits()).toEqual([60_000]);
  const { url } = location.kind === 'postgres' ? location : { url: '' };
  const copied = openPostgres(url);
  onTestFinished(() => copied.destroy());
  await limitsOf(copied);
  const news = postgresSession(url, 'listens');
  onTestFinished(() => news.end());
  await news.connect();
  expect(limits()).toEqual([60_000, 0, 0]);
});

/** A server that lets everybody in and then says no more. */
async function startMuteServer(): Promise<{ url: string; asked: Promise<unknown> }> {
  const asked = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      const letIn = Buffer.from('R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I', 'latin1');
      socket.write(letIn);
      socket.once('data', () => asked.resolve());
    });
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  return { url: `postgres://bridge@127.0.0.1:${port}/ledger`, asked: asked.promise };
}

it.each([
  ['of the pool', (url: string) => poolOn(url).connect()],
  ['by itself', (url: string) => postgresSession(url, 'limits').connect()],
])(
  'a connection %s to a server that hangs after the log-in is given up in time',
  async (_kind, connect) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { url, asked } = await startMuteServer();
    const fault = connect(url).then(
      () => undefined,
      (error: unknown) => error,
    );
    await asked;
    vi.advanceTimersByTime(SESSION_LIMITS.connectMs);
    expect(databaseFault(await fault)?.code).toBe('database-not-answering');
  },
);
