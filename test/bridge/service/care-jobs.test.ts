import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/bridge/ledger/database.ts';
import { PERSONAL_META, TEST_CREATED_VIA } from '../../../src/mapping/woocommerce/order-meta.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { startHttpWorld, until } from '../http/http-world.ts';
import { connect, serve, startServiceWorld } from './service-world.ts';

it('a service that starts removes the test order of a mail proof that was killed', async () => {
  const world = await startServiceWorld();
  const bridge = await world.openBridge();
  await connect(world, bridge);
  const locked = world.shop.faults.refuse(403, { method: 'DELETE', times: 99 });
  const { signal } = new AbortController();
  const proof = bridge.proveMail({ cause: 'command', holderKind: 'command', signal });
  await world.clock.endSleeps(5_000);
  await proof;
  const made = () =>
    [...world.shop.state.orders.values()].filter((o) => o.createdVia === TEST_CREATED_VIA);
  expect(made()).toHaveLength(1);
  locked.cancel();
  await serve(world, bridge);
  await until(() => made().length === 0);
  await until(async () => (await bridge.ledger.loadOpenTestOrders()).length === 0);
});

it('the nightly job erases personal meta once the owner has set a period', async () => {
  const world = await startHttpWorld((settings) => ({ ...settings, eraseShopMetaAfterDays: 1 }));
  world.otto.addOrder(buildSalesOrder({ positionItems: [{ fulfillmentStatus: 'SENT' }] }));
  await world.importAll();
  const kept = () =>
    [...world.shop.state.orders.values()].flatMap(({ meta }) =>
      meta.filter(({ key }) => PERSONAL_META.includes(key)),
    ).length;
  expect(kept()).toBeGreaterThan(0);
  const database = await openDatabase(world.config.ledger);
  await database.updateTable('events').set({ at: '2026-01-01T00:00:00.000Z' }).execute();
  await database.destroy();
  const job = world.bridge.manifest.jobs.find(({ id }) => id === 'data-erase');
  world.cron.fire(job?.defaultSchedule ?? '');
  await until(() => kept() === 0);
});
