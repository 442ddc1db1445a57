import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate, checkPermission } from './authentication.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { ShopFaults } from './faults.ts';
import { parsePhpQuery } from './php-query.ts';
import { toText } from './php-values.ts';
import type { LoggedRequest } from './request-log.ts';
import {
  fatalErrorBody,
  PhpFatalError,
  type RestAnswer,
  RestError,
  type RestRequest,
} from './rest.ts';
import { dispatch, type Route } from './routing.ts';
import type { Shop } from './shop.ts';
import { authPage, type Reach } from './wc-auth-page.ts';

/** Called around the effect of every request; a test may await, inspect or kill something there. */
export type ShopHooks = {
  /** Before the effect. */
  onRequest?: (request: LoggedRequest) => void | Promise<void>;
  /** After the effect, before the answer. */
  onEffect?: (request: LoggedRequest, answer: RestAnswer) => void | Promise<void>;
  /** Where the keys a merchant allows are sent in place of the callback URL. Default: right there. */
  reach?: Reach;
};

export type HttpParts = {
  shop: Shop;
  routes: Route[];
  faults: ShopFaults;
  hooks: ShopHooks;
  requests: LoggedRequest[];
  /** Treats every request as if it had come over https. */
  behaveAsHttps: boolean;
  signedBy: () => Date;
};

/** What WordPress adds to answers for a logged-in caller. */
const NO_CACHE = {
  'cache-control': 'no-cache, must-revalidate, max-age=0, no-store, private',
} as const;

/** Serves one request. What has begun is carried to its end even when the client hangs up. */
export async function serve(
  parts: HttpParts,
  incoming: IncomingMessage,
  response: ServerResponse,
  rawBody: Buffer,
): Promise<void> {
  const request = log(parts, incoming, rawBody);
  parts.requests.push(request);
  try {
    await carryOut(parts, request, incoming, response);
  } finally {
    request.isOver = true;
  }
}

async function carryOut(
  parts: HttpParts,
  request: LoggedRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const plan = parts.faults.planFor(request);
  await plan.waitBefore();
  await parts.hooks.onRequest?.(request);
  if (plan.dropBefore) {
    incoming.socket.destroy();
    return;
  }
  const answer = plan.answer ?? (await effect(parts, request, incoming, plan));
  request.status = answer.status;
  const shown = { status: answer.status, body: answer.body, headers: answer.headers ?? {} };
  await parts.hooks.onEffect?.(request, shown);
  await plan.waitAfter();
  if (plan.dropAfter) incoming.socket.destroy();
  else send(response, shown, plan.cutBodyAfter, parts.shop);
}

async function effect(
  parts: HttpParts,
  request: LoggedRequest,
  incoming: IncomingMessage,
  plan: FaultPlan,
): Promise<RestAnswer> {
  const { shop } = parts;
  const url = incoming.url ?? '/';
  const [path = '/', rawQuery = ''] = url.split(/\?(.*)/s);
  const query = parsePhpQuery(rawQuery);
  const rest = /^(?:\/index\.php)?\/wp-json(\/.*)?$/.exec(path);
  if (rest === null && query.rest_route === undefined) {
    const cookie = header(incoming, 'cookie');
    const reach = parts.hooks.reach ?? ((callbackUrl: string) => callbackUrl);
    const page = await authPage(shop, { path, query, rawQuery, cookie }, reach);
    return page ?? outsideRest(path);
  }
  const route = decodeURIComponent(rest === null ? toText(query.rest_route) : (rest[1] ?? '/'));
  const method =
    toText(query._method) || header(incoming, 'x-http-method-override') || request.method;
  const secure = parts.behaveAsHttps || header(incoming, 'x-forwarded-proto') === 'https';
  let keyed: Record<string, string> = {};
  try {
    const readsKeys = rest !== null && /^\/wc[/-]/.test(route);
    const credentials = {
      method: request.method,
      path,
      rawQuery,
      authorization: header(incoming, 'authorization'),
      secure,
      query,
    };
    const key = readsKeys
      ? authenticate(shop, credentials, Math.floor(parts.signedBy().getTime() / 1000))
      : undefined;
    if (key !== undefined) {
      keyed = NO_CACHE;
      checkPermission(key, method.toUpperCase());
    }
    const body = bodyOf(request, incoming);
    const restRequest: RestRequest = {
      method: method.toUpperCase() === 'HEAD' ? 'GET' : method.toUpperCase(),
      route,
      query,
      body,
      key,
      itemGate: plan.itemGate,
    };
    const answer = await dispatch(shop, parts.routes, restRequest);
    return { ...answer, headers: { ...keyed, ...answer.headers } };
  } catch (error) {
    if (error instanceof RestError) {
      return { status: error.status, body: error.body, headers: keyed };
    }
    if (error instanceof PhpFatalError) {
      return { status: 500, body: fatalErrorBody, headers: keyed };
    }
    throw error;
  }
}

