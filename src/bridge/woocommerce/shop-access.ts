/** How one shop is reached. Over https the key travels as Basic auth, over http it signs (OAuth 1.0a). */
export type ShopAccess = {
  /** the shop's home address, in a subfolder or with /index.php where its REST API needs that */
  url: string;
  consumerKey: string;
  consumerSecret: string;
  /** the longest one call may take from start to the last byte; runs on the machine's time */
  timeoutMs: number;
};
