import { describe, expect, it } from 'vitest';
import { API_OPERATIONS } from '../../../src/bridge/http/api-contract.ts';
import { buildSalesOrder, euro, sandboxProducts } from '../../fixtures/otto/index.ts';
import { TEA } from '../../journeys/support/set-world.ts';
import { type HttpWorld, startHttpWorld } from './http-world.ts';

const SKUS = '/api/v1/skus';
const SETS = '/api/v1/product-sets';
const GERMAN = { 'Accept-Language': 'de' };

const parts = [
  { shopSku: 'MUG', quantity: 2 },
  { shopSku: 'POT', quantity: 1 },
];

async function startTeaShop(rules: { unknownSku: 'hold' | 'named-line' } = { unknownSku: 'hold' }) {
  const world = await startHttpWorld((settings) => ({
    ...settings,
    importRules: { ...settings.importRules, ...rules },
  }));
  world.shop.addProduct({ id: 501, name: 'Becher', sku: 'MUG', price: '12.00' });
  world.shop.addProduct({ id: 502, name: 'Kanne', sku: 'POT', price: '16.00' });
  world.otto.addOrder(
    buildSalesOrder({ positionItems: [{ product: TEA, itemValueGrossPrice: euro(49.99) }] }),
  );
  await world.importAll();
  return world;
}

const skuPath = (sku: string) => `/api/v1/sku?accountId=main&sku=${encodeURIComponent(sku)}`;

const save = (world: HttpWorld, body: object) =>
  world.api.read(API_OPERATIONS.saveProductSet, SETS, { method: 'PUT', body });

const view = (world: HttpWorld) =>
  world.api.read(API_OPERATIONS.getSku, skuPath(TEA.sku), { headers: GERMAN });

it('lists the SKUs that OTTO named, with what stands behind them', async () => {
  const world = await startTeaShop();
  world.shop.addProduct({ name: 'Shirt', sku: sandboxProducts.shirt.sku });
  world.otto.addOrder(buildSalesOrder({ seed: 2 }));
  await world.importAll();
  const { items, nextCursor } = await world.api.read(API_OPERATIONS.listSkus, SKUS, {
    headers: GERMAN,
  });
  expect(nextCursor).toBeNull();
  expect(items).toMatchObject([
    {
      accountId: 'main',
      sku: sandboxProducts.shirt.sku,
      match: 'equal',
      matchWord: 'Gleiche SKU im Shop',
      parts: [{ name: 'Shirt', quantity: 1, sharePercent: 100, variationId: null }],
      isAtOtto: false,
    },
    { sku: TEA.sku, title: TEA.productTitle, ean: TEA.ean, match: 'none', parts: [] },
  ]);
  const none = await world.api.read(API_OPERATIONS.listSkus, `${SKUS}?match=none&accountId=main`);
  expect(none.items.map(({ sku }) => sku)).toEqual([TEA.sku]);
  const begins = await world.api.read(API_OPERATIONS.listSkus, `${SKUS}?search=TEA&limit=1`);
  expect(begins.items.map(({ sku }) => sku)).toEqual([TEA.sku]);
});

it('lists SKUs page after page', async () => {
  const world = await startTeaShop();
  for (const seed of [2, 3, 4]) {
    const product = { ...sandboxProducts.shirt, sku: `S-${seed}` };
    world.otto.addOrder(buildSalesOrder({ seed, positionItems: [{ product }] }));
  }
  await world.importAll();
  const seen: string[] = [];
  let cursor = '';
  do {
    const path = `${SKUS}?limit=3${cursor && `&cursor=${cursor}`}`;
    const page = await world.api.read(API_OPERATIONS.listSkus, path);
    seen.push(...page.items.map(({ sku }) => sku));
    cursor = page.nextCursor ?? '';
  } while (cursor);
  expect(seen).toEqual(['S-2', 'S-3', 'S-4', TEA.sku]);
  const broken = await world.api.problem(`${SKUS}?cursor=nonsense`);
  expect(broken).toMatchObject({ status: 400, code: 'request-invalid' });
});

it('shows how a set would split a price, and saves nothing', async () => {
  const world = await startTeaShop();
  const body = { sku: TEA.sku, parts, examplePrice: '49.99' };
  const preview = await world.api.read(API_OPERATIONS.previewProductSet, `${SETS}/preview`, {
    body,
  });
  expect(preview).toEqual({
    examplePrice: '49.99',
    parts: [
      {
        ...{ shopSku: 'MUG', productId: 501, variationId: null, name: 'Becher', quantity: 2 },
        sharePercent: 60,
        amount: '29.99',
      },
      {
        ...{ shopSku: 'POT', productId: 502, variationId: null, name: 'Kanne', quantity: 1 },
        sharePercent: 40,
        amount: '20.00',
      },
    ],
    weightsBy: 'prices',
    waitingOrders: 1,
    replacesChoice: null,
  });
  const list = await world.api.read(API_OPERATIONS.listProductSets, SETS);
  expect(list).toEqual({ items: [], nextCursor: null });
});

