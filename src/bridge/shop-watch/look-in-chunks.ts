import { lookAtShopOrders } from './look-at-shop-orders.ts';
import type { WatchRun } from './ports.ts';

/** Orders read in one call. */
const AT_A_TIME = 100;

/**
 * Looks at some shop orders, as many at a time as one call reads.
 *
 * @returns ids of orders in the import's hands, to be looked at again
 */
export async function lookInChunks(
  run: WatchRun,
  wooOrderIds: readonly number[],
): Promise<number[]> {
  const again: number[] = [];
  for (let start = 0; start < wooOrderIds.length; start += AT_A_TIME) {
    run.signal.throwIfAborted();
    await run.keepLease();
    const some = wooOrderIds.slice(start, start + AT_A_TIME);
    const { changed, left } = await lookAtShopOrders(run, some);
    run.counters.changed += changed;
    run.counters.left += left.length;
    again.push(...left);
  }
  return again;
}
