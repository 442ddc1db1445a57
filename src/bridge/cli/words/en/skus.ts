import type { HelpWords, OptionWords } from '../help-words.ts';
import type { SkuAnswers, SkuCommandName, SkuOptionName, SkuValueName } from '../sku-cli-words.ts';

export const skus: SkuAnswers = {
  column: {
    sku: 'SKU at OTTO',
    title: 'article',
    ean: 'EAN',
    match: 'found by',
    products: 'products in the shop',
    lastOrdered: 'last ordered',
    share: 'share',
    cents: 'of €100.00',
  },
  noSkus: 'The bridge knows no such SKU.',
  setSaved: (sku) =>
    `The set “${sku}” is saved. Orders that are in the shop already stay as they are.`,
  setShown: (sku) => `This is how the set “${sku}” would split a price; nothing is saved.`,
  setRemoved: (sku) =>
    `The set “${sku}” is removed. Orders that are in the shop already stay as they are.`,
  noSet: (sku) => `There is no set for “${sku}”.`,
  replacesChoice: (shopSku) => `Until now you had chosen the product “${shopSku}” for this SKU.`,
  waiting: (orders) =>
    orders === 1
      ? '1 order waits for a product of this SKU; the next import looks at it.'
      : `${orders} orders wait for a product of this SKU; the next import looks at them.`,
  weightsBy: {
    given: 'The shares are those you gave.',
    prices: 'The shares follow the regular prices in the shop.',
    equal: 'Not every product has a regular price in the shop; every single one gets the same.',
  },
  matched: (looked, matched) =>
    `${looked} SKUs looked for; for ${matched} of them there is a product in the shop now.`,
};

export const skuCommands: Record<SkuCommandName, string> = {
  skus: 'show which products of the shop stand behind OTTO’s SKUs',
  'skus set': 'say that one SKU of OTTO’s is several products; its price is split to the cent',
  'skus unset': 'remove a set',
  'skus match': 'look in the shop again; without a SKU for all that have no product',
};

export const skuExamples: HelpWords['example'] = {
  skus: [
    ['only those nothing was found for', 'skus --match none'],
    ['only SKUs that begin like this', 'skus --search MUG'],
  ],
  'skus set': [
    ['two mugs and a pot, split by the shop’s prices', 'skus set TEASET MUG:2 POT:1'],
    ['with shares of your own', 'skus set TEASET MUG:2:40 POT:1:60'],
    ['look first', 'skus set TEASET MUG:2 POT:1 --dry-run'],
  ],
  'skus unset': [['', 'skus unset TEASET']],
  'skus match': [['', 'skus match TEASET']],
};

export const skuOptions: Record<SkuOptionName, string> = {
  skusAccount: 'only SKUs of this account',
  skuMatch:
    'only what was found like this: equal, ean, hand, set, none (nothing) or open (not looked for)',
  skuSearch: 'only SKUs that begin like this',
  setParts:
    'shop SKU, quantity and, if you like, share of the price, with colons: MUG:2 or MUG:2:40',
  setDryRun: 'only show how the price splits, save nothing',
  skusToMatch: 'these SKUs; without any all that nothing was found for',
};

export const skuValues: Pick<OptionWords['value'], SkuValueName> = {
  text: 'text',
  setPart: 'product...',
};
