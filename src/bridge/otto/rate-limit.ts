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
const NETWORK_SHIFT_MS = 20;

/**
 * p-throttle cannot be used here: it reads the machine's time, not the clock that is handed in.
 * No burst is saved up. Where the process stood still for a while, turns that have passed are caught up
 * with, yet no second ever sees more than `requestsPerSecond` requests.
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
    const first = gone.at(-most);
    return Math.max(turnMs, heldUntilMs, first === undefined ? 0 : first + windowMs);
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
