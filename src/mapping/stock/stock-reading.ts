/** What the shop says of the stock of one product or variation. */
export type StockReading = {
  productId: number;
  /** 0 = the product itself */
  variationId: number;
  /** `publish`, or why it is not on sale: draft, pending, private, future, trash */
  status: string;
  stock: ShopStock;
};

export type ShopStock =
  /** as the shop has it: below zero and in parts too */
  | { is: 'counted'; quantity: number; isInStock: boolean; holder: StockHolder }
  /** the shop counts no pieces, and only says whether there are any */
  | { is: 'not-counted'; isInStock: boolean }
  /** a number that is none */
  | { is: 'unreadable' };

/** Whose number it is: variations may share the one of their product. */
export type StockHolder = `${number}:${number}`;

export function stockHolder(productId: number, variationId: number): StockHolder {
  return `${productId}:${variationId}`;
}