it('saves a set, shows it, and the order that waited comes in as its products', async () => {
  const world = await startTeaShop();
  const saved = await save(world, { sku: TEA.sku, parts });
  expect(saved).toMatchObject({
    sku: TEA.sku,
    parts: parts.map((part) => ({ ...part, weight: null })),
    waitingOrders: 1,
  });
  const { items } = await world.api.read(API_OPERATIONS.listProductSets, SETS);
  expect(items.map(({ sku }) => sku)).toEqual([TEA.sku]);
  await world.importAll();
  expect(await view(world)).toMatchObject({
    match: 'set',
    matchWord: 'Set aus mehreren Produkten',
    choice: null,
    set: { parts: saved.parts },
    waitingOrders: 0,
    about: null,
    parts: [
      { shopSku: 'MUG', sharePercent: 60 },
      { shopSku: 'POT', sharePercent: 40 },
    ],
  });
  const [order] = [...world.shop.state.orders.values()];
  expect(order?.lineItems).toHaveLength(3);
});

it('a set takes the place of a product chosen by hand, and is forgotten again', async () => {
  const world = await startTeaShop();
  const choice = { sku: TEA.sku, shopSku: 'POT' };
  await world.api.read(API_OPERATIONS.chooseProduct, '/api/v1/product-choices', {
    method: 'PUT',
    body: choice,
  });
  expect(await view(world)).toMatchObject({ choice: 'POT', waitingOrders: 1 });
  const preview = await world.api.read(API_OPERATIONS.previewProductSet, `${SETS}/preview`, {
    body: { sku: TEA.sku, parts },
  });
  expect(preview).toMatchObject({ replacesChoice: 'POT', examplePrice: '100.00' });
  await save(world, { sku: TEA.sku, parts });
  expect(await view(world)).toMatchObject({ choice: null, set: { sku: TEA.sku } });
  const path = `${SETS}?sku=${TEA.sku}`;
  await world.api.read(API_OPERATIONS.deleteProductSet, path, { method: 'DELETE' });
  expect(await view(world)).toMatchObject({ choice: null, set: null });
});

it('says what is wrong with what the owner said', async () => {
  const world = await startTeaShop();
  await save(world, { sku: TEA.sku, parts });
  await world.importAll();
  const pot = world.shop.state.products.get(502);
  if (pot) pot.sku = 'RENAMED';
  const again = { method: 'POST', body: { skus: [TEA.sku] } };
  const matched = await world.api.read(API_OPERATIONS.matchSkusAgain, `${SKUS}/match-again`, again);
  expect(matched).toEqual({ looked: 1, matched: 0, nextCursor: null });
  const shown = await view(world);
  expect(shown.about).toMatchObject({ code: 'set-product-gone', params: { shopSkus: 'MUG, POT' } });
  expect(shown.about?.what).toContain('MUG, POT');
});

it('looks in the shop again for what nothing was found for', async () => {
  const world = await startTeaShop();
  const again = { method: 'POST', body: {} };
  const path = `${SKUS}/match-again`;
  const nothing = await world.api.read(API_OPERATIONS.matchSkusAgain, path, again);
  expect(nothing).toEqual({ looked: 1, matched: 0, nextCursor: null });
  world.shop.addProduct({ name: 'Teeset', sku: TEA.sku });
  const found = await world.api.read(API_OPERATIONS.matchSkusAgain, path, again);
  expect(found).toMatchObject({ looked: 1, matched: 1 });
  expect(await view(world)).toMatchObject({ match: 'equal', waitingOrders: 1 });
  await world.importAll();
  expect(await view(world)).toMatchObject({ waitingOrders: 0 });
});

describe('a set is refused, field by field,', () => {
  it.each([
    ['quantity 0', [{ shopSku: 'MUG', quantity: 0 }], 'parts.0.quantity'],
    ['a product twice', [parts[0], { shopSku: 'mug', quantity: 1 }], 'parts.1.shopSku'],
    ['itself', [{ shopSku: TEA.sku, quantity: 1 }], 'parts.0.shopSku'],
    ['a product the shop lacks', [parts[0], { shopSku: 'NO', quantity: 1 }], 'parts.1.shopSku'],
    ['half the shares', [{ ...parts[0], weight: 3 }, parts[1]], 'parts.1.weight'],
    ['no product', [], 'parts'],
    ['too many products', [{ shopSku: 'MUG', quantity: 101 }], 'parts'],
  ])('with %s', async (_what, asked, field) => {
    const world = await startTeaShop();
    for (const [path, method] of [
      [SETS, 'PUT'],
      [`${SETS}/preview`, 'POST'],
    ] as const) {
      const body = { sku: TEA.sku, parts: asked };
      const problem = await world.api.problem(path, { method, body, headers: GERMAN });
      expect(problem).toMatchObject({ status: 400, code: 'request-invalid' });
      expect(problem.errors?.map((error) => error.field)).toEqual([field]);
    }
    expect((await world.bridge.ledger.loadProductSets()).size).toBe(0);
  });
});

it('a SKU that OTTO never named is not found', async () => {
  const world = await startTeaShop();
  const problem = await world.api.problem(skuPath('NEVER'), { headers: GERMAN });
  expect(problem).toMatchObject({ status: 404, code: 'sku-unknown' });
  expect(problem.detail).toContain('NEVER');
});

it('is told as the shop’s fault where the shop does not answer', async () => {
  const world = await startTeaShop();
  await world.shop.stop();
  world.bridge.connections.shop(await world.bridge.settings.load()).client.forgetProducts();
  const problem = await world.api.problem(SETS, { method: 'PUT', body: { sku: TEA.sku, parts } });
  expect(problem).toMatchObject({ status: 503, code: 'shop-unavailable' });
});
