import type { RestAnswer } from './rest.ts';
import type { Shop } from './shop.ts';
import { type AuthorizeParams, approve, deny, loginLocation } from './wc-auth.ts';

/** How the shop's own call reaches a callback URL, e.g. past the TLS of a proxy that is not there. */
export type Reach = (callbackUrl: string) => string;

const HTML = { 'content-type': 'text/html; charset=UTF-8' };
const LOGGED_IN = /\bwordpress_logged_in=/;

/**
 * The shop's page where a merchant allows an app in: two links for who is logged in (any cookie
 * `wordpress_logged_in`), the login form for everybody else.
 *
 * @returns undefined for any other path
 */
export async function authPage(
  shop: Shop,
  asked: { path: string; query: AuthorizeParams; rawQuery: string; cookie: string | undefined },
  reach: Reach,
): Promise<RestAnswer | undefined> {
  const page = /^\/wc-auth\/v1\/(authorize|access_granted)\/?$/.exec(asked.path)?.[1];
  if (page === undefined) return undefined;
  const login = loginLocation(shop, asked.query);
  if (login === undefined) return { status: 401, body: '<p>Access denied</p>', headers: HTML };
  if (!LOGGED_IN.test(asked.cookie ?? '')) return redirect(login);
  if (page === 'authorize') {
    const granted = `${shop.homeUrl()}/wc-auth/v1/access_granted/?${asked.rawQuery}`;
    const links = `<a class="wc-auth-approve" href="${escaped(granted)}">Approve</a>
<a class="wc-auth-deny" href="${escaped(deny(asked.query))}">Deny</a>`;
    return { status: 200, body: links, headers: HTML };
  }
  const { key, callbackUrl, body, browserRedirect } = approve(shop, asked.query);
  if (await isTaken(reach(callbackUrl), body)) return redirect(browserRedirect);
  shop.state.apiKeys.splice(shop.state.apiKeys.indexOf(key), 1);
  return { status: 401, body: '<p>An error occurred in the request</p>', headers: HTML };
}

/** Anything but exactly 200 counts as a refusal. */
async function isTaken(url: string, body: Record<string, unknown>): Promise<boolean> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}

function redirect(location: string): RestAnswer {
  return { status: 302, body: '', headers: { ...HTML, location } };
}

function escaped(url: string): string {
  return url.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
