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
/** So much earlier or later than another may a request arrive: nearly all that the pace leaves, 20 of them take 1,041 ms. */
const NETWORK_SHIFT_MS = 40;
/** Of the usual distance, the least between two requests: a late timer is made up for, a stall is not by a burst. */
const LEAST_DISTANCE = 0.9;

/**
 * p-throttle cannot be used here: it reads the machine's time, not the clock that is handed in.
 * No burst is saved up. Where the process stood still for a while, or OTTO asked for a pause, turns that have
 * passed are caught up with one after the other, a little closer than usual: requests that leave together would
 * stay together, second after second. No second ever sees more than `requestsPerSecond` of them.
 */
export function createRateLimit(requestsPerSecond: number, clock: Clock): RateLimit {
  let pace = Math.min(requestsPerSecond, HIGHEST_PACE);
  let nextTurnMs = 0;
  let heldUntilMs = 0;
  /** when the latest requests left, oldest first; as many as may leave within a second */
  let gone: number[] = [];

  function mayLeaveAt(turnMs: number): number {
    const most = Math.ceil(pace);
    const windowMs = SECOND + (most > HIGHEST_PACE ? NETWORK_SHIFT_MS : 0);
    const [first = -windowMs, last = -windowMs] = [gone.at(-most), gone.at(-1)];
    const leastMs = (LEAST_DISTANCE * SECOND) / pace;
    return Math.max(turnMs, heldUntilMs, first + windowMs, last + leastMs);
  }

  return {
    async take(signal) {
      signal?.throwIfAborted();
      const now = () => clock.now().getTime();
      const turnMs = Math.max(now(), nextTurnMs);
      nextTurnMs = turnMs + SECOND / pace;
      for (let waitMs = mayLeaveAt(turnMs) - now(); waitMs > 0; ) {
        await clock.sleep(waitMs, signal);
        waitMs = mayLeaveAt(turnMs) - now();
      }
      gone = [...gone, now()].slice(-Math.ceil(HIGHEST_PACE));
    },
    hold(ms) {
      heldUntilMs = Math.max(heldUntilMs, clock.now().getTime() + ms);
      nextTurnMs = Math.max(nextTurnMs, heldUntilMs);
    },
    setPace(wanted) {
      pace = Math.min(wanted, HIGHEST_PACE);
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
