/** How a shop product was found for an OTTO SKU. */
export const SKU_MATCHES = ['equal', 'ean', 'hand', 'set', 'none'] as const;
export type SkuMatchKind = (typeof SKU_MATCHES)[number];

/** One shop product, or variation, behind an OTTO SKU. */
export type SkuPart = {
  shopSku: string;
  productId: number;
  /** 0 = the product itself */
  variationId: number;
  /** how many of it are in one piece of the OTTO SKU */
  quantity: number;
  /** its share of the piece's price, as a weight beside the other parts' */
  weight: number;
};

/** What stands behind an OTTO SKU in the shop: one product, or a set of several. */
export type SkuMatch = { match: SkuMatchKind; parts: readonly SkuPart[] };
