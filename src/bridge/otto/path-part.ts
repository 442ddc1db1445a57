import { BridgeError } from '../errors.ts';

/**
 * An id or number that cannot stand in a path: nothing, "." and ".." would ask for another path than
 * its own, a list of ids for more than was meant. No request was made.
 */
export class UnusableIdError extends BridgeError {
  override readonly name = 'UnusableIdError';

  /** @param what which of the ids, e.g. `trackingNumber` */
  constructor(what: string) {
    super(`The ${what} fits no call to OTTO: it is empty, only dots, a list, or no readable text`);
  }
}

/**
 * The id as one part of a path, encoded.
 *
 * @throws UnusableIdError
 */
export function pathPart(what: string, id: string): string {
  if (/^\.{0,2}$/.test(id.trim()) || !id.isWellFormed()) throw new UnusableIdError(what);
  return encodeURIComponent(id);
}
