import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/bridge/ledger/database.ts';
import { PERSONAL_META } from '../../../src/mapping/woocommerce/order-meta.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { connect, startCliWorld } from './cli-world.ts';

/** One order that was sent and has not changed since long before today. */
async function startWithOldOrder() {
  const world = await startCliWorld();
  await connect(world);
  world.otto.addOrder(
    buildSalesOrder({
      orderDate: '2024-03-02T08:00:00.000Z',
      positionItems: [{ fulfillmentStatus: 'SENT' }],
    }),
  );
  await world.ok('import', '--since', '2024-01-01');
  const kept = () =>
    [...world.shop.state.orders.values()].flatMap(({ meta }) =>
      meta.filter(({ key }) => PERSONAL_META.includes(key)),
    ).length;
  return { world, kept };
}

it('erase says how to set a period where there is none, and erases nothing', async () => {
  const { world, kept } = await startWithOldOrder();
  const { text } = await world.ok('erase');
  expect(text).toContain('Es ist keine Frist gesetzt');
  expect(text).toContain('npm run bridge -- settings set eraseShopMetaAfterDays 90');
  expect(kept()).toBeGreaterThan(0);
});

it('erase leaves an order that came into the shop just now, however old it is at OTTO', async () => {
  const { world, kept } = await startWithOldOrder();
  await world.ok('settings', 'set', 'eraseShopMetaAfterDays', '1');
  const { text, json } = await world.ok('erase', '--dry-run', '--json');
  expect(json).toMatchObject({ ran: true, dryRun: true, afterDays: 1, due: 0 });
  expect(text).not.toContain('undefined');
  expect((await world.ok('erase')).text).toContain('Nichts zu löschen');
  expect(kept()).toBeGreaterThan(0);
});

it('erase counts first when asked, then erases, and says in how many orders', async () => {
  const { world, kept } = await startWithOldOrder();
  await world.ok('settings', 'set', 'eraseShopMetaAfterDays', '90');
  const path = join(world.dataFolder, 'ledger.sqlite');
  const database = await openDatabase({ kind: 'sqlite', path });
  await database.updateTable('events').set({ at: '2024-03-03T08:00:00.000Z' }).execute();
  const changedNow = { changed_at: new Date().toISOString() };
  await database.updateTable('sales_orders').set(changedNow).execute();
  expect((await world.ok('erase', '--dry-run', '--json')).json).toMatchObject({ due: 0 });
  const changedLongAgo = { changed_at: '2024-03-03T08:00:00.000Z' };
  await database.updateTable('sales_orders').set(changedLongAgo).execute();
  await database.destroy();

  const counted = await world.ok('erase', '--dry-run');
  expect(counted.text).toContain('in einer Shop-Bestellung, seit mindestens 90 Tagen');
  expect(kept()).toBeGreaterThan(0);
  expect((await world.ok('erase')).text).toContain('Gelöscht:');
  expect(kept()).toBe(0);
  expect((await world.ok('erase', '--lang', 'en')).text).toContain('Nothing to erase');
  const again = await world.ok('erase', '--again', '--json');
  expect(again.json).toMatchObject({ due: 1, erased: 0, refused: 0, fault: null });
});
