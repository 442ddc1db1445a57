import type { CallMeter } from '../call-meter.ts';
import type { Clock } from '../clock.ts';
import { BridgeError, ConfigError, NetworkError, OttoApiError } from '../errors.ts';
import { holdFence } from '../fence.ts';
import type { LogFields, Logger } from '../logger.ts';
import { withRetries } from '../retry.ts';
import { createAccessTokens } from './access-token.ts';
import { createBreaker } from './breaker.ts';
import type { OttoAccountAccess } from './otto-access.ts';
import { isWebPage } from './otto-answers.ts';
import { apiErrorFrom, createOttoHttp, type OttoAnswer, type OttoRequest } from './otto-http.ts';
import { noteNeverLeft } from './outcome-of.ts';

/** One question to an interface. */
export type OttoCall<T> = Pick<
  OttoRequest,
  'method' | 'route' | 'path' | 'query' | 'json' | 'accept'
> & {
  /** the right it needs */
  scope: string;
  /** false for a creating call: only what OTTO certainly did not work on is sent again */
  repeatable: boolean;
  /** reads a success; what it throws is retried when retryable */
  read(answer: OttoAnswer): T;
  /** what a 404 of this interface means where it is an everyday answer; without it, an OttoApiError */
  readNotFound?(): T;
};

export type OttoCaller = <T>(call: OttoCall<T>, signal?: AbortSignal) => Promise<T>;

export type OttoBreakers = {
  /** whether calls of any scope are kept away from OTTO now */
  isKeptAway(): boolean;
};

/**
 * Calls interfaces with a token, retries and a breaker. The account's scopes share one token and one
 * breaker; a call of any other scope has its own, so that a right the app does not have, or an
 * interface that is out of order, never keeps orders away.
 *
 * The function throws OttoApiError, NetworkError, PayloadError, OttoUnavailableError, ConfigError
 * (`otto-credentials-refused`, `otto-scope-refused`, `otto-token-refused`, `otto-right-missing`), or
 * the signal's reason.
 */
export function createOttoCaller(
  access: OttoAccountAccess,
  parts: { clock: Clock; logger: Logger; meter?: CallMeter | undefined },
): OttoCaller & OttoBreakers {
  const { clock, logger } = parts;
  const http = createOttoHttp(access, parts);
  const common = laneFor(access.scopes);
  const lanes = new Map(access.scopes.map((scope) => [scope, common]));

  function laneFor(scopes: string[]) {
    return {
      tokens: createAccessTokens({ ...access, scopes }, { ...parts, http }),
      breaker: createBreaker(clock),
    };
  }

  function laneOf(scope: string) {
    const lane = lanes.get(scope) ?? laneFor([scope]);
    lanes.set(scope, lane);
    return lane;
  }

  const caller: OttoCaller = <T>(call: OttoCall<T>, signal?: AbortSignal): Promise<T> => {
    const { scope, read, readNotFound, repeatable, ...request } = call;
    const { tokens, breaker } = laneOf(scope);
    const route = `${call.method} ${call.route}`;
    // Until the call leaves, and again after a 401, OTTO has certainly not worked on it.
    let hasLeft = false;

    /** A process that was paused may wake up when another one has done, or undone, what it was about to. */
    async function beforeLeaving(): Promise<void> {
      if (request.method !== 'GET') await holdFence();
      hasLeft = true;
    }

    async function ask(accessToken: string): Promise<OttoAnswer> {
      const answer = await http({ ...request, accessToken, beforeLeaving }, signal);
      if (answer.statusCode === 401) hasLeft = false;
      return answer;
    }

    async function attempt(): Promise<T> {
      hasLeft = false;
      const token = await tokens.current(signal).catch((error: unknown) => {
        throw access.scopes.includes(scope) ? error : asRightMissing(error, scope);
      });
      let answer = await ask(token);
      if (answer.statusCode === 401) answer = await ask(await tokens.replace(token, signal));
      if (answer.statusCode === 401) throw tokenRefused(answer);
      if (answer.statusCode === 403) throw rightMissing(answer, scope);
      // A web page comes from another server, e.g. at a wrong base URL: that is no word of OTTO's.
      if (answer.statusCode === 404 && readNotFound && !isWebPage(answer.text)) {
        return readNotFound();
      }
      if (!answer.ok) throw apiErrorFrom(answer);
      return read(answer);
    }

    return breaker.guard(() =>
      withRetries(attempt, {
        clock,
        signal,
        mayRepeat: (error) => error.retryable && (repeatable || !hasLeft || wasNotWorkedOn(error)),
        onRetry: (error, triesMade, waitMs) =>
          logger.warn('otto-call-retried', {
            accountId: access.accountId,
            route,
            triesMade,
            waitMs,
            ...factsOf(error),
          }),
      }).catch((error: unknown) => {
        // Also a ledger that could not say whether the lease is still held.
        if (error instanceof Error && !hasLeft && !signal?.aborted) noteNeverLeft(error);
        if (error instanceof BridgeError) {
          logger.warn('otto-call-failed', {
            accountId: access.accountId,
            route,
            ...factsOf(error),
          });
        }
        throw error;
      }),
    );
  };
  const isKeptAway = () => [...lanes.values()].some(({ breaker }) => breaker.isOpen());
  return Object.assign(caller, { isKeptAway });
}

/** Certain that OTTO did nothing: it never saw the call, or turned it away unread. */
function wasNotWorkedOn(error: BridgeError): boolean {
  if (error instanceof NetworkError) return error.reachedServer === 'no';
  return error instanceof OttoApiError && error.statusCode === 429;
}

function factsOf(error: BridgeError): LogFields {
  const answers = [error, error.cause].filter((layer) => layer instanceof OttoApiError);
  const { statusCode, titles, logref } = answers[0] ?? {};
  return { reason: error.message, statusCode, titles, logref };
}

function tokenRefused(answer: OttoAnswer): ConfigError {
  return new ConfigError(
    'otto-token-refused',
    `OTTO refuses ${answer.requestLine} twice, the second time with a fresh token`,
    { cause: apiErrorFrom(answer) },
  );
}

/** A token of one scope alone is refused for that scope, unless OTTO says it does not know the app. */
function asRightMissing(error: unknown, scope: string): unknown {
  if (!(error instanceof ConfigError)) return error;
  const { reason, statusCode } = error.params;
  const isAppUnknown = reason === 'invalid_client' || reason === 'unauthorized_client';
  if (error.code !== 'otto-scope-refused' && (isAppUnknown || statusCode !== 400)) return error;
  return new ConfigError('otto-right-missing', `OTTO gives this app no token for ${scope}`, {
    params: { scope },
    cause: error,
  });
}

function rightMissing(answer: OttoAnswer, scope: string): ConfigError {
  return new ConfigError('otto-right-missing', `OTTO forbids ${answer.requestLine} to this app`, {
    params: { scope },
    cause: apiErrorFrom(answer),
  });
}
