import { describe, expect, it } from 'vitest';
import { FieldsRefusedError } from '../../../src/bridge/set-up/fields-refused-error.ts';
import { type AskedSet, checkSet, MOST_IN_SET } from '../../../src/bridge/sku-map/check-set.ts';
import { problemsInWords } from '../../../src/bridge/words/problems-in-words.ts';

const part = (shopSku: string, quantity = 1, weight?: number) => ({
  shopSku,
  quantity,
  ...(weight === undefined ? {} : { weight }),
});

function refused(parts: AskedSet['parts'], sku = 'SET'): string[] {
  try {
    checkSet({ sku, parts });
  } catch (error) {
    if (!(error instanceof FieldsRefusedError)) throw error;
    return error.fields.map(({ field, message }) => `${field}: ${message}`);
  }
  return [];
}

describe('a set', () => {
  it.each([
    [[part('A', 2), part('B')]],
    [[part('A', 1, 3), part('B', 1, 7)]],
    [[part('A', MOST_IN_SET)]],
  ])('is taken as %j', (parts) => {
    expect(refused(parts)).toEqual([]);
  });

  it.each([
    ['quantity 0', [part('A', 0)], 'parts.0.quantity: a whole number from 1'],
    ['half a product', [part('A', 1.5)], 'parts.0.quantity: a whole number from 1'],
    ['a product twice', [part('A'), part('a ')], 'parts.1.shopSku: used twice'],
    ['itself', [part('A'), part('set')], 'parts.1.shopSku: is the set itself'],
    [
      'a share for one product alone',
      [part('A', 1, 5), part('B')],
      'parts.1.weight: a share for each product, or for none',
    ],
    ['a share of 0', [part('A', 1, 0)], 'parts.0.weight: a whole number from 1'],
    ['no product', [], 'parts: a set has one product at least'],
    [
      'very many products',
      [part('A', MOST_IN_SET), part('B')],
      'parts: a set has 100 products at most',
    ],
  ])('is refused with %s', (_what, parts, problem) => {
    expect(refused(parts)).toEqual([problem]);
  });

  it('is refused in German, too', () => {
    const problems = [
      ...refused([part('A', 0, 1), part('a'), part('SET', 200)]),
      ...refused([]),
      'the shop has no product with this SKU',
    ].map((problem) => problem.replace(/^[\w.]+: /, ''));
    expect(problems).toHaveLength(8);
    for (const problem of problems) {
      expect(problemsInWords('de', problem)).toMatch(/[a-zäöüß]/);
      expect(problemsInWords('de', problem)).not.toMatch(/\b(the|set has|share|number)\b/);
    }
  });
});
