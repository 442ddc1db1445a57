import { ConfigError } from './errors.ts';

/**
 * Classes of PostgreSQL's codes: the connection broke (08), nothing is left to work with (53), it was ended (57P),
 * also because we did nothing with it for too long (25P03).
 */
const ENDED = /^(?:08|53|57P|25P03)/;
/** What pg itself says has no code. */
const BROKEN =
  /^Connection terminated|connection error and is not queryable|^timeout exceeded when|^timeout expired|^Query read timeout/;
/** Of the network alone: a file that can't be read or written has others. */
const NETWORK = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
];

/**
 * A PostgreSQL that does not answer, or that left in the middle, as something the owner can read;
 * undefined = it is another fault.
 */
export function databaseFault(fault: unknown): ConfigError | undefined {
  const problem = problemOf(fault);
  if (problem === undefined) return undefined;
  return new ConfigError('database-not-answering', `PostgreSQL is gone: ${problem}`, {
    params: { problem },
    cause: fault,
  });
}

const DISK_FULL = '53100';
/** Another machine took over, and this one only follows it; or the other way round in a moment. */
export const READ_ONLY = '25006';
/** No such database: where everything starts at once it is made in a moment. */
const NOT_MADE_YET = '3D000';

/**
 * Whether what a PostgreSQL did to us heals without a person: it starts, fails over, or is full of connections.
 * No fault of an SQLite or of its file is taken for one.
 */
export function isPassingDatabaseFault(fault: unknown): boolean {
  const code = codeOf(fault);
  return code === READ_ONLY || (code !== DISK_FULL && problemOf(fault) !== undefined);
}

/**
 * What says that a PostgreSQL is away for now, so that whoever starts waits for it: what passes by itself, or
 * a database that is not made yet, as the fault or as a cause of it.
 *
 * @returns its code, `connection-terminated` where it has none; undefined = something has to be changed
 */
export function codeOfAway(error: unknown): string | undefined {
  for (let fault = error; fault instanceof Error; fault = fault.cause) {
    const code = codeOf(fault);
    if (code === NOT_MADE_YET || isPassingDatabaseFault(fault)) {
      return code === '' ? 'connection-terminated' : code;
    }
  }
  return undefined;
}

/** @returns the code, or where there is none the message; undefined = it is another fault */
function problemOf(fault: unknown): string | undefined {
  if (!(fault instanceof Error) || fault instanceof ConfigError) return undefined;
  const code = codeOf(fault);
  const isKnown = ENDED.test(code) || BROKEN.test(fault.message) || isNetworkFault(fault);
  if (!isKnown) return undefined;
  return code === '' ? fault.message : code;
}

/** A server with several addresses fails at each of them. */
function isNetworkFault(fault: unknown): boolean {
  if (fault instanceof AggregateError) return fault.errors.some(isNetworkFault);
  if (!(fault instanceof Error)) return false;
  const code = codeOf(fault);
  // A server on a Unix socket that is stopped takes the socket's file away.
  const hasNoSocket = code === 'ENOENT' && 'syscall' in fault && fault.syscall === 'connect';
  return NETWORK.includes(code) || hasNoSocket;
}

function codeOf(fault: unknown): string {
  if (!(fault instanceof Error) || !('code' in fault)) return '';
  return typeof fault.code === 'string' ? fault.code : '';
}
