import type { ReturnCarrier } from './carrier.ts';
import { glsCheckDigit, gs1CheckDigit, identcodeCheckDigit } from './check-digits.ts';
import { checkTrackingNumber } from './tracking-number.ts';

/** How the last digit of a pool's numbers is found; `none` = the serial ends the number. */
export const POOL_CHECK_DIGITS = ['none', 'dhl-identcode', 'gs1', 'gls', 'hermes'] as const;

export type PoolCheckDigit = (typeof POOL_CHECK_DIGITS)[number];

/** A range of return tracking numbers that the carrier gave to the owner. */
export type ReturnPool = {
  carrier: ReturnCarrier;
  /** what every number begins with */
  prefix: string;
  /** width of the serial, filled up with zeros */
  digits: number;
  firstSerial: number;
  lastSerial: number;
  checkDigit: PoolCheckDigit;
};

export type ReturnPoolProblem =
  /** the last serial lies before the first */
  | 'range-empty'
  /** a serial is no whole number from zero on */
  | 'serial-invalid'
  /** the last serial is wider than its place */
  | 'digits-too-few'
  /** letters in the prefix, but the check digit is found from digits only */
  | 'prefix-not-digits'
  /** the carrier writes no such numbers: a length, a prefix or the kind of check digit is wrong */
  | 'number-refused';

const CHECK_DIGIT_OF: { readonly [Key in PoolCheckDigit]: (digits: string) => string } = {
  none: () => '',
  'dhl-identcode': identcodeCheckDigit,
  gs1: gs1CheckDigit,
  gls: glsCheckDigit,
  hermes: gs1CheckDigit,
};

/** A wrong check digit fits one number in ten by chance; so many in a row never all fit. */
const PROBES = 12;

/**
 * The number of one serial: prefix, serial filled up with zeros, check digit. Different serials of a
 * pool have different numbers.
 *
 * @throws RangeError for a serial outside of the pool, and for a pool with problems of its range
 */
export function returnNumberAt(pool: ReturnPool, serial: number): string {
  const problem = rangeProblems(pool)[0];
  if (problem) throw new RangeError(`a pool of return numbers with the problem ${problem}`);
  if (!Number.isInteger(serial) || serial < pool.firstSerial || serial > pool.lastSerial) {
    throw new RangeError(
      `serial ${serial} is outside of ${pool.firstSerial} to ${pool.lastSerial}`,
    );
  }
  const body = pool.prefix + String(serial).padStart(pool.digits, '0');
  return body + CHECK_DIGIT_OF[pool.checkDigit](body);
}

/** What is wrong with a pool, all of it; empty = its numbers can be used. */
export function returnPoolProblems(pool: ReturnPool): ReturnPoolProblem[] {
  const problems = rangeProblems(pool);
  if (problems.length > 0) return problems;
  const { carrier, firstSerial } = pool;
  const probes = Array.from({ length: Math.min(PROBES, poolSize(pool)) }, (_, at) =>
    returnNumberAt(pool, firstSerial + at),
  );
  const isRefused = probes.some((number) => checkTrackingNumber(carrier, number) !== undefined);
  return isRefused ? ['number-refused'] : [];
}

/** The problems that keep numbers from being made at all, whatever the carrier thinks of them. */
export function rangeProblems(pool: ReturnPool): ReturnPoolProblem[] {
  const { prefix, digits, firstSerial, lastSerial, checkDigit } = pool;
  const problems: ReturnPoolProblem[] = [];
  if (lastSerial < firstSerial) problems.push('range-empty');
  if (![firstSerial, lastSerial].every((serial) => Number.isSafeInteger(serial) && serial >= 0)) {
    problems.push('serial-invalid');
  } else if (String(lastSerial).length > digits) {
    problems.push('digits-too-few');
  }
  if (checkDigit !== 'none' && !/^\d*$/.test(prefix)) problems.push('prefix-not-digits');
  return problems;
}

/** How many numbers a pool holds, used ones too. */
export function poolSize({ firstSerial, lastSerial }: ReturnPool): number {
  return Math.max(0, lastSerial - firstSerial + 1);
}

/**
 * For how many whole days the numbers last.
 *
 * @param use.usedPerDay on average; may be a fraction
 * @returns undefined when none are used: they last for good
 */
export function daysLeft(use: { left: number; usedPerDay: number }): number | undefined {
  if (use.usedPerDay <= 0) return undefined;
  return Math.floor(Math.max(0, use.left) / use.usedPerDay);
}
