import { ConfigError } from '../errors.ts';
import type { Account } from './account-schema.ts';
import type { Settings } from './settings-schema.ts';

/** @throws ConfigError `account-unknown` */
export function findAccount(settings: Settings, accountId: string): Account {
  const account = settings.accounts.find(({ id }) => id === accountId);
  if (account) return account;
  throw new ConfigError('account-unknown', `There is no account ${accountId}`, {
    params: { accountId, known: settings.accounts.map(({ id }) => id).join(', ') },
  });
}
