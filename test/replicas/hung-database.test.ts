import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createApiTokens } from '../../src/bridge/access/api-tokens.ts';
import { openLedger } from '../../src/bridge/ledger/ledger.ts';
import { createPinoLogger } from '../../src/bridge/pino-logger.ts';
import { systemClock } from '../../src/bridge/system-clock.ts';
import { type PostgresServer, startPostgres } from '../databases.ts';
import { freezePostgres } from '../postgres/freeze.ts';
import { startReplica, statusOf } from './replica.ts';

const SECRET_KEY = 'ab'.repeat(32);
/** What docs/operations.md promises of SIGTERM. */
const ENDS_WITHIN_MS = 10_000;

let postgres: PostgresServer;

beforeAll(async () => {
  postgres = await startPostgres(); // of its own: to freeze the common one would stop all other tests
});

afterAll(() => postgres.stop());

async function startOn(databaseUrl: string) {
  return startReplica({ databaseUrl, secretKey: SECRET_KEY, onEnd: (end) => onTestFinished(end) });
}

async function newKey(databaseUrl: string): Promise<string> {
  const ledger = await openLedger({ kind: 'postgres', url: databaseUrl });
  const logger = createPinoLogger('silent');
  const tokens = createApiTokens({ ledger, clock: systemClock, logger, newId: randomUUID });
  const asked = { name: 'scraper', role: 'view', areas: ['state'], createdBy: 'tests' } as const;
  const { token } = await tokens.create(asked);
  await ledger.close();
  return token.reveal();
}

async function freeze(databaseUrl: string): Promise<void> {
  const thaw = await freezePostgres(databaseUrl);
  onTestFinished(thaw);
}

it('a replica whose PostgreSQL hangs says so to every scrape, and ends in time when it is told to', async () => {
  const databaseUrl = await postgres.createDatabase();
  const replica = await startOn(databaseUrl);
  await replica.ready();
  await freeze(databaseUrl);
  for (const _scrape of [1, 2]) {
    const signal = AbortSignal.timeout(8_000);
    const answer = await fetch(`http://127.0.0.1:${replica.port}/metrics`, { signal });
    expect(await answer.text()).toContain('\notto_bridge_ledger_up 0\n');
  }
  const signalledAt = performance.now();
  expect(await replica.stop()).toBe(0);
  expect(performance.now() - signalledAt).toBeLessThan(ENDS_WITHIN_MS);
});

it('a scrape with a key, which PostgreSQL is asked for, is refused in time while it hangs', async () => {
  const databaseUrl = await postgres.createDatabase();
  const replica = await startOn(databaseUrl);
  await replica.ready();
  const headers = { Authorization: `Bearer ${await newKey(databaseUrl)}` };
  const url = `http://127.0.0.1:${replica.port}/metrics`;
  expect((await fetch(url, { headers })).status).toBe(200);
  await freeze(databaseUrl);
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(8_000) });
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: 'ledger-not-answering' });
});

it('a replica that starts on a PostgreSQL that hangs says which one it waits for, and ends in time', async () => {
  const databaseUrl = await postgres.createDatabase();
  await freeze(databaseUrl);
  const replica = await startOn(databaseUrl);
  await expect.poll(() => statusOf(replica.port, '/readyz'), { timeout: 60_000 }).toBe(503);
  await expect
    .poll(() => replica.log.at(0), { timeout: 60_000 })
    .toMatchObject({
      event: 'ledger-awaited',
      level: 40,
      host: '127.0.0.1',
      port: Number(new URL(databaseUrl).port),
      database: new URL(databaseUrl).pathname.slice(1),
    });
  expect(JSON.stringify(replica.log)).not.toContain('postgres:');
  const signalledAt = performance.now();
  expect(await replica.stop()).toBe(0);
  expect(performance.now() - signalledAt).toBeLessThan(ENDS_WITHIN_MS);
});
