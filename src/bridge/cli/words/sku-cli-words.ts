/** Commands about what OTTO's SKUs are in the shop. */
export type SkuCommandName = 'skus' | 'skus set' | 'skus unset' | 'skus match';

export type SkuOptionName =
  | 'skusAccount'
  | 'skuMatch'
  | 'skuSearch'
  | 'setParts'
  | 'setDryRun'
  | 'skusToMatch';

export type SkuValueName = 'text' | 'setPart';

/** What these commands answer. */
export type SkuAnswers = {
  column: Record<
    'sku' | 'title' | 'ean' | 'match' | 'products' | 'lastOrdered' | 'share' | 'cents',
    string
  >;
  noSkus: string;
  /** the parts are shown below */
  setSaved: (sku: string) => string;
  setShown: (sku: string) => string;
  setRemoved: (sku: string) => string;
  noSet: (sku: string) => string;
  replacesChoice: (shopSku: string) => string;
  waiting: (orders: number) => string;
  weightsBy: Record<'given' | 'prices' | 'equal', string>;
  matched: (looked: number, matched: number) => string;
};
