import { describe, expect, it } from 'vitest';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { startOttoWorld } from './otto-world.ts';

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
