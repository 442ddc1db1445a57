import { describe, expect, it } from 'vitest';
import { buildSalesOrder } from '../../fixtures/otto/index.ts';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

async function startWithOrders(count = 3): Promise<CliWorld> {
  const world = await startCliWorld();
  await connect(world);
  for (let seed = 1; seed <= count; seed += 1) world.otto.addOrder(buildSalesOrder({ seed }));
  return world;
}

describe('preview and --dry-run', () => {
  it.each([['preview'], ['import', '--dry-run']])(
    '%s %s writes nothing and shows no address',
    async (...argv) => {
      const world = await startWithOrders();
      const answer = await world.ok(...argv);
      expect(answer.out).toMatch(/^OTTO-Nummer +bestellt am +Ergebnis +Status im Shop/m);
      expect(answer.out).toMatch(/würde angelegt +Processing +1 × Fancy Shirt »Flower« +30,94\s€/);
      expect(answer.text).toContain('Probe, es wurde nichts geändert. 3 Bestellungen');
      const [order] = world.otto.state.orders.all();
      expect(order?.deliveryAddress?.lastName).toBeDefined();
      expect(answer.out).not.toContain(order?.deliveryAddress?.lastName);
      expect(world.shop.state.orders.size).toBe(0);
      expect(world.shop.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    },
  );

  it('leave the day out of a narrow table rather than break its words', async () => {
    const world = await startWithOrders();
    const { out } = await world.run(['preview'], { columns: 80 });
    expect(out).not.toContain('bestellt am');
    for (const line of out.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  });

  it('with --json hold the whole order as it would be sent', async () => {
    const world = await startWithOrders(1);
    const { json } = await world.run(['preview', '--json']);
    const [order] = world.otto.state.orders.all();
    expect(json).toMatchObject({
      items: [
        {
          accountId: 'main',
          isRehearsal: true,
          fault: null,
          counters: { seen: 1, created: 1 },
          rehearsed: [
            {
              orderNumber: order?.orderNumber,
              action: 'create',
              totalCents: 3_094,
              order: { billing: { last_name: order?.invoiceAddress?.lastName } },
            },
          ],
        },
      ],
    });
  });
});
