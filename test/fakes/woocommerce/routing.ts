import type { ParamSchemas } from './param-checks.ts';
import { checkParams } from './param-checks.ts';
import { isObject } from './php-values.ts';
import { type RestAnswer, RestError, type RestRequest, refusals } from './rest.ts';
import type { Shop } from './shop.ts';

export type RouteParams = Record<string, unknown>;

/** One method of a route. */
export type RouteMethod = {
  /** What anonymous callers get; absent on public routes. */
  refusal?: () => RestError;
  /** Parameters checked before anything else, also before the refusal. */
  schemas?: (shop: Shop) => ParamSchemas;
  run(shop: Shop, params: RouteParams, request: RestRequest): RestAnswer | Promise<RestAnswer>;
};

export type Route = {
  /** Below `/wp-json`; `:name` stands for a run of digits, `:name*` for a slug. */
  path: string;
  /** False while a plugin or a feature is off: the shop then has no such route. */
  isThere?: (shop: Shop) => boolean;
  methods: Partial<Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', RouteMethod>>;
};

/** POST, PUT and PATCH of one resource do the same: WordPress' EDITABLE. */
export function editable(method: RouteMethod): Route['methods'] {
  return { POST: method, PUT: method, PATCH: method };
}

/**
 * Finds the route, checks parameters and permission, runs it. Body parameters beat query
 * parameters, which beat those in the path.
 */
export async function dispatch(
  shop: Shop,
  routes: Route[],
  request: RestRequest,
): Promise<RestAnswer> {
  const present = routes.filter((route) => route.isThere?.(shop) ?? true);
  if (request.method === 'OPTIONS') return describe(shop, present, request);
  const found = findRoute(present, request);
  if (found === undefined) throw refusals.unknownRoute();
  const { route, method, pathParams } = found;
  const headers: Record<string, string> = {};
  const allowed = Object.entries(route.methods)
    .filter(([, candidate]) => request.key !== undefined || candidate.refusal === undefined)
    .map(([name]) => name);
  if (allowed.length > 0) headers.allow = allowed.join(', ');
  try {
    const sent: RouteParams = {
      ...pathParams,
      ...request.query,
      ...(isObject(request.body) ? request.body : {}),
    };
    const params = checkParams(sent, method.schemas?.(shop) ?? {});
    if (request.key === undefined && method.refusal !== undefined) throw method.refusal();
    const answer = await method.run(shop, params, request);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    return { status: error.status, body: error.body, headers };
  }
}

/** OPTIONS: the methods of a route and their arguments, enums included; needs no key. */
function describe(shop: Shop, routes: Route[], request: RestRequest): RestAnswer {
  const route = routes.find((candidate) => matchPath(candidate, request.route) !== undefined);
  if (route === undefined) throw refusals.unknownRoute();
  const methods = Object.keys(route.methods);
  const endpoints = Object.entries(route.methods).map(([name, method]) => ({
    methods: [name],
    args: method.schemas?.(shop) ?? {},
  }));
  const properties = (route.methods.POST ?? route.methods.PUT)?.schemas?.(shop) ?? {};
  const body = { namespace: 'wc/v3', methods, endpoints, schema: { properties } };
  return { status: 200, body, headers: { allow: methods.join(', ') } };
}

function matchPath(route: Route, path: string): Record<string, string> | undefined {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  const pattern = route.path.replaceAll(/:\w+\*/g, '([\\w-]+)').replaceAll(/:\w+/g, '(\\d+)');
  const match = new RegExp(`^${pattern}/?$`).exec(path);
  if (match === null) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']));
}

function findRoute(routes: Route[], request: RestRequest) {
  for (const route of routes) {
    const pathParams = matchPath(route, request.route);
    if (pathParams === undefined) continue;
    const name = METHODS.find((candidate) => candidate === request.method);
    const method = name === undefined ? undefined : route.methods[name];
    if (method === undefined) continue;
    return { route, method, pathParams };
  }
  return undefined;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
