import { type Clock, SECOND } from '../clock.ts';

/** A bucket of one token: requests leave one after the other, `1 / requestsPerSecond` apart. */
export type RateLimit = {
  /** resolves when the caller's turn has come; rejects with the signal's reason when aborted */
  take(signal?: AbortSignal): Promise<void>;
  /** nobody's turn comes for this long: OTTO asked for it */
  hold(ms: number): void;
  /** changes the pace for all who share the limit */
  setPace(requestsPerSecond: number): void;
};

/**
 * OTTO counts 20 requests in any second, and refuses the next. Requests sent evenly arrive a little
 * shifted by the network, so that exactly 20 a second would now and then be 21.
 */
const HIGHEST_PACE = 19.2;

/**
 * p-throttle cannot be used here: it reads the machine's time, not the clock that is handed in.
 * No burst is saved up, so no second ever sees more than `requestsPerSecond` requests.
 */
export function createRateLimit(requestsPerSecond: number, clock: Clock): RateLimit {
  const spacingAt = (pace: number) => SECOND / Math.min(pace, HIGHEST_PACE);
  let spacingMs = spacingAt(requestsPerSecond);
  let nextTurnMs = 0;
  return {
    async take(signal) {
      signal?.throwIfAborted();
      const nowMs = clock.now().getTime();
      const turnMs = Math.max(nowMs, nextTurnMs);
      nextTurnMs = turnMs + spacingMs;
      if (turnMs > nowMs) await clock.sleep(turnMs - nowMs, signal);
    },
    hold(ms) {
      nextTurnMs = Math.max(nextTurnMs, clock.now().getTime() + ms);
    },
    setPace(pace) {
      spacingMs = spacingAt(pace);
    },
  };
}

const limitsByClock = new WeakMap<Clock, Map<string, RateLimit>>();

/**
 * The limit that every client of the same OTTO app shares: OTTO counts per partner, not per account
 * of ours. The client created last sets the pace.
 */
export function sharedRateLimit(
  app: { baseUrl: string; clientId: string; requestsPerSecond: number },
  clock: Clock,
): RateLimit {
  const limits = limitsByClock.get(clock) ?? new Map<string, RateLimit>();
  limitsByClock.set(clock, limits);
  const key = JSON.stringify([app.baseUrl, app.clientId]);
  const limit = limits.get(key) ?? createRateLimit(app.requestsPerSecond, clock);
  limit.setPace(app.requestsPerSecond);
  limits.set(key, limit);
  return limit;
}
