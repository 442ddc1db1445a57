import pMap from 'p-map';
import type { WooOrderDraft } from '../../src/mapping/woocommerce/order.ts';
import { testClient } from '../../test/fakes/woocommerce/test-client.ts';
import type { ShopPlace } from './shop-place.ts';

/** How many orders go into one call (1 = the single call), and how many calls run side by side. */
export type LoopSize = { batch: number; connections: number };

/**
 * Posts orders with the REST package and nothing else: no claim, no look, no check of the answer but
 * its status.
 *
 * @returns orders a second
 */
export async function bareLoop(
  place: ShopPlace,
  drafts: readonly WooOrderDraft[],
  { batch, connections }: LoopSize,
): Promise<number> {
  const api = testClient(place.url, place, 120_000);
  const calls: WooOrderDraft[][] = [];
  // Calls of the same size, so that none of the connections waits for a longer last one.
  const rounds = Math.ceil(drafts.length / (batch * connections));
  const size = Math.min(batch, Math.ceil(drafts.length / (rounds * connections)));
  for (let start = 0; start < drafts.length; start += size) {
    calls.push(drafts.slice(start, start + size));
  }
  const began = performance.now();
  await pMap(
    calls,
    async (some) => {
      const [first] = some;
      const answer =
        batch === 1 && first
          ? await api.post('orders', first)
          : await api.post('orders/batch', { create: some });
      if (answer.status >= 300) throw new Error(`the shop answered ${answer.status}`);
    },
    { concurrency: connections },
  );
  return (drafts.length * 1_000) / (performance.now() - began);
}
