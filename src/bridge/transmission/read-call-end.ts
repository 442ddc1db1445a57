import { BridgeError, ConfigError, NetworkError, OttoApiError, PayloadError } from '../errors.ts';
import type { ReasonInLedger } from '../ledger/transmission-rows.ts';
import type { Refusal } from './decide-next.ts';

/** What is told of a call that threw, in the history of its report. */
export type CallFacts = {
  statusCode?: number;
  titles?: string[];
  logref?: string;
  fault?: string;
};

/** A breaker's refusal, or a missing right, hides the answer that caused it. */
function rootOf(error: unknown): unknown {
  const isWrapped =
    error instanceof BridgeError &&
    !(error instanceof NetworkError || error instanceof OttoApiError) &&
    error.cause instanceof BridgeError;
  return isWrapped ? rootOf(error.cause) : error;
}

export function factsOfCall(error: unknown): CallFacts {
  const root = rootOf(error);
  if (root instanceof NetworkError) return { fault: root.fault };
  if (!(root instanceof OttoApiError)) return {};
  const { statusCode, titles, logref } = root;
  return { statusCode, titles, ...(logref === undefined ? {} : { logref }) };
}

/** How long OTTO asked to be left alone. */
export function askedWaitMs(error: unknown): number | undefined {
  const root = rootOf(error);
  return root instanceof OttoApiError ? root.retryAfterMs : undefined;
}

/** Why a call is to be made again, in the owner's terms. */
export function deferredReason(error: unknown): ReasonInLedger {
  const root = rootOf(error);
  if (root instanceof PayloadError) return { code: 'otto-unreadable', params: {} };
  if (root instanceof OttoApiError) {
    const { statusCode } = root;
    return { code: statusCode === 429 ? 'otto-busy' : 'otto-unavailable', params: { statusCode } };
  }
  const params = root instanceof NetworkError ? { fault: root.fault } : {};
  return { code: 'otto-unavailable', params };
}

/** What OTTO said when it turned a call away. */
export function refusalIn(error: unknown): Refusal {
  const root = rootOf(error);
  if (!(root instanceof OttoApiError)) return { statusCode: 0, titles: [], jsonPaths: [] };
  const { statusCode, titles, jsonPaths } = root;
  return { statusCode, titles, jsonPaths };
}

/** The app may not make this kind of call; others may go through. */
export function isRightMissing(error: unknown): error is ConfigError {
  return error instanceof ConfigError && error.code === 'otto-right-missing';
}

/** The call itself was answered by 403, which OTTO also says of a piece that is not the seller's. */
export function isForbiddenCall(error: unknown): boolean {
  const { cause } = isRightMissing(error) ? error : {};
  return cause instanceof OttoApiError && cause.statusCode === 403;
}
