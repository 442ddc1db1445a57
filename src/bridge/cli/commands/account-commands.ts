import { findAccount } from '../../create-bridge.ts';
import { ConfigError } from '../../errors.ts';
import { manifestJob } from '../../manifest.ts';
import { changeAccountState } from '../../set-up/accounts.ts';
import { type Account, accountSchema, effectiveSchedule } from '../../settings/account-schema.ts';
import { Secret } from '../../settings/secret.ts';
import type { Settings } from '../../settings/settings-schema.ts';
import { sealClientSecret } from '../../settings/stored-secrets.ts';
import { formatMoment } from '../../words/formats.ts';
import { accountStateWord } from '../../words/owner-words.ts';
import { askSecret } from '../ask-secret.ts';
import { momentFromDay } from '../berlin-day.ts';
import { CallFault } from '../call-fault.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { recordCommand } from '../record-command.ts';

/** `account list` */
export async function listAccountsCommand(context: CliContext): Promise<ExitCode> {
  const { language, words } = context;
  return context.withBridge(async (bridge) => {
    const { accounts } = await bridge.settings.load();
    const { defaultSchedule } = manifestJob(bridge.manifest, 'order-import');
    const scheduleOf = (account: Account) => effectiveSchedule(account, defaultSchedule);
    context.json({
      items: accounts.map(({ id, clientSecret, ...account }) => ({
        accountId: id,
        ...account,
        schedule: scheduleOf({ id, clientSecret, ...account }),
        hasClientSecret: clientSecret !== null,
      })),
    });
    if (accounts.length === 0) {
      context.say(words.noAccounts);
      context.sayCommand('account add --id main --name … --client-id …');
      return EXIT.ok;
    }
    const { column } = words;
    context.table(
      [
        { head: column.id, isWhole: true },
        { head: column.name },
        { head: column.accountState },
        { head: column.environment },
        { head: column.start },
        { head: column.schedule },
      ],
      accounts.map((account) => [
        account.id,
        account.name,
        accountStateWord(language, account.state),
        typeof account.environment === 'string'
          ? words.environment[account.environment]
          : account.environment.baseUrl,
        account.startAt === null ? '–' : formatMoment(language, account.startAt),
        scheduleWord(context, scheduleOf(account)),
      ]),
    );
    return EXIT.ok;
  });
}

function scheduleWord({ words }: CliContext, schedule: string | null): string {
  if (schedule === null) return words.scheduleOff;
  const minutes = /^\*\/(\d+)( \*){4}$/.exec(schedule)?.[1];
  return minutes === undefined ? schedule : words.everyMinutes(minutes);
}

export type AccountFlags = {
  id: string;
  name: string;
  environment: string;
  clientId: string;
  clientSecret?: string;
  start?: string;
};

/** `account add`: a draft. Without a start day only orders from now on will be imported. */
export async function addAccountCommand(
  context: CliContext,
  flags: AccountFlags,
): Promise<ExitCode> {
  const { language, words } = context;
  return context.withBridge(async (bridge) => {
    const startAt =
      flags.start === undefined ? bridge.clock.now().toISOString() : momentFromDay(flags.start);
    const account = draftFrom(flags, startAt);
    refuseKnownId(await bridge.settings.load(), account.id);
    const given = await askSecret(context, {
      given: flags.clientSecret,
      variable: 'OTTO_SECRET',
      what: 'clientSecret',
    });
    const clientSecret = sealClientSecret(account.id, new Secret(given), bridge.key);
    await bridge.settings.update((settings) => {
      refuseKnownId(settings, account.id);
      return { ...settings, accounts: [...settings.accounts, { ...account, clientSecret }] };
    });
    await recordCommand(bridge, 'account add', account.id);
    context.json({ accountId: account.id, state: account.state, startAt });
    context.say(words.accountAdded(account.id, formatMoment(language, startAt)));
    context.sayCommand(`account activate ${account.id}`);
    return EXIT.ok;
  });
}

function refuseKnownId(settings: Settings, accountId: string): void {
  if (!settings.accounts.some(({ id }) => id === accountId)) return;
  throw new CallFault('account-exists', { accountId });
}

const FLAG_OF: ReadonlyMap<unknown, string> = new Map([
  ['id', '--id'],
  ['name', '--name'],
  ['clientId', '--client-id'],
  ['environment', '--environment'],
]);

/** @throws ConfigError `setting-invalid` */
function draftFrom(flags: AccountFlags, startAt: string): Account {
  const { id, name, clientId, environment } = flags;
  const isNamed = environment === 'production' || environment === 'sandbox';
  const parsed = accountSchema.safeParse({
    id,
    name,
    environment: isNamed ? environment : { baseUrl: environment },
    clientId,
    startAt,
  });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ConfigError('setting-invalid', 'Not an account', {
    params: { path: FLAG_OF.get(issue?.path[0]) ?? '', problems: issue?.message ?? '' },
  });
}

/** `account secret`: OTTO has made a new secret, or the old one was wrong. */
export async function changeAccountSecretCommand(
  context: CliContext,
  accountId: string,
  flags: { clientId?: string; clientSecret?: string },
): Promise<ExitCode> {
  const { words } = context;
  return context.withBridge(async (bridge) => {
    findAccount(await bridge.settings.load(), accountId);
    const given = await askSecret(context, {
      given: flags.clientSecret,
      variable: 'OTTO_SECRET',
      what: 'clientSecret',
    });
    const clientSecret = sealClientSecret(accountId, new Secret(given), bridge.key);
    await bridge.settings.update((settings) =>
      changeAccount(settings, accountId, (account) => ({
        ...account,
        clientId: flags.clientId ?? account.clientId,
        clientSecret,
      })),
    );
    await recordCommand(bridge, 'account secret', accountId);
    context.json({ accountId });
    context.say(words.accountSecretSaved(accountId));
    context.sayCommand('doctor');
    return EXIT.ok;
  });
}

/** `account activate`, `account pause` */
export async function changeAccountStateCommand(
  context: CliContext,
  accountId: string,
  state: 'active' | 'paused',
  flags: { despite?: boolean } = {},
): Promise<ExitCode> {
  const { words } = context;
  return context.withBridge(async (bridge) => {
    await changeAccountState({ ...bridge, ledgerPath: undefined }, accountId, {
      state,
      despite: flags.despite === true,
      signal: context.io.signal,
    });
    const isActive = state === 'active';
    await recordCommand(bridge, isActive ? 'account activate' : 'account pause', accountId);
    context.json({ accountId, state });
    context.say(isActive ? words.accountActive(accountId) : words.accountPaused(accountId));
    context.sayCommand(
      isActive ? `import --account ${accountId}` : `account activate ${accountId}`,
    );
    return EXIT.ok;
  });
}

/** @throws ConfigError `account-unknown` */
function changeAccount(
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
