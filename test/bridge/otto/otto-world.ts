import { onTestFinished } from 'vitest';
import type { LogFields, Logger } from '../../../src/bridge/logger.ts';
import {
  OTTO_ACCESS_DEFAULTS,
  type OttoAccountAccess,
} from '../../../src/bridge/otto/otto-access.ts';
import { createOttoClient, type OttoClient } from '../../../src/bridge/otto/otto-client.ts';
import { type FakeOtto, type FakeOttoOptions, startFakeOtto } from '../../fakes/otto/index.ts';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';

export type LogLine = {
  level: 'debug' | 'info' | 'warn' | 'error';
  event: string;
  fields: LogFields;
};

/** A fake OTTO and a client for it, both on one clock. */
export type OttoWorld = {
  otto: FakeOtto;
  clock: FakeClock;
  log: LogLine[];
  access: OttoAccountAccess;
  client: OttoClient;
  /** another client on the same clock and log */
  clientWith(access?: Partial<OttoAccountAccess>): OttoClient;
  warnings(event: string): LogFields[];
};

/**
 * Starts both; the server stops with the test.
 *
 * @param clock runs as fast as it is slept on, unless another is given
 */
export async function startOttoWorld(
  options: FakeOttoOptions = {},
  overrides: Partial<OttoAccountAccess> = {},
  clock = createFakeClock(undefined, { autoAdvance: true }),
): Promise<OttoWorld> {
  const otto = await startFakeOtto({ now: clock.now, ...options });
  onTestFinished(() => otto.stop());
  const log: LogLine[] = [];
  const logger = recordingLogger(log);
  const access: OttoAccountAccess = {
    ...OTTO_ACCESS_DEFAULTS,
    accountId: 'account-1',
    baseUrl: otto.url,
    clientId: 'fake-otto-client',
    clientSecret: 'fake-otto-secret',
    ...overrides,
  };
  const clientWith = (more: Partial<OttoAccountAccess> = {}) =>
    createOttoClient({ ...access, ...more }, { clock, logger });
  return {
    otto,
    clock,
    log,
    access,
    client: clientWith(),
    clientWith,
    warnings: (event) =>
      log.flatMap((line) => (line.level === 'warn' && line.event === event ? [line.fields] : [])),
  };
}

/** A logger that writes into a list. */
export function recordingLogger(lines: LogLine[]): Logger {
  const writeAs =
    (level: LogLine['level']) =>
    (event: string, fields: LogFields = {}) => {
      lines.push({ level, event, fields });
    };
  return {
    debug: writeAs('debug'),
    info: writeAs('info'),
    warn: writeAs('warn'),
    error: writeAs('error'),
  };
}

/** What the promise was rejected with; fails when it was not. */
export async function rejectionOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('expected a rejection');
}

/** All pages of a listing. */
export async function collect<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(page);
  return all;
}
