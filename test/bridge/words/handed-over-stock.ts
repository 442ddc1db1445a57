import type { StockCode } from '../../../src/bridge/words/owner-code.ts';
import type { Params } from '../../../src/bridge/words/saying.ts';

const SKU = { sku: 'FancyFlower-m-pi' };
const SEVERAL = { account: 'main', count: 12, skus: 'FancyFlower-m-pi, FancyFlower-m-bl' };

/** Every code about stock with what its source hands over. */
export const STOCK: Record<StockCode, Params> = {
  'stock-no-product': SKU,
  'stock-not-managed': SKU,
  'stock-unreadable': SKU,
  'stock-vacation': SKU,
  'stock-sold-out': SKU,
  'stock-negative': SKU,
  'stock-not-published': { ...SKU, status: 'draft' },
  'stock-product-gone': SKU,
  'stock-all-reserved': SKU,
  'stock-within-buffer': { ...SKU, buffer: 5 },
  'stock-capped': { ...SKU, cap: 50 },
  'stock-shared': { ...SKU, others: 2 },
  'stock-restored': SKU,
  'stock-sku-unknown': { ...SKU, detail: 'The SKU is unknown.' },
  'stock-number-refused': { ...SKU, detail: 'NOT_FOR_SALE' },
  'stock-differs': { ...SKU, otto: 12, pushed: 5 },
  'stock-lower': { ...SKU, otto: 4, pushed: 5 },
  'stock-skus-unknown': SEVERAL,
  'stock-skus-refused': SEVERAL,
  'stock-numbers-differ': SEVERAL,
  'stock-numbers-left-alone': SEVERAL,
  'stock-sku-doubled': { ...SKU, productIds: '12, 15' },
  'stock-vacation-open': { account: 'main', count: 3, total: 250 },
  'stock-shared-without-buffer': { count: 4 },
  'stock-off': {},
  'stock-running': {},
  'stock-sku-not-known': SKU,
};
