import { createHmac, timingSafeEqual } from 'node:crypto';
import { RestError } from './rest.ts';
import type { Shop } from './shop.ts';
import type { ApiKey } from './state.ts';

const REQUIRED = [
  'oauth_consumer_key',
  'oauth_timestamp',
  'oauth_nonce',
  'oauth_signature',
  'oauth_signature_method',
] as const;

const WINDOW_SECONDS = 15 * 60;

/** What OAuth signs: method, path and query as they came over the wire. */
export type SignedRequest = {
  method: string;
  path: string;
  rawQuery: string;
  authorization: string | undefined;
};

/**
 * The key that signed a request, the way WooCommerce verifies OAuth 1.0a: over the shop's own home
 * URL, with the parameters as PHP has read them, and each nonce once.
 *
 * @returns undefined when the request carries no OAuth parameter at all
 * @throws RestError 401 when it does but is not right
 */
export function verifyOauth(
  shop: Shop,
  request: SignedRequest,
  nowSeconds: number,
): ApiKey | undefined {
  const params = groupedParams(request);
  const value = (name: string) => params.get(name)?.[0]?.value ?? '';
  const missing = REQUIRED.filter((name) => value(name) === '');
  if (missing.length === REQUIRED.length) return undefined;
  if (missing.length > 0) {
    const noun = missing.length === 1 ? 'parameter' : 'parameters';
    throw new RestError(
      'woocommerce_rest_authentication_missing_parameter',
      `Missing OAuth ${noun} ${missing.join(', ')}`,
      { status: 401 },
    );
  }
  const key = shop.state.apiKeys.find((known) => known.consumerKey === value('oauth_consumer_key'));
  if (key === undefined) throw refused('Consumer key is invalid.');
  const method = value('oauth_signature_method');
  if (method !== 'HMAC-SHA256' && method !== 'HMAC-SHA1') {
    throw refused('Invalid signature - signature method is invalid.');
  }
  const signed = value('oauth_signature').replaceAll(' ', '+');
  params.delete('oauth_signature');
  const expected = createHmac(method.slice(5).toLowerCase(), `${key.consumerSecret}&`)
    .update(baseString(shop, request, params))
    .digest('base64');
  if (!sameText(expected, signed)) {
    throw refused('Invalid signature - provided signature does not match.');
  }
  spendNonce(key, value('oauth_nonce'), Number(value('oauth_timestamp')), nowSeconds);
  return key;
}

type Param = { path: string[]; value: string };

/** Parameters by top-level name; nested ones keep their order of arrival, as a PHP array does. */
function groupedParams(request: SignedRequest): Map<string, Param[]> {
  const params = new Map<string, Param[]>();
  const header = request.authorization?.startsWith('OAuth ')
    ? [...request.authorization.matchAll(/(oauth_[a-z_-]*)="?([^",]*)"?/g)].map(
        (match) => `${match[1]}=${match[2]}`,
      )
    : [];
  for (const pair of [...request.rawQuery.split('&'), ...header]) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
    const [top = name] = name.split('[');
    const group = params.get(top) ?? [];
    const path = [...name.slice(top.length).matchAll(/\[([^\]]*)\]/g)].map(
      (match) => match[1] ?? '',
    );
    if (path.at(-1) === '') path[path.length - 1] = String(group.length);
    const present = group.find((param) => param.path.join('[') === path.join('['));
    if (present === undefined) group.push({ path, value });
    else present.value = value;
    params.set(top, group);
  }
  return params;
}

function baseString(shop: Shop, request: SignedRequest, params: Map<string, Param[]>): string {
  const pairs = [...params.keys()].sort(byBytes).flatMap((top) =>
    (params.get(top) ?? []).map(({ path, value }) => {
      const name = path.reduce((outer, part) => `${outer}%5B${part}%5D`, encode(top));
      return encode(`${name}=${encode(value)}`);
    }),
  );
  const uri = encode(`${shop.homeUrl()}${request.path}`);
  return `${request.method.toUpperCase()}&${uri}&${pairs.join('%26')}`;
}

function spendNonce(key: ApiKey, nonce: string, timestamp: number, nowSeconds: number): void {
  if (!(Math.abs(nowSeconds - timestamp) <= WINDOW_SECONDS)) throw refused('Invalid timestamp.');
  if (key.usedNonces.has(nonce)) throw refused('Invalid nonce - nonce has already been used.');
  key.usedNonces.set(nonce, timestamp);
  for (const [used, at] of key.usedNonces) {
    if (at < nowSeconds - WINDOW_SECONDS) key.usedNonces.delete(used);
  }
}

function refused(message: string): RestError {
  return new RestError('woocommerce_rest_authentication_error', message, { status: 401 });
}

/** RFC 3986: encodeURIComponent plus the five characters it leaves alone. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function byBytes(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function sameText(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
