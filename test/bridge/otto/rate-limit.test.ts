import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimit } from '../../../src/bridge/otto/rate-limit.ts';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';
import { startOttoWorld } from './otto-world.ts';

describe('the rate limit', () => {
  it('lets the first request go at once and spaces the others', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit(5, clock);
    const gone: number[] = [];
    const start = clock.now().getTime();
    const all = [1, 2, 3, 4].map(async () => {
      await limit.take();
      gone.push(clock.now().getTime() - start);
    });
    await clock.advance(1_000);
    await Promise.all(all);
    expect(gone).toEqual([0, 200, 400, 600]);
  });

  it('saves up no burst while nothing is asked', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit(5, clock);
    await limit.take();
    await clock.advance(60_000);
    const both = Promise.all([limit.take(), limit.take()]);
    await clock.advance(0);
    expect(clock.sleeping()).toBe(1);
    await clock.advance(200);
    await both;
  });

  it('never lets more than its number go within a second', async () => {
    const perSecond = fc.integer({ min: 1, max: 20 });
    const pauses = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(perSecond, pauses, async (pace, gaps) => {
        const clock = createFakeClock(undefined, { autoAdvance: true });
        const limit = createRateLimit(pace, clock);
        const gone: number[] = [];
        for (const gap of gaps) {
          await clock.sleep(gap);
          await limit.take();
          gone.push(clock.now().getTime());
        }
        for (const start of gone) {
          // clocks count whole milliseconds, so a second may be short of one
          const within = gone.filter((moment) => moment >= start && moment < start + 999);
          expect(within.length).toBeLessThanOrEqual(pace);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("leaves room at OTTO's own limit for requests that the network shifts", async () => {
    const clock = createFakeClock(undefined, { autoAdvance: true });
    const limit = createRateLimit(20, clock);
    const gone: number[] = [];
    for (let call = 0; call < 100; call += 1) {
      await limit.take();
      gone.push(clock.now().getTime());
    }
    for (const start of gone) {
      const within = gone.filter((moment) => moment >= start && moment < start + 1_039);
      expect(within.length).toBeLessThanOrEqual(20);
    }
    expect(gone.length / ((gone.at(-1) ?? 0) - (gone[0] ?? 0))).toBeGreaterThan(0.019);
  });

  it('lets turns that passed while the process stood still catch up without a burst', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit(5, clock);
    const gone: number[] = [];
    const calls = Array.from({ length: 15 }, () =>
      limit.take().then(() => gone.push(clock.now().getTime())),
    );
    await clock.advance(0);
    await clock.advance(2_000);
    for (let step = 0; step < 100; step += 1) await clock.advance(50);
    await Promise.all(calls);
    for (const start of gone) {
      const within = gone.filter((moment) => moment >= start && moment < start + 999);
      expect(within.length).toBeLessThanOrEqual(5);
    }
  });

  it('sends what a stall or a pause kept back one after the other, not together', async () => {
    const stalls = fc.record({
      everyMs: fc.integer({ min: 400, max: 3_000 }),
      forMs: fc.integer({ min: 0, max: 300 }),
    });
    await fc.assert(
      fc.asyncProperty(stalls, fc.integer({ min: 0, max: 2_000 }), async (stall, pauseMs) => {
        const clock = createFakeClock();
        const now = () => clock.now().getTime();
        const limit = createRateLimit(20, standingStill(clock, stall));
        const gone: number[] = [];
        const calls = Array.from({ length: 60 }, () => limit.take().then(() => gone.push(now())));
        await clock.advance(700);
        limit.hold(pauseMs);
        for (let second = 0; second < 12; second += 1) await clock.advance(1_000);
        await Promise.all(calls);
        for (const [index, moment] of gone.entries()) {
          if (index > 0) expect(moment - (gone[index - 1] ?? 0)).toBeGreaterThan(45);
          if (index > 19) expect(moment - (gone[index - 20] ?? 0)).toBeGreaterThanOrEqual(1_039);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('makes up for timers that are late', async () => {
    const clock = createFakeClock(undefined, { autoAdvance: true });
    const late = { ...clock, sleep: (ms: number) => clock.sleep(Math.ceil(ms) + 1) };
    const limit = createRateLimit(20, late);
    const gone: number[] = [];
    for (let call = 0; call < 300; call += 1) {
      await limit.take();
      gone.push(clock.now().getTime());
    }
    const perSecond = (299 * 1_000) / ((gone.at(-1) ?? 0) - (gone[0] ?? 0));
    expect(perSecond).toBeGreaterThan(19.1);
  });

  it('holds those too that wait already when OTTO asks for a pause', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit(5, clock);
    await limit.take();
    const second = limit.take().then(() => clock.now().getTime());
    const start = clock.now().getTime();
    limit.hold(3_000);
    await clock.advance(2_900);
    await clock.advance(200);
    expect((await second) - start).toBeGreaterThanOrEqual(3_000);
  });

  it('ends the wait of a call that is aborted', async () => {
    const clock = createFakeClock();
    const limit = createRateLimit(1, clock);
    await limit.take();
    const shutdown = new AbortController();
    const waiting = limit.take(shutdown.signal);
    shutdown.abort(new Error('shutting down'));
    await expect(waiting).rejects.toEqual(new Error('shutting down'));
  });

  it('is shared by the accounts of one OTTO app, and by no others', async () => {
    const world = await startOttoWorld({
      credentials: [
        { clientId: 'fake-otto-client', clientSecret: 'fake-otto-secret', scopes: ['orders'] },
        { clientId: 'other', clientSecret: 'fake-otto-secret', scopes: ['orders'] },
      ],
    });
    await world.client.getSalesOrder('a');
    const spacedSoFar = world.clock.sleeps.length;
    await world.clientWith({ accountId: 'account-2' }).checkAccess();
    expect(world.clock.sleeps.length - spacedSoFar).toBe(2);
    await world.clientWith({ clientId: 'other' }).checkAccess();
    expect(world.clock.sleeps.length - spacedSoFar).toBe(3); // none before its token
  });

  it('is held back for a minute at most, whatever wait OTTO asks for', async () => {
    const world = await startOttoWorld();
    world.otto.faults.tooManyRequests({ retryAfter: 86_400 });
    await world.client.checkAccess();
    await world.clientWith({ accountId: 'account-2' }).checkAccess();
    expect(Math.max(...world.clock.sleeps)).toBe(60_000);
  });

  it('spaces what leaves, tokens included, at the pace of the account', async () => {
    const world = await startOttoWorld({}, { requestsPerSecond: 2 });
    for (const id of ['a', 'b', 'c']) await world.client.getSalesOrder(id);
    const sentAt = world.otto.requests.map(({ receivedAt }) => Date.parse(receivedAt));
    const gaps = sentAt.slice(1).map((moment, index) => moment - (sentAt[index] ?? 0));
    expect(gaps).toEqual([500, 500, 500]);
  });

  it('takes the pace of the client that was made last', async () => {
    const world = await startOttoWorld({}, { requestsPerSecond: 1 });
    await world.clientWith({ requestsPerSecond: 10 }).getSalesOrder('a');
    expect(world.clock.sleeps).toEqual([100]);
  });
});

/** A clock of a process that stands still for a while, again and again: nobody wakes meanwhile. */
function standingStill(clock: FakeClock, { everyMs, forMs }: { everyMs: number; forMs: number }) {
  const sleep = (ms: number, signal?: AbortSignal) => {
    const phaseMs = (clock.now().getTime() + ms) % everyMs;
    return clock.sleep(ms + Math.max(0, forMs - phaseMs), signal);
  };
  return { ...clock, sleep };
}
