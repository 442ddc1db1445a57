import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { HOUR, MINUTE } from '../../../src/bridge/clock.ts';
import { BEAT_EVERY_MS } from '../../../src/bridge/heartbeat/heartbeat.ts';
import { readHeartbeatNote } from '../../../src/bridge/heartbeat/heartbeat-note.ts';
import { IMPORT_GRACE_MS } from '../../../src/bridge/heartbeat/judge-imports.ts';
import { STUCK_AFTER_MS } from '../../../src/bridge/heartbeat/judge-reports.ts';
import { orders, shipment } from '../../contracts/ledger/report-facts.ts';
import { freshLocation } from '../../databases.ts';
import { type HttpWorld, startHttpWorld, until } from '../http/http-world.ts';
import { MAIN } from './service-world.ts';

const SECRET_PART = 'd0f1c2b3-a495-8677';

/** Somebody outside who hears of each call. */
async function startListener() {
  const calls: { method: string; url: string; headers: string }[] = [];
  const listener = { calls, status: 200, url: '' };
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    calls.push({ method, url, headers: JSON.stringify(headers) });
    response.writeHead(listener.status, { Location: 'http://127.0.0.1:1/elsewhere' }).end('OK');
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  listener.url = `http://127.0.0.1:${port}/ping/${SECRET_PART}?status=up`;
  return listener;
}

async function startWatched(options?: Parameters<typeof startHttpWorld>[1]) {
  const listener = await startListener();
  const world = await startHttpWorld(
    (settings) => ({ ...settings, monitoring: { heartbeatUrl: listener.url } }),
    options,
  );
  world.watch.secrets.add(SECRET_PART);
  return { listener, world };
}

/** Lets the next beat come, and waits until it has been counted. */
async function beat(world: HttpWorld): Promise<string> {
  const before = await counts(world);
  await world.clock.endSleeps(BEAT_EVERY_MS);
  for (;;) {
    const now = await counts(world);
    const more = [...now].find(([outcome, count]) => count > (before.get(outcome) ?? 0));
    if (more) return more[0];
  }
}

async function counts(world: HttpWorld): Promise<Map<string, number>> {
  const { text } = await world.api.call('/metrics');
  const lines = text.matchAll(/^otto_bridge_heartbeats_total\{outcome="([^"]+)"\} (\d+)$/gm);
  return new Map([...lines].map(([, outcome = '', count]) => [outcome, Number(count)]));
}

const noted = (world: HttpWorld) => readHeartbeatNote(world.bridge.ledger);

it('calls the address while all is well, and tells nobody who calls', async () => {
  const { listener, world } = await startWatched();
  expect(await beat(world)).toBe('sent');
  expect(listener.calls).toHaveLength(1);
  const [call] = listener.calls;
  expect(call).toMatchObject({ method: 'GET', url: `/ping/${SECRET_PART}?status=up` });
  expect(call?.headers).not.toMatch(/authorization|cookie|referer/i);
  expect(await beat(world)).toBe('sent');
  expect(listener.calls).toHaveLength(2);
  await until(async () => (await noted(world))?.sentAt != null);
  expect(await noted(world)).toMatchObject({ trouble: null, fault: null });
});

it('is silent when no import succeeds by its schedule, and calls again after one did', async () => {
  const { listener, world } = await startWatched();
  expect(await beat(world)).toBe('sent');
  const fault = world.otto.faults.answerWith(500, { times: Number.POSITIVE_INFINITY });
  world.clock.skip(HOUR + IMPORT_GRACE_MS);
  expect(await beat(world)).toBe('held-back');
  expect(await beat(world)).toBe('held-back');
  expect(listener.calls).toHaveLength(1);
  expect(await noted(world)).toMatchObject({ trouble: 'import-late' });
  const told = world.log.filter(({ event }) => event === 'heartbeat-held-back');
  expect(told).toMatchObject([{ trouble: 'import-late' }]);

  fault.withdraw();
  const run = await world.importAll();
  expect(run.state).toBe('finished');
  expect(await beat(world)).toBe('sent');
  expect(world.log.map(({ event }) => event)).toContain('heartbeat-sent-again');
});

