import type { SkuInLedger, SkuPlace } from '../ledger/skus.ts';
import type { ProductDoor, SkuMapParts } from './ports.ts';
import { resolveSkus } from './resolve-skus.ts';
import { wakeFor } from './wake-for.ts';

/** So many SKUs are looked for in one go. */
export const MOST_AT_ONCE = 200;

/** How far the SKUs without a product were looked through: first those nobody looked for. */
export type MatchPlace = { match: 'open' } | { match: 'none'; after: SkuPlace | undefined };

export type MatchedAgain = {
  looked: number;
  /** how many of them have a product now */
  matched: number;
  /** where to go on; undefined = all were looked for */
  next: MatchPlace | undefined;
};

/**
 * Looks in the shop again: for some SKUs, or for those that nothing was found for. Orders that wait for
 * one that is found now are looked at in the next run.
 *
 * @param asked.skus of the account, or of all; undefined = those without a product, from `from` on
 * @throws what the shop threw
 */
export async function matchAgain(
  parts: SkuMapParts,
  shop: ProductDoor,
  asked: {
    accountIds: readonly string[];
    accountId: string | undefined;
    skus: readonly string[] | undefined;
    from: MatchPlace | undefined;
  },
): Promise<MatchedAgain> {
  const { accountId, skus, from } = asked;
  const { rows, next } = skus
    ? { rows: await knownOf(parts, accountId ? [accountId] : asked.accountIds, skus) }
    : await withoutProduct(parts, accountId, from ?? { match: 'open' });
  const matched = new Set<string>();
  for (const [ofAccount, some] of Map.groupBy(rows, (row) => row.accountId)) {
    const now = () => parts.clock.now().toISOString();
    const resolved = await resolveSkus({ ...parts, shop, now }, ofAccount, some);
    for (const [sku, { match }] of resolved) if (match !== 'none') matched.add(sku);
  }
  for (const sku of matched) await wakeFor(parts, sku);
  const found = rows.filter(({ sku }) => matched.has(sku));
  return { looked: rows.length, matched: found.length, next };
}

async function knownOf(
  { ledger }: SkuMapParts,
  accountIds: readonly string[],
  skus: readonly string[],
): Promise<SkuInLedger[]> {
  const rows: SkuInLedger[] = [];
  for (const accountId of accountIds) {
    for (const sku of skus) {
      const row = await ledger.loadSku(accountId, sku);
      if (row) rows.push(row);
    }
  }
  return rows;
}

async function withoutProduct(
  parts: SkuMapParts,
  accountId: string | undefined,
  from: MatchPlace,
): Promise<{ rows: SkuInLedger[]; next: MatchPlace | undefined }> {
  const after = from.match === 'none' ? from.after : undefined;
  const filter = { accountId, match: from.match, after, limit: MOST_AT_ONCE + 1 };
  const rows = await parts.ledger.listSkus(filter);
  const page = rows.slice(0, MOST_AT_ONCE);
  const hasMore = rows.length > MOST_AT_ONCE;
  if (from.match === 'none') {
    return { rows: page, next: hasMore ? { match: 'none', after: page.at(-1) } : undefined };
  }
  const misses = { match: 'none', after: undefined } as const;
  if (page.length === 0) return withoutProduct(parts, accountId, misses);
  // Whatever was looked for is not open any more.
  return { rows: page, next: hasMore ? { match: 'open' } : misses };
}
