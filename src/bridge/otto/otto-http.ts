import ky from 'ky';
import { type CallMeter, type CallOutcome, outcomeOfStatus } from '../call-meter.ts';
import type { Clock } from '../clock.ts';
import { NetworkError, OttoApiError, PayloadError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { LONGEST_WAIT_MS } from '../retry.ts';
import { parseRetryAfter } from '../retry-after.ts';
import { createDeprecationNotices } from './deprecation-notices.ts';
import { networkErrorFrom } from './network-fault.ts';
import { type OttoAccountAccess, readBaseUrl } from './otto-access.ts';
import { readErrorAnswer } from './otto-answers.ts';
import { sharedRateLimit } from './rate-limit.ts';
import { readBytes, textOf } from './read-body.ts';

/** One request as it leaves. */
export type OttoRequest = {
  method: 'GET' | 'POST';
  /** the path with placeholders instead of ids, for logs */
  route: string;
  path: string;
  query?: URLSearchParams | undefined;
  /** form body; of the token endpoint only */
  form?: URLSearchParams;
  /** body sent as JSON; no body when absent */
  json?: unknown;
  /** what may come back, JSON when absent */
  accept?: string | undefined;
  accessToken?: string;
  /** asked right before it leaves; what it throws keeps it from leaving */
  beforeLeaving?(): Promise<void>;
};

/** An answer of any status but a redirect, its body read to the end. */
export type OttoAnswer = {
  requestLine: string;
  ok: boolean;
  statusCode: number;
  text: string;
  /** the body as it came, for what is no text */
  bytes: Uint8Array;
  retryAfterMs: number | undefined;
};

/** Sends one request once. Everything the client asks of OTTO goes through it. */
export type OttoHttp = (request: OttoRequest, signal?: AbortSignal) => Promise<OttoAnswer>;

/**
 * Waits for its turn, sends, reads. Never retries, never follows a redirect.
 *
 * `timeoutMs` runs on the machine's time, not on the handed-in clock: sockets do too.
 *
 * The function throws NetworkError, a PayloadError (retryable) when a success was cut off on its way,
 * or the signal's reason.
 */
export function createOttoHttp(
  access: OttoAccountAccess,
  parts: { clock: Clock; logger: Logger; meter?: CallMeter | undefined },
): OttoHttp {
  const { clock, logger, meter } = parts;
  const baseUrl = readBaseUrl(access.baseUrl);
  const rateLimit = sharedRateLimit({ ...access, baseUrl }, clock);
  const notices = createDeprecationNotices(parts);

  return async (request, signal) => {
    await rateLimit.take(signal);
    await request.beforeLeaving?.();
    const { accountId } = access;
    const requestLine = `${request.method} ${request.path}`;
    const sentAt = clock.now();
    const deadline = AbortSignal.timeout(access.timeoutMs);
    const measure = (outcome: CallOutcome, clockSkewMs?: number) => {
      const durationMs = clock.now().getTime() - sentAt.getTime();
      const { method, route } = request;
      meter?.ended({ side: 'otto', method, route, outcome, durationMs, clockSkewMs });
    };
    const fail = (error: unknown): NetworkError => {
      signal?.throwIfAborted();
      const failure = networkErrorFrom(requestLine, deadline.aborted ? deadline.reason : error);
      logger.debug('otto-call-unanswered', { accountId, requestLine, fault: failure.fault });
      return failure;
    };

    const response = await ky(urlOf(baseUrl, request), {
      method: request.method,
      headers: {
        Accept: request.accept ?? 'application/json',
        'X-Request-Timestamp': sentAt.toISOString(),
        ...(request.accessToken && { Authorization: `Bearer ${request.accessToken}` }),
      },
      ...(request.form && { body: request.form }),
      ...(request.json !== undefined && { json: request.json }),
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      redirect: 'manual',
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
    }).catch((error: unknown) => {
      measure(signal?.aborted ? 'aborted' : 'unanswered');
      throw fail(error);
    });

    if (response.status >= 300 && response.status < 400) {
      measure('redirected');
      await response.body?.cancel();
      throw new NetworkError(requestLine, { fault: 'redirect', reachedServer: 'maybe' });
    }
    const bytes = await readBytes(requestLine, response).catch((error: unknown) => {
      if (!response.ok) return new Uint8Array();
      measure(signal?.aborted ? 'aborted' : 'unanswered');
      if (error instanceof PayloadError) throw error;
      const failure = fail(error);
      if (failure.fault === 'timeout') throw failure;
      throw new PayloadError(requestLine, ['the body was cut off'], {
        retryable: true,
        cause: failure,
      });
    });

    const durationMs = clock.now().getTime() - sentAt.getTime();
    const statusCode = response.status;
    logger.debug('otto-call-answered', { accountId, requestLine, statusCode, durationMs });
    measure(outcomeOfStatus(statusCode), skewOf(response, clock.now()));
    notices.look(`${request.method} ${request.route}`, response.headers);
    const retryAfterMs = parseRetryAfter(
      response.headers.get('retry-after'),
      sentBy(response) ?? clock.now(),
    );
    if (statusCode === 429) rateLimit.hold(Math.min(retryAfterMs ?? 0, LONGEST_WAIT_MS));
    const text = textOf(bytes);
    return { requestLine, ok: response.ok, statusCode, text, bytes, retryAfterMs };
  };
}

/** The error an answer without success stands for. */
export function apiErrorFrom(answer: OttoAnswer): OttoApiError {
  return new OttoApiError(answer.requestLine, { ...answer, ...readErrorAnswer(answer.text) });
}

/** When the server says it answered: a date in `Retry-After` is by its clock, not by ours. */
function sentBy(response: Response): Date | undefined {
  const moment = new Date(response.headers.get('date') ?? Number.NaN);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** OTTO's clock minus ours; the header has whole seconds: half of one is what it hides on average. */
function skewOf(response: Response, receivedAt: Date): number | undefined {
  const sentAt = sentBy(response);
  return sentAt && sentAt.getTime() + 500 - receivedAt.getTime();
}

function urlOf(baseUrl: string, { path, query }: OttoRequest): string {
  return `${baseUrl}${path}${query?.size ? `?${query}` : ''}`;
}
