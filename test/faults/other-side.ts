import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '../journeys/support/world.ts';

/** Waits until nothing that was asked of either side is still under way there. */
export async function isQuiet({ otto, shop }: World): Promise<void> {
  const isUnderWay = () =>
    otto.requests.some(({ outcome }) => outcome === undefined) ||
    shop.requests.some(({ isOver }) => !isOver);
  while (isUnderWay()) await sleep(1);
}

/**
 * Strikes while one of the bridge's calls has reached the other side: before it begins there, or when it is
 * done and not answered. What it asked for is done all the same.
 *
 * @param after of the bridge's calls, or of those that write, from now on the one after so many
 * @returns ends the watch
 */
export function atCall(
  { otto, shop }: World,
  at: 'call there' | 'call done' | 'write there' | 'write done',
  after: number,
  strike: () => unknown,
): () => void {
  let calls = 0;
  const pass = async ({ method, path }: { method: string; path: string }) => {
    if (at.startsWith('write') && (method === 'GET' || path.endsWith('/token'))) return;
    calls += 1;
    if (calls === after + 1) await strike();
  };
  const hook = at.endsWith('there') ? 'onRequest' : 'onEffect';
  const kept = { otto: otto.hooks[hook], shop: shop.hooks[hook] };
  // Two hooks of one name, each with its own calls: what was heard before is still heard.
  const ofOtto: Record<string, unknown> = otto.hooks;
  const ofShop: Record<string, unknown> = shop.hooks;
  const also =
    (before: ((...call: never[]) => unknown) | undefined) =>
    async (request: { method: string; path: string }, ...rest: unknown[]) => {
      if (before) await Reflect.apply(before, undefined, [request, ...rest]);
      await pass(request);
    };
  ofOtto[hook] = also(kept.otto);
  ofShop[hook] = also(kept.shop);
  return () => {
    if (kept.otto) ofOtto[hook] = kept.otto;
    else delete ofOtto[hook];
    if (kept.shop) ofShop[hook] = kept.shop;
    else delete ofShop[hook];
  };
}
