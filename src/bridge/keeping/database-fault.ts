import pg from 'pg';
import { ConfigError } from '../errors.ts';
import type { LedgerLocation } from '../ledger/database.ts';
import { placeOf, problemOf } from './place.ts';

/** Classes of PostgreSQL's codes: the connection broke (08), nothing is left to work with (53), it was ended (57P). */
const ENDED = /^(?:08|53|57P)/;
/** What pg itself says has no code. */
const BROKEN =
  /^Connection terminated|connection error and is not queryable|^timeout exceeded when/;

/**
 * What a PostgreSQL refused, or an address that is none, as something the owner can read; undefined = it
 * is another fault.
 */
export function databaseRefusal(
  fault: unknown,
  location: Extract<LedgerLocation, { kind: 'postgres' }>,
): ConfigError | undefined {
  const isAddress =
    fault instanceof TypeError && 'code' in fault && fault.code === 'ERR_INVALID_URL';
  if (!(fault instanceof pg.DatabaseError || isAddress)) return undefined;
  const problem = problemOf(fault, location);
  return new ConfigError('ledger-not-usable', `PostgreSQL refused: ${problem}`, {
    params: { place: placeOf(location), problem },
    cause: fault,
  });
}

/**
 * A PostgreSQL that does not answer, or that left in the middle, as something the owner can read;
 * undefined = it is another fault. Only for work on a PostgreSQL: files know some of the codes too.
 */
export function databaseFault(fault: unknown): ConfigError | undefined {
  if (!(fault instanceof Error) || fault instanceof ConfigError) return undefined;
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
  const isOfNetwork =
    'syscall' in fault &&
    ['connect', 'read', 'write'].includes(`${fault.syscall}`) &&
    !('path' in fault);
  if (!ENDED.test(code) && !BROKEN.test(fault.message) && !isOfNetwork) return undefined;
  const problem = code === '' ? fault.message : code;
  return new ConfigError('database-not-answering', `PostgreSQL is gone: ${problem}`, {
    params: { problem },
    cause: fault,
  });
}
