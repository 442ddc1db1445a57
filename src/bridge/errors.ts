/** What every fault of the bridge shares: may the same call succeed later, unchanged? */
export class BridgeError extends Error {
  override readonly name: string = 'BridgeError';
  readonly retryable: boolean;

  constructor(message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retryable = options.retryable ?? false;
  }
}

/** OTTO answered, but not with success. A body that fails its schema is a PayloadError instead. */
export class OttoApiError extends BridgeError {
  override readonly name = 'OttoApiError';
  readonly statusCode: number;
  readonly retryAfterMs: number | undefined;
  /** OTTO's own titles, e.g. DUPLICATE_TRACKING_KEY; empty when it sent none */
  readonly titles: string[];
  /** the key OTTO's support asks for */
  readonly logref: string | undefined;
  /** the places in our body that OTTO means, e.g. `positionItems[0]`; empty when it named none */
  readonly jsonPaths: string[];

  constructor(
    requestLine: string,
    answer: {
      statusCode: number;
      retryAfterMs?: number | undefined;
      titles?: string[];
      logref?: string | undefined;
      jsonPaths?: string[];
    },
  ) {
    super(
      `OTTO answered ${answer.statusCode}${answer.titles?.length ? ` ${answer.titles.join(', ')}` : ''} to ${requestLine}`,
      { retryable: isRetryableStatus(answer.statusCode) },
    );
    this.statusCode = answer.statusCode;
    this.retryAfterMs = answer.retryAfterMs;
    this.titles = answer.titles ?? [];
    this.logref = answer.logref;
    this.jsonPaths = answer.jsonPaths ?? [];
  }
}

/** The shop answered, but not with success. `shopCode` and `shopMessage` are WooCommerce's own. */
export class WooApiError extends BridgeError {
  override readonly name = 'WooApiError';
  readonly statusCode: number;
  readonly shopCode: string | undefined;
  readonly shopMessage: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    requestLine: string,
    answer: {
      statusCode: number;
      shopCode?: string | undefined;
      shopMessage?: string | undefined;
      retryAfterMs?: number | undefined;
      retryable?: boolean;
    },
  ) {
    super(
      `The shop answered ${answer.statusCode}${answer.shopCode ? ` ${answer.shopCode}` : ''} to ${requestLine}`,
      { retryable: answer.retryable ?? isRetryableStatus(answer.statusCode) },
    );
    this.statusCode = answer.statusCode;
    this.shopCode = answer.shopCode;
    this.shopMessage = answer.shopMessage;
    this.retryAfterMs = answer.retryAfterMs;
  }
}

/** Why no answer came: words for the owner hang on it. */
export type NetworkFault =
  | 'timeout'
  | 'refused'
  | 'host-not-found'
  | 'certificate'
  | 'connection-lost'
  | 'redirect';

/**
 * No usable answer came. `reachedServer: 'no'` only where it is certain that the other side never
 * saw the call (refused, host not found, certificate rejected); a time-out or a lost connection is
 * `'maybe'`, and a creating call with that outcome is unknown, not failed.
 */
export class NetworkError extends BridgeError {
  override readonly name = 'NetworkError';
  readonly fault: NetworkFault;
  readonly reachedServer: 'no' | 'maybe';

  constructor(
    requestLine: string,
    details: { fault: NetworkFault; reachedServer: 'no' | 'maybe'; cause?: unknown },
  ) {
    super(`No answer to ${requestLine}: ${details.fault}`, {
      retryable: details.fault !== 'certificate' && details.fault !== 'redirect',
      cause: details.cause,
    });
    this.fault = details.fault;
    this.reachedServer = details.reachedServer;
  }
}

/** An answer or a file that is not what its schema says. Carries where it failed, never the values. */
export class PayloadError extends BridgeError {
  override readonly name = 'PayloadError';
  readonly source: string;
  readonly problems: string[];

  constructor(
    source: string,
    problems: string[],
    options: { retryable?: boolean; cause?: unknown } = {},
  ) {
    super(`${source} is not readable: ${problems.slice(0, 5).join('; ')}`, options);
    this.source = source;
    this.problems = problems;
  }
}

/** The owner has to change something before this can work: credentials, an address, a file. */
export class ConfigError extends BridgeError {
  override readonly name = 'ConfigError';
  /** names the sentence in the word lists */
  readonly code: string;
  readonly params: Record<string, string | number>;

  constructor(
    code: string,
    message: string,
    options: { params?: Record<string, string | number>; cause?: unknown } = {},
  ) {
    super(message, { retryable: false, cause: options.cause });
    this.code = code;
    this.params = options.params ?? {};
  }
}

/** 408, 429 and 5xx may heal by themselves; every other 4xx needs a change first. */
export function isRetryableStatus(statusCode: number): boolean {
  return statusCode === 408 || statusCode === 429 || statusCode >= 500;
}
