import type { Connections } from '../../connections.ts';
import { ConfigError } from '../../errors.ts';
import type { Settings } from '../../settings/settings-schema.ts';
import { neededRights } from '../needed-rights.ts';
import { type Finding, fine, warning, wrong } from './finding.ts';

const RIGHT_MISSING = 'otto-right-missing';

/**
 * Whether any account imports, whether OTTO lets each of them in, and which right is missing for
 * something beyond orders.
 */
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
      const otto = connections.otto(account);
      const { outcome } = await otto.checkAccess(signal);
      if (outcome !== 'ok') {
        findings.push(wrong('otto', { code: outcome, params: { accountId } }, accountId));
        continue;
      }
      findings.push(fine('otto', 'account-usable', { state: account.state }, accountId));
      for (const scope of await otto.findMissingRights(neededRights(settings), signal)) {
        findings.push(warning('otto', { code: RIGHT_MISSING, params: { scope } }, accountId));
      }
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      findings.push(wrong('otto', { code: error.code, params: error.params }, accountId));
    }
  }
  return findings;
}
