import { expect, it } from 'vitest';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { startHttpWorld, until } from '../http/http-world.ts';

const NIGHTLY = '23 3 * * *';

it('compares every active account, and another though one can not be compared', async () => {
  const world = await startHttpWorld((settings, service, bridge) => ({
    ...settings,
    accounts: [
      service.account('foreign', bridge, {
        clientSecret: settings.accounts[0]?.clientSecret ?? null,
      }),
      ...settings.accounts,
      service.account('paused', bridge, { state: 'paused' }),
    ],
  }));
  world.cron.fire(NIGHTLY);
  const runs = () => world.bridge.ledger.listReconcileRuns({ limit: 9 });
  await until(async () => (await runs())[0]?.state === 'finished');
  expect((await runs()).map((run) => run.account_id)).toEqual(['main']);
  await until(() => world.log.some(({ event }) => event === 'job-refused'));
  expect(world.log.filter(({ event }) => event === 'job-refused')).toMatchObject([
    { job: 'reconcile', code: 'secret-not-openable' },
  ]);
});

it('compares at night, and tells of what it finds', async () => {
  const world = await startHttpWorld();
  world.otto.addOrder(buildSalesOrder());
  await world.importAll();
  for (const id of world.shop.state.orders.keys()) world.shop.hands.deleteForGood(id);
  world.cron.fire(NIGHTLY);
  const latest = async () => (await world.bridge.ledger.listReconcileRuns({ limit: 1 }))[0];
  await until(async () => (await latest())?.state === 'finished');
  expect(await latest()).toMatchObject({ account_id: 'main', cause: 'schedule', differences: 1 });
  const open = await world.bridge.ledger.listIncidents({ state: 'open', limit: 10 });
  expect(open.map(({ code }) => code)).toContain('reconcile-differences');
});
