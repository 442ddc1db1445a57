import { describe, expect, it } from 'vitest';
import { buildSalesOrder, sandboxProducts } from '../../fixtures/otto/index.ts';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

const order = buildSalesOrder({ seed: 1 });

async function startConnected(): Promise<CliWorld> {
  const world = await startCliWorld();
  await connect(world);
  return world;
}

describe('orders and runs', () => {
  it('show sums and days as the language writes them, sums to the right', async () => {
    const world = await startConnected();
    world.otto.addOrder(order);
    await world.ok('import');
    expect((await world.ok('orders')).out).toMatch(/ 02\.03\.2026, 09:14 .* 1 +30,94\s€\n/);
    expect((await world.ok('orders', '--lang=en')).out).toMatch(
      / 2 Mar 2026, 09:14 .* 1 +€30\.94\n/,
    );
    expect((await world.ok('orders', '--phase', 'sent')).text).toBe('Keine Bestellungen.');
    const runs = await world.run(['runs'], { columns: 160 });
    expect(runs.out).toContain(
      'per Befehl  abgeschlossen  1 Bestellung von OTTO gelesen: 1 angelegt.',
    );
  });

  it('say so when there are none', async () => {
    const world = await startConnected();
    expect((await world.ok('orders')).out).toBe('Keine Bestellungen.\n');
    expect((await world.ok('runs')).out).toBe('Es gab noch keinen Importlauf.\n');
    expect((await world.ok('incidents')).out).toBe('Kein Vorfall ist offen: Alles in Ordnung.\n');
  });
});

describe('incidents and product', () => {
  it('lead from an unknown SKU to its product, and the incident is resolved', async () => {
    const world = await startConnected();
    await world.ok('settings', 'set', 'importRules.unknownSku', 'hold');
    const product = { ...sandboxProducts.shirt, sku: 'NEU-1' };
    world.otto.addOrder(buildSalesOrder({ seed: 1, positionItems: [{ product }] }));
    await world.run(['import']);
    const incidents = await world.run(['incidents']);
    expect(incidents.exitCode).toBe(3);
    expect(incidents.out).toMatch(/^✗ offen seit .*, betrifft eine Bestellung$/m);
    expect(incidents.out).toMatch(/^ {4}npm run bridge -- product NEU-1 <Shop-SKU>$/m);

    const unknown = await world.run(['product', 'NEU-1', 'gibt-es-nicht']);
    expect(unknown.exitCode).toBe(2);
    expect(unknown.text).toContain('Im Shop gibt es kein Produkt mit der SKU „gibt-es-nicht“.');
    await world.ok('product', 'NEU-1', sandboxProducts.shirt.sku);
    await world.ok('import');
    expect(world.shop.state.orders.size).toBe(1);
    expect(await world.run(['incidents'])).toMatchObject({ exitCode: 0 });
    expect((await world.ok('incidents', '--all')).out).toMatch(/^✓ erledigt seit /m);
    expect((await world.ok('product', 'NEU-1')).text).toContain('ist vergessen');
  });

  it('say so when the shop can not be asked', async () => {
    const world = await startConnected();
    await world.shop.stop();
    const answer = await world.run(['product', 'A', 'B']);
    expect(answer.exitCode).toBe(5);
    expect(answer.text).toContain('Ihr Shop ist zurzeit nicht erreichbar');
  });
});
