import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { ConfigError } from '../../../src/bridge/errors.ts';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { loadManifest, manifestJob } from '../../../src/bridge/manifest.ts';
import { STOP_WAIT_MS, startService } from '../../../src/bridge/service.ts';
import { holdInstanceLock } from '../../../src/bridge/settings/instance-lock.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import { freshLocation } from '../../databases.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { startHttpWorld, until } from '../http/http-world.ts';
import { configFault } from '../settings/config-fault.ts';
import { connect, serve, startServiceWorld } from './service-world.ts';

const RUNS = '/api/v1/import-runs';
const FAR = '2099-01-01T00:00:00.000Z';

it('refuses to be the second one on a data folder, and lets the first go on', async () => {
  const world = await startHttpWorld();
  const second = await world.openBridge();
  const fault = await configFault(() => startService(second, world.config));
  expect(fault.code).toBe('data-folder-in-use');
  expect((await world.api.call('/healthz')).status).toBe(200);
});

it('lets the next one start after a stop, which may be called twice', async () => {
  const world = await startHttpWorld();
  await Promise.all([world.service.stop(), world.service.stop()]);
  await expect(fetch(world.service.url)).rejects.toThrow();
  expect(world.cron.expressions()).toEqual([]);
  const next = await serve(world, await world.openBridge());
  expect((await fetch(`${next.url}/healthz`)).status).toBe(200);
});

it('says at /readyz that it stops, and serves on until a load balancer has noticed', async () => {
  const world = await startServiceWorld({ stopDelayMs: 6_000 });
  const { url, stop } = await serve(world, await world.openBridge());
  const statusOf = async (path: string) => (await fetch(`${url}${path}`)).status;
  expect(await statusOf('/readyz')).toBe(200);
  const stopped = stop();
  expect([await statusOf('/readyz'), await statusOf('/healthz')]).toEqual([503, 200]);
  expect((await fetch(`${url}/healthz`)).headers.get('connection')).toBe('close');
  await world.clock.endSleeps(6_000);
  await stopped;
  await expect(fetch(url)).rejects.toThrow();
});

it('holds nothing when its port is taken', async () => {
  const world = await startServiceWorld();
  const bridge = await world.openBridge();
  await connect(world, bridge);
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await until(() => server.listening);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const fault = await configFault(() =>
    startService(bridge, { ...world.config, port }, { cron: world.cron.cron }),
  );
  expect(fault).toMatchObject({
    code: 'address-not-usable',
    params: { port, reason: 'EADDRINUSE' },
  });
  expect(world.cron.expressions()).toEqual([]);
  await serve(world, bridge);
});

