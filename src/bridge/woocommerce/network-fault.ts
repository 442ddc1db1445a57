import { NetworkError, type NetworkFault } from '../errors.ts';

const FAULT_BY_CODE: Record<string, NetworkFault> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENOTFOUND: 'host-not-found',
  EAI_AGAIN: 'host-not-found',
  ETIMEDOUT: 'timeout',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  EPROTO: 'certificate',
};

const CERTIFICATE_CODE = /CERT|^ERR_SSL_|^ERR_TLS_|^CRL_/;

/** Faults after which it is certain that the shop never saw the call. */
const NEVER_ARRIVED: ReadonlySet<NetworkFault> = new Set([
  'refused',
  'host-not-found',
  'certificate',
]);

/** The shop sends callers elsewhere. Never followed: a signed or authorised call goes to one host. */
export class RedirectError extends NetworkError {
  /** host (and port) the shop points to; "" when it does not say */
  readonly targetHost: string;

  constructor(requestLine: string, targetHost: string) {
    super(`${requestLine} (sent on to ${targetHost || 'nowhere'})`, {
      fault: 'redirect',
      reachedServer: 'maybe',
    });
    this.targetHost = targetHost;
  }
}

/**
 * Says why a call failed. Only codes and names are read; the cause that is kept is the innermost
 * error, because the HTTP library's own holds the request with its keys.
 */
export function networkErrorFrom(requestLine: string, error: unknown): NetworkError {
  const layers = layersOf(error);
  const fault = layers.map(faultOf).find((found) => found !== undefined) ?? 'connection-lost';
  const isCertain = NEVER_ARRIVED.has(fault) || layers.some(failedWhileConnecting);
  return new NetworkError(requestLine, {
    fault,
    reachedServer: isCertain ? 'no' : 'maybe',
    cause: layers.filter((layer) => !('config' in layer)).at(-1),
  });
}

/** The HTTP library gave up reading: the answer is longer than it was told to take. */
export function isTooLarge(error: unknown): boolean {
  return layersOf(error).some((layer) => layer.message.startsWith('maxContentLength'));
}

/** The answer had begun when it broke off. */
export function wasCutOff(error: unknown): boolean {
  return layersOf(error).some((layer) => codeOf(layer) === 'ERR_BAD_RESPONSE');
}

function faultOf(error: Error): NetworkFault | undefined {
  if (error.name === 'TimeoutError') return 'timeout';
  const code = codeOf(error);
  return FAULT_BY_CODE[code] ?? (CERTIFICATE_CODE.test(code) ? 'certificate' : undefined);
}

/** The TCP handshake failed, so not a byte of the call has left. */
function failedWhileConnecting(error: Error): boolean {
  return 'syscall' in error && error.syscall === 'connect';
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The error and what lies beneath it; where several addresses were tried, their errors too. */
function layersOf(error: unknown, depth = 0): Error[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const tried = error instanceof AggregateError ? error.errors : [];
  return [error, ...[...tried, error.cause].flatMap((inner) => layersOf(inner, depth + 1))];
}
