import type { SkuMatchKind, SkuPart } from '../../mapping/stock/sku-match.ts';
import type { ShopProduct } from '../../mapping/woocommerce/shop-profile.ts';
import type { AskedPart, ProductSet } from '../ledger/product-sets.ts';
import type { NamedPart } from '../ledger/skus.ts';
import type { ShopOffer } from '../woocommerce/find-products.ts';
import type { ProductDoor } from './ports.ts';
import { setWeights } from './set-weights.ts';

/** A SKU of OTTO's, with its number of the trade where OTTO names one. */
export type AskedSku = { sku: string; ean?: string | undefined };

/** What the owner said himself. */
export type OwnersMap = {
  choices: ReadonlyMap<string, string>;
  sets: ReadonlyMap<string, ProductSet>;
};

/** One product behind a SKU, as the shop has it now. */
export type FoundPart = NamedPart & { product: ShopProduct };

export type FoundMatch = { match: SkuMatchKind; parts: FoundPart[] };

const NOTHING: FoundMatch = { match: 'none', parts: [] };

/**
 * What stands behind some SKUs in the shop. The first that is said counts: chosen by hand, a set, the
 * same SKU in the shop, the EAN of just one product. What the owner said and the shop does not have
 * (any more) is nothing: no guess takes its place. The shop is asked for all of them together, and for
 * EANs only of SKUs that nothing else was found for.
 *
 * @throws what the shop threw
 */
export async function findMatches(
  shop: ProductDoor,
  { choices, sets }: OwnersMap,
  asked: readonly AskedSku[],
  signal?: AbortSignal,
): Promise<Map<string, FoundMatch>> {
  const eans = new Map(asked.filter(({ sku }) => sku !== '').map(({ sku, ean }) => [sku, ean]));
  const shopSkusOf = (sku: string): string[] => {
    const choice = choices.get(sku);
    if (choice !== undefined) return [choice];
    return sets.get(sku)?.parts.map(({ shopSku }) => shopSku) ?? [sku];
  };
  const wanted = [...new Set([...eans.keys()].flatMap(shopSkusOf))];
  const offers = await shop.findOffers(wanted, signal);
  const matches = new Map<string, FoundMatch>();
  const open = new Map<string, string>();
  for (const [sku, ean] of eans) {
    const choice = choices.get(sku);
    const set = sets.get(sku);
    if (choice !== undefined) matches.set(sku, single('hand', offers.get(choice)));
    else if (set) matches.set(sku, inSet(set.parts, offers));
    else {
      matches.set(sku, single('equal', offers.get(sku)));
      if (!offers.has(sku) && ean) open.set(sku, ean);
    }
  }
  if (open.size === 0) return matches;
  const byEan = await shop.findByEan([...new Set(open.values())], signal);
  for (const [sku, ean] of open) matches.set(sku, single('ean', byEan.get(ean)));
  return matches;
}

/** The plain parts, for whoever needs no more. */
export function namedPart({ product: _product, ...part }: FoundPart): NamedPart {
  return part;
}

export function partOf(
  { product, name }: ShopOffer,
  share: Pick<SkuPart, 'quantity' | 'weight'>,
): FoundPart {
  const { sku: shopSku, productId, variationId } = product;
  return { shopSku, productId, variationId, ...share, name, product };
}

function single(match: SkuMatchKind, offer: ShopOffer | undefined): FoundMatch {
  return offer ? { match, parts: [partOf(offer, { quantity: 1, weight: 1 })] } : NOTHING;
}

/** A set with a product that the shop lacks can't be shipped as it is meant: it is as unknown as any. */
function inSet(parts: readonly AskedPart[], offers: ReadonlyMap<string, ShopOffer>): FoundMatch {
  const found = parts.flatMap((part) => {
    const offer = offers.get(part.shopSku);
    return offer ? [{ ...part, offer, regularPriceCents: offer.regularPriceCents }] : [];
  });
  if (found.length < parts.length) return NOTHING;
  const { weights } = setWeights(found);
  return {
    match: 'set',
    parts: found.map(({ offer, quantity }, index) =>
      partOf(offer, { quantity, weight: weights[index] ?? 1 }),
    ),
  };
}