it('frees the lease of a service that died, and no other', async () => {
  const world = await startServiceWorld();
  const bridge = await world.openBridge();
  await connect(world, bridge, (settings) => ({
    ...settings,
    accounts: [world.account('main', bridge), world.account('other', bridge)],
  }));
  const now = world.clock.now().toISOString();
  const leases = { 'order-import:main': 'service:dead', 'order-import:other': 'command:alive' };
  for (const [name, holder] of Object.entries(leases)) {
    await bridge.ledger.acquireLease(name, holder, { now, expiresAt: FAR });
  }
  const service = await serve(world, bridge);
  const startRun = (accountId: string) =>
    fetch(`${service.url}${RUNS}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${service.apiToken.reveal()}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ accountIds: [accountId] }),
    });
  expect((await startRun('main')).status).toBe(202);
  const refused = await startRun('other');
  expect(await refused.json()).toMatchObject({ status: 409, code: 'already-running' });
});

it('on a shared PostgreSQL runs beside other replicas and leaves their leases alone', async () => {
  const world = await startServiceWorld({ ledger: await freshLocation('postgres') });
  const bridge = await world.openBridge();
  await connect(world, bridge);
  const now = world.clock.now().toISOString();
  await bridge.ledger.acquireLease('order-import:main', 'service:replica', { now, expiresAt: FAR });
  await serve(world, bridge);
  await serve(world, await world.openBridge());
  const taken = await bridge.ledger.acquireLease('order-import:main', 'service:me', {
    now,
    expiresAt: FAR,
  });
  expect(taken).toBeUndefined();
});

it('of several replicas one runs a job each time it is due, and the next time one does again', async () => {
  const world = await startServiceWorld({ ledger: await freshLocation('postgres') });
  const bridge = await world.openBridge();
  await connect(world, bridge);
  await serve(world, bridge);
  await serve(world, await world.openBridge());
  const runsOf = () =>
    bridge.ledger.listJobRuns({ job: 'notices', accountId: null, before: undefined, limit: 9 });
  const { defaultSchedule } = manifestJob(loadManifest(), 'notices');
  world.cron.fire(defaultSchedule, new Date('2026-03-20T07:58:00Z'));
  await until(async () => (await runsOf()).some(({ ended_at: end }) => end !== null));
  // Long after the first one ended, as a slower machine would.
  world.cron.fire(defaultSchedule, new Date('2026-03-20T07:58:00Z'));
  world.cron.fire(defaultSchedule, new Date('2026-03-20T07:59:00Z'));
  await until(async () => (await runsOf()).length === 2);
  await until(async () => (await runsOf()).every(({ ended_at: end }) => end !== null));
  expect(await runsOf()).toHaveLength(2);
});

it('of several replicas each follows at once what was saved through another', async () => {
  const world = await startServiceWorld({ ledger: await freshLocation('postgres') });
  const bridge = await world.openBridge();
  await connect(world, bridge);
  await serve(world, bridge);
  await serve(world, await world.openBridge());
  const schedule = '7 */3 * * *';
  const withSchedule = () => world.cron.expressions().filter((of) => of === schedule).length;
  expect(withSchedule()).toBe(0);
  // Another process, as the command line is one: it tells neither of the services by itself.
  const other = await world.openBridge();
  await other.settings.update((settings) => ({
    ...settings,
    accounts: settings.accounts.map((account) => ({ ...account, schedule })),
  }));
  await until(() => withSchedule() === 2); // the clock stands still meanwhile
});

it('serves orders and payments from PostgreSQL as from its own file', async () => {
  const world = await startHttpWorld(undefined, { ledger: await freshLocation('postgres') });
  for (const seed of [1, 2, 3]) world.otto.addOrder(buildSalesOrder({ seed }));
  await world.importAll();
  const { api } = world;
  const orders = await api.read(API_OPERATIONS.listOrders, '/api/v1/orders?limit=2');
  const rest = await api.read(
    API_OPERATIONS.listOrders,
    `/api/v1/orders?limit=2&cursor=${orders.nextCursor}`,
  );
  expect([orders.items.length, rest.items.length]).toEqual([2, 1]);
  const payments = await api.read(API_OPERATIONS.listPayments, '/api/v1/payments?limit=2');
  expect(payments.items).toHaveLength(2);
  const last = '/api/v1/import-runs/7b1c2f0e-6f3a-4a59-9a34-0b7a3f1d2c11/lines?after=2147483647';
  expect((await api.problem(last)).status).toBe(404);
});

it('shows a set-up code at every start until there is a user', async () => {
  const world = await startHttpWorld();
  const first = world.service.setupCode?.reveal() ?? '';
  expect(first).toMatch(/^(\w{5}-){3}\w{5}$/);
  expect(JSON.stringify([world.service, world.log])).not.toContain(first);
  await world.service.stop();
  const again = await serve(world, world.bridge);
  expect(again.setupCode?.reveal()).toMatch(/^(\w{5}-){3}\w{5}$/);
  expect(again.setupCode?.reveal()).not.toBe(first);
  await again.stop();
  const password = new Secret('korrekt pferd batterie');
  const anna = { name: 'anna', password, role: 'configure', language: null } as const;
  await world.bridge.access.users.create(anna);
  expect((await serve(world, world.bridge)).setupCode).toBeUndefined();
});

it('gives a call that does not return up after a while, but keeps its data folder', async () => {
  const world = await startHttpWorld();
  world.otto.addOrder(buildSalesOrder());
  const held = world.shop.faults.delayAfterEffect('until-released', { method: 'POST' });
  await world.api.read(API_OPERATIONS.startImportRuns, RUNS, { body: {} });
  await held.reached;
  const stopped = world.service.stop();
  await world.clock.endSleeps(STOP_WAIT_MS);
  await stopped;
  await expect(fetch(world.service.url)).rejects.toThrow();
  const lockFault = () =>
    holdInstanceLock(world.config.dataFolder, world.clock).then(
      (lock) => lock.release(),
      (error: unknown) => (error instanceof ConfigError ? error.code : error),
    );
  expect(await lockFault()).toBe('data-folder-in-use');
  held.release();
  await until(async () => (await lockFault()) === undefined);
  const [row] = await world.bridge.ledger.listSalesOrders({ limit: 1 });
  expect(row?.import_state).toBe('imported');
});
