import { describe, expect, it } from 'vitest';
import { buildSalesOrder, euro } from '../../fixtures/otto/index.ts';
import { TEA } from '../../journeys/support/set-world.ts';
import { type CliWorld, connect, ENGLISH, GERMAN, LANGUAGES, startCliWorld } from './cli-world.ts';

async function startTeaShop(): Promise<CliWorld> {
  const world = await startCliWorld();
  await connect(world);
  world.shop.addProduct({ name: 'Becher', sku: 'MUG', price: '12.00' });
  world.shop.addProduct({ name: 'Kanne', sku: 'POT', price: '16.00' });
  world.otto.addOrder(
    buildSalesOrder({ positionItems: [{ product: TEA, itemValueGrossPrice: euro(49.99) }] }),
  );
  return world;
}

const SET = ['skus', 'set', TEA.sku, 'MUG:2', 'POT:1'];

describe('skus', () => {
  it('says so when there are none yet', async () => {
    const { text } = await (await startTeaShop()).ok('skus');
    expect(text).toContain('Dazu kennt die Brücke keine SKU.');
  });

  it('shows what stands behind OTTO’s SKUs', async () => {
    const world = await startTeaShop();
    await world.ok(...SET);
    await world.ok('import');
    const { text } = await world.ok('skus', '--match', 'set');
    expect(text).toContain(TEA.sku);
    expect(text).toContain('2 × MUG, 1 × POT');
    const { json } = await world.ok('skus', '--search', 'TEA', '--json');
    expect(json).toMatchObject({ items: [{ sku: TEA.sku, match: 'set' }] });
    expect((await world.ok('skus', '--match', 'none')).text).not.toContain(TEA.sku);
  });

  it('refuses an account that there is not', async () => {
    const { exitCode } = await (await startTeaShop()).run(['skus', '--account', 'nobody']);
    expect(exitCode).toBe(2);
  });
});

describe('skus set', () => {
  it('splits by the shop’s prices, and says which orders wait', async () => {
    const world = await startTeaShop();
    await world.ok('settings', 'set', 'importRules.unknownSku', 'hold');
    await world.run(['import']);
    const { text } = await world.ok(...SET);
    expect(text).toContain(`Das Set „${TEA.sku}“ ist gespeichert.`);
    expect(text).toMatch(/2 × MUG\s+60 %\s+60,00/);
    expect(text).toContain('Die Anteile folgen den regulären Preisen im Shop.');
    expect(text).toContain('1 Bestellung wartet');
    await world.ok('import');
    const [order] = [...world.shop.state.orders.values()];
    expect(order?.lineItems).toHaveLength(3);
    expect((await world.ok('audit')).text).toContain('Set gespeichert');
  });

  it('takes shares, and only shows them with --dry-run', async () => {
    const world = await startTeaShop();
    const argv = ['skus', 'set', TEA.sku, 'MUG:2:50', 'POT:1:50', '--dry-run', '--json'];
    const { json } = await world.ok(...argv);
    expect(json).toMatchObject({
      isSaved: false,
      weightsBy: 'given',
      parts: [{ amount: '50.00' }, { amount: '50.00' }],
    });
    const ledger = await world.openLedger();
    expect((await ledger.loadProductSets()).size).toBe(0);
  });

  it('reads an SKU with colons in it', async () => {
    const world = await startTeaShop();
    world.shop.addProduct({ name: 'Teller', sku: 'PLATE:BIG', price: '5.00' });
    const { json } = await world.ok('skus', 'set', 'X', 'PLATE:BIG:3', '--json');
    expect(json).toMatchObject({ parts: [{ shopSku: 'PLATE:BIG', quantity: 3 }] });
  });

  it.each([
    ['MUG', 'set-part-unreadable', '„MUG“ nennt kein Produkt eines Sets.'],
    ['MUG:x', 'set-part-unreadable', 'BECHER:2 oder BECHER:2:30'],
    ['MUG:0', 'set-invalid', 'erwartet wird eine ganze Zahl ab 1'],
    ['NO:1', 'set-invalid', 'der Shop hat kein Produkt mit dieser SKU'],
    ['TEA-SET-OTTO:1', 'set-invalid', 'ist das Set selbst'],
  ])('refuses %s', async (part, code, words) => {
    const world = await startTeaShop();
    const argv = ['skus', 'set', TEA.sku, part];
    const { exitCode, text } = await world.run(argv);
    expect({ exitCode, text }).toMatchObject({ exitCode: 2, text: expect.stringContaining(words) });
    const { json } = await world.run([...argv, '--json']);
    expect(json).toMatchObject({ error: { code } });
  });
});

it('skus unset forgets a set, once', async () => {
  const world = await startTeaShop();
  await world.ok(...SET);
  expect((await world.ok('skus', 'unset', TEA.sku)).text).toContain('ist entfernt.');
  expect((await world.ok('skus', 'unset', TEA.sku)).text).toContain('gibt es kein Set.');
});

it('skus match looks again', async () => {
  const world = await startTeaShop();
  await world.run(['import']);
  expect((await world.ok('skus', 'match')).text).toContain('1 SKUs gesucht, zu 0 davon');
  world.shop.addProduct({ name: 'Teeset', sku: TEA.sku });
  expect((await world.ok('skus', 'match', TEA.sku)).text).toContain('zu 1 davon');
});

it.each(LANGUAGES)('speaks one language (%s)', async (lang) => {
  const world = await startTeaShop();
  const texts = [];
  for (const argv of [
    [...SET, '--dry-run'],
    SET,
    ['import'],
    ['skus'],
    ['skus', 'match'],
    ['skus', 'unset', TEA.sku],
  ]) {
    texts.push(
      (await world.run([...argv, `--lang=${lang}`])).text.replaceAll(/[„“][^“”]*[“”]/g, ''),
    );
  }
  for (const text of texts) expect(text).not.toMatch(lang === 'de' ? ENGLISH : GERMAN);
});
