import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/bridge/clock.ts';
import { collect, startOttoWorld } from './otto-world.ts';

const DEPRECATED = 'otto-interface-deprecated';
const announcement = {
  Deprecation: 'Wed, 01 Apr 2026 00:00:00 GMT',
  Sunset: 'Thu, 01 Oct 2026 00:00:00 GMT',
  Warning: '299 - "Deprecated API"',
  Link: '</docs>; rel="help", <https://api.otto.market/v5/orders>; rel="successor-version"',
};

describe('an interface that will be switched off', () => {
  it('is warned of with the dates and the successor', async () => {
    const world = await startOttoWorld();
    await world.client.getSalesOrder('a');
    world.otto.behaviour.extraHeaders = announcement;
    await world.client.getSalesOrder('a');
    expect(world.warnings(DEPRECATED)).toEqual([
      {
        route: 'GET /v4/orders/{salesOrderId}',
        deprecation: announcement.Deprecation,
        sunset: announcement.Sunset,
        warning: announcement.Warning,
        successor: 'https://api.otto.market/v5/orders',
      },
    ]);
  });

  it.each([['Deprecation'], ['Sunset'], ['Warning']] as const)(
    'is warned of by %s alone',
    async (name) => {
      const world = await startOttoWorld();
      await world.client.getSalesOrder('a');
      world.otto.behaviour.extraHeaders = { [name]: announcement[name] };
      await world.client.getSalesOrder('a');
      expect(world.warnings(DEPRECATED)).toHaveLength(1);
    },
  );

  it('is warned of once a day and path, whichever order is asked for', async () => {
    const world = await startOttoWorld({
      extraHeaders: announcement,
      tokenLifetimeSeconds: 999_999,
    });
    const routes = () => world.warnings(DEPRECATED).map(({ route }) => route);
    await world.client.getSalesOrder('a');
    await world.client.getSalesOrder('b');
    await collect(world.client.listSalesOrders({}));
    const firstDay = ['POST /v1/token', 'GET /v4/orders/{salesOrderId}', 'GET /v4/orders'];
    expect(routes()).toEqual(firstDay);
    await world.clock.sleep(DAY - HOUR);
    await world.client.getSalesOrder('c');
    expect(routes()).toEqual(firstDay);
    await world.clock.sleep(HOUR);
    await world.client.getSalesOrder('d');
    expect(routes()).toEqual([...firstDay, 'GET /v4/orders/{salesOrderId}']);
  });

  it('is noticed in refusals, too', async () => {
    const world = await startOttoWorld();
    world.otto.faults.answerWith(410, { headers: announcement });
    await world.client.getSalesOrder('a').catch(() => {});
    expect(world.warnings(DEPRECATED)).toHaveLength(1);
  });
});
