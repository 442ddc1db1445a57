import { ConfigError } from './errors.ts';

/**
 * Classes of PostgreSQL's codes: the connection broke (08), nothing is left to work with (53), it was ended (57P),
 * also because we did nothing with it for too long (25P03).
 */
const ENDED = /^(?:08|53|57P|25P03)/;
/** What pg itself says has no code. */
const BROKEN =
  /^Connection terminated|connection error and is not queryable|^timeout exceeded when/;

/**
 * A PostgreSQL that does not answer, or that left in the middle, as something the owner can read;
 * undefined = it is another fault. Only for work on a PostgreSQL: files know some of the codes too.
 */
export function databaseFault(fault: unknown): ConfigError | undefined {
  if (!(fault instanceof Error) || fault instanceof ConfigError) return undefined;
  const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
  const isKnown = ENDED.test(code) || BROKEN.test(fault.message) || isNetworkFault(fault);
  if (!isKnown) return undefined;
  const problem = code === '' ? fault.message : code;
  return new ConfigError('database-not-answering', `PostgreSQL is gone: ${problem}`, {
    params: { problem },
    cause: fault,
  });
}

const DISK_FULL = '53100';
/** Another machine took over, and this one only follows it; or the other way round in a moment. */
const READ_ONLY = '25006';

/** Whether what a PostgreSQL did to us heals without a person: it starts, fails over, or is full of connections. */
export function isPassingDatabaseFault(fault: unknown): boolean {
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
  return code === READ_ONLY || (code !== DISK_FULL && databaseFault(fault) !== undefined);
}

/** A server with several addresses fails at each of them. */
function isNetworkFault(fault: unknown): boolean {
  if (fault instanceof AggregateError) return fault.errors.some(isNetworkFault);
  return (
    fault instanceof Error &&
    'syscall' in fault &&
    ['connect', 'read', 'write', 'getaddrinfo'].includes(`${fault.syscall}`) &&
    !('path' in fault)
  );
}
