import { sandboxProducts, type WireProduct } from '../../fixtures/otto/index.ts';

export const VARIATION_SKU = 'SHOPTEST-HEMD-L';

/** A variation in the shop: found by its own SKU, kept as its parent's product. */
export const variation: WireProduct = {
  ...sandboxProducts.shirt,
  sku: VARIATION_SKU,
  articleNumber: 'S0V1A2R3',
};

/** What no shop has. */
export const unknownWare: WireProduct = {
  ...sandboxProducts.shirt,
  sku: 'SHOPTEST-NOT-IN-ANY-SHOP',
  articleNumber: 'S0N0T1N2',
  productTitle: 'Unbekannter Artikel »Nirgends«',
};
