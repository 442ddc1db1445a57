import { type SignedRequest, verifyOauth } from './oauth.ts';
import { toText } from './php-values.ts';
import { RestError } from './rest.ts';
import type { Shop } from './shop.ts';
import type { ApiKey } from './state.ts';

const READING = ['GET', 'HEAD'];
const WRITING = ['POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Who is calling. Over https HTTP Basic and query keys count; over plain http only OAuth 1.0a does,
 * everything else is an anonymous call. An unknown key in HTTP Basic is anonymous, too.
 *
 * @throws RestError 401 for a wrong secret or signature
 */
export function authenticate(
  shop: Shop,
  request: SignedRequest & { secure: boolean; query: Record<string, unknown> },
  nowSeconds: number,
): ApiKey | undefined {
  if (request.secure) {
    const [consumerKey, secret] = basicCredentials(request);
    const key = shop.state.apiKeys.find((known) => known.consumerKey === consumerKey);
    if (key !== undefined && secret !== '') {
      if (key.consumerSecret === secret) return key;
      throw refused('Consumer secret is invalid.');
    }
  }
  return verifyOauth(shop, request, nowSeconds);
}

/** @throws RestError 401 (not 403) when a read key writes or a write key reads */
export function checkPermission(key: ApiKey, method: string): void {
  const lacks = (right: 'read' | 'write') =>
    refused(`The API key provided does not have ${right} permissions.`);
  if (READING.includes(method) && key.permissions === 'write') throw lacks('read');
  if (WRITING.includes(method) && key.permissions === 'read') throw lacks('write');
}

function basicCredentials(request: {
  authorization: string | undefined;
  query: Record<string, unknown>;
}): [string, string] {
  const { consumer_key: queryKey, consumer_secret: querySecret } = request.query;
  if (queryKey !== undefined && querySecret !== undefined) {
    return [toText(queryKey), toText(querySecret)];
  }
  if (!request.authorization?.startsWith('Basic ')) return ['', ''];
  const decoded = Buffer.from(request.authorization.slice(6), 'base64').toString();
  const colon = decoded.indexOf(':');
  return colon < 0 ? ['', ''] : [decoded.slice(0, colon), decoded.slice(colon + 1)];
}

function refused(message: string): RestError {
  return new RestError('woocommerce_rest_authentication_error', message, { status: 401 });
}
