import { expect, it } from 'vitest';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { startHttpWorld, until } from '../http/http-world.ts';

const WATCH = '1 * * * *';
const FIXED_TIMES = '0 12,15,18 * * *';
const NUMBER = '341200000016';

/** A service with one order in the shop, which packers complete; the watch has not looked yet. */
async function shippedOrder(reports: string | null) {
  const world = await startHttpWorld((settings) => ({
    ...settings,
    schedules: { ...settings.schedules, shopWatch: WATCH, reports },
    shippingRules: {
      ...settings.shippingRules,
      parcelSources: ['meta'],
      trackingMetaKeys: ['_number'],
      shipFrom: [
        {
          name: 'Lager',
          city: 'Dresden',
          zipCode: '01067',
          countryCode: 'DEU',
          skus: [],
          carriers: [],
        },
      ],
    },
  }));
  world.otto.addOrder(buildSalesOrder({ positionItems: [{}] }));
  await world.importAll();
  const [order] = world.shop.state.orders.values();
  if (!order) throw new Error('no order in the shop');
  order.meta.push(
    { id: 9_001, key: '_number', value: `DHL ${NUMBER}` },
    { id: 9_002, key: META.returnTracking, value: 'DHL 577546565072' },
  );
  world.shop.hands.setStatus(order.id, 'completed');
  return world;
}

it('reports at once when the watch sees that packers completed an order', async () => {
  const world = await shippedOrder(null);
  world.cron.fire(WATCH);
  await until(() => world.otto.shipments.all().length === 1);
  expect(world.otto.shipments.all()[0]?.trackingKey.trackingNumber).toBe(NUMBER);
});

it('keeps it for the fixed times of the owner', async () => {
  const world = await shippedOrder(FIXED_TIMES);
  world.cron.fire(WATCH);
  const isLookedAt = async () => (await world.bridge.ledger.loadReportLooks('main', '9', 9)).length;
  await until(async () => (await isLookedAt()) === 1);
  expect(world.cron.expressions()).toContain(FIXED_TIMES);
  expect(world.otto.shipments.all()).toEqual([]);
  world.cron.fire(FIXED_TIMES);
  await until(() => world.otto.shipments.all().length === 1);
});

it('is switched off without a trace in the schedule', async () => {
  const world = await shippedOrder('off');
  const scheduled = world.log.filter(({ event }) => event === 'job-scheduled');
  expect(scheduled.map(({ name }) => name)).toContain('shop-watch');
  expect(scheduled.map(({ name }) => name)).not.toContain('reports');
});
