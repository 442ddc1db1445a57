import { addApiKey } from './api-keys.ts';
import { toText } from './php-values.ts';
import type { Shop } from './shop.ts';
import type { ApiKey } from './state.ts';

export type AuthorizeParams = Record<string, unknown>;

/** Where an unauthenticated browser is sent from `/wc-auth/v1/authorize`; undefined = access denied. */
export function loginLocation(shop: Shop, params: AuthorizeParams): string | undefined {
  if (!isAcceptable(params)) return undefined;
  const query = ['app_name', 'user_id', 'return_url', 'callback_url', 'scope']
    .map((name) => `${name}=${encodeURIComponent(toText(params[name]))}`)
    .join('&');
  return `${shop.homeUrl()}/wc-auth/v1/login/?${query}`;
}

/** What pressing Approve does: a key, and the request that carries it to the callback URL. */
export function approve(
  shop: Shop,
  params: AuthorizeParams,
): { key: ApiKey; callbackUrl: string; body: Record<string, unknown>; browserRedirect: string } {
  const permissions = (['read', 'write', 'read_write'] as const).find(
    (scope) => scope === params.scope,
  );
  if (!isAcceptable(params) || permissions === undefined) throw new Error('Access denied');
  const key = addApiKey(shop, { permissions });
  const userId = toText(params.user_id);
  return {
    key,
    callbackUrl: toText(params.callback_url),
    body: {
      key_id: key.keyId,
      user_id: userId,
      consumer_key: key.consumerKey,
      consumer_secret: key.consumerSecret,
      key_permissions: permissions,
    },
    browserRedirect: `${toText(params.return_url)}?success=1&user_id=${encodeURIComponent(userId)}`,
  };
}

/** Where pressing Deny leads; nothing is sent. */
export function deny(params: AuthorizeParams): string {
  const userId = encodeURIComponent(toText(params.user_id));
  return `${toText(params.return_url)}?success=0&user_id=${userId}`;
}

/** The callback URL must be https, the return URL need not. */
function isAcceptable(params: AuthorizeParams): boolean {
  return (
    toText(params.callback_url).startsWith('https://') &&
    /^https?:\/\//.test(toText(params.return_url)) &&
    ['read', 'write', 'read_write'].includes(toText(params.scope)) &&
    toText(params.app_name) !== '' &&
    toText(params.user_id) !== ''
  );
}
