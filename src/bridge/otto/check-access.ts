import {
  BridgeError,
  ConfigError,
  isRetryableStatus,
  NetworkError,
  OttoApiError,
} from '../errors.ts';
import { fetchSalesOrderPage } from './list-sales-orders.ts';
import type { OttoCaller } from './otto-caller.ts';
import { OttoUnavailableError } from './otto-unavailable-error.ts';

/**
 * What `doctor` finds.
 * - `credentials-refused`: client id or secret are wrong, or OTTO does not take its own token
 * - `scope-missing`: the app lacks the right to read orders
 * - `no-answer`: OTTO could not be reached or is out of order; says nothing about the credentials
 * - `unexpected-answer`: something answered, but not as OTTO does, e.g. at a wrong address
 */
export type OttoAccessCheck =
  | { outcome: 'ok' }
  | {
      outcome: 'credentials-refused' | 'scope-missing' | 'no-answer' | 'unexpected-answer';
      error: BridgeError;
    };

/** Asks for one order and names the outcome. */
export async function checkAccess(
  call: OttoCaller,
  signal?: AbortSignal,
): Promise<OttoAccessCheck> {
  try {
    await fetchSalesOrderPage(call, new URLSearchParams({ limit: '1' }), signal);
    return { outcome: 'ok' };
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    return { outcome: outcomeOf(error), error };
  }
}

function outcomeOf(error: BridgeError): Exclude<OttoAccessCheck['outcome'], 'ok'> {
  if (error instanceof ConfigError) {
    const scopeCodes = ['otto-scope-refused', 'otto-right-missing'];
    return scopeCodes.includes(error.code) ? 'scope-missing' : 'credentials-refused';
  }
  if (error instanceof OttoUnavailableError) return 'no-answer';
  if (error instanceof NetworkError) {
    return error.fault === 'redirect' ? 'unexpected-answer' : 'no-answer';
  }
  return error instanceof OttoApiError && isRetryableStatus(error.statusCode)
    ? 'no-answer'
    : 'unexpected-answer';
}
