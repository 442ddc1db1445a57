import { ConfigError } from '../errors.ts';
import { type Account, missingForActive } from './account-schema.ts';
import { clientSecretPosition } from './stored-secrets.ts';

/** @throws ConfigError `secret-missing`, `setting-invalid`: what an account lacks before it may run */
export function requireComplete(account: Account): void {
  const missing = missingForActive(account);
  if (missing.includes('clientSecret')) {
    throw new ConfigError('secret-missing', `The account ${account.id} has no client secret`, {
      params: { position: clientSecretPosition(account.id) },
    });
  }
  if (missing.includes('clientId')) {
    throw new ConfigError('setting-invalid', `The account ${account.id} has no client id`, {
      params: {
        path: `accounts.${account.id}.clientId`,
        problems: 'Too small: expected string to have >=1 characters',
      },
    });
  }
}

/** Whether OTTO can be asked for an account at all. */
export function isRunnable(account: Account): boolean {
  return missingForActive(account).length === 0;
}
