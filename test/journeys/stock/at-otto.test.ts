import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../support/world.ts';
import { SHOWN_AFTER, type StockWorld, startStockWorld } from './stock-world.ts';

/** So many products with a number each, all known to OTTO, which shows one less. */
function manyProducts(world: StockWorld, count: number, numberOf = (_: number) => 5) {
  return Array.from({ length: count }, (_, index) =>
    world.sold({
      sku: `P${String(index).padStart(5, '0')}`,
      stockQuantity: numberOf(index),
    }),
  );
}

const pushCalls = (world: StockWorld) =>
  world.otto.requests.filter(
    ({ method, path }) => method === 'POST' && path === '/v1/availability/quantities',
  ).length;

describe('What OTTO makes of numbers', () => {
  it('gets a storm of ten thousand changes in fifty calls, with the latest numbers', async () => {
    const world = await startStockWorld();
    const products = manyProducts(world, 10_000, () => 0);
    await world.tell();
    expect(pushCalls(world)).toBe(0);
    await world.clock.advance(2 * MINUTE);
    for (const product of products) world.shop.hands.setStock(product.id, 3);
    for (const product of products) world.shop.hands.setStock(product.id, 4);
    await world.tellAfter(MINUTE);
    expect(pushCalls(world)).toBe(50);
    const at = products.map(({ sku }) => world.atOtto(sku));
    expect(at.every((quantity) => quantity === 4)).toBe(true);
  }, 300_000);

  it('is told zeros first, then what became less, then the rest', async () => {
    const world = await startStockWorld();
    const products = manyProducts(world, 450);
    await world.tell();
    await world.clock.advance(2 * MINUTE);
    const before = world.pushes().length;
    for (const [index, { id }] of products.entries()) {
      world.shop.hands.setStock(id, index % 3 === 0 ? 9 : index % 3 === 1 ? 0 : 2);
    }
    await world.tellAfter(MINUTE);
    const told = world
      .pushes()
      .slice(before)
      .flatMap((push) => Object.values(push));
    // A call is a call: what stands behind the first zeros in it does not come before them.
    expect([...new Set(told.slice(0, 150))]).toEqual([0]);
    expect([...new Set(told.slice(150, 300))]).toEqual([2]);
    expect([...new Set(told.slice(300))]).toEqual([9]);
  }, 60_000);

  it('is asked again later where it says too many requests, and then gets the number of then', async () => {
    const world = await startStockWorld();
    const mug = world.sold({ sku: 'MUG', stockQuantity: 5 });
    world.otto.faults.tooManyRequests({ on: 'push-quantities', times: 50 });
    const { fault } = await world.tell();
    expect(fault).toMatchObject({ code: 'otto-unavailable' });
    expect(await world.incidentCodes()).toEqual(['otto-unavailable']);
    world.otto.faults.clear();
    world.shop.hands.setStock(mug.id, 2);
    await world.tellAfter(10 * MINUTE);
    expect(world.pushes()).toEqual([{ MUG: 2 }]);
    expect(await world.incidentCodes()).toEqual([]);
  });

  it.each([
    ['nothing happened', 'dropBeforeEffect'],
    ['it took everything', 'dropAfterEffect'],
  ] as const)('is told again after a lost answer, also where %s', async (_, drop) => {
    const world = await startStockWorld();
    const mug = world.sold({ sku: 'MUG', stockQuantity: 5 });
    world.otto.faults[drop]({ on: 'push-quantities', times: 20 });
    await world.tell();
    expect(await world.level('MUG')).toMatchObject({ state: 'due', pushed: undefined });
    world.otto.faults.clear();
    world.shop.hands.setStock(mug.id, 4);
    await world.tellAfter(10 * MINUTE);
    expect(world.atOtto('MUG')).toBe(4);
    expect(await world.level('MUG')).toMatchObject({ pushed: 4 });
  });

  it.each(['detail', 'nowhere'] as const)(
    'is told unknown SKUs once and not again before a day, named in the %s',
    async (unknownSkuNamedIn) => {
      const world = await startStockWorld({ otto: { unknownSkuNamedIn } });
      const products = manyProducts(world, 5);
      await world.tell();
      world.otto.availability.forget('P00001', 'P00003');
      for (const { id } of products) world.shop.hands.setStock(id, 8);
      await world.tellAfter(2 * MINUTE);
      expect(await world.level('P00001')).toMatchObject({
        state: 'unknown',
        finding: { code: 'sku-unknown' },
      });
      expect([world.atOtto('P00000'), world.atOtto('P00004')]).toEqual([8, 8]);
      const [incident] = await world.openIncidents();
      expect(incident?.code).toBe('stock-skus-unknown');
      expect(JSON.parse(incident?.params ?? '')).toMatchObject({
        count: 2,
        skus: 'P00001, P00003',
      });
      const calls = pushCalls(world);
      for (const { id } of products.slice(1, 2)) world.shop.hands.setStock(id, 7);
      await world.tellAfter(2 * MINUTE);
      await world.tellAfter(5 * HOUR);
      expect(pushCalls(world)).toBe(calls);
      world.otto.availability.know('P00001', 'P00003');
      await world.tellAfter(DAY);
      await world.tellAfter(MINUTE);
      expect([world.atOtto('P00001'), world.atOtto('P00003')]).toEqual([7, 8]);
      expect(await world.incidentCodes()).toEqual([]);
    },
  );

  it('is told an unknown SKU at once when somebody clicks', async () => {
    const world = await startStockWorld();
    world.sold({ sku: 'MUG', stockQuantity: 5 }, 1);
    world.sold({ sku: 'PLATE', stockQuantity: 5 }, 5);
    await world.tell();
    world.otto.availability.forget('MUG');
    await world.bridge.stockDesk.pushNow({ skus: ['MUG', 'NO-SUCH'] });
    await world.tellAfter(MINUTE);
    expect(await world.level('MUG')).toMatchObject({ state: 'unknown' });
    world.otto.availability.know('MUG');
    expect(await world.bridge.stockDesk.pushNow({ skus: ['MUG'] })).toBe(1);
    await world.tellAfter(MINUTE);
    expect(world.atOtto('MUG')).toBe(5);
    expect(world.pushes().some((push) => 'PLATE' in push)).toBe(false);
    expect(await world.bridge.stockDesk.pushNow({})).toBe(2);
    await world.tellAfter(MINUTE);
    expect(world.pushes().at(-1)).toEqual({ MUG: 5, PLATE: 5 });
  });

  it.each([400, 413, 422])('finds the one number that OTTO answers with %i to', async (status) => {
    const world = await startStockWorld();
    manyProducts(world, 9);
    const names = (body: unknown) => JSON.stringify(body).includes('P00004');
    world.otto.faults.answerWith(status, {
      on: ({ path, method, body }) =>
        method === 'POST' && path === '/v1/availability/quantities' && names(body),
      times: 100,
      body: { errors: [{ path: '/', title: 'NOT_FOR_SALE' }] },
    });
    await world.tell();
    expect(await world.level('P00004')).toMatchObject({
      state: 'refused',
      finding: { code: 'number-refused', params: { detail: 'NOT_FOR_SALE' } },
    });
    expect(['P00003', 'P00005', 'P00008'].map(world.atOtto)).toEqual([5, 5, 5]);
    expect(await world.incidentCodes()).toEqual(['stock-skus-refused']);
  });

  it('sells no piece of what the shop has no more, though it refused a number of the SKU before', async () => {
    const world = await startStockWorld();
    const [mug] = manyProducts(world, 3);
    await world.tell();
    world.otto.faults.answerWith(207, {
      on: ({ path, method }) => method === 'POST' && path === '/v1/availability/quantities',
      times: 1,
      body: { results: [], errors: [{ detail: 'P00000 is locked', logref: 'L1' }] },
    });
    world.shop.hands.setStock(mug?.id ?? 0, 4);
    await world.tellAfter(2 * MINUTE);
    expect(await world.level('P00000')).toMatchObject({
      state: 'refused',
      finding: { code: 'number-refused' },
    });
    expect(await world.incidentCodes()).toEqual(['stock-skus-refused']);
    world.shop.hands.setStock(mug?.id ?? 0, 0);
    await world.tellAfter(2 * MINUTE);
    expect(world.atOtto('P00000')).toBe(0);
    expect(await world.incidentCodes()).toEqual([]);
  });

  it('misses a right for stock without a word about orders', async () => {
    const world = await startStockWorld();
    world.sold({ sku: 'MUG', stockQuantity: 5 });
    world.otto.faults.forbidden({ on: ({ path }) => path.includes('availability'), times: 100 });
    const { fault } = await world.tell();
    expect(fault).toMatchObject({ code: 'otto-right-missing', params: { scope: 'availability' } });
    world.order();
    expect((await world.run()).counters.created).toBe(1);
    expect(await world.incidentCodes()).toEqual(['otto-right-missing']);
    world.otto.faults.clear();
    await world.tellAfter(MINUTE);
    expect(await world.incidentCodes()).toEqual([]);
  });
});

