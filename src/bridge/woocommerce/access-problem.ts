import {
  type BridgeError,
  NetworkError,
  type NetworkFault,
  PayloadError,
  WooApiError,
} from '../errors.ts';
import { RedirectError } from './network-fault.ts';

/**
 * Why a shop can't be worked with.
 * - `refused`, `host-not-found`, `timeout`, `connection-lost`, `certificate`, `redirect` (host):
 *   nothing usable answered
 * - `answer-not-json`: a web page or other text, e.g. of a cache or a maintenance plugin
 * - `rest-not-found`: no WooCommerce REST API there; permalinks "plain", wrong address, or no plugin
 * - `key-unknown`, `secret-wrong`, `key-read-only`, `key-write-only`. Over https an unknown key can also
 *   be a server that drops the Authorization header; over http a wrong secret can also be an address
 *   that the shop does not know as its own (localhost instead of its name), or clocks that differ
 * - `key-lacks-rights`: the user behind the key may not manage orders
 * - `access-blocked` (status, code): something in front of WooCommerce, e.g. a security plugin
 * - `shop-faulty` (status): the shop's own fault, or too busy
 * - `woocommerce-too-old`, `currency-not-eur`, `price-decimals-too-few`, `clock-differs` (seconds the
 *   shop is ahead)
 */
export type ShopProblemCode =
  | NetworkFault
  | 'answer-not-json'
  | 'rest-not-found'
  | 'key-unknown'
  | 'secret-wrong'
  | 'key-read-only'
  | 'key-write-only'
  | 'key-lacks-rights'
  | 'access-blocked'
  | 'shop-faulty'
  | 'woocommerce-too-old'
  | 'currency-not-eur'
  | 'price-decimals-too-few'
  | 'clock-differs';

/** `code` names the sentence in the word lists. */
export type ShopProblem = { code: ShopProblemCode; params: Record<string, string | number> };

/** What a reading call failed with, in the owner's terms. */
export function accessProblem(
  error: BridgeError,
  facts: { isHttps: boolean; couldWrite?: boolean },
): ShopProblem {
  if (error instanceof RedirectError) {
    return { code: 'redirect', params: { host: error.targetHost } };
  }
  if (error instanceof NetworkError) return { code: error.fault, params: {} };
  if (error instanceof PayloadError) return { code: 'answer-not-json', params: {} };
  if (!(error instanceof WooApiError)) return { code: 'connection-lost', params: {} };
  if (isKeyError(error) && facts.couldWrite) return { code: 'key-write-only', params: {} };
  return refusalProblem(error, facts.isHttps);
}

/** What a writing call failed with, after a reading one had worked. */
export function writeProblem(error: BridgeError, facts: { isHttps: boolean }): ShopProblem {
  const isReadOnly = error instanceof WooApiError && isKeyError(error);
  return isReadOnly ? { code: 'key-read-only', params: {} } : accessProblem(error, facts);
}

function refusalProblem(error: WooApiError, isHttps: boolean): ShopProblem {
  const { statusCode, shopCode = '' } = error;
  const status = { status: statusCode };
  if (isKeyError(error))
    return { code: isHttps ? 'secret-wrong' : signatureFault(error), params: {} };
  if (shopCode.startsWith('woocommerce_rest_cannot_')) {
    // WordPress answers 401 to nobody and 403 to somebody who may not.
    return { code: statusCode === 401 ? 'key-unknown' : 'key-lacks-rights', params: {} };
  }
  if (statusCode === 404) return { code: 'rest-not-found', params: {} };
  if (statusCode === 408 || statusCode === 429 || statusCode >= 500) {
    return { code: 'shop-faulty', params: status };
  }
  return { code: 'access-blocked', params: { ...status, code: shopCode } };
}

/** One code for a wrong secret, a wrong signature and a missing right of the key. */
function isKeyError({ statusCode, shopCode }: WooApiError): boolean {
  return statusCode === 401 && shopCode === 'woocommerce_rest_authentication_error';
}

/** Over http an unknown key and a wrong secret differ only in a sentence in the shop's language. */
function signatureFault({ shopMessage = '' }: WooApiError): 'key-unknown' | 'secret-wrong' {
  return /secret|signatur|firma|handtekening/i.test(shopMessage) ? 'secret-wrong' : 'key-unknown';
}
