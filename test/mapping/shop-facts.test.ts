import { expect, it } from 'vitest';
import { shopFacts } from '../../src/mapping/shop-facts.ts';
import { wooOrderWith } from './support/woo-orders.ts';

const entry = (id: number, key: string, value: unknown) => ({ id, key, value });

function factsWith(metaData: unknown[]) {
  return shopFacts({ order: wooOrderWith({ metaData }) });
}

it('tells a number that a plugin noted from none, and from another', () => {
  const none = factsWith([]);
  expect(none).not.toHaveProperty('otherMeta');
  const one = factsWith([entry(1, '_number', '1')]);
  expect(one.otherMeta).toBeDefined();
  expect(factsWith([entry(1, '_number', '2')]).otherMeta).not.toBe(one.otherMeta);
  expect(factsWith([entry(1, '_items', [{ n: '1' }])]).otherMeta).not.toBe(
    factsWith([entry(1, '_items', [{ n: '2' }])]).otherMeta,
  );
});

it('is the same where a plugin writes the same anew, under other ids and in another order', () => {
  const first = factsWith([entry(1, '_a', '1'), entry(2, '_b', '2')]);
  const again = factsWith([entry(8, '_b', '2'), entry(9, '_a', '1')]);
  expect(again).toEqual(first);
});

it('holds nothing of what it was made from', () => {
  const facts = factsWith([entry(1, '_note', 'Erika Beispiel, Musterweg 1')]);
  expect(JSON.stringify(facts)).not.toMatch(/Erika|Musterweg/);
});
