import type { ImportCounters } from '../ledger/import-runs.ts';
import { refreshReturns } from './after-sale.ts';
import { findGoods } from './find-goods.ts';
import type { ImportOptions, ImportRun } from './import-run.ts';
import { findOwnOrders, madeSince, mayMissSince } from './look-in-shop.ts';
import type { ImportAccount, ImportParts, OwnOrder } from './ports.ts';

/** Everything a run knows and may ask, each question asked once and only when needed. */
export function beginRun(
  parts: ImportParts,
  account: ImportAccount,
  counters: ImportCounters,
  options: Pick<ImportOptions, 'importRunId' | 'signal' | 'onProgress'>,
): ImportRun {
  const missing = once(() => mayMissSince(parts.ledger, account.accountId));
  let own: { sinceMs: number; orders: ReadonlyMap<string, OwnOrder> } | undefined;
  let hasTalkedToShop = false;
  return {
    ...parts,
    account,
    counters,
    importRunId: options.importRunId,
    signal: options.signal,
    now: () => parts.clock.now().toISOString(),
    keepLease: async () => undefined,
    refreshReturns: once(() => refreshReturns(parts, account, options.signal)),
    profile: once(async () => {
      const profile = await parts.shop.loadShopProfile();
      hasTalkedToShop = true;
      return profile;
    }),
    hasTalkedToShop: () => hasTalkedToShop,
    ownOrders: async (orderedSince) => {
      const placed =
        orderedSince === undefined ? Number.POSITIVE_INFINITY : madeSince(orderedSince);
      const sinceMs = Math.min(await missing(), placed);
      if (!own || own.sinceMs > sinceMs) {
        own = { sinceMs, orders: await findOwnOrders(parts.shop, account.accountId, sinceMs) };
        hasTalkedToShop = true;
      }
      return own.orders;
    },
    goods: findGoods(parts, account.accountId),
    count: (outcome) => {
      counters[outcome] += 1;
      options.onProgress(counters);
    },
  };
}

/** Lets the value be made once, at the first asking; a failed attempt may be repeated. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
