import { ConfigError } from '../errors.ts';

const LONGEST = 64;

/** Letters, marks, digits, signs and single spaces between them; nothing that can't be seen. */
const VISIBLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+(?: [\p{L}\p{M}\p{N}\p{P}\p{S}]+)*$/u;

/**
 * A name in the form in which names are kept and compared.
 *
 * @throws ConfigError `user-name-invalid`
 */
export function userNameFrom(given: string): string {
  const name = comparableName(given);
  if (VISIBLE.test(name) && [...name].length <= LONGEST) return name;
  throw new ConfigError('user-name-invalid', 'Not a name for a user', {
    params: { maximum: LONGEST },
  });
}

/** The same for a name somebody logs in with, whatever it is. */
export function comparableName(given: string): string {
  return given.normalize('NFC').trim().toLowerCase();
}
