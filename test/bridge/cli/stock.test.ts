import { describe, expect, it } from 'vitest';
import { type CliWorld, connect, startCliWorld } from './cli-world.ts';

async function startStockShop({ isOn = true } = {}): Promise<CliWorld> {
  const world = await startCliWorld();
  await connect(world);
  if (isOn) await world.ok('settings', 'set', 'stock.isOn', 'true');
  world.shop.addProduct({ name: 'Becher', sku: 'MUG', price: '12.00', stockQuantity: 7 });
  world.shop.addProduct({ name: 'Vase', sku: 'VASE', price: '12.00', manageStock: false });
  world.otto.availability.know('MUG', 'VASE');
  world.otto.setQuantity('MUG', 1);
  world.otto.setQuantity('VASE', 4);
  return world;
}

describe('stock', () => {
  it('sends numbers to OTTO with --push and shows them beside each other', async () => {
    const world = await startStockShop();
    expect((await world.ok('stock')).text).toContain('Dazu kennt die Brücke keinen Bestand.');
    await world.ok('stock', '--push');
    expect(world.otto.availability.quantity('MUG')).toBe(7);
    expect(world.otto.availability.quantity('VASE')).toBe(4);
    const { text } = await world.ok('stock');
    expect(text).toMatch(/MUG\s+main\s+7\s+0\s+7\s+1\s+Von OTTO angenommen/);
    const { json } = await world.ok('stock', '--state', 'not-told', '--json');
    expect(json).toMatchObject({ items: [{ sku: 'VASE', target: null, ottoQuantity: 4 }] });
    expect((await world.ok('audit')).text).toContain('Bestand neu gesendet');
  });

  it('says of one SKU why OTTO is told nothing', async () => {
    const world = await startStockShop();
    await world.ok('stock', '--push');
    const { text } = await world.ok('stock', '--sku', 'VASE');
    expect(text).toContain('keinen Lagerbestand');
    expect(text).not.toContain('MUG');
  });

  it('says that it is off, and sends nothing then', async () => {
    const world = await startStockShop({ isOn: false });
    expect((await world.ok('stock')).text).toContain('OTTO wird kein Bestand gemeldet');
    const { exitCode } = await world.run(['stock', '--push']);
    expect(exitCode).toBe(2);
    expect(world.otto.availability.pushes).toEqual([]);
  });

  it('refuses an account that there is not', async () => {
    const world = await startStockShop();
    expect((await world.run(['stock', '--account', 'nobody'])).exitCode).toBe(2);
    expect((await world.run(['stock', '--push', '--account', 'nobody'])).exitCode).toBe(2);
  });
});

describe('vacation', () => {
  it('is shown first, begun with --yes, and ended again', async () => {
    const world = await startStockShop();
    await world.ok('stock', '--push');
    const preview = await world.run(['vacation', 'on']);
    expect(preview.exitCode).toBe(3);
    expect(preview.text).toContain('Bei OTTO gehen 2 SKUs auf 0 Stück');
    expect(preview.text).toContain('Mit --yes geschieht es.');
    expect(world.otto.availability.quantity('MUG')).toBe(7);
    await world.ok('vacation', 'on', '--yes');
    await world.ok('stock', '--push');
    expect(world.otto.availability.quantity('MUG')).toBe(0);
    expect(world.otto.availability.quantity('VASE')).toBe(0);
    expect((await world.ok('vacation', 'status')).text).toContain('Urlaub: ');
    await world.ok('vacation', 'off', '--yes');
    expect(world.otto.availability.quantity('MUG')).toBe(7);
    expect(world.otto.availability.quantity('VASE')).toBe(4);
    const { text } = await world.ok('vacation', 'status');
    expect(text).toContain('Kein Urlaub');
    expect((await world.ok('audit')).text).toContain('Urlaub beendet');
  });

  it('keeps stock from being switched off meanwhile in the page, not to leave OTTO at 0', async () => {
    const world = await startStockShop({ isOn: false });
    expect((await world.run(['vacation', 'on', '--yes'])).exitCode).toBe(2);
  });
});

it('settings set does not switch stock off in the vacation, nor a vacation on without it', async () => {
  const world = await startStockShop();
  await world.ok('vacation', 'on', '--yes');
  const off = await world.run(['settings', 'set', 'stock.isOn', 'false']);
  expect(off.exitCode).toBe(2);
  expect(off.text).toContain('beenden Sie zuerst den Urlaub');
  await world.ok('settings', 'set', 'stock.buffer', '2');
  await world.ok('vacation', 'off', '--yes');
  await world.ok('settings', 'set', 'stock.isOn', 'false');
  const on = await world.run(['settings', 'set', 'stock.isVacation', 'true']);
  expect(on.exitCode).toBe(2);
  expect(on.text).toContain('schalten Sie zuerst den Bestand ein');
});