/** JSON only under its own content type; anything else but a form is not read at all. */
function bodyOf(request: LoggedRequest, incoming: IncomingMessage): unknown {
  const type = header(incoming, 'content-type') ?? '';
  if (request.rawBody === '' || !/^application\/([\w.-]+\+)?json\b/i.test(type))
    return request.body;
  try {
    return JSON.parse(request.rawBody);
  } catch {
    throw new RestError('rest_invalid_json', 'Invalid JSON body passed.', {
      status: 400,
      json_error_code: 4,
      json_error_message: 'Syntax error',
    });
  }
}

function log(parts: HttpParts, incoming: IncomingMessage, rawBody: Buffer): LoggedRequest {
  const [path = '/', rawQuery = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
  const text = rawBody.toString();
  const query = Object.entries(parsePhpQuery(rawQuery)).filter(
    ([name]) => !name.startsWith('oauth_'),
  );
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = String(value);
  return {
    method: incoming.method ?? 'GET',
    path,
    query: Object.fromEntries(query),
    headers,
    body: parsedBody(text, header(incoming, 'content-type') ?? ''),
    rawBody: text,
    at: parts.shop.now(),
    status: undefined,
    isOver: false,
  };
}

function parsedBody(text: string, type: string): unknown {
  if (text === '') return undefined;
  if (type.startsWith('application/x-www-form-urlencoded')) return parsePhpQuery(text);
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function outsideRest(path: string): RestAnswer {
  const html = { 'content-type': 'text/html; charset=UTF-8' };
  const body = '<!DOCTYPE html><html><body>Page not found</body></html>';
  return path === '/' ? { status: 200, body, headers: html } : { status: 404, body, headers: html };
}

function send(
  response: ServerResponse,
  answer: { status: number; body: unknown; headers: Record<string, string> },
  cut: number | 'half' | undefined,
  shop: Shop,
): void {
  if (response.destroyed || response.socket === null || response.socket.destroyed) return;
  const isText = typeof answer.body === 'string';
  const bytes = Buffer.from(isText ? String(answer.body) : (JSON.stringify(answer.body) ?? ''));
  const usual: Record<string, string> = isText
    ? { 'content-type': 'text/html; charset=UTF-8' }
    : {
        'content-type': 'application/json; charset=UTF-8',
        'x-robots-tag': 'noindex',
        link: `<${shop.homeUrl()}/wp-json/>; rel="https://api.w.org/"`,
      };
  response.writeHead(answer.status, {
    date: shop.now().toUTCString(),
    ...usual,
    ...answer.headers,
    'content-length': String(bytes.length),
  });
  if (cut === undefined) {
    response.end(bytes);
    return;
  }
  const kept = cut === 'half' ? Math.floor(bytes.length / 2) : cut;
  response.write(bytes.subarray(0, kept), () => response.socket?.destroy());
}

function header(incoming: IncomingMessage, name: string): string | undefined {
  const value = incoming.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
