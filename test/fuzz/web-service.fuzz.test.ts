import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  API_OPERATIONS,
  type OperationName,
  problemDetails,
} from '../../src/bridge/http/api-contract.ts';
import type { Operation } from '../../src/bridge/http/contract/operation.ts';
import { readDelivery, readProductDelivery } from '../../src/bridge/shop-watch/read-delivery.ts';
import { CALLS, type Call } from '../contracts/web-service/calls.ts';
import { type ContractWorld, startContractWorld } from '../contracts/web-service/contract-world.ts';
import { FUZZ_TIMEOUT_MS, fuzz, hasMark, runsOf } from './fuzz.ts';
import { brokenBodies, shownShort } from './inputs.ts';
import { byteMutations, MARK, mutatedBytes, mutatedJson, mutations, ODD_TEXTS } from './mutate.ts';
import { ORDER_META, recorded } from './shop-bases.ts';

const OPERATIONS = new Map<string, Operation>(Object.entries(API_OPERATIONS));
/** A call that takes longer has hung; nothing else is judged by it. */
const HUNG_AFTER_MS = 30_000;
const MUCH_TO_SEND = 15_000;
const NEVER_SENT_IN_A_HEADER = /[^\t\x20-\x7e\xa0-\xff]/g;

/** How many requests Node turned away before the service saw them. */
let turnedAway = 0;

type Sent = { method: string; path: string; headers: Record<string, string>; body: Buffer };
type Answer = { status: number; type: string; text: string };

/** Sends what fetch would put in order first. A stream is left at once. */
function send({ service }: ContractWorld, sent: Sent): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { hostname, port } = new URL(service.url);
  const { method, path, body } = sent;
  // A GET would go without it, and its body be taken for a second request.
  const headers = { ...sent.headers, 'Content-Length': String(body.length) };
  // A connection of its own: what is no HTTP ends the one it came by.
  const options = { hostname, port, method, path, headers, timeout: HUNG_AFTER_MS, agent: false };
  const call = request(options, (response) => {
    const status = response.statusCode ?? 0;
    const type = response.headers['content-type'] ?? '';
    const parts: Buffer[] = [];
    const end = () => resolve({ status, type, text: Buffer.concat(parts).toString('utf8') });
    response
      .on('data', (part: Buffer) => parts.push(part))
      .on('end', end)
      .on('error', reject);
    if (!type.startsWith('text/event-stream')) return;
    end();
    call.destroy();
  });
  call.on('error', (error) => {
    // Who is turned away before his body was read may find the line cut while he still sends.
    const isCut = 'code' in error && ['ECONNRESET', 'EPIPE'].includes(String(error.code));
    if (isCut && body.length + path.length > MUCH_TO_SEND)
      resolve({ status: 0, type: '', text: '' });
    else reject(error);
  });
  call.on('timeout', () => call.destroy(new Error(`no answer to ${method} ${path}`)));
  call.end(body);
  return promise;
}

/** Every answer is a success, or a problem that somebody foresaw. */
function checkAnswer(world: ContractWorld, sent: Sent, { status, type, text }: Answer): void {
  const what = `${sent.method} ${sent.path}: ${status} ${text.slice(0, 500)}`;
  if (status >= 400) {
    // Node itself turns away what is no HTTP.
    if (type === '' && (status === 400 || status === 431)) {
      turnedAway += 1;
      return;
    }
    if (!type.startsWith('application/problem+json'))
      throw new Error(`no problem: ${type} ${what}`);
    const problem = problemDetails.parse(JSON.parse(text));
    if (status === 500 || problem.code === 'internal-fault') throw new Error(what);
  }
  const lines = world.watch.seen.splice(0);
  world.log.length = 0;
  for (const line of lines) {
    if (hasMark(line)) throw new Error(`logged somebody's data: ${line.slice(0, 500)}`);
    for (const secret of world.watch.secrets) {
      if (line.includes(secret)) throw new Error('logged a secret');
    }
  }
}

const anyHeader = fc.constantFrom<[name: string, value: string][]>(
  ['Content-Type', 'text/plain'],
  ['Content-Type', 'application/json; charset=utf-7'],
  ['Content-Type', `multipart/form-data; boundary=${MARK}`],
  ['Content-Type', 'text/csv; charset=utf-16'],
  ['Content-Type', ''],
  ['Content-Encoding', 'gzip'],
  ['Content-Encoding', MARK],
  ['Host', 'evil.example'],
  ['Host', `127.0.0.1:1${MARK}`],
  ['Authorization', `Bearer ${MARK}`],
  ['Authorization', 'Basic Zm9vOmJhcg=='],
  ['Cookie', `connect.sid=s%3A${MARK}; %=; __proto__=1`],
  ['Accept-Language', 'x'.repeat(2_000)],
  ['Accept-Language', 'de;q=NaN, *;q=-1'],
  ['If-Match', '"'.repeat(50)],
  ['If-None-Match', '*'],
  ['Idempotency-Key', MARK.repeat(100)],
  ['X-CSRF-Token', MARK],
  ['X-Forwarded-For', '1.2.3.4, ::1, x'],
  ['Last-Event-ID', '9'.repeat(300)],
  ['Accept', 'image/png;q=x'],
  ['Range', 'bytes=9-1'],
);

