import { describe, expect, it } from 'vitest';
import { MINUTE, SHIRT } from '../support/world.ts';
import { SHOWN_AFTER, type StockWorld, startStockWorld } from './stock-world.ts';

async function startThreeProducts(): Promise<StockWorld> {
  const world = await startStockWorld();
  world.sold({ sku: 'MUG', stockQuantity: 7 });
  world.sold({ sku: 'PLATE', stockQuantity: 0 });
  // The owner keeps this number at OTTO by hand.
  world.sold({ sku: 'VASE', manageStock: false }, 12);
  await world.tell();
  await world.tellAfter(SHOWN_AFTER);
  return world;
}

const vacation = (world: StockWorld) => world.bridge.stockDesk.viewVacation();

describe('The vacation', () => {
  it('sets everything at OTTO to zero, verifies it there, and brings every number back', async () => {
    const world = await startThreeProducts();
    expect(await world.bridge.stockDesk.previewVacation('start')).toMatchObject({ changes: 2 });
    await world.bridge.stockDesk.startVacation();
    await world.tellAfter(MINUTE);
    expect(['MUG', 'PLATE', 'VASE'].map(world.atOtto)).toEqual([0, 0, 0]);
    expect(await vacation(world)).toMatchObject({ isOn: true, isVerified: false });
    await world.tellAfter(11 * MINUTE);
    expect(await vacation(world)).toMatchObject({
      isOn: true,
      total: 3,
      atZero: 3,
      isVerified: true,
    });
    expect(await world.bridge.stockDesk.previewVacation('end')).toMatchObject({ changes: 3 });
    await world.bridge.stockDesk.endVacation();
    await world.tellAfter(MINUTE);
    expect(['MUG', 'PLATE', 'VASE'].map(world.atOtto)).toEqual([7, 0, 12]);
    await world.tellAfter(MINUTE);
    expect(await world.level('VASE')).toMatchObject({ state: 'not-told', restore: undefined });
    expect(await world.level('MUG')).toMatchObject({ isAway: false, target: 7 });
  });

  it('keeps new SKUs and changed stock at zero, and ends with the numbers of then', async () => {
    const world = await startThreeProducts();
    await world.bridge.stockDesk.startVacation();
    await world.tellAfter(MINUTE);
    const { parts } = await world.level('MUG');
    world.shop.hands.setStock(parts[0]?.productId ?? 0, 40);
    world.sold({ sku: 'NEW', stockQuantity: 9 }, 9);
    world.order({ positionItems: [{ fulfillmentStatus: 'PROCESSABLE' }] });
    await world.run();
    for (let times = 0; times < 14; times += 1) await world.tellAfter(6 * MINUTE);
    expect(['MUG', 'NEW', SHIRT].map((sku) => world.atOtto(sku) ?? 0)).toEqual([0, 0, 0]);
    await world.bridge.stockDesk.endVacation();
    await world.tellAfter(MINUTE);
    expect(['MUG', 'NEW', SHIRT].map(world.atOtto)).toEqual([40, 9, 99]);
  });

  it('goes on after a restart at any moment, and so does its end', async () => {
    const world = await startThreeProducts();
    await world.bridge.stockDesk.startVacation();
    await world.restart();
    await world.tellAfter(MINUTE);
    await world.restart();
    await world.tellAfter(11 * MINUTE);
    await world.tellAfter(11 * MINUTE);
    expect(await vacation(world)).toMatchObject({ isVerified: true });
    await world.bridge.stockDesk.endVacation();
    await world.restart();
    world.otto.faults.answerWith(503, { on: 'push-quantities', times: 20 });
    await world.tellAfter(MINUTE);
    await world.restart();
    world.otto.faults.clear();
    await world.tellAfter(10 * MINUTE);
    expect(['MUG', 'PLATE', 'VASE'].map(world.atOtto)).toEqual([7, 0, 12]);
  });

  it('begins and ends by the setting alone too', async () => {
    const world = await startThreeProducts();
    await world.setStockSettings({ isVacation: true });
    await world.tellAfter(MINUTE);
    await world.tellAfter(MINUTE);
    expect(['MUG', 'VASE'].map(world.atOtto)).toEqual([0, 0]);
    await world.setStockSettings({ isVacation: false });
    await world.tellAfter(MINUTE);
    expect(['MUG', 'VASE'].map(world.atOtto)).toEqual([7, 12]);
    expect((await vacation(world)).since).toBeUndefined();
  });

  it('sends zero as often as it takes, and says when OTTO still shows something', async () => {
    const world = await startThreeProducts();
    await world.bridge.stockDesk.startVacation();
    for (let times = 0; times < 8; times += 1) {
      await world.tellAfter(10 * MINUTE);
      world.otto.setQuantity('MUG', 3);
    }
    expect(await world.incidentCodes()).toEqual(['stock-vacation-open']);
    const view = await vacation(world);
    expect([view.atZero, view.total, view.isVerified]).toEqual([2, 3, false]);
    await world.tellAfter(11 * MINUTE);
    await world.tellAfter(11 * MINUTE);
    expect(world.atOtto('MUG')).toBe(0);
    expect(await world.incidentCodes()).toEqual([]);
  });

  it('works while the shop is out of reach', async () => {
    const world = await startThreeProducts();
    await world.bridge.stockDesk.startVacation();
    world.shop.faults.badGateway({ times: 1_000 });
    await world.tellAfter(MINUTE);
    expect(world.atOtto('MUG')).toBe(0);
  });

  it('is brought to its end when stock is switched off right after it', async () => {
    const world = await startThreeProducts();
    await world.bridge.stockDesk.startVacation();
    await world.tellAfter(MINUTE);
    expect(['MUG', 'VASE'].map(world.atOtto)).toEqual([0, 0]);
    await world.bridge.stockDesk.endVacation();
    await world.setStockSettings({ isOn: false });
    const down = world.otto.faults.answerWith(503, { on: 'push-quantities', times: 20 });
    await world.tellAfter(MINUTE);
    expect(['MUG', 'VASE'].map(world.atOtto)).toEqual([0, 0]);
    down.withdraw();
    await world.tellAfter(10 * MINUTE);
    expect(['MUG', 'VASE'].map(world.atOtto)).toEqual([7, 12]);
    await expect(world.tellAfter(MINUTE)).rejects.toThrow('stock-off');
  });

  it('does not let stock be switched off, by whomever', async () => {
    const world = await startThreeProducts();
    await world.bridge.stockDesk.startVacation();
    await expect(world.setStockSettings({ isOn: false })).rejects.toThrow(/during the vacation/);
    await world.setStockSettings({ buffer: 3 });
    await world.tellAfter(MINUTE);
    expect(['MUG', 'VASE'].map(world.atOtto)).toEqual([0, 0]);
    await world.bridge.stockDesk.endVacation();
    await world.tellAfter(MINUTE);
    expect(['MUG', 'VASE'].map(world.atOtto)).toEqual([4, 12]);
  });

  it('does not begin where stock is off: nobody would bring the numbers back', async () => {
    const world = await startStockWorld({ stock: { isOn: false } });
    await expect(world.bridge.stockDesk.startVacation()).rejects.toMatchObject({
      code: 'stock-off',
    });
  });
});
