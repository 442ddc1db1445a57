import { type Clock, HOUR, MINUTE } from '../clock.ts';
import { BridgeError, NetworkError, WooApiError } from '../errors.ts';
import { LONGEST_WAIT_MS } from '../retry.ts';
import { ShopUnavailableError } from './shop-unavailable-error.ts';

/** This many failed calls in a row open the breaker. */
export const FAILURES_TO_OPEN = 3;
/** How long it stays open before one call is let through to see. */
export const OPEN_MS = MINUTE;

/** `untilMs` is 0 while the breaker is still closed. */
type Outage = { since: Date; failures: number; lastError: BridgeError; untilMs: number };

export type ShopOutage = { since: string; until: string };

/**
 * Keeps calls away from a shop that does not answer. Open, every call fails at once; when the time is
 * up one call is let through, and its outcome opens or closes the breaker. A refusal (4xx) is an
 * answer and closes it; calls that were aborted say nothing. A long wait the shop asks for opens it too.
 */
export function createShopBreaker(clock: Clock) {
  let outage: Outage | undefined;
  let probing = false;

  function openOutage(): Outage | undefined {
    if (!outage || outage.untilMs === 0) return undefined;
    return probing || clock.now().getTime() < outage.untilMs ? outage : undefined;
  }

  function fail(lastError: BridgeError): void {
    const now = clock.now();
    const failures = (outage?.failures ?? 0) + 1;
    const askedMs = lastError instanceof WooApiError ? (lastError.retryAfterMs ?? 0) : 0;
    const openMs = Math.max(
      failures >= FAILURES_TO_OPEN ? OPEN_MS : 0,
      askedMs > LONGEST_WAIT_MS ? Math.min(askedMs, HOUR) : 0,
    );
    const untilMs = Math.max(outage?.untilMs ?? 0, openMs > 0 ? now.getTime() + openMs : 0);
    outage = { since: outage?.since ?? now, failures, lastError, untilMs };
  }

  /** @throws ShopUnavailableError while open */
  function assertClosed(): void {
    const open = openOutage();
    if (open) throw new ShopUnavailableError({ ...open, until: new Date(open.untilMs) });
  }

  return {
    assertClosed,

    /** since when calls fail, while they are kept away */
    outage(): ShopOutage | undefined {
      const open = openOutage();
      return (
        open && { since: open.since.toISOString(), until: new Date(open.untilMs).toISOString() }
      );
    },

    /** @throws ShopUnavailableError while open; else whatever `call` throws */
    async guard<T>(call: () => Promise<T>): Promise<T> {
      assertClosed();
      const isProbe = outage !== undefined && outage.untilMs > 0;
      if (isProbe) probing = true;
      try {
        const result = await call();
        outage = undefined;
        return result;
      } catch (error) {
        if (isOutage(error)) fail(error);
        else if (error instanceof BridgeError) outage = undefined;
        throw error;
      } finally {
        if (isProbe) probing = false;
      }
    },
  };
}

/** No answer, or one that may heal by itself; an answer of an unexpected shape is still an answer. */
function isOutage(error: unknown): error is BridgeError {
  return error instanceof NetworkError || (error instanceof BridgeError && error.retryable);
}
