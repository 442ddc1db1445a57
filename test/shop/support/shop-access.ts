/** The shop the journeys run against, as the environment names it. */
export type ShopAccess = { url: string; consumerKey: string; consumerSecret: string };

/**
 * @throws with a sentence that names what is missing: journeys are never skipped silently
 */
export function shopAccess(environment = process.env): ShopAccess {
  const { WOO_URL = '', WOO_KEY = '', WOO_SECRET = '', WOO_TEST_SHOP = '' } = environment;
  const missing = Object.entries({ WOO_URL, WOO_KEY, WOO_SECRET })
    .filter(([, value]) => value === '')
    .map(([name]) => name);
  if (missing.length > 0) {
    throw new Error(
      `npm run test:shop needs a real WooCommerce to run against. Not set: ${missing.join(', ')}. ` +
        'WOO_URL is its address, WOO_KEY and WOO_SECRET a REST key that may read and write.',
    );
  }
  if (WOO_TEST_SHOP !== 'yes') {
    throw new Error(
      `npm run test:shop makes and deletes orders and products and changes the tax settings of ${WOO_URL}. ` +
        'Set WOO_TEST_SHOP=yes if that is a shop for tests; what changes is listed in test/shop/README.md.',
    );
  }
  return { url: WOO_URL, consumerKey: WOO_KEY, consumerSecret: WOO_SECRET };
}
