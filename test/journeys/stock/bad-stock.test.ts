import { describe, expect, it } from 'vitest';
import { MINUTE } from '../support/world.ts';
import { startStockWorld } from './stock-world.ts';

describe('Stock that is no plain number', () => {
  it('tells zero where the shop is below zero, on backorder or not', async () => {
    const world = await startStockWorld();
    world.sold({ sku: 'MUG', stockQuantity: -3 }, 5);
    world.sold({ sku: 'PLATE', stockQuantity: -2, backorders: 'yes' }, 5);
    await world.tell();
    expect(world.pushes()).toEqual([{ MUG: 0, PLATE: 0 }]);
    expect(await world.level('MUG')).toMatchObject({
      shopQuantity: -3,
      shopFinding: { code: 'negative' },
    });
  });

  it('tells whole pieces of a fraction', async () => {
    const world = await startStockWorld();
    world.sold({ sku: 'CLOTH', stockQuantity: 2.9 });
    world.sold({ sku: 'REST', stockQuantity: 0.5 }, 1);
    await world.tell();
    expect(world.pushes()).toEqual([{ REST: 0, CLOTH: 2 }]);
  });

  it('tells no more than OTTO can hold', async () => {
    const world = await startStockWorld();
    world.sold({ sku: 'SAND', stockQuantity: 99_999_999_999_999 });
    await world.tell();
    expect(world.pushes()).toEqual([{ SAND: 999_999_999 }]);
    expect(await world.level('SAND')).toMatchObject({ shopFinding: { code: 'capped' } });
  });

  it('guesses no number where the shop counts none, and tells zero where it has none', async () => {
    const world = await startStockWorld();
    world.sold({ sku: 'MUG', manageStock: false }, 12);
    world.sold({ sku: 'PLATE', manageStock: false, stockStatus: 'outofstock' }, 12);
    await world.tell();
    expect(world.pushes()).toEqual([{ PLATE: 0 }]);
    expect(await world.level('MUG')).toMatchObject({
      state: 'not-told',
      target: undefined,
      shopFinding: { code: 'not-managed' },
    });
    expect(world.atOtto('MUG')).toBe(12);
  });

  it('says that OTTO sells on by an old number where the shop stopped counting', async () => {
    const world = await startStockWorld();
    const mug = world.sold({ sku: 'MUG', stockQuantity: 5 });
    await world.tell();
    world.shop.hands.changeProduct(mug.id, { manageStock: false, stockStatus: 'instock' });
    await world.tellAfter(2 * MINUTE);
    expect(world.atOtto('MUG')).toBe(5);
    expect(await world.incidentCodes()).toEqual(['stock-numbers-left-alone']);
    world.shop.hands.changeProduct(mug.id, { manageStock: true, stockQuantity: 4 });
    await world.tellAfter(2 * MINUTE);
    expect(world.atOtto('MUG')).toBe(4);
    expect(await world.incidentCodes()).toEqual([]);
  });

  it('gives variations without a number of their own that of their product', async () => {
    const world = await startStockWorld();
    const shirt = world.shop.addProduct({
      name: 'Shirt',
      sku: 'SHIRT',
      type: 'variable',
      stockQuantity: 8,
    });
    world.sold({ sku: 'SHIRT-S', parentId: shirt.id });
    world.sold({ sku: 'SHIRT-M', parentId: shirt.id });
    world.sold({ sku: 'SHIRT-L', parentId: shirt.id, stockQuantity: 3 });
    await world.tell();
    expect(world.pushes()).toEqual([{ 'SHIRT-L': 3, 'SHIRT-M': 8, 'SHIRT-S': 8 }]);
    expect(await world.level('SHIRT-S')).toMatchObject({
      shopFinding: { code: 'shared', params: { others: 1 } },
    });
    expect((await world.level('SHIRT-L')).shopFinding).toBeUndefined();
    expect((await world.bridge.stockDesk.view()).shared).toBe(2);
    world.shop.hands.setStock(shirt.id, 2);
    await world.tellAfter(MINUTE);
    expect(world.pushes().slice(1)).toEqual([{ 'SHIRT-M': 2, 'SHIRT-S': 2 }]);
  });

  it.each(['draft', 'private', 'pending'] as const)(
    'tells zero of a product that is %s',
    async (status) => {
      const world = await startStockWorld();
      const mug = world.sold({ sku: 'MUG', stockQuantity: 7 });
      const shirt = world.shop.addProduct({ name: 'Shirt', sku: 'SHIRT', type: 'variable' });
      world.sold({ sku: 'SHIRT-S', parentId: shirt.id, stockQuantity: 4 });
      await world.tell();
      world.shop.hands.changeProduct(mug.id, { status });
      world.shop.hands.changeProduct(shirt.id, { status });
      await world.tellAfter(MINUTE);
      expect(world.pushes().slice(1)).toEqual([{ MUG: 0, 'SHIRT-S': 0 }]);
      expect(await world.level('MUG')).toMatchObject({
        shopFinding: { code: 'not-published', params: { status } },
      });
    },
  );

  it('tells zero of a product in the bin, and of one that is gone for good', async () => {
    const world = await startStockWorld();
    const mug = world.sold({ sku: 'MUG', stockQuantity: 7 });
    const plate = world.sold({ sku: 'PLATE', stockQuantity: 7 });
    await world.tell();
    world.shop.hands.trashProduct(mug.id);
    await world.tellAfter(MINUTE);
    expect(world.pushes().slice(1)).toEqual([{ MUG: 0 }]);
    world.shop.hands.deleteProductForGood(plate.id);
    await world.tellAfter(61 * MINUTE);
    expect(world.atOtto('PLATE')).toBe(0);
    expect(await world.level('PLATE')).toMatchObject({ shopFinding: { code: 'product-gone' } });
    world.shop.hands.changeProduct(mug.id, { status: 'publish' });
    await world.tellAfter(MINUTE);
    expect(world.atOtto('MUG')).toBe(7);
  });

  it('tells zero once nothing in the shop has the SKU any more, and the number when it is back', async () => {
    const world = await startStockWorld();
    const mug = world.sold({ sku: 'MUG', stockQuantity: 7 });
    await world.tell();
    world.shop.hands.changeProduct(mug.id, { sku: 'RENAMED' });
    await world.tellAfter(61 * MINUTE);
    expect(world.atOtto('MUG')).toBe(0);
    expect(await world.level('MUG')).toMatchObject({ shopFinding: { code: 'product-gone' } });
    world.shop.hands.changeProduct(mug.id, { sku: 'MUG' });
    await world.tellAfter(2 * MINUTE);
    expect(world.atOtto('MUG')).toBe(7);
  });

  it('counts the product that orders are booked on where two have one SKU, and says so', async () => {
    const world = await startStockWorld();
    const draft = world.sold({ sku: 'MUG', stockQuantity: 90, status: 'draft' });
    const second = world.sold({ sku: 'mug', stockQuantity: 4 });
    await world.tell();
    expect(world.atOtto('MUG')).toBe(4);
    const [incident] = await world.openIncidents();
    expect(incident).toMatchObject({ code: 'stock-sku-doubled' });
    expect(JSON.parse(incident?.params ?? '')).toMatchObject({
      productIds: `${draft.id}, ${second.id}`,
    });
    world.shop.hands.changeProduct(draft.id, { sku: 'OTHER' });
    await world.tellAfter(61 * MINUTE);
    expect(await world.incidentCodes()).toEqual([]);
  });

  it('tells nothing of a SKU that the shop lacks, until it has it', async () => {
    const world = await startStockWorld();
    world.otto.availability.know('MUG');
    world.otto.setQuantity('MUG', 5);
    await world.tell();
    expect(world.pushes()).toEqual([]);
    expect(await world.level('MUG')).toMatchObject({
      state: 'not-told',
      shopFinding: { code: 'no-product' },
    });
    world.shop.hands.createProduct({ name: 'Mug', sku: 'MUG', stockQuantity: 3 });
    await world.tellAfter(2 * MINUTE);
    expect(world.pushes()).toEqual([{ MUG: 3 }]);
  });

  it('tells of a set how many can be made', async () => {
    const world = await startStockWorld();
    world.shop.addProduct({ name: 'Mug', sku: 'MUG', price: '5.00', stockQuantity: 11 });
    const spoon = world.shop.addProduct({
      name: 'Spoon',
      sku: 'SPOON',
      price: '1.00',
      stockQuantity: 7,
    });
    world.otto.availability.know('TEA-SET');
    world.otto.setQuantity('TEA-SET', 0);
    await world.bridge.skuMap.saveSet({
      sku: 'TEA-SET',
      parts: [
        { shopSku: 'MUG', quantity: 2 },
        { shopSku: 'SPOON', quantity: 2 },
      ],
    });
    await world.tell();
    expect(world.pushes()).toEqual([{ 'TEA-SET': 3 }]);
    world.shop.hands.setStock(spoon.id, 1);
    await world.tellAfter(MINUTE);
    expect(world.atOtto('TEA-SET')).toBe(0);
  });
});
