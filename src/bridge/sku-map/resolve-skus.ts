import type { NamedPart } from '../ledger/skus.ts';
import { type AskedSku, type FoundMatch, findMatches, namedPart } from './find-matches.ts';
import type { ProductDoor, SkuMapLedger } from './ports.ts';

/** What stands behind a SKU, with the names of the products. */
export type ResolvedSku = { match: FoundMatch['match']; parts: NamedPart[] };

/**
 * What stands behind some SKUs of an account in the shop, as `findMatches` says, and keeps it in the
 * ledger for the owner to see.
 *
 * @throws what the shop threw
 */
export async function resolveSkus(
  parts: {
    ledger: Pick<SkuMapLedger, 'keepSkuMatches' | 'loadProductChoices' | 'loadProductSets'>;
    shop: ProductDoor;
    now: () => string;
  },
  accountId: string,
  asked: readonly AskedSku[],
  signal?: AbortSignal,
): Promise<Map<string, ResolvedSku>> {
  const { ledger, shop } = parts;
  const owners = {
    choices: await ledger.loadProductChoices(),
    sets: await ledger.loadProductSets(),
  };
  const found = await findMatches(shop, owners, asked, signal);
  const resolved = new Map(
    [...found].map(([sku, match]): [string, ResolvedSku] => [
      sku,
      { match: match.match, parts: match.parts.map(namedPart) },
    ]),
  );
  const kept = [...resolved].map(([sku, match]) => ({ sku, ...match }));
  await ledger.keepSkuMatches(accountId, kept, parts.now());
  return resolved;
}
