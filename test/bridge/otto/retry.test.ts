import { describe, expect, it, vi } from 'vitest';
import { MINUTE, SECOND } from '../../../src/bridge/clock.ts';
import { NetworkError, OttoApiError } from '../../../src/bridge/errors.ts';
import { createOttoClient, type OttoClient } from '../../../src/bridge/otto/otto-client.ts';
import { retryWaitMs } from '../../../src/bridge/retry.ts';
import { createFakeClock } from '../fake-clock.ts';
import { type OttoWorld, recordingLogger, rejectionOf, startOttoWorld } from './otto-world.ts';

const always = { times: Number.POSITIVE_INFINITY };
const orderCalls = ({ otto }: OttoWorld) => otto.requestsTo('GET', '/v4/orders/a');
/** However slow the machine is just now. */
const PATIENTLY = { interval: 1, timeout: 20_000 };
/** sleeps that are not the 200 ms between two requests */
const waits = ({ clock }: OttoWorld) => clock.sleeps.filter((ms) => ms > 200);

describe('a call that fails', () => {
  it.each([[408], [429], [500], [502], [503], [504]])(
    'with %i is made three times',
    async (status) => {
      const world = await startOttoWorld();
      world.otto.faults.answerWith(status, always);
      const error = await rejectionOf(world.client.getSalesOrder('a'));
      expect(error).toBeInstanceOf(OttoApiError);
      expect(error).toMatchObject({ statusCode: status, retryable: true });
      expect(orderCalls(world)).toHaveLength(3);
    },
  );

  it.each([[400], [409], [410], [413], [422]])('with %i is made once', async (status) => {
    const world = await startOttoWorld();
    world.otto.faults.answerWith(status, always);
    const error = await rejectionOf(world.client.getSalesOrder('a'));
    expect(error).toBeInstanceOf(OttoApiError);
    expect(error).toMatchObject({ statusCode: status, retryable: false });
    expect(orderCalls(world)).toHaveLength(1);
  });

  it('twice and then succeeds is a success, with a warning for each retry', async () => {
    const world = await startOttoWorld();
    world.otto.faults.dropBeforeEffect();
    world.otto.faults.answerWith(503);
    expect(await world.client.getSalesOrder('a')).toBeUndefined();
    expect(world.warnings('otto-call-retried')).toMatchObject([
      { triesMade: 1, route: 'GET /v4/orders/{salesOrderId}' },
      { triesMade: 2, statusCode: 503 },
    ]);
  });

  it('carries what OTTO said, and its logref is logged', async () => {
    const world = await startOttoWorld();
    const errors = [{ path: '/orders', title: 'Invalid Attribute', logref: 'L-4711' }];
    world.otto.faults.answerWith(400, { body: { errors } });
    const error = await rejectionOf(world.client.getSalesOrder('a'));
    expect(error).toMatchObject({ titles: ['Invalid Attribute'], logref: 'L-4711' });
    expect(world.warnings('otto-call-failed')).toMatchObject([
      { statusCode: 400, titles: ['Invalid Attribute'], logref: 'L-4711' },
    ]);
  });

  it('with a right missing has its logref logged, too', async () => {
    const world = await startOttoWorld();
    world.otto.faults.answerWith(403, { body: { errors: [{ title: 'NO', logref: 'L-1' }] } });
    await rejectionOf(world.client.getSalesOrder('a'));
    expect(world.warnings('otto-call-failed')).toMatchObject([{ statusCode: 403, logref: 'L-1' }]);
  });
});

