import type { z } from 'zod';
import { type CallMeter, type CallOutcome, outcomeOfStatus } from '../call-meter.ts';
import type { Clock } from '../clock.ts';
import { PayloadError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { withRetries } from '../retry.ts';
import { parseRetryAfter } from '../retry-after.ts';
import { isTooLarge, networkErrorFrom, RedirectError, wasCutOff } from './network-fault.ts';
import { routeTemplate } from './route-template.ts';
import {
  apiErrorFrom,
  jsonBody,
  parseAnswer,
  type RawAnswer,
  type ShopAnswer,
} from './shop-answers.ts';

/** Larger answers are not read: 100 full orders are below 2 MB. */
export const LARGEST_ANSWER_BYTES = 50 * 1024 * 1024;

export type ShopQuery = Record<string, string | number | boolean>;

/** One call as it leaves; `path` starts below /wp-json/wc/v3/. */
export type ShopRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  query?: ShopQuery;
  body?: object;
};

/** Sends once and reads to the end; throws whatever the HTTP library throws. */
export type SendOnce = (request: ShopRequest, signal: AbortSignal) => Promise<RawAnswer>;

/**
 * Everything the bridge asks of the shop goes through these. They throw WooApiError, NetworkError,
 * PayloadError, or the signal's reason.
 */
export type ShopCaller = {
  /** a reading call, retried while its error may heal by itself */
  read<T>(path: string, query: ShopQuery, schema: z.ZodType<T>, signal?: AbortSignal): Promise<T>;
  /** a writing call, sent exactly once */
  write(
    method: 'POST' | 'PUT',
    path: string,
    body: object,
    signal?: AbortSignal,
  ): Promise<ShopAnswer>;
  /** a deleting call, sent exactly once */
  remove(path: string, query: ShopQuery, signal?: AbortSignal): Promise<ShopAnswer>;
  /** undefined before the first answer with a Date header */
  shopClock(): ShopClock | undefined;
};

/** The shop's clock by its last answer's Date header; whole seconds at best. */
export type ShopClock = {
  /** what it said, in milliseconds; stays true when our own clock is set */
  saidAt: number;
  /** the shop's clock minus ours, in milliseconds */
  skewMs: number;
};

export function createShopCaller(
  sendOnce: SendOnce,
  options: { timeoutMs: number; clock: Clock; logger: Logger; meter?: CallMeter | undefined },
): ShopCaller {
  const { timeoutMs, clock, logger, meter } = options;
  let shopClock: ShopClock | undefined;

  async function call(request: ShopRequest, signal?: AbortSignal): Promise<ShopAnswer> {
    signal?.throwIfAborted();
    const requestLine = `${request.method} /wp-json/wc/v3/${request.path}`;
    const sentAt = clock.now().getTime();
    const deadline = AbortSignal.timeout(timeoutMs);
    const measure = (outcome: CallOutcome, skewMs?: number) =>
      meter?.ended({
        side: 'shop',
        method: request.method,
        route: routeTemplate(request.path),
        outcome,
        durationMs: clock.now().getTime() - sentAt,
        clockSkewMs: skewMs,
      });
    const limit = signal ? AbortSignal.any([signal, deadline]) : deadline;
    const raw = await sendOnce(request, limit).catch((error: unknown) => {
      measure(signal?.aborted ? 'aborted' : 'unanswered');
      signal?.throwIfAborted();
      const failure = callFailure(requestLine, deadline.aborted ? deadline.reason : error);
      const durationMs = clock.now().getTime() - sentAt;
      logger.debug('shop-call-unanswered', { requestLine, durationMs, reason: failure.message });
      throw failure;
    });

    const receivedAt = clock.now();
    const { statusCode } = raw;
    const durationMs = receivedAt.getTime() - sentAt;
    logger.debug('shop-call-answered', { requestLine, statusCode, durationMs });
    const read = readClock(raw.headers.date, receivedAt);
    shopClock = read ?? shopClock;
    measure(outcomeOfStatus(statusCode), read?.skewMs);
    if (statusCode >= 300 && statusCode < 400) {
      throw new RedirectError(requestLine, hostOf(raw.headers.location));
    }
    if (statusCode < 200 || statusCode >= 400) {
      const retryAfterMs = parseRetryAfter(raw.headers['retry-after'], receivedAt);
      throw apiErrorFrom(requestLine, raw, retryAfterMs);
    }
    return { requestLine, body: jsonBody(requestLine, raw) };
  }

  return {
    read: (path, query, schema, signal) =>
      withRetries(
        async () => parseAnswer(schema, await call({ method: 'GET', path, query }, signal)),
        {
          clock,
          signal,
          mayRepeat: (error) => error.retryable,
          onRetry: (error, triesMade, waitMs) =>
            logger.debug('shop-call-repeated', { reason: error.message, triesMade, waitMs }),
        },
      ),
    write: (method, path, body, signal) => call({ method, path, body }, signal),
    remove: (path, query, signal) => call({ method: 'DELETE', path, query }, signal),
    shopClock: () => shopClock,
  };
}

function callFailure(requestLine: string, error: unknown) {
  if (isTooLarge(error)) {
    return new PayloadError(requestLine, [`longer than ${LARGEST_ANSWER_BYTES} bytes`]);
  }
  const failure = networkErrorFrom(requestLine, error);
  if (failure.fault !== 'connection-lost' || !wasCutOff(error)) return failure;
  return new PayloadError(requestLine, ['the answer was cut off'], {
    retryable: true,
    cause: failure,
  });
}

/** The header has whole seconds: half of one is what it hides on average. */
function readClock(dateHeader: string | undefined, receivedAt: Date): ShopClock | undefined {
  const saidAt = Date.parse(dateHeader ?? '') + 500;
  return Number.isNaN(saidAt) ? undefined : { saidAt, skewMs: saidAt - receivedAt.getTime() };
}

function hostOf(location: string | undefined): string {
  return URL.parse(location ?? '')?.host ?? '';
}
