import { ConfigError } from '../errors.ts';
import { type Account, accountSchema, missingForActive } from '../settings/account-schema.ts';
import { findAccount } from '../settings/find-account.ts';
import { clientSecretPosition } from '../settings/stored-secrets.ts';
import type { Params } from '../words/saying.ts';
import { type AccountChange, changedAccount } from './accounts.ts';
import { FieldsRefusedError, refusedFields } from './fields-refused-error.ts';
import type { SetUpParts } from './ports.ts';

const WAIT_MS = 30_000;

export type AccountProblem = { code: string; params: Params };

/**
 * Asks OTTO for a token and one order, with what is saved or what is tried in its place.
 *
 * @returns what is wrong; nothing = it works
 * @throws ConfigError `account-unknown`; FieldsRefusedError; the signal's reason
 */
export async function testAccount(
  parts: Pick<SetUpParts, 'settings' | 'key' | 'connections'>,
  accountId: string,
  tried: AccountChange,
): Promise<AccountProblem[]> {
  const account = findAccount(await parts.settings.load(), accountId);
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
    return [{ code: 'secret-missing', params: { position: clientSecretPosition(accountId) } }];
  }
  const outcome = await ask(parts, candidate);
  if (outcome === 'ok') return [];
  const other = otherEnvironment(candidate);
  if (outcome === 'credentials-refused' && other !== undefined) {
    const there = await ask(parts, { ...candidate, environment: other });
    if (there === 'ok') {
      return [{ code: 'credentials-of-other-environment', params: { environment: other } }];
    }
  }
  return [{ code: outcome, params: { accountId } }];
}

async function ask(
  { connections }: Pick<SetUpParts, 'connections'>,
  account: Account,
): Promise<string> {
  const limit = AbortSignal.timeout(WAIT_MS);
  try {
    return (await connections.trial.otto(account).checkAccess(limit)).outcome;
  } catch (error) {
    if (error instanceof ConfigError) return error.code;
    if (limit.aborted) return 'no-answer';
    throw error;
  }
}

/** Both are OTTO's own: credentials of one may be shown to the other. */
function otherEnvironment({ environment }: Account): 'production' | 'sandbox' | undefined {
  if (environment === 'production') return 'sandbox';
  return environment === 'sandbox' ? 'production' : undefined;
}
