import { describe, expect, it, onTestFinished } from 'vitest';
import { startFakeOtto, usualCredentials } from '../../fakes/otto/index.ts';
import { DAY, HOUR, MINUTE } from '../support/world.ts';
import { SHOWN_AFTER, startStockWorld } from './stock-world.ts';

describe('Stock from the shop to OTTO', () => {
  it('tells what the shop has, and then only what changed', async () => {
    const world = await startStockWorld();
    const mug = world.sold({ sku: 'MUG', stockQuantity: 7 });
    world.sold({ sku: 'PLATE', stockQuantity: 3 }, 3);
    await world.tell();
    expect(world.pushes()).toEqual([{ MUG: 7 }]);
    expect(await world.level('PLATE')).toMatchObject({ state: 'agrees', target: 3 });
    await world.tellAfter(MINUTE);
    expect(world.pushes()).toHaveLength(1);
    world.shop.hands.setStock(mug.id, 5);
    await world.tellAfter(MINUTE);
    expect(world.pushes().slice(1)).toEqual([{ MUG: 5 }]);
    expect(await world.level('MUG')).toMatchObject({ state: 'pushed', pushed: 5, shopQuantity: 5 });
  });

  it('reads back within minutes what OTTO shows', async () => {
    const world = await startStockWorld();
    world.sold({ sku: 'MUG', stockQuantity: 7 });
    await world.tell();
    expect(await world.level('MUG')).toMatchObject({ state: 'pushed', ottoQuantity: 0 });
    await world.tellAfter(SHOWN_AFTER);
    expect(await world.level('MUG')).toMatchObject({ state: 'agrees', ottoQuantity: 7 });
  });

  it('makes no call at all while it is off', async () => {
    const world = await startStockWorld({ stock: { isOn: false } });
    world.sold({ sku: 'MUG', stockQuantity: 7 });
    const before = world.otto.requests.length;
    const result = await world.bridge.runStock({
      cause: 'schedule',
      signal: new AbortController().signal,
      holderKind: 'service',
    });
    expect(result).toEqual({ ran: false, why: 'stock-off' });
    expect(world.shop.requests).toEqual([]);
    expect(world.otto.requests.slice(before)).toEqual([]);
  });

  it('hears of a change by the sweep alone within the hour', async () => {
    const world = await startStockWorld();
    const mug = world.sold({ sku: 'MUG', stockQuantity: 7 });
    await world.tell();
    await world.tellAfter(5 * MINUTE);
    // As a plugin that writes past WooCommerce: no date changes, no webhook is fired.
    mug.stockQuantity = 2;
    await world.tellAfter(30 * MINUTE);
    expect(world.atOtto('MUG')).toBe(7);
    await world.tellAfter(31 * MINUTE);
    expect(world.atOtto('MUG')).toBe(2);
  });

  it('keeps a buffer back and never shows more than the cap, of all or of one SKU', async () => {
    const world = await startStockWorld({ stock: { buffer: 2, cap: 50 } });
    world.sold({ sku: 'MUG', stockQuantity: 7 });
    world.sold({ sku: 'PLATE', stockQuantity: 500 });
    world.sold({ sku: 'JUG', stockQuantity: 2 });
    await world.tell();
    expect(world.pushes()).toEqual([{ MUG: 5, PLATE: 50 }]);
    expect(await world.level('JUG')).toMatchObject({
      target: 0,
      shopFinding: { code: 'within-buffer' },
    });
    await world.bridge.stockDesk.saveOfSku('main', 'MUG', { buffer: 0 });
    await world.bridge.stockDesk.saveOfSku('main', 'PLATE', { cap: 9 });
    await world.tellAfter(MINUTE);
    expect(world.pushes().slice(1)).toEqual([{ MUG: 7, PLATE: 9 }]);
    await world.bridge.stockDesk.saveOfSku('main', 'MUG', { buffer: null });
    await world.tellAfter(MINUTE);
    expect(world.atOtto('MUG')).toBe(5);
  });

  it('follows the common buffer once it was changed', async () => {
    const world = await startStockWorld();
    world.sold({ sku: 'MUG', stockQuantity: 7 });
    await world.tell();
    await world.tellAfter(5 * MINUTE);
    await world.setStockSettings({ buffer: 3 });
    await world.tellAfter(MINUTE);
    expect(world.atOtto('MUG')).toBe(4);
  });

  it('tells every account that sells the SKU the same stock', async () => {
    const world = await startStockWorld();
    const second = await startFakeOtto({ now: world.clock.now });
    onTestFinished(() => second.stop());
    second.availability.know('MUG');
    second.setQuantity('MUG', 1);
    const { clientId, clientSecret } = usualCredentials;
    await world.addAccount(
      {
        id: 'second',
        name: 'Second',
        state: 'active',
        clientId,
        environment: { baseUrl: second.url },
      },
      clientSecret,
    );
    world.sold({ sku: 'MUG', stockQuantity: 7 });
    await world.tell();
    expect([world.atOtto('MUG'), second.availability.quantity('MUG')]).toEqual([7, 7]);
    second.faults.answerWith(503, { times: 100 });
    world.shop.hands.setStock((await world.level('MUG')).parts[0]?.productId ?? 0, 6);
    const { fault } = await world.tellAfter(MINUTE);
    expect(fault).toMatchObject({ code: 'otto-unavailable' });
    expect([world.atOtto('MUG'), second.availability.quantity('MUG')]).toEqual([6, 7]);
  });

  it('reads the whole list again every day, and learns new SKUs from it', async () => {
    const world = await startStockWorld();
    world.sold({ sku: 'MUG', stockQuantity: 7 });
    await world.tell();
    world.sold({ sku: 'PLATE', stockQuantity: 4 }, 1);
    await world.tellAfter(HOUR);
    expect(world.atOtto('PLATE')).toBe(1);
    await world.tellAfter(DAY);
    await world.tellAfter(MINUTE);
    expect(world.atOtto('PLATE')).toBe(4);
  });
});
