import pg from 'pg';
import { ConfigError } from '../errors.ts';
import type { LedgerLocation } from '../ledger/database.ts';
import { placeOf, problemOf } from './place.ts';

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
