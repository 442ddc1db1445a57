import type { AnswerOf } from '../../../../bridge/http/api-contract.ts';
import type { Asked } from '../../../api/call.ts';

type Account = AnswerOf<'getAccount'>;
export type AccountBody = Exclude<Asked<'changeAccount'>['body'], Blob | undefined>;

/** An account as it is edited: a secret only where a new one is typed. */
export type AccountDraft = Pick<
  Account,
  | 'name'
  | 'environment'
  | 'tokenPath'
  | 'clientId'
  | 'scopes'
  | 'requestsPerSecond'
  | 'startAt'
  | 'rules'
  | 'shipping'
> & { clientSecret: string };

export function draftOf(account: Account): { version: string; values: AccountDraft } {
  const { version, name, environment, tokenPath, clientId, scopes } = account;
  const { requestsPerSecond, startAt, rules, shipping } = account;
  return {
    version,
    values: {
      name,
      environment,
      tokenPath,
      clientId,
      clientSecret: '',
      scopes,
      requestsPerSecond,
      startAt,
      rules,
      shipping,
    },
  };
}

/** What was edited, as the bridge takes it; a secret that was not typed is left out. */
export function bodyOf(changed: Partial<AccountDraft>): AccountBody {
  const { clientSecret, ...rest } = changed;
  return clientSecret === undefined || clientSecret === '' ? rest : { ...rest, clientSecret };
}
