import type { Operation } from '../../../src/bridge/http/contract/operation.ts';
import { readEvents } from '../../bridge/http/event-reader.ts';
import { until } from '../../bridge/http/http-world.ts';
import type { Call } from './calls.ts';
import type { ContractWorld } from './contract-world.ts';

export type GivenAnswer = {
  status: number;
  contentType: string | null;
  text: string;
  json: unknown;
  /** of a stream: the first that came */
  events: { event: string; data: unknown }[];
};

/** The address of a call. */
function addressOf({ path }: Operation, { params = {}, query = {} }: Call): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? 'none'),
  );
  const text = new URLSearchParams(query).toString();
  return text === '' ? filled : `${filled}?${text}`;
}

/** Sends a call over the line, as the person or the program it is by. */
export async function sendCall(
  world: ContractWorld,
  operation: Operation,
  call: Call,
): Promise<GivenAnswer> {
  const address = addressOf(operation, call);
  if (operation.mediaType === 'text/event-stream') return follow(world, address);
  const { browser, service } = world;
  const isFile = typeof call.body === 'string' || Buffer.isBuffer(call.body);
  const headers = new Headers({ 'Accept-Language': 'en', ...call.headers });
  if (call.byPerson) {
    if (browser.cookie !== undefined) headers.set('Cookie', browser.cookie);
    if (browser.csrf !== null) headers.set('X-CSRF-Token', browser.csrf);
  } else if (operation.access !== 'signature') {
    headers.set('Authorization', `Bearer ${service.apiToken.reveal()}`);
  }
  if (call.body !== undefined && !headers.has('Content-Type')) {
    headers.set('Content-Type', 'application/json');
  }
  const body = isFile ? call.body : JSON.stringify(call.body);
  const response = await fetch(`${service.url}${address}`, {
    method: operation.method.toUpperCase(),
    headers,
    // Text or bytes, as `isFile` says, or JSON text.
    ...(call.body === undefined ? {} : { body: body as string | Buffer<ArrayBuffer> }),
  });
  const text = await response.text();
  if (call.byPerson) keepSession(world, response, text);
  const contentType = response.headers.get('content-type');
  const isJson = /json/.test(contentType ?? '') && text !== '';
  const json: unknown = isJson ? JSON.parse(text) : undefined;
  return { status: response.status, contentType, text, json, events: [] };
}

async function follow(world: ContractWorld, address: string): Promise<GivenAnswer> {
  const reader = await readEvents(world, address);
  const contentType = reader.headers.get('content-type');
  if (contentType?.startsWith('text/event-stream')) {
    await until(() => reader.events.length > 0);
    reader.close();
    const events = reader.events.map(({ event, data }) => ({ event, data }));
    return { status: reader.status, contentType, text: '', json: undefined, events };
  }
  const { status, json, text } = await world.api.call(address);
  return { status, contentType, text, json, events: [] };
}

/** What a browser and the page keep of an answer. */
function keepSession({ browser }: ContractWorld, response: Response, text: string): void {
  const [set] = response.headers.getSetCookie();
  if (set !== undefined) browser.cookie = set.split(';')[0];
  const csrf = /"csrfToken":"([^"]+)"/.exec(text)?.[1];
  if (csrf !== undefined) browser.csrf = csrf;
}
