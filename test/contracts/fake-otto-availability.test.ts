import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sandboxProducts } from '../fixtures/otto/index.ts';
import { MINUTE, nextOf, type OttoWorld, refusalOf, startOttoWorld } from './fake-otto-world.ts';

/*
 * What the rest of the tests may rely on in the fake OTTO's stock. Numbers in brackets are sections of
 * the OTTO reference the fake follows.
 */

const path = '/v1/availability/quantities';
const SHIRT = sandboxProducts.shirt.sku;
const FRIDGE = sandboxProducts.fridge.sku;

let world: OttoWorld;

beforeEach(async () => {
  world = await startOttoWorld();
});

const push = (...entries: unknown[]) => world.post(path, entries);
const entry = (sku: string, quantity: unknown) => ({ sku, quantity });

const entries = z.array(
  z.object({ sku: z.string(), quantity: z.number(), lastModified: z.string() }),
);
const list = z.object({ resources: z.object({ variations: entries }) });

async function listed(query = '') {
  const { status, body } = await world.get(`${path}${query}`);
  expect(status).toBe(200);
  return list.parse(body).resources.variations;
}

describe('pushing quantities (5.5)', () => {
  it('sets absolute numbers, and repeats do no harm', async () => {
    expect(await push(entry(SHIRT, 5), entry(FRIDGE, 0))).toEqual({
      status: 200,
      body: { results: [entry(SHIRT, 5), entry(FRIDGE, 0)] },
    });
    await push(entry(SHIRT, 5));
    expect(await listed()).toEqual([
      { sku: SHIRT, quantity: 5, lastModified: '2026-03-02T10:00:00.000Z' },
      { sku: FRIDGE, quantity: 0, lastModified: '2026-03-02T10:00:00.000Z' },
    ]);
  });

  it('logs every push with its moment', async () => {
    await push(entry(SHIRT, 5));
    world.wait(MINUTE);
    await push(entry('NOBODY', 1), entry(SHIRT, 4));
    expect(world.otto.availability.pushes).toEqual([
      {
        pushedAt: '2026-03-02T10:00:00.000Z',
        asked: [entry(SHIRT, 5)],
        taken: [entry(SHIRT, 5)],
      },
      {
        pushedAt: '2026-03-02T10:01:00.000Z',
        asked: [entry('NOBODY', 1), entry(SHIRT, 4)],
        taken: [entry(SHIRT, 4)],
      },
    ]);
    expect(world.otto.availability.quantity(SHIRT)).toBe(4);
    expect(world.otto.availability.lastPushed(SHIRT)).toBe(4);
  });

  it('answers 207 when a SKU is unknown: the known ones are taken', async () => {
    const { status, body } = await push(entry('NOBODY', 3), entry(SHIRT, 5));
    expect(status).toBe(207);
    expect(body).toEqual({
      results: [entry(SHIRT, 5)],
      errors: [{ detail: 'The SKU is unknown: NOBODY', logref: expect.any(String) }],
    });
    expect(world.otto.availability.quantity('NOBODY')).toBeUndefined();
  });

  it('does not name the unknown SKU where told not to', async () => {
    world.otto.behaviour.unknownSkuNamedIn = 'nowhere';
    const { body } = await push(entry('NOBODY', 3), entry(SHIRT, 5));
    expect(JSON.stringify(body)).not.toContain('NOBODY');
  });

  it('answers 207 or 422 when every SKU is unknown, by switch', async () => {
    expect((await push(entry('NOBODY', 3))).status).toBe(207);
    world.otto.behaviour.allSkusUnknownStatus = 422;
    expect((await push(entry('NOBODY', 3))).status).toBe(422);
  });

  it('knows what it sells, learns and forgets', async () => {
    const product = { ...sandboxProducts.shirt, sku: 'NEW-1' };
    expect((await push(entry('NEW-1', 1))).status).toBe(207);
    world.order({ seed: 'new', positionItems: [{ product }] });
    expect((await push(entry('NEW-1', 1))).status).toBe(200);
    world.otto.availability.forget('NEW-1', SHIRT);
    world.order({ seed: 'again', positionItems: [{ product }] });
    expect((await push(entry('NEW-1', 1))).status).toBe(207);
    world.otto.availability.know('NEW-1', 'NEW-2');
    expect((await push(entry('NEW-1', 1), entry('NEW-2', 1))).status).toBe(200);
  });

  it.each([[-1], [1.5], [1_000_000_000], ['3'], [null], [undefined]])(
    'refuses the quantity %s for the whole call',
    async (quantity) => {
      expect((await push(entry(SHIRT, 5), entry(FRIDGE, quantity))).status).toBe(400);
      expect(world.otto.availability.quantity(SHIRT)).toBeUndefined();
      expect(world.otto.availability.pushes).toEqual([]);
    },
  );

  it('takes 0 and 999 999 999', async () => {
    expect((await push(entry(SHIRT, 0), entry(FRIDGE, 999_999_999))).status).toBe(200);
  });

  it('takes 200 entries and answers 413 to 201', async () => {
    const skus = Array.from({ length: 201 }, (_, index) => `MANY-${index}`);
    world.otto.availability.know(...skus);
    const many = skus.map((sku) => entry(sku, 1));
    expect(await refusalOf(push(...many))).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(world.otto.availability.pushes).toEqual([]);
    expect((await push(...many.slice(1))).status).toBe(200);
  });

  it('refuses an empty list, an object and a missing SKU', async () => {
    expect((await push()).status).toBe(400);
    expect((await world.post(path, entry(SHIRT, 1))).status).toBe(400);
    expect(await refusalOf(push({ quantity: 1 }))).toEqual([400, 'PROPERTY_IS_MANDATORY']);
  });
});

