import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FOUND_FOR_MS, MISSED_FOR_MS } from '../../../src/bridge/woocommerce/find-products.ts';
import { type ShopWorld, startShopWorld } from './shop-world.ts';

let world: ShopWorld;
beforeEach(async () => {
  world = await startShopWorld({
    products: [
      { id: 10, name: 'Mug', sku: 'SKU-A' },
      { id: 11, name: 'Shirt', sku: 'SHIRT', type: 'variable' },
      { id: 12, name: 'Shirt, blue', sku: 'SHIRT-BLUE', parentId: 11, taxStatus: 'none' },
      { id: 13, name: 'Set', sku: 'A,B' },
      { id: 14, name: 'Draft', sku: 'TWICE', status: 'draft' },
      { id: 15, name: 'Published', sku: 'TWICE' },
      { id: 16, name: 'Odd signs', sku: "T+P & (x)'!*#% ü" },
    ],
  });
});
afterEach(() => world.shop.stop());

describe('finding products by SKU', () => {
  it('finds products and variations without regard to case, keyed as asked', async () => {
    const found = await world.client.findProducts(['sku-a', 'Shirt-Blue', 'SHIRT', 'NOPE', '']);
    expect([...found]).toEqual([
      ['sku-a', { sku: 'SKU-A', productId: 10, variationId: 0, taxStatus: 'taxable' }],
      ['Shirt-Blue', { sku: 'SHIRT-BLUE', productId: 11, variationId: 12, taxStatus: 'none' }],
      ['SHIRT', { sku: 'SHIRT', productId: 11, variationId: 0, taxStatus: 'taxable' }],
    ]);
    expect(world.shop.requests).toHaveLength(1);
  });

  it('prefers the published of two products', async () => {
    const found = await world.client.findProducts(['TWICE']);
    expect(found.get('TWICE')).toMatchObject({ productId: 15 });
  });

  it('asks for a SKU with a comma alone and never takes a part of it for the whole', async () => {
    world.shop.addProduct({ id: 20, name: 'Part', sku: 'X' });
    const found = await world.client.findProducts(['SKU-A', 'X,Y']);
    expect([...found.keys()]).toEqual(['SKU-A']);
    expect(world.shop.requests.map(({ query }) => query.sku)).toEqual(['X,Y', 'SKU-A']);
  });

  it('does not believe a shop that answers with other products', async () => {
    const other = { id: 10, sku: 'MUTZE', parent_id: 0, type: 'simple', status: 'publish' };
    world.shop.faults.answer({ status: 200, body: [other] });
    expect((await world.client.findProducts(['MÜTZE'])).size).toBe(0);
  });

  it('finds SKUs with signs that mean something in an address', async () => {
    const found = await world.client.findProducts(["T+P & (x)'!*#% ü"]);
    expect([...found.values()]).toMatchObject([{ productId: 16 }]);
  });

  it('asks for many SKUs in several calls', async () => {
    const skus = Array.from({ length: 90 }, (_, index) => `S-${index}`);
    await world.client.findProducts(skus);
    expect(world.shop.requests).toHaveLength(3);
  });

  it('remembers a product for ten minutes and a miss for one', async () => {
    const ask = () => world.client.findProducts(['SKU-A', 'LATER']);
    await ask();
    await ask();
    expect(world.shop.requests).toHaveLength(1);
    world.shop.addProduct({ name: 'Later', sku: 'LATER' });
    await world.clock.sleep(MISSED_FOR_MS);
    expect((await ask()).size).toBe(2);
    expect(world.shop.requests.map(({ query }) => query.sku)).toEqual(['SKU-A,LATER', 'LATER']);
    await world.clock.sleep(FOUND_FOR_MS - MISSED_FOR_MS);
    await ask();
    expect(world.shop.requests.at(-1)?.query.sku).toBe('SKU-A');
  });
});

describe('finding products by EAN', () => {
  const EAN = '4006381333931';
  const OTHER = '4006381333948';

  it('finds a product and a variation that carry the number, also with dashes', async () => {
    world.shop.addProduct({ id: 30, name: 'Pen', sku: 'PEN', globalUniqueId: EAN });
    world.shop.addProduct({ id: 31, name: 'S', sku: '', parentId: 11, globalUniqueId: OTHER });
    const found = await world.client.findByEan([EAN, OTHER, '4006381333955']);
    expect([...found].map(([ean, { product }]) => [ean, product])).toEqual([
      [EAN, { sku: 'PEN', productId: 30, variationId: 0, taxStatus: 'taxable' }],
      [OTHER, { sku: '', productId: 11, variationId: 31, taxStatus: 'taxable' }],
    ]);
    expect(world.shop.requests.map(({ query }) => query.global_unique_id)).toEqual([
      `${EAN},${OTHER},4006381333955`,
    ]);
  });

  it('finds none where two products carry it', async () => {
    for (const id of [30, 31]) {
      world.shop.addProduct({ id, name: 'Pen', sku: `PEN-${id}`, globalUniqueId: EAN });
    }
    expect((await world.client.findByEan([EAN])).size).toBe(0);
  });

  it('does not believe a shop that ignores the filter, and does not read all it has', async () => {
    const products = Array.from({ length: 100 }, (_, at) => ({
      ...{ id: at + 1, sku: `S-${at}`, type: 'simple', status: 'publish' },
      global_unique_id: at === 50 ? EAN : '',
    }));
    world.shop.faults.answer({ status: 200, body: products });
    const found = await world.client.findByEan([EAN, OTHER]);
    expect([...found].map(([ean, { product }]) => [ean, product.productId])).toEqual([[EAN, 51]]);
    expect(world.shop.requests).toHaveLength(1);
  });

  it('finds nothing in a shop whose products have no such number', async () => {
    const old = { id: 10, sku: 'A', parent_id: 0, type: 'simple', status: 'publish' };
    world.shop.faults.answer({ status: 200, body: [old] });
    expect((await world.client.findByEan([EAN])).size).toBe(0);
  });

  it('asks for no number that is none of the trade’s', async () => {
    expect((await world.client.findByEan(['', '12', 'no-ean'])).size).toBe(0);
    expect(world.shop.requests).toEqual([]);
  });

  it('remembers it as it remembers SKUs, until it is told to forget', async () => {
    const ask = () => world.client.findByEan([EAN]);
    await ask();
    world.shop.addProduct({ id: 30, name: 'Pen', sku: 'PEN', globalUniqueId: EAN });
    expect((await ask()).size).toBe(0);
    await world.clock.sleep(MISSED_FOR_MS);
    expect((await ask()).size).toBe(1);
    await ask();
    expect(world.shop.requests).toHaveLength(2);
    world.client.forgetProducts();
    await ask();
    expect(world.shop.requests).toHaveLength(3);
  });
});

it('tells name and regular price of products', async () => {
  world.shop.addProduct({ id: 30, name: 'Pen', sku: 'PEN', price: '1.99' });
  const found = await world.client.findOffers(['pen', 'SHIRT']);
  expect(found.get('pen')).toMatchObject({ name: 'Pen', regularPriceCents: 199 });
  expect(found.get('SHIRT')).toMatchObject({ name: 'Shirt', regularPriceCents: undefined });
});
