import { describe, expect, it } from 'vitest';
import { networkErrorFrom } from '../../../src/bridge/otto/network-fault.ts';

const withCode = (code: string) => Object.assign(new Error(code), { code });
/** as fetch and ky wrap it */
const wrapped = (cause: unknown) =>
  new Error('Request failed', { cause: new TypeError('fetch failed', { cause }) });

describe('why no answer came', () => {
  it.each([
    ['ECONNREFUSED', 'refused', 'no'],
    ['ENOTFOUND', 'host-not-found', 'no'],
    ['EAI_AGAIN', 'host-not-found', 'no'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate', 'no'],
    ['CERT_HAS_EXPIRED', 'certificate', 'no'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate', 'no'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate', 'no'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate', 'no'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'certificate', 'no'],
    ['EPROTO', 'certificate', 'no'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout', 'maybe'],
    ['ETIMEDOUT', 'timeout', 'maybe'],
    ['ECONNRESET', 'connection-lost', 'maybe'],
    ['UND_ERR_SOCKET', 'connection-lost', 'maybe'],
    ['EHOSTUNREACH', 'connection-lost', 'maybe'],
  ])('%s is %s, seen by OTTO: %s', (code, fault, reachedServer) => {
    expect(networkErrorFrom('GET /x', wrapped(withCode(code)))).toMatchObject({
      fault,
      reachedServer,
      retryable: fault !== 'certificate',
    });
  });

  it('is read from each address that was tried', () => {
    const tried = new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]);
    expect(networkErrorFrom('GET /x', wrapped(tried)).fault).toBe('refused');
  });

  it('is a time-out when our own deadline ended the call', () => {
    const deadline = new DOMException('too late', 'TimeoutError');
    expect(networkErrorFrom('GET /x', deadline).fault).toBe('timeout');
  });

  it('is a lost connection when nothing is known', () => {
    expect(networkErrorFrom('GET /x', 'odd')).toMatchObject({
      fault: 'connection-lost',
      reachedServer: 'maybe',
    });
  });

  it('keeps the innermost error only: the outer ones hold the request with its bearer', () => {
    const innermost = withCode('ECONNRESET');
    const outer = Object.assign(wrapped(innermost), { request: { authorization: 'Bearer x' } });
    expect(networkErrorFrom('GET /x', outer).cause).toBe(innermost);
  });
});
