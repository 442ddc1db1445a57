import { SECOND } from '../clock.ts';
import { ConfigError } from '../errors.ts';

/** Where and as whom the bridge speaks to OTTO for one account. */
export type OttoAccountAccess = {
  accountId: string;
  /** production, sandbox, or an own address; a path in it is kept, an ending slash does not matter */
  baseUrl: string;
  /** path of the token endpoint, `/v1/token` unless OTTO moves it */
  tokenPath: string;
  clientId: string;
  clientSecret: string;
  /** what the app may do, e.g. `orders`; sent with every request for a token */
  scopes: string[];
  /** OTTO allows 20 per second and partner, shared with whatever else acts for the seller */
  requestsPerSecond: number;
  /** for one try, from sending to the last byte; OTTO's own limit is 10 s */
  timeoutMs: number;
};

/** @see https://api.otto.market/docs/about-the-api/sandbox */
export const OTTO_BASE_URLS = {
  production: 'https://api.otto.market',
  sandbox: 'https://sandbox.api.otto.market',
} as const;

/** What an account gets that says nothing else. */
export const OTTO_ACCESS_DEFAULTS: Pick<
  OttoAccountAccess,
  'tokenPath' | 'scopes' | 'requestsPerSecond' | 'timeoutMs'
> = { tokenPath: '/v1/token', scopes: ['orders'], requestsPerSecond: 5, timeoutMs: 15 * SECOND };

/**
 * The base URL without its ending slash, ready to have a path put behind it.
 *
 * @throws ConfigError `otto-base-url-unreadable`
 */
export function readBaseUrl(baseUrl: string): string {
  const url = URL.parse(baseUrl.trim());
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) {
    throw new ConfigError('otto-base-url-unreadable', 'The base URL of OTTO is not a web address');
  }
  return url.href.replace(/\/+$/, '');
}

/** True where test orders can do no harm: the sandbox, or a host that is not OTTO's (a fake, a proxy). */
export function takesTestOrders(baseUrl: string): boolean {
  const host = new URL(baseUrl).hostname.replace(/\.$/, '');
  return host === new URL(OTTO_BASE_URLS.sandbox).hostname || !`.${host}`.endsWith('.otto.market');
}