describe('What OTTO shows', () => {
  it('is sent again once where somebody raised it there, and then told to the owner', async () => {
    const world = await startStockWorld();
    world.sold({ sku: 'MUG', stockQuantity: 5 });
    await world.tell();
    await world.clock.advance(MINUTE);
    world.otto.setQuantity('MUG', 50);
    await world.tellAfter(SHOWN_AFTER);
    expect(world.atOtto('MUG')).toBe(5);
    await world.clock.advance(MINUTE);
    world.otto.setQuantity('MUG', 60);
    await world.tellAfter(SHOWN_AFTER);
    expect(world.atOtto('MUG')).toBe(60);
    expect(await world.level('MUG')).toMatchObject({
      state: 'differs',
      finding: { code: 'differs', params: { otto: 60, pushed: 5 } },
    });
    expect(await world.incidentCodes()).toEqual(['stock-numbers-differ']);
    await world.bridge.stockDesk.pushNow({ skus: ['MUG'] });
    await world.tellAfter(MINUTE);
    await world.tellAfter(SHOWN_AFTER);
    expect(world.atOtto('MUG')).toBe(5);
    expect(await world.incidentCodes()).toEqual([]);
  });

  it('stays lower for a while, as a piece may just have been sold there', async () => {
    const world = await startStockWorld({ otto: { salesLowerQuantities: true } });
    world.sold({ sku: 'MUG', stockQuantity: 5 });
    await world.tell();
    await world.clock.advance(MINUTE);
    world.otto.setQuantity('MUG', 4);
    await world.tellAfter(SHOWN_AFTER);
    expect(world.atOtto('MUG')).toBe(4);
    expect(await world.level('MUG')).toMatchObject({ finding: { code: 'lower' } });
    // The sale came to the shop: the number is right now, and nothing has to be sent again.
    const calls = world.pushes().length;
    const { parts } = await world.level('MUG');
    world.shop.hands.setStock(parts[0]?.productId ?? 0, 4);
    await world.tellAfter(MINUTE);
    expect(world.pushes()).toHaveLength(calls);
    expect(await world.level('MUG')).toMatchObject({ state: 'agrees', finding: undefined });
  });

  it('is raised again where nothing explains the lower number', async () => {
    const world = await startStockWorld();
    world.sold({ sku: 'MUG', stockQuantity: 5 });
    await world.tell();
    await world.clock.advance(MINUTE);
    world.otto.setQuantity('MUG', 4);
    await world.tellAfter(SHOWN_AFTER);
    await world.tellAfter(10 * MINUTE);
    expect(world.atOtto('MUG')).toBe(4);
    await world.tellAfter(10 * MINUTE);
    expect(world.atOtto('MUG')).toBe(5);
  });
});
