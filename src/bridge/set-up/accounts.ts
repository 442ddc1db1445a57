import { ConfigError } from '../errors.ts';
import { requireComplete } from '../settings/account-complete.ts';
import { type Account, accountSchema } from '../settings/account-schema.ts';
import { findAccount } from '../settings/find-account.ts';
import type { SealingKey } from '../settings/sealing-key.ts';
import { Secret } from '../settings/secret.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { sealClientSecret } from '../settings/stored-secrets.ts';
import {
  type Changed,
  type ChangeRequest,
  changeVersioned,
  requireSound,
} from './change-settings.ts';
import { importerParams, importerParts } from './checks/run-checks.ts';
import { FieldsRefusedError, refusedFields } from './fields-refused-error.ts';
import type { SetUpParts } from './ports.ts';
import { lookForSecondImporter } from './second-importer.ts';
import { SECRET_NEEDED } from './sections.ts';
import { versionOf } from './version-of.ts';

/** What may be said about an account; what is left out stays as it is. */
export type AccountChange = Partial<Omit<Account, 'id' | 'state' | 'clientSecret'>> & {
  clientSecret?: string;
};

type AccountParts = Pick<SetUpParts, 'settings' | 'key'>;

export function accountVersion(account: Account): string {
  return versionOf(account);
}

/**
 * Adds a draft. Without a start only orders from now on will come in.
 *
 * @throws ConfigError `account-exists`; FieldsRefusedError
 */
export async function createAccount(
  { settings: store, key, clock }: AccountParts & Pick<SetUpParts, 'clock'>,
  accountId: string,
  change: AccountChange & { name: string },
): Promise<Changed> {
  const startAt = change.startAt === undefined ? clock.now().toISOString() : change.startAt;
  const { clientSecret, ...rest } = change;
  const parsed = accountSchema.safeParse({ ...rest, id: accountId, startAt });
  if (!parsed.success) throw new FieldsRefusedError(refusedFields(parsed.error.issues, []));
  const account = withSecret(parsed.data, clientSecret, key);
  let before: Settings | undefined;
  const after = await store.update((current) => {
    before = structuredClone(current);
    if (current.accounts.some(({ id }) => id === accountId)) {
      const params = { accountId };
      throw new ConfigError('account-exists', `There is an account ${accountId}`, { params });
    }
    const accounts = [...current.accounts, account];
    return requireSound({ ...current, accounts }, ['accounts', current.accounts.length]);
  });
  return { before: before ?? after, after };
}

/** @throws ConfigError `account-unknown`, `version-missing`, `version-stale`; FieldsRefusedError */
export async function changeAccount(
  { settings: store, key }: AccountParts,
  accountId: string,
  change: AccountChange,
  request: ChangeRequest,
): Promise<Changed> {
  return changeVersioned(store, request, {
    versionIn: (settings) => accountVersion(findAccount(settings, accountId)),
    change: (settings) =>
      replaceAccount(settings, accountId, (account) => changedAccount(account, change, key)),
    place: (settings) => ['accounts', settings.accounts.findIndex(({ id }) => id === accountId)],
  });
}

/**
 * The account with a change laid over it. A secret goes on only to the place it was entered for: a
 * draft loses it when that changes, any other account needs it anew.
 *
 * @throws FieldsRefusedError `clientSecret`
 */
export function changedAccount(
  account: Account,
  { clientSecret, ...change }: AccountChange,
  key: SealingKey,
): Account {
  const changed: Account = { ...account, ...change };
  if (clientSecret !== undefined) return withSecret(changed, clientSecret, key);
  if (destinationOf(changed) === destinationOf(account)) return changed;
  if (account.clientSecret === null) return changed;
  if (account.state === 'draft') return { ...changed, clientSecret: null };
  throw new FieldsRefusedError([{ field: 'clientSecret', message: SECRET_NEEDED }]);
}

/** Whom the secret is shown to. */
function destinationOf({ environment, tokenPath, clientId }: Account): string {
  return JSON.stringify([environment, tokenPath, clientId]);
}

function withSecret(account: Account, secret: string | undefined, key: SealingKey): Account {
  if (secret === undefined) return account;
  return { ...account, clientSecret: sealClientSecret(account.id, new Secret(secret), key) };
}

/**
 * Goes live, pauses or resumes. Before an account goes live for the first time the shop is searched
 * for a second importer.
 *
 * @param asked.despite go live all the same
 * @throws ConfigError `account-unknown`, `secret-missing`, `setting-invalid`, `second-importer`,
 *   `second-importer-suspected`; ImportStopped when a side can't be asked; FieldsRefusedError
 */
export async function changeAccountState(
  parts: SetUpParts,
  accountId: string,
  asked: { state: 'active' | 'paused'; despite: boolean; signal?: AbortSignal | undefined },
): Promise<Changed> {
  const settings = await parts.settings.load();
  const account = findAccount(settings, accountId);
  requireComplete(account);
  const isFirst = asked.state === 'active' && account.state === 'draft';
  if (isFirst && !asked.despite) await refuseSecondImporter(parts, settings, account, asked.signal);
  let before: Settings | undefined;
  const after = await parts.settings.update((current) => {
    before = structuredClone(current);
    const index = current.accounts.findIndex(({ id }) => id === accountId);
    const changed = replaceAccount(current, accountId, (present) => {
      requireComplete(present);
      return { ...present, state: asked.state };
    });
    return requireSound(changed, ['accounts', index]);
  });
  return { before: before ?? after, after };
}

async function refuseSecondImporter(
  parts: SetUpParts,
  settings: Settings,
  account: Account,
  signal: AbortSignal | undefined,
): Promise<void> {
  // Without a shop and its keys nothing can come in yet, and nothing can be looked at.
  if (!settings.shop?.consumerKey || !settings.shop.consumerSecret) return;
  const looked = await lookForSecondImporter(
    importerParts(parts, settings, account),
    account,
    signal,
  );
  if (looked.result === 'none') return;
  const isCertain = looked.result === 'found';
  throw new ConfigError(
    isCertain ? 'second-importer' : 'second-importer-suspected',
    'Another importer works on this shop',
    { params: importerParams(account.id, looked) },
  );
}

/** @throws ConfigError `account-unknown`, `account-is-active` */
export async function removeAccount(
  { settings: store }: Pick<SetUpParts, 'settings'>,
  accountId: string,
): Promise<Changed> {
  let before: Settings | undefined;
  const after = await store.update((current) => {
    before = structuredClone(current);
    if (findAccount(current, accountId).state === 'active') {
      const params = { accountId };
      throw new ConfigError('account-is-active', `The account ${accountId} is live`, { params });
    }
    return { ...current, accounts: current.accounts.filter(({ id }) => id !== accountId) };
  });
  return { before: before ?? after, after };
}

/** @throws ConfigError `account-unknown` */
function replaceAccount(
  settings: Settings,
  accountId: string,
  change: (account: Account) => Account,
): Settings {
  const { id } = findAccount(settings, accountId);
  const accounts = settings.accounts.map((account) =>
    account.id === id ? change(account) : account,
  );
  return { ...settings, accounts };
}
