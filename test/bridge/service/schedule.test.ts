import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Bridge } from '../../../src/bridge/create-bridge.ts';
import { loadManifest, manifestJob } from '../../../src/bridge/manifest.ts';
import { LOOK_EVERY_MS } from '../../../src/bridge/schedule/follow-settings.ts';
import { OWN_JOBS } from '../../../src/bridge/schedule/scheduled-jobs.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { startHttpWorld, until } from '../http/http-world.ts';
import { apiClient } from './api-client.ts';
import type { FakeCron } from './fake-cron.ts';
import { connect, serve, startServiceWorld } from './service-world.ts';

const FIVE_MINUTES = '*/5 * * * *';

/** What is scheduled besides the jobs of the bridge as a whole. */
function importsIn(cron: FakeCron): string[] {
  const own = OWN_JOBS.map(([job]) => manifestJob(loadManifest(), job).defaultSchedule);
  return cron.expressions().filter((expression) => !own.includes(expression));
}

it('imports when the schedule says so', async () => {
  const world = await startHttpWorld();
  world.otto.addOrder(buildSalesOrder());
  world.cron.fire(FIVE_MINUTES);
  await until(() => world.shop.state.orders.size === 1);
  const [run] = await world.bridge.ledger.listImportRuns({ limit: 1 });
  expect(run).toMatchObject({ cause: 'schedule', is_rehearsal: 0 });
});

it('begins no second run while one is in hand', async () => {
  const world = await startHttpWorld();
  world.otto.addOrder(buildSalesOrder());
  const held = world.shop.faults.delayBeforeEffect('until-released', { method: 'POST' });
  world.cron.fire(FIVE_MINUTES);
  await held.reached;
  world.cron.fire(FIVE_MINUTES);
  world.cron.fire(FIVE_MINUTES);
  held.release();
  await until(
    async () => (await world.bridge.ledger.listImportRuns({ limit: 9 }))[0]?.state === 'finished',
  );
  expect(await world.bridge.ledger.listImportRuns({ limit: 9 })).toHaveLength(1);
});

it('schedules active accounts alone, each by its own expression', async () => {
  const world = await startHttpWorld((settings, service, bridge) => ({
    ...settings,
    accounts: [
      ...settings.accounts,
      service.account('own', bridge, { schedule: '7 * * * *' }),
      service.account('off', bridge, { schedule: 'off' }),
      service.account('draft', bridge, { state: 'draft' }),
      service.account('paused', bridge, { state: 'paused' }),
    ],
  }));
  expect(importsIn(world.cron)).toEqual([FIVE_MINUTES, '7 * * * *']);
});

it('schedules what runs for the bridge as a whole, by the manifest or by the owner', async () => {
  const world = await startHttpWorld((settings) => ({
    ...settings,
    schedules: { ...settings.schedules, reconcile: '5 5 * * *', dataErase: 'off' },
  }));
  const usual = (...jobs: string[]) =>
    jobs.map((job) => manifestJob(loadManifest(), job).defaultSchedule);
  expect(world.cron.expressions()).toEqual([
    FIVE_MINUTES,
    ...usual('shop-watch', 'reports', 'webhook-check'),
    '5 5 * * *',
    ...usual('notices', 'returns', 'receipts', 'stock'),
  ]);
});

it('schedules nothing of it while no account is active', async () => {
  const world = await startHttpWorld((settings) => ({
    ...settings,
    accounts: settings.accounts.map((account) => ({ ...account, state: 'paused' as const })),
  }));
  expect(world.cron.expressions()).toEqual([]);
});

it('follows settings that another process changed, and leaves unchanged tasks alone', async () => {
  const world = await startHttpWorld((settings, service, bridge) => ({
    ...settings,
    accounts: [...settings.accounts, service.account('own', bridge, { schedule: '7 * * * *' })],
  }));
  const other = await world.openBridge();
  await other.settings.update((settings) => ({
    ...settings,
    language: 'en',
    accounts: settings.accounts.map((account) =>
      account.id === 'own' ? { ...account, schedule: '9 * * * *' } : account,
    ),
  }));
  await world.clock.endSleeps(LOOK_EVERY_MS);
  await until(() => world.cron.expressions().includes('9 * * * *'));
  expect(importsIn(world.cron)).toEqual([FIVE_MINUTES, '9 * * * *']);
  expect(world.cron.made).toBe(3 + OWN_JOBS.length);
  const { headers } = await world.api.call('/api/v1/none', { headers: { 'Accept-Language': '*' } });
  expect(headers.get('content-language')).toBe('en');
});

it('keeps its schedule while the settings are broken, says so once, and goes on afterwards', async () => {
  const world = await startHttpWorld();
  const path = join(world.config.dataFolder, 'settings.json');
  const good = await readFile(path, 'utf8');
  const told = (event: string) => world.log.filter((line) => line.event === event);
  await writeFile(path, '{ broken');
  await world.clock.endSleeps(LOOK_EVERY_MS);
  await until(() => told('settings-not-followed').length > 0);
  await world.clock.endSleeps(LOOK_EVERY_MS);
  expect(importsIn(world.cron)).toEqual([FIVE_MINUTES]);
  const problem = await world.api.problem('/api/v1/accounts');
  expect(problem).toMatchObject({ status: 503, code: 'settings-broken' });

  await writeFile(path, good.replace('"schedule": null', '"schedule": "11 * * * *"'));
  await world.clock.endSleeps(LOOK_EVERY_MS);
  await until(() => world.cron.expressions().includes('11 * * * *'));
  expect(told('settings-not-followed')).toHaveLength(1);
  expect(told('settings-followed-again')).toHaveLength(1);
});

it('survives a run that crashes, logs it, and runs the next one', async () => {
  const world = await startServiceWorld();
  const bridge = await world.openBridge();
  await connect(world, bridge);
  let crashes = 0;
  const crashing: Bridge = {
    ...bridge,
    importOrders: async (request) => {
      crashes += 1;
      if (crashes > 2) return bridge.importOrders(request);
      throw new Error('out of cheese');
    },
  };
  const api = apiClient(world, await serve(world, crashing));
  world.cron.fire(FIVE_MINUTES);
  const crashed = () => world.log.filter(({ event }) => event === 'import-run-crashed');
  await until(() => crashed().length === 1);
  expect(crashed()[0]).toMatchObject({ level: 50, accountId: 'main', reason: 'out of cheese' });
  expect(await api.problem('/api/v1/import-runs', { body: {} })).toMatchObject({
    status: 500,
    code: 'internal-fault',
  });
  expect((await api.call('/api/v1/import-runs', { body: {} })).status).toBe(202);
});
