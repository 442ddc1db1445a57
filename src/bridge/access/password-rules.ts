import { ConfigError } from '../errors.ts';
import type { Secret } from '../settings/secret.ts';

export const PASSWORD_LENGTH = { least: 10, most: 200 };

/** Of ten signs and more, what guessers try first; compared without case, and without what is no letter or digit. */
const COMMON: ReadonlySet<string> = new Set([
  '0123456789',
  '1234567890',
  '12345678910',
  '123456789a',
  '0987654321',
  '9876543210',
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
  'abcdefghij',
  'adminadmin',
  'administrator',
  'changeme123',
  'hallohallo',
  'iloveyou123',
  'letmein123',
  'marketplace',
  'ottomarket',
  'ottomarket123',
  'passwort12',
  'passwort123',
  'passwort1234',
  'password12',
  'password123',
  'password1234',
  'password12345',
  'qwertyuiop',
  'qwertzuiop',
  'qwertz12345',
  'qwerty12345',
  'schatzschatz',
  'welcome123',
  'willkommen',
  'willkommen1',
  'willkommen123',
  'woocommerce',
  'woocommerce123',
  'wordpress123',
]);

/**
 * Length counts more than kinds of signs; what can be guessed from the name or a short list does not count.
 *
 * @throws ConfigError `password-too-short`, `password-too-long`, `password-is-name`, `password-too-common`
 */
export function requireGoodPassword(password: Secret, name: string): void {
  const text = password.reveal().normalize('NFC');
  const signs = [...text].length;
  const { least, most } = PASSWORD_LENGTH;
  if (signs < least) throw refused('password-too-short', { minimum: least });
  if (signs > most) throw refused('password-too-long', { maximum: most });
  const plain = text.toLowerCase();
  if (plain === name) throw refused('password-is-name');
  const bare = plain.replace(/[^\p{L}\p{N}]/gu, '');
  const isOneSign = new Set(plain).size === 1;
  if (isOneSign || COMMON.has(plain) || COMMON.has(bare)) throw refused('password-too-common');
}

function refused(code: string, params: Record<string, number> = {}): ConfigError {
  return new ConfigError(code, 'The password is not good enough', { params });
}
