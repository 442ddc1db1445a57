import { shareOut } from '../../mapping/stock/expand-sets.ts';
import type { AskedPart, ProductSet } from '../ledger/product-sets.ts';
import { FieldsRefusedError } from '../set-up/fields-refused-error.ts';
import type { ShopOffer } from '../woocommerce/find-products.ts';
import { type AskedSet, checkSet } from './check-set.ts';
import { type FoundPart, partOf } from './find-matches.ts';
import type { ProductDoor, SkuMapParts } from './ports.ts';
import { setWeights, type WeightsBy } from './set-weights.ts';
import { wakeFor } from './wake-for.ts';

/** How a set would split a price, and what saving it touches. */
export type SetPreview = {
  exampleCents: number;
  /** `cents` for all of the part's quantity together */
  parts: (FoundPart & { cents: number })[];
  weightsBy: WeightsBy;
  /** orders that wait for the SKU, counted up to 1000 */
  waitingOrders: number;
  /** the product chosen by hand that the set takes the place of */
  replacesChoice: string | undefined;
};

/**
 * What would become of a set; nothing is saved.
 *
 * @param exampleCents price of one piece, gross
 * @throws FieldsRefusedError; what the shop threw
 */
export async function previewSet(
  { ledger }: Pick<SkuMapParts, 'ledger'>,
  shop: ProductDoor,
  asked: AskedSet,
  exampleCents: number,
): Promise<SetPreview> {
  const { parts, weightsBy } = await findParts(shop, asked);
  const cents = shareOut(exampleCents, parts).map((units) => units.reduce((a, b) => a + b, 0));
  const choices = await ledger.loadProductChoices();
  return {
    exampleCents,
    parts: parts.map((part, index) => ({ ...part, cents: cents[index] ?? 0 })),
    weightsBy,
    waitingOrders: await ledger.wakeHeldForSku(asked.sku, undefined),
    replacesChoice: choices.get(asked.sku),
  };
}

/**
 * Remembers a set. Orders in the shop stay as they are; those that wait for the SKU are looked at in
 * the next run, and its stock is read anew.
 *
 * @throws FieldsRefusedError; what the shop threw
 */
export async function saveSet(
  parts: SkuMapParts,
  shop: ProductDoor,
  asked: AskedSet,
): Promise<{ set: ProductSet; waitingOrders: number }> {
  await findParts(shop, asked);
  const changedAt = parts.clock.now().toISOString();
  const set: ProductSet = { sku: asked.sku, parts: asked.parts.map(askedPart), changedAt };
  await parts.ledger.saveProductSet(set);
  return { set, waitingOrders: await wakeFor(parts, asked.sku) };
}

/** @returns whether there was one */
export async function deleteSet(parts: SkuMapParts, sku: string): Promise<boolean> {
  const isDeleted = await parts.ledger.deleteProductSet(sku);
  if (isDeleted) await wakeFor(parts, sku);
  return isDeleted;
}

async function findParts(
  shop: ProductDoor,
  asked: AskedSet,
): Promise<{ parts: FoundPart[]; weightsBy: WeightsBy }> {
  checkSet(asked);
  const offers = await shop.findOffers(asked.parts.map(({ shopSku }) => shopSku));
  const unknown = asked.parts.flatMap(({ shopSku }, index) =>
    offers.has(shopSku)
      ? []
      : [{ field: `parts.${index}.shopSku`, message: 'the shop has no product with this SKU' }],
  );
  if (unknown.length > 0) throw new FieldsRefusedError(unknown);
  const found = asked.parts.flatMap((part) => {
    const offer: ShopOffer | undefined = offers.get(part.shopSku);
    if (!offer) return [];
    return [{ ...askedPart(part), offer, regularPriceCents: offer.regularPriceCents }];
  });
  const { weights, weightsBy } = setWeights(found);
  const parts = found.map(({ offer, quantity }, index) =>
    partOf(offer, { quantity, weight: weights[index] ?? 1 }),
  );
  return { parts, weightsBy };
}

function askedPart({ shopSku, quantity, weight }: AskedSet['parts'][number]): AskedPart {
  return { shopSku, quantity, weight: weight ?? null };
}
