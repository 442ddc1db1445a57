import { expect, it } from 'vitest';
import { eachDatabase } from '../../databases.ts';
import { MINUTE } from '../support/world.ts';
import { atOtto, dhlNumber, flagInShop, ship, startReportWorld } from './report-world.ts';

eachDatabase('an order that packers complete in the shop', ({ kind }) => {
  it('is reported with its number, shows it in the shop, and is through when OTTO shows it', async () => {
    const world = await startReportWorld({ database: kind });
    const order = await world.orderInShop({ positionItems: [{}, {}] });
    expect(await world.reports(order.salesOrderId)).toEqual([]);

    ship(world, order, { number: dhlNumber(1) });
    expect(await world.watchAndReport()).toMatchObject({
      fault: undefined,
      counters: { looked: 1, added: 1, accepted: 1 },
    });
    expect(atOtto(world, order)).toEqual(['SENT', 'SENT']);
    expect(world.otto.shipments.all()).toMatchObject([
      {
        trackingKey: { carrier: 'DHL', trackingNumber: dhlNumber(1) },
        shipFromAddress: { city: 'Dresden', zipCode: '01067', countryCode: 'DEU' },
      },
    ]);
    expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'accepted' });
    expect(flagInShop(world, order)).toBe('pending');

    await world.runAfter(5 * MINUTE);
    await world.report();
    expect(await world.theReport(order.salesOrderId)).toMatchObject({ state: 'confirmed' });
    expect(flagInShop(world, order)).toBe('');
    expect(await world.codes()).toEqual([]);

    const calls = world.otto.requestsTo('POST', '/v1/shipments').length;
    await world.watchAndReport();
    await world.reportAfter(90 * MINUTE);
    expect(world.otto.requestsTo('POST', '/v1/shipments')).toHaveLength(calls);
    expect(await world.reports(order.salesOrderId)).toHaveLength(1);
  });
});
