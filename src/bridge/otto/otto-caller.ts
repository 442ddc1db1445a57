import type { Clock } from '../clock.ts';
import { BridgeError, ConfigError, NetworkError, OttoApiError } from '../errors.ts';
import type { LogFields, Logger } from '../logger.ts';
import { withRetries } from '../retry.ts';
import { createAccessTokens } from './access-token.ts';
import { createBreaker } from './breaker.ts';
import type { OttoAccountAccess } from './otto-access.ts';
import { apiErrorFrom, createOttoHttp, type OttoAnswer, type OttoRequest } from './otto-http.ts';

/** One question to an interface. */
export type OttoCall<T> = Pick<OttoRequest, 'method' | 'route' | 'path' | 'query'> & {
  /** the right it needs */
  scope: string;
  /** false for a creating call: only what OTTO certainly did not work on is sent again */
  repeatable: boolean;
  /** reads a success; what it throws is retried when retryable */
  read(answer: OttoAnswer): T;
};

export type OttoCaller = <T>(call: OttoCall<T>, signal?: AbortSignal) => Promise<T>;

/**
 * Calls interfaces with a token, retries and a breaker.
 *
 * The function throws OttoApiError, NetworkError, PayloadError, OttoUnavailableError, ConfigError
 * (`otto-credentials-refused`, `otto-scope-refused`, `otto-token-refused`, `otto-right-missing`), or
 * the signal's reason.
 */
export function createOttoCaller(
  access: OttoAccountAccess,
  parts: { clock: Clock; logger: Logger },
): OttoCaller {
  const { clock, logger } = parts;
  const http = createOttoHttp(access, parts);
  const tokens = createAccessTokens(access, { ...parts, http });
  const breaker = createBreaker(clock);

  return <T>(call: OttoCall<T>, signal?: AbortSignal): Promise<T> => {
    const { scope, read, repeatable, ...request } = call;
    const route = `${call.method} ${call.route}`;
    let sent = false;

    async function ask(accessToken: string): Promise<OttoAnswer> {
      sent = true;
      return http({ ...request, accessToken }, signal);
    }

    async function attempt(): Promise<T> {
      const token = await tokens.current(signal);
      let answer = await ask(token);
      if (answer.statusCode === 401) answer = await ask(await tokens.replace(token, signal));
      if (answer.statusCode === 401) throw tokenRefused(answer);
      if (answer.statusCode === 403) throw rightMissing(answer, scope);
      if (!answer.ok) throw apiErrorFrom(answer);
      return read(answer);
    }

    return breaker.guard(() =>
      withRetries(attempt, {
        clock,
        signal,
        mayRepeat: (error) => error.retryable && (repeatable || !sent || wasNotWorkedOn(error)),
        onRetry: (error, triesMade, waitMs) =>
          logger.warn('otto-call-retried', {
            accountId: access.accountId,
            route,
            triesMade,
            waitMs,
            ...factsOf(error),
          }),
      }).catch((error: unknown) => {
        if (isWorthTelling(error)) {
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
}

/** Certain that OTTO did nothing: it never saw the call, or turned it away unread. */
function wasNotWorkedOn(error: BridgeError): boolean {
  if (error instanceof NetworkError) return error.reachedServer === 'no';
  return error instanceof OttoApiError && error.statusCode === 429;
}

/** Not found is an everyday answer; an aborted call was the caller's wish. */
function isWorthTelling(error: unknown): error is BridgeError {
  return (
    error instanceof BridgeError && !(error instanceof OttoApiError && error.statusCode === 404)
  );
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

function rightMissing(answer: OttoAnswer, scope: string): ConfigError {
  return new ConfigError('otto-right-missing', `OTTO forbids ${answer.requestLine} to this app`, {
    params: { scope },
    cause: apiErrorFrom(answer),
  });
}
