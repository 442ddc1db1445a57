import { SECOND } from '../clock.ts';
import { ConfigError, NetworkError, OttoApiError } from '../errors.ts';
import { OttoUnavailableError } from './otto-unavailable-error.ts';
import { UnusableIdError } from './path-part.ts';

/**
 * What is known about a writing call that threw.
 * - `not-sent`: OTTO did not work on it; the same call may get through later
 * - `refused`: OTTO turned it away and did nothing; it needs a change first
 * - `unknown`: it may have been carried out, now or later; look before anything is sent again
 */
export type OttoCallOutcome = 'not-sent' | 'refused' | 'unknown';

/**
 * A look-up earlier than this after a call with an unknown outcome is too early to say "not there".
 * OTTO works on a call for 10 s at most; three times that leaves room for a call that was long under
 * way and for a shipment that OTTO lists late, of which nothing is documented.
 *
 * @see https://api.otto.market/docs (Timeouts)
 */
export const OTTO_SETTLE_MS = 30 * SECOND;

/** Anything that is not known to have done nothing counts as unknown, errors of other parts too. */
export function ottoOutcomeOf(error: unknown): OttoCallOutcome {
  if (error instanceof ConfigError || error instanceof OttoUnavailableError) return 'not-sent';
  if (error instanceof UnusableIdError) return 'refused';
  if (error instanceof Error && neverLeft.has(error)) return 'not-sent';
  if (error instanceof NetworkError) return error.reachedServer === 'no' ? 'not-sent' : 'unknown';
  if (!(error instanceof OttoApiError)) return 'unknown';
  const { statusCode } = error;
  if (statusCode === 429) return 'not-sent';
  return statusCode >= 400 && statusCode < 500 && statusCode !== 408 ? 'refused' : 'unknown';
}

const neverLeft = new WeakSet<Error>();

/** Notes that a call ended with this error before it left: no token could be had for it. */
export function noteNeverLeft(error: Error): void {
  neverLeft.add(error);
}
