/** Where a SKU's number stands between the shop and OTTO. */
export const STOCK_STATES = [
  /** the shop was not asked for it yet */
  'unread',
  /** OTTO is told nothing; the finding about the shop says why */
  'not-told',
  /** to be sent to OTTO */
  'due',
  /** OTTO took it, but its list was not read since */
  'pushed',
  /** OTTO's list shows it */
  'agrees',
  /** OTTO shows another number, also after it was sent again */
  'differs',
  /** OTTO does not know the SKU */
  'unknown',
  /** OTTO does not take this SKU's number */
  'refused',
] as const;
export type StockState = (typeof STOCK_STATES)[number];

/** What there is to say about the shop's side of a number. */
export const STOCK_FINDINGS = [
  // OTTO is told nothing
  'no-product',
  'not-managed',
  'unreadable',
  // OTTO is told zero
  'vacation',
  'sold-out',
  'negative',
  'not-published',
  'product-gone',
  'all-reserved',
  'within-buffer',
  // OTTO is told a number
  'capped',
  'shared',
  'restored',
] as const;
export type StockFindingCode = (typeof STOCK_FINDINGS)[number];

/** What there is to say about OTTO's side of a number. */
export const OTTO_STOCK_FINDINGS = ['sku-unknown', 'number-refused', 'differs', 'lower'] as const;
export type OttoStockFindingCode = (typeof OTTO_STOCK_FINDINGS)[number];

/** @see https://api.otto.market/docs/functional-interfaces/availability */
export const LARGEST_QUANTITY = 999_999_999;
