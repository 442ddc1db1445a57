import { NetworkError, type NetworkFault } from '../errors.ts';

const FAULT_BY_CODE: Record<string, NetworkFault> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'host-not-found',
  EAI_AGAIN: 'host-not-found',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  EPROTO: 'certificate',
};

const CERTIFICATE_CODE = /CERT|^ERR_SSL_|^ERR_TLS_|^CRL_/;

/** Faults after which it is certain that OTTO never saw the call. */
const NEVER_ARRIVED: ReadonlySet<NetworkFault> = new Set([
  'refused',
  'host-not-found',
  'certificate',
]);

/**
 * Says why `fetch` failed. Only codes and names are read; the cause that is kept is the innermost
 * error, because the outer ones of ky hold the request with its bearer token.
 */
export function networkErrorFrom(requestLine: string, error: unknown): NetworkError {
  const layers = layersOf(error);
  const fault = layers.map(faultOf).find((found) => found !== undefined) ?? 'connection-lost';
  return new NetworkError(requestLine, {
    fault,
    reachedServer: NEVER_ARRIVED.has(fault) ? 'no' : 'maybe',
    cause: layers.at(-1),
  });
}

function faultOf(error: Error): NetworkFault | undefined {
  if (error.name === 'TimeoutError') return 'timeout';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return FAULT_BY_CODE[code] ?? (CERTIFICATE_CODE.test(code) ? 'certificate' : undefined);
}

/** The error and what lies beneath it; where several addresses were tried, their errors too. */
function layersOf(error: unknown, depth = 0): Error[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const tried = error instanceof AggregateError ? error.errors : [];
  return [error, ...[...tried, error.cause].flatMap((inner) => layersOf(inner, depth + 1))];
}