it('is silent when reports do not leave, and not while OTTO takes others or the owner has to act', async () => {
  const { listener, world } = await startWatched();
  const { ledger } = world.bridge;
  const now = () => world.clock.now().toISOString();
  // A frozen replica of another machine holds the reports.
  const lease = { now: now(), expiresAt: '2027-01-01T00:00:00.000Z' };
  await ledger.acquireLease(`reports:${MAIN}`, 'service:elsewhere:1:frozen', lease);
  await orders(ledger, ['a', 'b'], { accountId: MAIN });
  await ledger.addTransmissions(MAIN, [shipment('a', { nextTryAt: now() })], 'poll', now());
  const beatAnHourLater = async () => {
    world.clock.skip(STUCK_AFTER_MS + MINUTE);
    await world.importAll();
    return beat(world);
  };
  expect(await beat(world)).toBe('sent');
  expect(await beatAnHourLater()).toBe('sent'); // the time at which they were to leave is just over
  expect(await beatAnHourLater()).toBe('held-back');
  expect(listener.calls).toHaveLength(2);
  expect(await noted(world)).toMatchObject({ trouble: 'reports-stuck' });
  expect(world.log.filter(({ event }) => event === 'heartbeat-held-back')).toMatchObject([
    { trouble: 'reports-stuck' },
  ]);

  await ledger.addTransmissions(MAIN, [shipment('b', { nextTryAt: now() })], 'poll', now());
  const call = { from: ['due'], nextTryAt: now() } as const;
  const attemptId = await ledger.startAttempt('report-b', 'create-shipment', call, now());
  const next = { state: 'accepted', ottoShipmentId: 'of-b', countsAsFailure: false } as const;
  const end = { attemptId: attemptId ?? -1, transmissionId: 'report-b', outcome: 'done' } as const;
  await ledger.settleAttempt({ ...end, next }, now());
  expect(await beat(world)).toBe('sent');
  expect(await beatAnHourLater()).toBe('held-back');

  const about = `${MAIN}:reports`;
  const missing = { code: 'otto-right-missing', about, accountId: MAIN, params: {} };
  await ledger.openIncident(missing, now());
  expect(await beat(world)).toBe('sent');
  await ledger.resolveIncidents([missing.code], about, now());
  expect(await beatAnHourLater()).toBe('held-back');
});

it('is silent when the ledger takes nothing', async () => {
  const { listener, world } = await startWatched();
  const { ledger } = world.bridge;
  const refused = () => Promise.reject(new Error('attempt to write a readonly database'));
  Object.assign(ledger, { writeDocument: refused });
  expect(await beat(world)).toBe('held-back');
  expect(listener.calls).toHaveLength(0);
  expect(world.log).toContainEqual(
    expect.objectContaining({ event: 'heartbeat-held-back', trouble: 'ledger-not-writable' }),
  );
});

it('notes that its call was in vain, follows no redirect, and tries again', async () => {
  const { listener, world } = await startWatched();
  listener.status = 302;
  expect(await beat(world)).toBe('not-taken');
  await until(async () => (await noted(world))?.fault === '302');
  listener.status = 200;
  expect(await beat(world)).toBe('sent');
  const events = world.log.map(({ event }) => event);
  expect(events.filter((event) => event === 'heartbeat-not-taken')).toHaveLength(1);
});

it('calls nobody where no address is entered, and follows one that is entered later', async () => {
  const listener = await startListener();
  const world = await startHttpWorld();
  await world.clock.endSleeps(BEAT_EVERY_MS);
  await world.clock.endSleeps(BEAT_EVERY_MS);
  expect(listener.calls).toHaveLength(0);
  expect(await noted(world)).toBeUndefined();
  await world.bridge.settings.update((settings) => ({
    ...settings,
    monitoring: { heartbeatUrl: listener.url },
  }));
  expect(await beat(world)).toBe('sent');
});

it('says nothing at its start: a bridge that starts again and again is not well', async () => {
  const { listener, world } = await startWatched();
  await world.importAll();
  await world.service.stop();
  expect(listener.calls).toHaveLength(0);
});

it('beats on PostgreSQL alike', async () => {
  const { listener, world } = await startWatched({ ledger: await freshLocation('postgres') });
  expect(await beat(world)).toBe('sent');
  expect(await beat(world)).toBe('sent');
  expect(listener.calls).toHaveLength(2);
});

it('takes an address with https, or on this machine, and no other', async () => {
  const world = await startHttpWorld();
  const path = '/api/v1/settings/monitoring';
  const { headers } = await world.api.call(path);
  const save = (heartbeatUrl: string) =>
    world.api.call(`${path}?dryRun=true`, {
      method: 'PUT',
      headers: { 'If-Match': headers.get('etag') ?? '' },
      body: { heartbeatUrl },
    });
  for (const good of ['https://hc-ping.com/a?b=c', 'http://127.0.0.1:3001/x', 'http://[::1]/x']) {
    expect([good, (await save(good)).status]).toEqual([good, 200]);
  }
  const bad = ['http://hc-ping.com/a', 'https://me:word@hc-ping.com/a', 'ftp://127.0.0.1/x', 'x'];
  for (const url of bad) expect([url, (await save(url)).status]).toEqual([url, 400]);
});
