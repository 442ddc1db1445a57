import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/bridge/clock.ts';
import { NetworkError, PayloadError, WooApiError } from '../../../src/bridge/errors.ts';
import { underFence } from '../../../src/bridge/fence.ts';
import { createShopGate, type ShopGate } from '../../../src/bridge/woocommerce/shop-gate.ts';
import { ShopUnavailableError } from '../../../src/bridge/woocommerce/shop-unavailable-error.ts';
import { createFakeClock } from '../fake-clock.ts';
import { rejection } from './shop-world.ts';

const LINE = 'POST /wp-json/wc/v3/orders/batch';
const timedOut = () => new NetworkError(LINE, { fault: 'timeout', reachedServer: 'maybe' });
const notThere = () => new NetworkError(LINE, { fault: 'refused', reachedServer: 'no' });
const answered = (statusCode: number, retryAfterMs?: number) =>
  new WooApiError(LINE, { statusCode, retryAfterMs });

const failing = (gate: ShopGate, error: unknown, size = 1) =>
  rejection(gate.run(() => Promise.reject(error), { size }));

/** Calls that end when told to. */
function heldCalls(gate: ShopGate) {
  const calls: { name: string; end: (value?: unknown) => void }[] = [];
  const begin = (name: string, signal?: AbortSignal) =>
    gate.run(() => new Promise((end) => calls.push({ name, end })), { signal });
  return { calls, begin };
}

describe('the gate before a shop', () => {
  it('runs as many calls at once as it has connections, first come first served', async () => {
    const clock = createFakeClock();
    const gate = createShopGate({ clock });
    const { calls, begin } = heldCalls(gate);
    const all = ['one', 'two', 'three', 'four'].map((name) => begin(name));
    await clock.advance(0);
    expect(calls.map(({ name }) => name)).toEqual(['one', 'two']);
    calls[1]?.end('done');
    await clock.advance(0);
    expect(calls.map(({ name }) => name)).toEqual(['one', 'two', 'three']);
    for (const call of calls) call.end('done');
    await clock.advance(0);
    calls.at(-1)?.end('done');
    expect(await Promise.all(all)).toEqual(['done', 'done', 'done', 'done']);
  });

  it('gives a connection free also when a call fails', async () => {
    const gate = createShopGate({ clock: createFakeClock() });
    for (let made = 0; made < 10; made++) await failing(gate, answered(400));
    expect(await gate.run(async () => 'through')).toBe('through');
  });

  it('makes sure of the lease when a call has its turn, and lets none leave without it', async () => {
    const gate = createShopGate({ clock: createFakeClock() });
    let holder = 'us';
    const fence = {
      lease: { name: 'any', holder: 'us', fence: 1 },
      lost: () => new Error('lost'),
      isHeld: async () => holder === 'us',
    };
    const { calls, begin } = heldCalls(gate);
    const first = [begin('one'), begin('two')];
    const late = rejection(underFence(fence, () => begin('late')));
    await expect.poll(() => calls.length).toBe(2);
    holder = 'others';
    for (const call of calls) call.end('done');
    expect(await late).toMatchObject({ message: 'lost' });
    expect(await Promise.all(first)).toEqual(['done', 'done']);
    expect(calls.map(({ name }) => name)).toEqual(['one', 'two']);
    expect(await gate.run(async () => 'through')).toBe('through');
  });

  it('takes what is done before a call neither for a fault of the shop nor for an answer of it', async () => {
    const clock = createFakeClock();
    const gate = createShopGate({ clock });
    const before = () => Promise.reject(timedOut());
    for (let made = 0; made < 3; made++) {
      await rejection(gate.run(async () => 'never', { size: 10, before }));
    }
    expect([gate.createBatchSize(), gate.connections(), gate.outage()]).toEqual([10, 2, undefined]);
    for (let made = 0; made < 3; made++) await failing(gate, notThere());
    await clock.advance(MINUTE);
    await rejection(gate.run(async () => 'never', { before }));
    await failing(gate, notThere());
    expect(gate.outage()).toBeDefined();
  });

  it('waits no longer than the shop asked for when the clock is set back meanwhile', async () => {
    const clock = createFakeClock();
    let setBackMs = 0;
    const now = () => new Date(clock.now().getTime() - setBackMs);
    const gate = createShopGate({ clock: { ...clock, now } });
    await failing(gate, answered(429, 5 * SECOND));
    setBackMs = 10 * MINUTE;
    let isThrough = false;
    const call = gate.run(async () => {
      isThrough = true;
    });
    await clock.advance(MINUTE);
    expect(isThrough).toBe(true);
    await call;
  });

  it('drops to half a batch on one connection after a time-out', async () => {
    const gate = createShopGate({ clock: createFakeClock() });
    await failing(gate, timedOut(), 10);
    expect([gate.createBatchSize(), gate.connections()]).toEqual([5, 1]);
  });

  it('keeps its size after a refusal, and after a shop that is not there', async () => {
    const gate = createShopGate({ clock: createFakeClock() });
    await failing(gate, answered(400), 10);
    await failing(gate, notThere(), 10);
    expect([gate.createBatchSize(), gate.connections()]).toEqual([10, 2]);
  });

  it('grows by what it sees on the clock', async () => {
    const clock = createFakeClock(undefined, { autoAdvance: true });
    const gate = createShopGate({ clock });
    for (let made = 0; made < 3; made++) await gate.run(() => clock.sleep(500), { size: 10 });
    expect(gate.createBatchSize()).toBe(13);
  });

  it('waits as long as the shop asks before the next call', async () => {
    const clock = createFakeClock();
    const gate = createShopGate({ clock });
    await failing(gate, answered(429, 7 * SECOND));
    const next = gate.run(async () => clock.now().toISOString());
    await clock.advance(7 * SECOND);
    expect(await next).toBe('2026-03-02T08:00:07.000Z');
  });

  it('lets one who waits for a connection go when aborted', async () => {
    const clock = createFakeClock();
    const gate = createShopGate({ clock });
    const { calls, begin } = heldCalls(gate);
    const running = [begin('one'), begin('two')];
    const stop = new AbortController();
    const waiting = rejection(begin('three', stop.signal));
    await clock.advance(0);
    stop.abort(new Error('shutting down'));
    expect(await waiting).toMatchObject({ message: 'shutting down' });
    for (const call of calls) call.end();
    await Promise.all(running);
    expect(calls.map(({ name }) => name)).toEqual(['one', 'two']);
    expect(await rejection(begin('four', stop.signal))).toMatchObject({ message: 'shutting down' });
  });
});

