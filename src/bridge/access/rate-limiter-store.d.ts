/** rate-limiter-flexible names this class in its types but exports it by its file alone. */
declare module 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js' {
  import type { RateLimiterStoreAbstract } from 'rate-limiter-flexible';

  const Store: typeof RateLimiterStoreAbstract;
  export = Store;
}
