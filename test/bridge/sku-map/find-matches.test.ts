import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findMatches, type OwnersMap } from '../../../src/bridge/sku-map/find-matches.ts';
import { type ShopWorld, startShopWorld } from '../woocommerce/shop-world.ts';

const EAN = '4006381333931';

let world: ShopWorld;
beforeEach(async () => {
  world = await startShopWorld({
    products: [
      { id: 10, name: 'Mug', sku: 'MUG', price: '10.00' },
      { id: 11, name: 'Pot', sku: 'POT', price: '30.00' },
      { id: 12, name: 'Shirt', sku: 'SHIRT', type: 'variable' },
      { id: 13, name: 'Pen', sku: 'PEN', globalUniqueId: EAN, price: '2.00' },
    ],
  });
});
afterEach(() => world.shop.stop());

const NOBODY: OwnersMap = { choices: new Map(), sets: new Map() };

const setOf = (sku: string, ...parts: [shopSku: string, quantity: number, weight?: number][]) =>
  ({
    choices: new Map(),
    sets: new Map([
      [
        sku,
        {
          sku,
          changedAt: '2026-03-02T08:00:00.000Z',
          parts: parts.map(([shopSku, quantity, weight]) => ({
            shopSku,
            quantity,
            weight: weight ?? null,
          })),
        },
      ],
    ]),
  }) satisfies OwnersMap;

async function found(owners: OwnersMap, ...asked: { sku: string; ean?: string }[]) {
  const matches = await findMatches(world.client, owners, asked);
  return [...matches].map(([sku, { match, parts }]) => [
    sku,
    match,
    ...parts.map(({ shopSku, quantity, weight }) => `${quantity} ${shopSku} ${weight}`),
  ]);
}

describe('what stands behind a SKU', () => {
  it('is the product chosen by hand, before anything else', async () => {
    const owners = { ...setOf('MUG', ['POT', 1]), choices: new Map([['MUG', 'PEN']]) };
    expect(await found(owners, { sku: 'MUG', ean: EAN })).toEqual([['MUG', 'hand', '1 PEN 1']]);
  });

  it('is nothing where the product chosen by hand is gone, whatever else fits', async () => {
    const owners = { ...NOBODY, choices: new Map([['MUG', 'GONE']]) };
    expect(await found(owners, { sku: 'MUG', ean: EAN })).toEqual([['MUG', 'none']]);
  });

  it('is the owner’s set, before the product of the same SKU', async () => {
    const owners = setOf('MUG', ['POT', 1, 70], ['PEN', 2, 30]);
    expect(await found(owners, { sku: 'MUG' })).toEqual([['MUG', 'set', '1 POT 70', '2 PEN 30']]);
  });

  it('is nothing where one product of the set is gone', async () => {
    const owners = setOf('SET', ['POT', 1], ['GONE', 1]);
    expect(await found(owners, { sku: 'SET', ean: EAN })).toEqual([['SET', 'none']]);
  });

  it('is the product of the same SKU, before the one of the EAN', async () => {
    expect(await found(NOBODY, { sku: 'mug', ean: EAN })).toEqual([['mug', 'equal', '1 MUG 1']]);
  });

  it('is the product of the EAN where no SKU fits', async () => {
    expect(await found(NOBODY, { sku: 'X', ean: EAN })).toEqual([['X', 'ean', '1 PEN 1']]);
  });

  it('is nothing where neither fits', async () => {
    expect(await found(NOBODY, { sku: 'X', ean: '4006381333948' }, { sku: 'Y' })).toEqual([
      ['X', 'none'],
      ['Y', 'none'],
    ]);
  });

  it('is not asked for where there is no SKU', async () => {
    expect(await found(NOBODY, { sku: '', ean: EAN })).toEqual([]);
    expect(world.shop.requests).toEqual([]);
  });
});

describe('the shares of a set', () => {
  it('follow the shop’s regular prices, of all its quantity together', async () => {
    expect(await found(setOf('SET', ['MUG', 3], ['POT', 1]), { sku: 'SET' })).toEqual([
      ['SET', 'set', '3 MUG 3000', '1 POT 3000'],
    ]);
  });

  it('are the same for every single product where one has no price', async () => {
    expect(await found(setOf('SET', ['MUG', 3], ['SHIRT', 1]), { sku: 'SET' })).toEqual([
      ['SET', 'set', '3 MUG 3', '1 SHIRT 1'],
    ]);
  });
});

it('asks the shop once for all SKUs, and once for the EANs of those it does not have', async () => {
  const asked = Array.from({ length: 30 }, (_, at) => ({
    sku: `S-${at}`,
    ean: `40063813${at + 1_000}`,
  }));
  await found(
    setOf('SET', ['MUG', 1], ['POT', 1]),
    { sku: 'SET' },
    { sku: 'MUG', ean: EAN },
    ...asked,
  );
  const queries = world.shop.requests.map(({ query }) => query);
  expect(queries).toHaveLength(2);
  expect(String(queries[0]?.sku)).toContain('MUG,POT');
  expect(String(queries[1]?.global_unique_id)).not.toContain(EAN);
});
