import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ShopOffer } from '../woocommerce/find-products.ts';

/** The shop's products, as far as they are looked for. */
export type ProductDoor = {
  findOffers(skus: string[], signal?: AbortSignal): Promise<Map<string, ShopOffer>>;
  findByEan(eans: string[], signal?: AbortSignal): Promise<Map<string, ShopOffer>>;
};

export type SkuMapLedger = Pick<
  Ledger,
  | 'lookAtStockOf'
  | 'deleteProductSet'
  | 'keepSkuMatches'
  | 'listProductSets'
  | 'listSkus'
  | 'loadProductChoices'
  | 'loadProductSets'
  | 'loadSku'
  | 'saveProductChoice'
  | 'saveProductSet'
  | 'wakeHeldForSku'
>;

/** What the SKU map works with, handed in by src/bridge/wiring/sku-map.ts. */
export type SkuMapParts = { ledger: SkuMapLedger; clock: Clock };
