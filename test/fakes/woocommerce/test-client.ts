import { createRequire } from 'node:module';
import { isObject, type PhpArray } from './php-values.ts';
import type { ApiKey } from './state.ts';

/**
 * The package is CommonJS with a `default` inside; Node and vitest unwrap `import` of it differently,
 * `require` is the same in both.
 */
const wooPackage: typeof import('@woocommerce/woocommerce-rest-api') = createRequire(
  import.meta.url,
)('@woocommerce/woocommerce-rest-api');

/** An answer as the official client gives it, or as it throws it. */
export type ClientAnswer = {
  status: number;
  /** The body when it is a JSON object, else empty. */
  body: PhpArray;
  /** The body when it is a JSON list, else empty. */
  list: PhpArray[];
  headers: Record<string, unknown>;
};

/**
 * Calls a shop over plain http with the official package, hence signed with OAuth 1.0a. Refusals are
 * answers here, too; without any answer (time-out, lost connection) it throws.
 */
export function testClient(
  url: string,
  key: Pick<ApiKey, 'consumerKey' | 'consumerSecret'>,
  timeoutMs = 5000,
) {
  const client = new wooPackage.default({
    url,
    consumerKey: key.consumerKey,
    consumerSecret: key.consumerSecret,
    version: 'wc/v3',
    timeout: timeoutMs,
    axiosConfig: { validateStatus: () => true, maxRedirects: 0, proxy: false },
  });
  const read = async (call: Promise<unknown>): Promise<ClientAnswer> => {
    const answer = await call;
    if (!isObject(answer)) throw new Error('the client gave no answer');
    const { data } = answer;
    return {
      status: Number(answer.status),
      body: isObject(data) ? data : {},
      list: Array.isArray(data) ? data.filter(isObject) : [],
      headers: { ...(typeof answer.headers === 'object' ? answer.headers : {}) },
    };
  };
  return {
    get: (endpoint: string, params: Record<string, unknown> = {}) =>
      read(client.get(endpoint, params)),
    post: (endpoint: string, body: unknown, params: Record<string, unknown> = {}) =>
      read(client.post(endpoint, asBody(body), params)),
    put: (endpoint: string, body: unknown) => read(client.put(endpoint, asBody(body))),
    delete: (endpoint: string, params: Record<string, unknown> = {}) =>
      read(client.delete(endpoint, params)),
  };
}

function asBody(body: unknown): PhpArray {
  if (!isObject(body)) throw new Error('a body is an object');
  return body;
}
