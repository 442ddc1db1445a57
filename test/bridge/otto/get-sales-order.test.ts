import { describe, expect, it } from 'vitest';
import type { FakeOtto } from '../../fakes/otto/index.ts';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { rejectionOf, startOttoWorld } from './otto-world.ts';

describe('a single order', () => {
  it('is found by its id and by its number', async () => {
    const { otto, client } = await startOttoWorld();
    const order = buildSalesOrder();
    otto.addOrder(order);
    for (const key of [order.salesOrderId, order.orderNumber, ` ${order.orderNumber} `]) {
      expect(await client.getSalesOrder(key)).toMatchObject({
        readable: true,
        salesOrder: { salesOrderId: order.salesOrderId, orderNumber: order.orderNumber },
      });
    }
  });

  it('that OTTO does not know is undefined, without a warning', async () => {
    const { client, log } = await startOttoWorld();
    expect(await client.getSalesOrder('nosuchnumb')).toBeUndefined();
    expect(log.filter(({ level }) => level !== 'debug')).toEqual([]);
  });

  it.each([
    ['the web page of another server', (otto: FakeOtto) => otto.faults.htmlPage(404)],
    ['a missing token endpoint', (otto: FakeOtto) => otto.faults.tokenEndpointFails(404)],
  ])('is not said to be unknown by %s', async (_what, wreck) => {
    const { otto, client } = await startOttoWorld();
    wreck(otto);
    expect(await rejectionOf(client.getSalesOrder('a'))).toMatchObject({ statusCode: 404 });
  });

  it('that cannot be read is told by its ids', async () => {
    const { otto, client } = await startOttoWorld();
    const order = buildSalesOrder();
    otto.addOrder(order);
    otto.faults.malformOrder(order.salesOrderId, { salesOrderId: order.salesOrderId });
    expect(await client.getSalesOrder(order.salesOrderId)).toMatchObject({
      readable: false,
      unreadable: { salesOrderId: order.salesOrderId },
    });
  });

  it('is asked for by what was typed, whatever signs are in it', async () => {
    const { otto, client } = await startOttoWorld();
    expect(await client.getSalesOrder('a/b?c=d&ü%20#e')).toBeUndefined();
    expect(otto.requests.at(-1)?.params.idOrNumber).toBe('a/b?c=d&ü%20#e');
  });

  it.each([[''], ['  '], ['.'], ['..']])('by %j is not asked for at all', async (typed) => {
    const { otto, client } = await startOttoWorld();
    expect(await client.getSalesOrder(typed)).toBeUndefined();
    expect(otto.requests).toEqual([]);
  });
});
