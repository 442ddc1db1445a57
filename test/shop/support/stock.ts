import { expect } from 'vitest';
import type { WirePositionItem } from '../../fixtures/otto/index.ts';
import type { Journey } from './journey.ts';

/** How the shelf stood when this was called; `expectTaken` compares with it. */
export async function watchStock(journey: Journey, pieces: readonly WirePositionItem[]) {
  const skus = pieces.map((piece) => piece.product.sku);
  const before = await journey.stocks(skus);
  return {
    /** Exactly these pieces are off the shelf, of every product the shop has. */
    async expectTaken(taken: readonly WirePositionItem[]): Promise<void> {
      const wanted = [...before].map(([sku, quantity]) => [
        sku,
        quantity - taken.filter((piece) => piece.product.sku === sku).length,
      ]);
      expect(Object.fromEntries(await journey.stocks(skus))).toEqual(Object.fromEntries(wanted));
    },
  };
}