describe('the wait before the next try', () => {
  it('doubles from half a second, less up to a half by chance', () => {
    const failure = new OttoApiError('GET /x', { statusCode: 500 });
    expect([1, 2, 3].map((tries) => retryWaitMs(tries, failure, 0))).toEqual([500, 1_000, 2_000]);
    expect([1, 2, 3].map((tries) => retryWaitMs(tries, failure, 1))).toEqual([250, 500, 1_000]);
  });

  it('is on the clock that was handed in', async () => {
    const world = await startOttoWorld();
    world.otto.faults.answerWith(500, { times: 2 });
    await world.client.getSalesOrder('a');
    const [first = 0, second = 0, ...more] = waits(world);
    expect(first).toBeGreaterThanOrEqual(250);
    expect(first).toBeLessThanOrEqual(500);
    expect(second).toBeGreaterThanOrEqual(500);
    expect(second).toBeLessThanOrEqual(1_000);
    expect(more).toEqual([]);
  });

  it('is never shorter than the seconds OTTO asks for', async () => {
    const world = await startOttoWorld();
    world.otto.faults.tooManyRequests({ retryAfter: 7 });
    await world.client.getSalesOrder('a');
    expect(waits(world)).toEqual([7 * SECOND]);
  });

  it('is never shorter than until the date OTTO names, by its own clock', async () => {
    const ahead = 10 * MINUTE;
    const world = await startOttoWorld();
    world.otto.behaviour.extraHeaders = {
      Date: new Date(world.clock.now().getTime() + ahead).toUTCString(),
    };
    const retryAfter = new Date(world.clock.now().getTime() + ahead + 9 * SECOND).toUTCString();
    world.otto.faults.tooManyRequests({ retryAfter });
    await world.client.getSalesOrder('a');
    expect(waits(world)).toEqual([9 * SECOND]);
  });

  it('holds the other calls back as well after a 429', async () => {
    const clock = createFakeClock();
    const world = await startOttoWorld({}, {}, clock);
    const refused = world.otto.faults.tooManyRequests({ retryAfter: 30 });
    const first = world.client.getSalesOrder('a');
    await vi.waitFor(() => expect(clock.sleeping()).toBe(1), PATIENTLY); // after the token
    await clock.advance(200);
    await vi.waitFor(() => expect([refused.struck, clock.sleeping()]).toEqual([1, 1]), PATIENTLY);
    const second = world.client.getSalesOrder('b');
    await vi.waitFor(() => expect(clock.sleeping()).toBe(2), PATIENTLY);
    await clock.advance(29 * SECOND);
    expect(world.otto.requests).toHaveLength(2);
    await clock.advance(2 * SECOND);
    expect(await Promise.all([first, second])).toEqual([undefined, undefined]);
  });

  it('is left to the caller when it is longer than a minute', async () => {
    const world = await startOttoWorld();
    world.otto.faults.tooManyRequests({ retryAfter: 300 });
    const error = await rejectionOf(world.client.getSalesOrder('a'));
    expect(error).toMatchObject({ statusCode: 429, retryAfterMs: 5 * MINUTE });
    expect(orderCalls(world)).toHaveLength(1);
    expect(waits(world)).toEqual([]);
  });

  it('ends at once with the reason when the call is aborted', async () => {
    const clock = createFakeClock();
    const world = await startOttoWorld({}, { requestsPerSecond: 1_000_000 }, clock);
    const shutdown = new AbortController();
    world.otto.faults.answerWith(500, always);
    const failed = rejectionOf(world.client.getSalesOrder('a', shutdown.signal));
    await vi.waitFor(async () => {
      await clock.advance(1);
      expect(world.warnings('otto-call-retried')).toHaveLength(1);
    }, PATIENTLY);
    shutdown.abort(new Error('shutting down'));
    expect(await failed).toEqual(new Error('shutting down'));
    expect(orderCalls(world)).toHaveLength(1);
  });
});

describe('no answer', () => {
  it.each([
    ['a call', (client: OttoClient) => client.getSalesOrder('a')],
    [
      'a call that can be aborted',
      (client: OttoClient) => client.getSalesOrder('a', new AbortController().signal),
    ],
  ])(
    'to %s within the time-out is waited for three times; OTTO may have seen it',
    async (_what, ask) => {
      const world = await startOttoWorld();
      const access = { ...world.access };
      const client = createOttoClient(access, { clock: world.clock, logger: recordingLogger([]) });
      await client.getSalesOrder('with a token, which may take its time');
      access.timeoutMs = 250;
      const late = world.otto.faults.delay(60_000, { ...always, on: 'single-order' });
      const error = await rejectionOf(ask(client));
      expect(error).toBeInstanceOf(NetworkError);
      expect(error).toMatchObject({ fault: 'timeout', reachedServer: 'maybe', retryable: true });
      // What the client gave up the server may still be about to read.
      await vi.waitFor(() => expect(late.struck).toBe(3), PATIENTLY);
    },
  );

  it('in full is no matter when its status says enough', async () => {
    const world = await startOttoWorld();
    world.otto.faults.cutOffBody();
    expect(await world.client.getSalesOrder('a')).toBeUndefined();
    expect(orderCalls(world)).toHaveLength(1);
  });

  it('because the connection broke is lost, which OTTO may have seen', async () => {
    const world = await startOttoWorld();
    world.otto.faults.dropAfterEffect(always);
    const error = await rejectionOf(world.client.getSalesOrder('a'));
    expect(error).toMatchObject({ fault: 'connection-lost', reachedServer: 'maybe' });
    expect(orderCalls(world)).toHaveLength(3);
  });

  it('because nobody listens is refused, which OTTO never saw', async () => {
    const world = await startOttoWorld();
    await world.otto.stop();
    expect(await rejectionOf(world.client.getSalesOrder('a'))).toMatchObject({
      fault: 'refused',
      reachedServer: 'no',
      retryable: true,
    });
  });

  it('but a redirect is not followed, neither by a call nor with the secret', async () => {
    const world = await startOttoWorld();
    const headers = { Location: `${world.otto.url}/elsewhere` };
    world.otto.faults.answerWith(302, { headers });
    expect(await rejectionOf(world.client.getSalesOrder('a'))).toMatchObject({
      fault: 'redirect',
      retryable: false,
    });
    world.otto.faults.answerWith(307, { headers, on: 'token' });
    const fresh = world.clientWith();
    expect(await rejectionOf(fresh.getSalesOrder('a'))).toMatchObject({ fault: 'redirect' });
    expect(world.otto.requests.some(({ path }) => path === '/elsewhere')).toBe(false);
  });
});
