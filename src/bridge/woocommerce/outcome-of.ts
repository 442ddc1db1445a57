import { NetworkError, WooApiError } from '../errors.ts';
import { ShopUnavailableError } from './shop-unavailable-error.ts';

/**
 * What is known about a writing call that threw.
 * - `not-sent`: the shop never saw it
 * - `refused`: the shop turned it away and did nothing
 * - `unknown`: it may have been carried out, now or later; look before anything is sent again
 */
export type CallOutcome = 'not-sent' | 'refused' | 'unknown';

/** Anything that is not known to have done nothing counts as unknown, errors of other parts too. */
export function outcomeOf(error: unknown): CallOutcome {
  if (error instanceof ShopUnavailableError) return 'not-sent';
  if (error instanceof NetworkError) return error.reachedServer === 'no' ? 'not-sent' : 'unknown';
  if (!(error instanceof WooApiError)) return 'unknown';
  const { statusCode } = error;
  if (statusCode >= 400 && statusCode < 500 && statusCode !== 408) return 'refused';
  return isPermanentFault(error) ? 'refused' : 'unknown';
}

/** A 5xx the shop itself marks as final, such as a refund above what is left. */
function isPermanentFault(error: WooApiError): boolean {
  return error.statusCode >= 500 && !error.retryable;
}