const request_ = fc.record({
  name: fc.constantFrom(...(Object.keys(CALLS) as OperationName[])),
  ofAddress: mutations,
  ofBody: mutations,
  ofBytes: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: byteMutations },
  ),
  ending: fc.constantFrom(
    '',
    '',
    '',
    '',
    '',
    '',
    '%',
    '%ff%00',
    '/..',
    '/',
    '?__proto__[a]=1',
    '?&&=&',
  ),
  headers: fc.array(anyHeader, { maxLength: 2 }),
  /** fields that the contract knows and the call does without, by their place among them */
  more: fc.array(
    fc.record({
      at: fc.nat({ max: 40 }),
      text: fc.constantFrom(...ODD_TEXTS),
      isCursor: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  isProgram: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
});
type Asked = typeof request_ extends fc.Arbitrary<infer Value> ? Value : never;

/** Fields of an address as texts, without the marker: paths are logged, and hold ids alone. */
function addressTexts(value: unknown): [name: string, text: string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => {
    const entries: unknown[] = Array.isArray(entry) ? entry.slice(0, 20) : [entry];
    return entries.map((one): [string, string] => {
      const text = typeof one === 'object' ? 'object' : String(one);
      return [name, text.replaceAll(MARK, 'm').toWellFormed().slice(0, 4_000)];
    });
  });
}

/** The names in a schema of the contract. */
function fieldsOf(schema: object): string[] {
  const shape = 'shape' in schema ? schema.shape : undefined;
  return typeof shape === 'object' && shape !== null ? Object.keys(shape) : [];
}

/** Where a list goes on, as this service writes it but as nobody was told: any JSON in base64. */
function cursorOf(text: string): string {
  return Buffer.from(JSON.stringify([text, '', 1])).toString('base64url');
}

/** The call with more fields of the contract in it, each holding something odd. */
function withMore(call: Call, operation: Operation, more: Asked['more']): Call {
  const names = { query: fieldsOf(operation.query), body: fieldsOf(operation.body) };
  let { query = {}, body } = call;
  for (const { at, text, isCursor } of more) {
    const goesOn = isCursor && names.query.includes('cursor');
    const asked = goesOn ? 'cursor' : names.query[at % (names.query.length || 1)];
    const field = names.body[at % (names.body.length || 1)];
    if (asked !== undefined) query = { ...query, [asked]: isCursor ? cursorOf(text) : text };
    const isFile = typeof body === 'string' || Buffer.isBuffer(body);
    const fields: object = typeof body === 'object' && body !== null ? body : {};
    if (field !== undefined && !isFile) body = { ...fields, [field]: isCursor ? [text] : text };
  }
  return { ...call, query, ...(body === undefined ? {} : { body }) };
}

function sentFrom(world: ContractWorld, plain: Call, asked: Asked): Sent {
  const operation: Operation = OPERATIONS.get(asked.name) ?? API_OPERATIONS.getHealth;
  const { path, method, access } = operation;
  const call = withMore(plain, operation, asked.more);
  const { params = {}, query = {} } = call;
  const broken = JSON.parse(mutatedJson({ params, query }, asked.ofAddress));
  const named = new Map(addressTexts(broken?.params));
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(named.get(name) ?? params[name] ?? 'none'),
  );
  const search = new URLSearchParams(addressTexts(broken?.query)).toString();
  const headers: Record<string, string> = { ...call.headers };
  if (call.body !== undefined) headers['Content-Type'] ??= 'application/json';
  if (access !== 'signature' && access !== 'anybody' && asked.isProgram) {
    headers.Authorization = `Bearer ${world.service.apiToken.reveal()}`;
  }
  for (const [name, value] of asked.headers)
    headers[name] = value.replace(NEVER_SENT_IN_A_HEADER, '');
  const { body } = call;
  const isFile = typeof body === 'string' || Buffer.isBuffer(body);
  const whole = isFile ? Buffer.from(body) : Buffer.from(mutatedJson(body ?? {}, asked.ofBody));
  const isEmpty = body === undefined && asked.ofBody.length === 0;
  return {
    method: method.toUpperCase(),
    path: `${filled}${search === '' ? '' : `?${search}`}${asked.ending}`,
    headers,
    body: isEmpty ? Buffer.alloc(0) : mutatedBytes(whole, asked.ofBytes),
  };
}

/** These begin anew who may call, or take a third of a second each to hash a password. */
const NOT_CARRIED_OUT: readonly OperationName[] = ['setUp', 'logOut', 'importSettings'];

