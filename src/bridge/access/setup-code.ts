import { randomInt } from 'node:crypto';
import { Secret } from '../settings/secret.ts';
import { digest } from './digest.ts';

/** Crockford's base 32: no letter that looks like another, none that makes words. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** A code to be read from a screen and typed in, e.g. `7K2QX-…`: 100 random bits. */
export function makeSetupCode(): Secret {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('');
  return new Secret(Array.from({ length: GROUPS }, group).join('-'));
}

/** What is kept of a code; case, hyphens and what looks alike make no difference. */
export function setupCodeHash(code: Secret): string {
  const typed = code
    .reveal()
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  return digest(typed.replace(/O/g, '0').replace(/[IL]/g, '1'));
}
