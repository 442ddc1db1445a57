import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { MINUTE, startWorld } from '../support/world.ts';
import { incidents, shopEvents, startWebhookWorld, watch, watchAfter } from './watch-world.ts';

eachDatabase('our own writes', ({ kind }) => {
  it('do not echo: no event, no incident, no look at an order, no write', async () => {
    const world = await startWebhookWorld({ database: kind, rules: { announcedImport: 'all' } });
    const orders = Array.from({ length: 30 }, (_, index) =>
      world.order({
        seed: `echo-${index}`,
        positionItems: [
          { fulfillmentStatus: index % 3 === 0 ? 'ANNOUNCED' : 'PROCESSABLE' },
          { fulfillmentStatus: index % 3 === 0 ? 'ANNOUNCED' : 'PROCESSABLE' },
        ],
      }),
    );
    await world.run();
    for (const [index, { salesOrderId, positionItems }] of orders.entries()) {
      const [first] = positionItems;
      if (index % 3 === 0) world.otto.release(salesOrderId);
      if (index % 3 === 1)
        world.otto.cancelByMarketplace(salesOrderId, first && [first.positionItemId]);
      if (index % 3 === 2) world.otto.send(salesOrderId);
    }
    await world.runAfter(MINUTE);
    const before = await world.openIncidents();
    const since = world.mark();
    const { sent, failed } = await world.shop.runWebhookQueue();
    expect({ sent, failed }).toEqual({ sent: 60, failed: 0 });
    expect(world.receipts.slice(-60)).toEqual(
      Array.from({ length: 60 }, () => ({ outcome: 'received', isNews: false })),
    );
    expect(world.shopRequests(since)).toEqual([]);

    expect(await watch(world)).toMatchObject({ changed: 0, left: 0, fault: undefined });
    expect(await watchAfter(world, MINUTE)).toMatchObject({ changed: 0, fault: undefined });
    expect(world.shopWrites(since)).toEqual([]);
    expect(world.shopRequests(since).filter((line) => !line.endsWith('/orders'))).toEqual([]);
    for (const { salesOrderId } of orders) {
      expect(await shopEvents(world, salesOrderId)).toEqual([]);
    }
    const open = (await world.openIncidents()).map(({ code }) => code);
    expect(open).toEqual(before.map(({ code }) => code));
  });
});

it('looks at nothing but the listing on a quiet day', async () => {
  const world = await startWorld();
  world.order();
  await world.run();
  await watchAfter(world, 5 * MINUTE);
  const since = world.mark();
  expect(await watchAfter(world, 5 * MINUTE)).toMatchObject({ seen: 0, changed: 0 });
  expect(world.shopRequests(since)).toHaveLength(2);
  expect(await incidents(world)).toEqual([]);
});
