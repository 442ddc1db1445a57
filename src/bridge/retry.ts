import { type Clock, MINUTE } from './clock.ts';
import { BridgeError, OttoApiError, WooApiError } from './errors.ts';

/** Tries in all, the first one included. */
export const TRIES = 3;
/** A longer wait is not sat out: the call fails and its error carries the wait. */
export const LONGEST_WAIT_MS = MINUTE;
const FIRST_BACKOFF_MS = 500;

/**
 * The wait before the next try: doubling from half a second, of which up to a half is taken off at
 * random so that callers do not return together; never less than the other side asked for.
 *
 * @param triesMade 1 after the first try
 * @param random from 0 to 1
 */
export function retryWaitMs(triesMade: number, error: BridgeError, random: number): number {
  const backoffMs = FIRST_BACKOFF_MS * 2 ** (triesMade - 1) * (1 - random / 2);
  const asks = error instanceof OttoApiError || error instanceof WooApiError;
  const askedMs = asks ? (error.retryAfterMs ?? 0) : 0;
  return Math.ceil(Math.max(askedMs, backoffMs));
}

/**
 * Makes the same attempt again while its error may heal by itself, waiting on the clock that is handed
 * in. Never for a call that creates something: its caller has to look first.
 *
 * @throws what the last attempt threw, or the signal's reason
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  rules: {
    clock: Clock;
    signal?: AbortSignal | undefined;
    mayRepeat(error: BridgeError): boolean;
    onRetry(error: BridgeError, triesMade: number, waitMs: number): void;
  },
): Promise<T> {
  for (let triesMade = 1; ; triesMade++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof BridgeError) || triesMade >= TRIES || !rules.mayRepeat(error))
        throw error;
      const waitMs = retryWaitMs(triesMade, error, Math.random());
      if (waitMs > LONGEST_WAIT_MS) throw error;
      rules.onRetry(error, triesMade, waitMs);
      await rules.clock.sleep(waitMs, rules.signal);
    }
  }
}
