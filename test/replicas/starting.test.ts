import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { freshLocation, preparedLocation } from '../databases.ts';
import { databaseAdmin } from '../postgres/admin.ts';
import { type Replica, startReplica, statusOf } from './replica.ts';

const SECRET_KEY = 'ab'.repeat(32);

async function emptyDatabase(): Promise<string> {
  const location = await freshLocation('postgres');
  return location.kind === 'postgres' ? location.url : '';
}

function start(databaseUrl: string): Promise<Replica> {
  return startReplica({ databaseUrl, secretKey: SECRET_KEY, onEnd: (end) => onTestFinished(end) });
}

it('several at the same moment on an empty database make its tables once and are all ready', async () => {
  const databaseUrl = await emptyDatabase();
  const replicas = await Promise.all([1, 2].map(() => start(databaseUrl)));
  await Promise.all(replicas.map((replica) => replica.ready()));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query('select count(*)::int as steps from kysely_migration');
  await client.end();
  expect(rows).toEqual([{ steps: expect.any(Number) }]);
  expect(replicas.flatMap(({ noise }) => noise)).toEqual([]);
});

it('before its database is there is healthy, says that it is not ready, and goes on by itself', async () => {
  const there = await emptyDatabase();
  const name = `late_${new URL(there).pathname.slice(1)}`;
  const url = new URL(there);
  url.pathname = name;
  const replica = await start(url.href);
  await expect.poll(() => statusOf(replica.port, '/readyz'), { timeout: 60_000 }).toBe(503);
  expect(await statusOf(replica.port, '/healthz')).toBe(200);
  expect(await statusOf(replica.port, '/api/v1/orders')).toBe(503);
  await expect
    .poll(() => replica.log.map(({ event }) => event), { timeout: 10_000 })
    .toEqual(['ledger-awaited']);
  expect(replica.log[0]).toMatchObject({ code: '3D000', host: '127.0.0.1', database: name });

  const admin = new pg.Client({ connectionString: there });
  await admin.connect();
  onTestFinished(async () => {
    await replica.kill();
    await admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
    await admin.end();
  });
  await admin.query(`create database ${pg.escapeIdentifier(name)}`);
  await replica.ready();
});

it('waits for a PostgreSQL that can only be read for now, and goes on by itself', async () => {
  const location = await preparedLocation('postgres');
  const url = location.kind === 'postgres' ? location.url : '';
  const admin = databaseAdmin(url);
  await admin.setReadOnly(true);
  const replica = await start(url);
  await expect
    .poll(() => replica.log.at(0) ?? replica.isRunning(), { timeout: 60_000 })
    .toMatchObject({ event: 'ledger-awaited', code: '25006', level: 40 });
  expect(await statusOf(replica.port, '/healthz')).toBe(200);
  expect(await statusOf(replica.port, '/readyz')).toBe(503);
  await admin.setReadOnly(false);
  await replica.ready();
  expect(replica.log.map(({ event }) => event)).toContain('service-started');
});

it('ends at once and cleanly when it is told to stop while it waits', async () => {
  const replica = await start('postgres://nobody@127.0.0.1:1/nowhere');
  await expect.poll(() => statusOf(replica.port, '/readyz'), { timeout: 60_000 }).toBe(503);
  expect(await replica.stop()).toBe(0);
});
