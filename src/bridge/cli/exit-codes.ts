import { ConfigError } from '../errors.ts';
import { ImportStopped } from '../order-import/run-faults.ts';

/** What a command's end means to a script. */
export const EXIT = {
  ok: 0,
  unexpected: 1,
  wrongCall: 2,
  needsOwner: 3,
  misconfigured: 4,
  unreachable: 5,
  alreadyRunning: 6,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Errors of the call itself: another wording helps, nothing about the set-up is wrong. */
const CALL_ERRORS = [
  'secret-needed',
  'date-invalid',
  'setting-unknown',
  'setting-invalid',
  'file-unreadable',
  'account-unknown',
];

/** Run faults that are settings or rights, not outages. */
const CONFIG_FAULTS = [
  'otto-credentials-refused',
  'otto-scope-refused',
  'otto-token-refused',
  'otto-right-missing',
  'shop-keys-refused',
  'shop-certificate',
  'shop-redirects',
];

export function exitCodeOfFault(code: string): ExitCode {
  return CONFIG_FAULTS.includes(code) ? EXIT.misconfigured : EXIT.unreachable;
}

export function exitCodeOfError(error: unknown): ExitCode {
  if (error instanceof ImportStopped) return exitCodeOfFault(error.fault.code);
  if (error instanceof ConfigError) {
    return CALL_ERRORS.includes(error.code) ? EXIT.wrongCall : EXIT.misconfigured;
  }
  return EXIT.unexpected;
}
