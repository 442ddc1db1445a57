import { usualCredentials } from '../../test/fakes/otto/index.ts';

/** What an account of the benchmarks logs in with at the fake OTTO. */
export function credentialsOf(accountId: string) {
  return { ...usualCredentials, clientId: `${usualCredentials.clientId}-${accountId}` };
}
