/** Where a shop is, and a key that may read and write. */
export type ShopPlace = { url: string; consumerKey: string; consumerSecret: string };
