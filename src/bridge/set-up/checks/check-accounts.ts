import type { Connections } from '../../connections.ts';
import { ConfigError } from '../../errors.ts';
import type { Settings } from '../../settings/settings-schema.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** Whether any account imports, and whether OTTO lets each of them in. */
export async function checkAccounts(
  connections: Pick<Connections, 'otto'>,
  settings: Settings,
  signal: AbortSignal | undefined,
): Promise<Finding[]> {
  const active = settings.accounts.filter(({ state }) => state === 'active').length;
  const findings: Finding[] = [
    active > 0
      ? fine('accounts', 'active-accounts', { count: active })
      : wrong('accounts', { code: 'no-active-account', word: 'no-active-account' }),
  ];
  for (const account of settings.accounts) {
    const accountId = account.id;
    try {
      const { outcome } = await connections.otto(account).checkAccess(signal);
      findings.push(
        outcome === 'ok'
          ? fine('otto', 'account-usable', { state: account.state }, accountId)
          : wrong('otto', { code: outcome, params: { accountId } }, accountId),
      );
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      findings.push(wrong('otto', { code: error.code, params: error.params }, accountId));
    }
  }
  return findings;
}