async function basesOf(world: ContractWorld): Promise<Map<OperationName, Call>> {
  const calls = new Map<OperationName, Call>();
  for (const name of Object.keys(CALLS) as OperationName[]) {
    if (NOT_CARRIED_OUT.includes(name)) continue;
    // One that another made impossible is still sent, with nothing in it.
    calls.set(name, await Promise.resolve(CALLS[name](world)).catch(() => ({})));
  }
  return calls;
}

const TOPICS = [
  'order.updated',
  'order.created',
  'product.updated',
  'action.x',
  '',
  'order.',
  MARK,
];

describe('one service, whatever it is sent', () => {
  it('answers with a success or a problem it foresaw, and logs nothing of anybody', {
    timeout: FUZZ_TIMEOUT_MS,
  }, async () => {
    const world = await startContractWorld();
    const calls = await basesOf(world);
    const ready = [...calls.keys()];
    const input = request_.map((asked) => {
      const name = ready.includes(asked.name) ? asked.name : 'getHealth';
      return { ...asked, name, [fc.toStringMethod]: () => JSON.stringify({ ...asked, name }) };
    });
    await fuzz('web-service', input, async (asked) => {
      const sent = sentFrom(world, calls.get(asked.name) ?? {}, asked);
      checkAnswer(world, sent, await send(world, sent));
    });

    const [webhook] = world.shop.state.webhooks.values();
    const deliveries = brokenBodies(deliveryBases());
    const delivery = fc.record({
      delivery: deliveries,
      topic: fc.constantFrom(...TOPICS),
      webhookId: fc.constantFrom(String(webhook?.id), '0', '-1', '1e9', '9'.repeat(30), MARK),
      deliveryId: fc.constantFrom('', 'a', 'b-2', 'x'.repeat(101), '../x', `${MARK}!`),
      signature: fc.constantFrom('right', 'right', 'right', 'wrong', 'none', 'odd'),
      headers: fc.array(anyHeader, { maxLength: 1 }),
    });
    const path = API_OPERATIONS.receiveWebhook.path;
    await fuzz('webhook-requests', delivery, async (given) => {
      const body = given.delivery.bytes;
      const signature = createHmac('sha256', webhook?.secret ?? '')
        .update(given.signature === 'wrong' ? 'x' : body)
        .digest('base64');
      const headers: Record<string, string> = {
        'Content-Type': 'application/json',
        'X-WC-Webhook-Topic': given.topic,
        'X-WC-Webhook-ID': given.webhookId,
        'X-WC-Webhook-Delivery-ID': given.deliveryId,
        ...Object.fromEntries(given.headers),
      };
      if (given.signature !== 'none') {
        headers['X-WC-Webhook-Signature'] =
          given.signature === 'odd' ? MARK.repeat(500) : signature;
      }
      const sent = { method: 'POST', path, headers, body };
      const answer = await send(world, sent);
      checkAnswer(world, sent, answer);
      const isTrusted = given.signature === 'right';
      if (!isTrusted && answer.status < 300) throw new Error('believed without a signature');
    });
    // Most are read by the service: else nothing of it would be tried.
    expect(turnedAway).toBeLessThan((runsOf('web-service') + runsOf('webhook-requests')) / 4);
    // What the deliveries and calls began in the background ends without a fault, too.
    await world.bridge.settings.load();
    checkAnswer(
      world,
      { method: '', path: '', headers: {}, body: Buffer.alloc(0) },
      { status: 200, type: '', text: '' },
    );
  });

  it('reads what it can of a delivery', { timeout: FUZZ_TIMEOUT_MS }, async () => {
    await fuzz('webhook-bodies', brokenBodies(deliveryBases()), ({ bytes }) => {
      const body = readDelivery(bytes);
      if (body?.about === 'order') {
        if (!Number.isSafeInteger(body.wooOrderId) || body.wooOrderId < 1) throw new Error('no id');
        if (body.order !== undefined && body.order.wooOrderId !== body.wooOrderId)
          throw new Error('two ids');
      }
      const product = readProductDelivery(bytes);
      for (const id of product?.productIds ?? []) {
        if (!Number.isSafeInteger(id) || id < 1) throw new Error(`the product ${id}`);
      }
      readDelivery(Buffer.from(bytes.toString('base64'), 'latin1'));
      shownShort(bytes);
    });
  });
});

/** What shops send: orders with marks and without, products, and an order that is gone. */
function deliveryBases(): { body: unknown }[] {
  const orders = recorded('18', '32', '35').map(({ body }) => ({
    body: { ...(typeof body === 'object' ? body : {}), meta_data: ORDER_META },
  }));
  const gone = {
    code: 'woocommerce_rest_shop_order_invalid_id',
    message: 'x',
    data: { status: 404 },
  };
  const product = { id: 12, parent_id: 10, sku: 'SKU-C', type: 'variation', stock_quantity: 3 };
  return [...orders, { body: gone }, { body: product }, { body: { id: 7 } }];
}