describe('a shop that fails', () => {
  it('is left alone for a minute after three failures in a row', async () => {
    const clock = createFakeClock();
    const gate = createShopGate({ clock });
    await failing(gate, timedOut());
    await clock.advance(SECOND);
    await failing(gate, notThere());
    expect(gate.outage()).toBeUndefined();
    await failing(gate, answered(503));
    let called = false;
    const error = await rejection(
      gate.run(async () => {
        called = true;
      }),
    );
    expect(error).toBeInstanceOf(ShopUnavailableError);
    expect(error).toMatchObject({
      retryable: true,
      since: '2026-03-02T08:00:00.000Z',
      until: '2026-03-02T08:01:01.000Z',
    });
    expect(gate.outage()).toEqual({
      since: '2026-03-02T08:00:00.000Z',
      until: '2026-03-02T08:01:01.000Z',
    });
    expect(called).toBe(false);
  });

  it('turns away at once those who wait for a connection', async () => {
    const clock = createFakeClock();
    const gate = createShopGate({ clock });
    // Two connections: the fourth call is already under way when the third fails.
    const errors = await Promise.all(
      ['one', 'two', 'three', 'four', 'five', 'six'].map(() => failing(gate, notThere())),
    );
    expect(errors.map((error) => error instanceof ShopUnavailableError)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('is tried with one call after that minute, and used again when it answers', async () => {
    const clock = createFakeClock();
    const gate = createShopGate({ clock });
    for (let made = 0; made < 3; made++) await failing(gate, notThere());
    await clock.advance(MINUTE);
    const { calls, begin } = heldCalls(gate);
    const probe = begin('probe');
    await clock.advance(0);
    expect(await rejection(begin('second'))).toBeInstanceOf(ShopUnavailableError);
    calls[0]?.end('up');
    expect(await probe).toBe('up');
    expect(gate.outage()).toBeUndefined();
    expect(await gate.run(async () => 'through')).toBe('through');
  });

  it('is left alone again when that one call fails, and remembers since when', async () => {
    const clock = createFakeClock();
    const gate = createShopGate({ clock });
    for (let made = 0; made < 3; made++) await failing(gate, notThere());
    await clock.advance(MINUTE);
    await failing(gate, notThere());
    expect(gate.outage()).toEqual({
      since: '2026-03-02T08:00:00.000Z',
      until: '2026-03-02T08:02:00.000Z',
    });
  });

  it('is left alone as long as it asks when that is too long to sit out', async () => {
    const gate = createShopGate({ clock: createFakeClock() });
    await failing(gate, answered(503, 10 * MINUTE));
    expect(gate.outage()).toMatchObject({ until: '2026-03-02T08:10:00.000Z' });
  });

  it.each([
    ['a refusal', answered(400)],
    ['an answer of an unexpected shape', new PayloadError(LINE, ['total: is not an amount'])],
  ])('counts %s as an answer', async (_name, answer) => {
    const gate = createShopGate({ clock: createFakeClock() });
    for (const error of [timedOut(), timedOut(), answer, timedOut(), timedOut()]) {
      await failing(gate, error);
    }
    expect(gate.outage()).toBeUndefined();
  });

  it('is not judged by calls that were aborted', async () => {
    const gate = createShopGate({ clock: createFakeClock() });
    for (let made = 0; made < 5; made++) await failing(gate, new Error('shutting down'));
    expect(gate.outage()).toBeUndefined();
    expect([gate.createBatchSize(), gate.connections()]).toEqual([10, 2]);
  });
});
