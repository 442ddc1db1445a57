import { type Clock, HOUR, MINUTE } from '../clock.ts';
import { BridgeError, NetworkError, OttoApiError } from '../errors.ts';
import { LONGEST_WAIT_MS } from '../retry.ts';
import { OttoUnavailableError } from './otto-unavailable-error.ts';

/** This many failed calls in a row, each after its retries, open the breaker. */
export const FAILURES_TO_OPEN = 5;
/** How long it stays open before one call is let through to see. */
export const OPEN_MS = MINUTE;

/** `untilMs` is 0 while the breaker is still closed. */
type Outage = { since: Date; failures: number; lastError: BridgeError; untilMs: number };

/**
 * Keeps calls away from an OTTO that does not answer. Open, every call fails at once; when the time
 * is up one call is let through, and its outcome opens or closes the breaker. A refusal (4xx) is an
 * answer and closes it; refused credentials and calls that were aborted say nothing.
 *
 * A wait that OTTO asks for and that is too long to sit out opens the breaker until then.
 * (cockatiel cannot be used here: it reads the machine's time, not the clock that is handed in.)
 */
export function createBreaker(clock: Clock) {
  let outage: Outage | undefined;
  let probing = false;

  function fail(lastError: BridgeError): void {
    const now = clock.now();
    const failures = (outage?.failures ?? 0) + 1;
    const askedMs = lastError instanceof OttoApiError ? (lastError.retryAfterMs ?? 0) : 0;
    const openMs = Math.max(
      failures >= FAILURES_TO_OPEN ? OPEN_MS : 0,
      askedMs > LONGEST_WAIT_MS ? Math.min(askedMs, HOUR) : 0,
    );
    const untilMs = Math.max(outage?.untilMs ?? 0, openMs > 0 ? now.getTime() + openMs : 0);
    outage = { since: outage?.since ?? now, failures, lastError, untilMs };
  }

  return {
    /** whether calls are kept away now */
    isOpen: () => outage !== undefined && clock.now().getTime() < outage.untilMs,

    /** @throws OttoUnavailableError while open; else whatever `call` throws */
    async guard<T>(call: () => Promise<T>): Promise<T> {
      const tripped = outage !== undefined && outage.untilMs > 0 ? outage : undefined;
      if (tripped && (probing || clock.now().getTime() < tripped.untilMs)) {
        throw new OttoUnavailableError({ ...tripped, until: new Date(tripped.untilMs) });
      }
      if (tripped) probing = true;
      try {
        const result = await call();
        outage = undefined;
        return result;
      } catch (error) {
        if (isOutage(error)) fail(error);
        else if (error instanceof OttoApiError) outage = undefined;
        throw error;
      } finally {
        if (tripped) probing = false;
      }
    },
  };
}

function isOutage(error: unknown): error is BridgeError {
  return error instanceof NetworkError || (error instanceof BridgeError && error.retryable);
}