describe('reading quantities (5.5)', () => {
  it('gives one by its SKU, umlauts and slashes included', async () => {
    world.otto.setQuantity(FRIDGE, 3);
    world.otto.availability.know('PV/Balkon 430W');
    await push(entry('PV/Balkon 430W', 2));
    const one = async (sku: string) => world.get(`${path}/${encodeURIComponent(sku)}`);
    expect((await one(FRIDGE)).body).toMatchObject({ sku: FRIDGE, quantity: 3 });
    expect((await one('PV/Balkon 430W')).body).toMatchObject({ quantity: 2 });
    expect(await refusalOf(one(SHIRT))).toEqual([404, 'RESOURCE_NOT_FOUND']);
  });

  it('goes from cursor to cursor, or by pages from 0, 200 at most', async () => {
    const skus = Array.from(
      { length: 250 },
      (_, index) => `MANY-${String(index).padStart(3, '0')}`,
    );
    for (const sku of skus) world.otto.setQuantity(sku, 1);
    const first = await world.get(path);
    expect(list.parse(first.body).resources.variations).toHaveLength(200);
    const second = await world.get(nextOf(first) ?? '');
    expect(list.parse(second.body).resources.variations.map(({ sku }) => sku)).toEqual(
      skus.slice(200),
    );
    expect(nextOf(second)).toBeUndefined();
    expect((await listed('?limit=100&page=2')).map(({ sku }) => sku)).toEqual(skus.slice(200));
    expect((await listed('?limit=2&cursor=MANY-100')).map(({ sku }) => sku)).toEqual([
      'MANY-101',
      'MANY-102',
    ]);
    expect((await world.get(`${path}?limit=201`)).status).toBe(400);
  });

  it('has a cursor that is not the SKU where told to', async () => {
    world.otto.behaviour.quantityCursor = 'opaque';
    for (const sku of ['A-1', 'B/2', 'C-3']) world.otto.setQuantity(sku, 1);
    const first = await world.get(`${path}?limit=2`);
    expect(nextOf(first)).not.toContain('B');
    const second = await world.get(nextOf(first) ?? '');
    expect(list.parse(second.body).resources.variations.map(({ sku }) => sku)).toEqual(['C-3']);
    expect((await world.get(`${path}?cursor=x`)).status).toBe(400);
  });

  it('stands under variations of resources, under resources or results, or bare, by switch', async () => {
    world.otto.setQuantity(SHIRT, 1);
    world.otto.behaviour.quantityListForm = 'resources';
    expect((await world.get(path)).body).toMatchObject({ resources: [{ sku: SHIRT }] });
    world.otto.behaviour.quantityListForm = 'results';
    expect((await world.get(path)).body).toMatchObject({ results: [{ sku: SHIRT }] });
    world.otto.behaviour.quantityListForm = 'bare';
    expect((await world.get(path)).body).toMatchObject([{ sku: SHIRT }]);
  });

  it('shows a push late where told to', async () => {
    await push(entry(SHIRT, 5));
    world.otto.behaviour.quantityReadLagMs = MINUTE;
    world.wait(MINUTE);
    await push(entry(SHIRT, 4));
    expect((await listed())[0]?.quantity).toBe(5);
    world.wait(MINUTE);
    expect((await listed())[0]?.quantity).toBe(4);
  });

  it('is lowered by OTTO’s own sales where told to, never below 0', async () => {
    await push(entry(SHIRT, 4));
    world.order({ seed: 'one', positionItems: [{}, {}] });
    expect((await listed())[0]?.quantity).toBe(4);
    world.otto.behaviour.salesLowerQuantities = true;
    const cancelled = { fulfillmentStatus: 'CANCELLED_BY_PARTNER' };
    world.order({ seed: 'two', positionItems: [{}, {}, {}, cancelled] });
    expect((await listed())[0]?.quantity).toBe(1);
    world.order({ seed: 'three', positionItems: [{}, {}] });
    expect((await listed())[0]?.quantity).toBe(0);
    expect(world.otto.availability.lastPushed(SHIRT)).toBe(4);
  });
});
