import { describe, expect, it } from 'vitest';
import { networkErrorFrom } from '../../../src/bridge/woocommerce/network-fault.ts';

const LINE = 'POST /wp-json/wc/v3/orders';

/** An error as the HTTP library throws it, with the request and its keys inside. */
function libraryError(code: string, details: object = {}): Error {
  const cause = Object.assign(new Error(code), { code, ...details });
  return Object.assign(new Error(code, { cause }), { code, config: { auth: 'cs_secret' } });
}

describe('why a call to the shop failed', () => {
  it.each([
    ['ECONNREFUSED', {}, 'refused', 'no'],
    ['EHOSTUNREACH', { syscall: 'connect' }, 'refused', 'no'],
    ['ENOTFOUND', {}, 'host-not-found', 'no'],
    ['EAI_AGAIN', {}, 'host-not-found', 'no'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', {}, 'certificate', 'no'],
    ['CERT_HAS_EXPIRED', {}, 'certificate', 'no'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', {}, 'certificate', 'no'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', {}, 'certificate', 'no'],
    ['ETIMEDOUT', { syscall: 'connect' }, 'timeout', 'no'],
    ['ETIMEDOUT', { syscall: 'read' }, 'timeout', 'maybe'],
    ['ECONNRESET', { syscall: 'read' }, 'connection-lost', 'maybe'],
    ['EPIPE', { syscall: 'write' }, 'connection-lost', 'maybe'],
    ['SOMETHING_NEW', {}, 'connection-lost', 'maybe'],
  ])('%s %j is %s, reached the server: %s', (code, details, fault, reachedServer) => {
    expect(networkErrorFrom(LINE, libraryError(code, details))).toMatchObject({
      fault,
      reachedServer,
    });
  });

  it('is found beneath an error of several addresses', () => {
    const tried = ['::1', '127.0.0.1'].map(() =>
      Object.assign(new Error('no'), { code: 'ECONNREFUSED' }),
    );
    const error = new Error('no', { cause: new AggregateError(tried) });
    expect(networkErrorFrom(LINE, error)).toMatchObject({ fault: 'refused', reachedServer: 'no' });
  });

  it('keeps the innermost error as its cause, never the one with the request in it', () => {
    const { cause } = networkErrorFrom(LINE, libraryError('ECONNRESET'));
    expect(cause).toBeInstanceOf(Error);
    expect(cause).not.toHaveProperty('config');
    const bare = Object.assign(new Error('no'), { code: 'ECONNRESET', config: {} });
    expect(networkErrorFrom(LINE, bare).cause).toBeUndefined();
  });
});
