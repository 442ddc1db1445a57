import type { SetPart } from '../../mapping/stock/expand-sets.ts';
import type { ShopProduct } from '../../mapping/woocommerce/shop-profile.ts';
import { type AskedSku, findMatches, namedPart, type OwnersMap } from '../sku-map/find-matches.ts';
import type { Goods, ImportRun } from './import-run.ts';
import type { ImportParts } from './ports.ts';

/**
 * What SKUs are in the shop, for one run: each is looked for once, and what was found is kept in the
 * ledger. An incident about a SKU ends as soon as something stands behind it.
 */
export function findGoods(
  { ledger, shop, clock }: Pick<ImportParts, 'ledger' | 'shop' | 'clock'>,
  accountId: string,
): ImportRun['goods'] {
  const products = new Map<string, ShopProduct>();
  const sets = new Map<string, SetPart[]>();
  const looked = new Set<string>();
  let owners: OwnersMap | undefined;
  return async (asked): Promise<Goods> => {
    // A SKU may be asked for without its EAN first.
    const keyOf = ({ sku, ean }: AskedSku) => JSON.stringify([sku, ean]);
    const isOpen = (one: AskedSku) =>
      one.sku !== '' && !products.has(one.sku) && !sets.has(one.sku) && !looked.has(keyOf(one));
    const missing = [...new Map(asked.filter(isOpen).map((one) => [keyOf(one), one])).values()];
    if (missing.length === 0) return { products, sets };
    owners ??= {
      choices: await ledger.loadProductChoices(),
      sets: await ledger.loadProductSets(),
    };
    const found = await findMatches(shop, owners, withEans(missing));
    for (const one of missing) looked.add(keyOf(one));
    for (const [sku, { match, parts }] of found) {
      const [first] = parts;
      if (match === 'set') sets.set(sku, parts);
      else if (first) products.set(sku, first.product);
    }
    const now = clock.now().toISOString();
    const kept = [...found].map(([sku, { match, parts }]) => ({
      ...{ sku, match },
      parts: parts.map(namedPart),
    }));
    await ledger.keepSkuMatches(accountId, kept, now);
    const mended = kept.filter(({ match }) => match !== 'none').map(({ sku }) => sku);
    await ledger.resolveForAllOrders('sku-not-in-shop', mended, now);
    return { products, sets };
  };
}

/** Of the same SKU with and without an EAN, the one with it last: that is the one looked for. */
function withEans(asked: readonly AskedSku[]): AskedSku[] {
  return asked.toSorted((one, other) => Number(Boolean(one.ean)) - Number(Boolean(other.ean)));
}
