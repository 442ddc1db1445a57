import { ConfigError } from '../errors.ts';
import type { FeatureScope } from '../otto/check-rights.ts';
import { type Account, accountSchema, missingForActive } from '../settings/account-schema.ts';
import { findAccount } from '../settings/find-account.ts';
import { clientSecretPosition } from '../settings/stored-secrets.ts';
import type { Params } from '../words/saying.ts';
import { type AccountChange, changedAccount } from './accounts.ts';
import { FieldsRefusedError, refusedFields } from './fields-refused-error.ts';
import { neededRights } from './needed-rights.ts';
import type { SetUpParts } from './ports.ts';

const WAIT_MS = 30_000;

export type AccountProblem = { code: string; params: Params };

export type AccountTested = {
  /** orders can be read */
  isUsable: boolean;
  /** what is wrong, or which right beyond orders is missing; nothing = all works */
  problems: AccountProblem[];
};

/**
 * Asks OTTO for a token and one order, with what is saved or what is tried in its place, then for the
 * rights beyond orders.
 *
 * @throws ConfigError `account-unknown`; FieldsRefusedError; the signal's reason
 */
export async function testAccount(
  parts: Pick<SetUpParts, 'settings' | 'key' | 'connections'>,
  accountId: string,
  tried: AccountChange,
): Promise<AccountTested> {
  const settings = await parts.settings.load();
  const account = findAccount(settings, accountId);
  const changed = changedAccount({ ...account, state: 'draft' }, tried, parts.key);
  const parsed = accountSchema.safeParse(changed);
  if (!parsed.success) throw new FieldsRefusedError(refusedFields(parsed.error.issues, []));
  const candidate = parsed.data;
  const [missing] = missingForActive(candidate);
  if (missing === 'clientId') {
    throw new FieldsRefusedError([
      { field: 'clientId', message: 'Too small: expected string to have >=1 characters' },
    ]);
  }
  if (missing === 'clientSecret') {
    return unusable('secret-missing', { position: clientSecretPosition(accountId) });
  }
  const { outcome, missing: scopes } = await ask(parts, candidate, neededRights(settings));
  if (outcome === 'ok') {
    const problems = scopes.map((scope) => ({ code: 'otto-right-missing', params: { scope } }));
    return { isUsable: true, problems };
  }
  const other = otherEnvironment(candidate);
  if (outcome === 'credentials-refused' && other !== undefined) {
    const there = await ask(parts, { ...candidate, environment: other }, []);
    if (there.outcome === 'ok') {
      return unusable('credentials-of-other-environment', { environment: other });
    }
  }
  return unusable(outcome, { accountId });
}

function unusable(code: string, params: Params): AccountTested {
  return { isUsable: false, problems: [{ code, params }] };
}

async function ask(
  { connections }: Pick<SetUpParts, 'connections'>,
  account: Account,
  rights: readonly FeatureScope[],
): Promise<{ outcome: string; missing: FeatureScope[] }> {
  const limit = AbortSignal.timeout(WAIT_MS);
  let outcome = 'no-answer';
  try {
    const otto = connections.trial.otto(account);
    ({ outcome } = await otto.checkAccess(limit));
    if (outcome !== 'ok') return { outcome, missing: [] };
    return { outcome, missing: await otto.findMissingRights(rights, limit) };
  } catch (error) {
    if (error instanceof ConfigError) return { outcome: error.code, missing: [] };
    // Orders can be read, however long the rest takes.
    if (limit.aborted) return { outcome, missing: [] };
    throw error;
  }
}

/** Both are OTTO's own: credentials of one may be shown to the other. */
function otherEnvironment({ environment }: Account): 'production' | 'sandbox' | undefined {
  if (environment === 'production') return 'sandbox';
  return environment === 'sandbox' ? 'production' : undefined;
}
