import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../src/bridge/clock.ts';
import {
  ConfigError,
  NetworkError,
  type NetworkFault,
  OttoApiError,
  PayloadError,
} from '../../../src/bridge/errors.ts';
import { OttoUnavailableError } from '../../../src/bridge/otto/otto-unavailable-error.ts';
import {
  noteNeverLeft,
  OTTO_SETTLE_MS,
  ottoOutcomeOf,
} from '../../../src/bridge/otto/outcome-of.ts';
import { UnusableIdError } from '../../../src/bridge/otto/path-part.ts';

const LINE = 'POST /v1/shipments';

describe('the outcome of a writing call to OTTO that threw', () => {
  it.each([400, 401, 403, 404, 405, 409, 410, 413, 422, 499])(
    'is refused after %i',
    (statusCode) => {
      expect(ottoOutcomeOf(new OttoApiError(LINE, { statusCode }))).toBe('refused');
    },
  );

  it.each([408, 500, 501, 502, 503, 504, 599])('is unknown after %i', (statusCode) => {
    expect(ottoOutcomeOf(new OttoApiError(LINE, { statusCode }))).toBe('unknown');
  });

  it('is not-sent after 429', () => {
    expect(ottoOutcomeOf(new OttoApiError(LINE, { statusCode: 429 }))).toBe('not-sent');
  });

  it('is not-sent while the owner has to change something, or OTTO is left alone', () => {
    const lastError = new OttoApiError(LINE, { statusCode: 500 });
    const outage = { since: new Date(0), until: new Date(1), lastError };
    expect(ottoOutcomeOf(new OttoUnavailableError(outage))).toBe('not-sent');
    expect(ottoOutcomeOf(new ConfigError('otto-right-missing', 'no'))).toBe('not-sent');
  });

  it('is refused for an id that cannot be sent at all: trying again would not help', () => {
    expect(ottoOutcomeOf(new UnusableIdError('shipmentId'))).toBe('refused');
  });

  it.each<[NetworkFault, 'no' | 'maybe', string]>([
    ['refused', 'no', 'not-sent'],
    ['host-not-found', 'no', 'not-sent'],
    ['certificate', 'no', 'not-sent'],
    ['timeout', 'maybe', 'unknown'],
    ['connection-lost', 'maybe', 'unknown'],
    ['redirect', 'maybe', 'unknown'],
  ])('after %s that reached the server: %s is %s', (fault, reachedServer, outcome) => {
    expect(ottoOutcomeOf(new NetworkError(LINE, { fault, reachedServer }))).toBe(outcome);
  });

  it('is unknown after an unreadable answer, and after anything else', () => {
    expect(ottoOutcomeOf(new PayloadError(LINE, ['no JSON']))).toBe('unknown');
    expect(ottoOutcomeOf(new Error('aborted'))).toBe('unknown');
    expect(ottoOutcomeOf(undefined)).toBe('unknown');
  });

  it('is not-sent when that very error is known to have kept the call back', () => {
    const [kept, other] = [500, 500].map((statusCode) => new OttoApiError(LINE, { statusCode }));
    if (kept) noteNeverLeft(kept);
    expect([ottoOutcomeOf(kept), ottoOutcomeOf(other)]).toEqual(['not-sent', 'unknown']);
  });
});

describe('the time after an unknown outcome', () => {
  it('is longer than the ten seconds that OTTO may work on a call', () => {
    expect(OTTO_SETTLE_MS).toBe(30 * SECOND);
  });
});
