import { describe, expect, it } from 'vitest';
import {
  NetworkError,
  type NetworkFault,
  PayloadError,
  WooApiError,
} from '../../../src/bridge/errors.ts';
import { outcomeOf } from '../../../src/bridge/woocommerce/outcome-of.ts';

const LINE = 'POST /wp-json/wc/v3/orders';

describe('the outcome of a writing call that threw', () => {
  it.each([400, 401, 403, 404, 409, 413, 429])('is refused after %i', (statusCode) => {
    expect(outcomeOf(new WooApiError(LINE, { statusCode }))).toBe('refused');
  });

  it.each([408, 500, 502, 503, 504, 524])('is unknown after %i', (statusCode) => {
    expect(outcomeOf(new WooApiError(LINE, { statusCode }))).toBe('unknown');
  });

  it('is refused after a 500 that the shop marks as final', () => {
    expect(outcomeOf(new WooApiError(LINE, { statusCode: 500, retryable: false }))).toBe('refused');
  });

  it.each<[NetworkFault, 'no' | 'maybe', string]>([
    ['refused', 'no', 'not-sent'],
    ['certificate', 'no', 'not-sent'],
    ['timeout', 'no', 'not-sent'],
    ['timeout', 'maybe', 'unknown'],
    ['connection-lost', 'maybe', 'unknown'],
    ['redirect', 'maybe', 'unknown'],
  ])('after %s that reached the server: %s is %s', (fault, reachedServer, outcome) => {
    expect(outcomeOf(new NetworkError(LINE, { fault, reachedServer }))).toBe(outcome);
  });

  it('is unknown after an unreadable answer, and after anything else', () => {
    expect(outcomeOf(new PayloadError(LINE, ['no JSON']))).toBe('unknown');
    expect(outcomeOf(new Error('aborted'))).toBe('unknown');
    expect(outcomeOf(undefined)).toBe('unknown');
  });
});
