import { z } from 'zod';
import { type Bridge, findAccount } from '../create-bridge.ts';
import { ConfigError } from '../errors.ts';
import { manifestJob } from '../manifest.ts';
import { type Account, accountSchema, effectiveSchedule } from '../settings/account-schema.ts';
import { schemaProblems } from '../settings/schema-problems.ts';
import { Secret } from '../settings/secret.ts';
import { shopSchema } from '../settings/settings-schema.ts';
import { sealClientSecret, sealShop } from '../settings/stored-secrets.ts';
import { formatMoment } from '../words/formats.ts';
import { accountStateWord } from '../words/owner-words.ts';
import { askSecret, type CliContext, momentFromDay } from './cli-context.ts';
import { doctorCommand } from './doctor-command.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

export async function listAccountsCommand(context: CliContext): Promise<ExitCode> {
  const { language, words } = context;
  return context.withBridge(async (bridge) => {
    const { accounts } = await bridge.settings.load();
    context.json(accounts.map(({ clientSecret: _secret, ...account }) => account));
    if (accounts.length === 0) {
      context.say(words.noAccounts);
      return EXIT.ok;
    }
    const { column } = words;
    const { defaultSchedule } = manifestJob(bridge.manifest, 'order-import');
    context.table(
      [column.id, column.name, column.state, column.environment, column.start, column.schedule],
      accounts.map((account) => [
        account.id,
        account.name,
        accountStateWord(language, account.state),
        typeof account.environment === 'string'
          ? words.environment(account.environment)
          : account.environment.baseUrl,
        account.startAt === null ? '–' : formatMoment(language, account.startAt),
        effectiveSchedule(account, defaultSchedule) ?? '–',
      ]),
    );
    return EXIT.ok;
  });
}

export type AccountFlags = {
  id: string;
  name: string;
  environment: string;
  clientId: string;
  clientSecret?: string;
  start?: string;
};

/** Adds an account as a draft. Without a start day only orders from now on will be imported. */
export async function addAccountCommand(
  context: CliContext,
  flags: AccountFlags,
): Promise<ExitCode> {
  const { words } = context;
  const secret = new Secret(
    await askSecret(context, {
      given: flags.clientSecret,
      variable: 'OTTO_SECRET',
      what: 'Client secret',
    }),
  );
  return context.withBridge(async (bridge) => {
    const startAt =
      flags.start === undefined
        ? bridge.clock.now().toISOString()
        : momentFromDay(flags.start);
    const isNamed = flags.environment === 'production' || flags.environment === 'sandbox';
    const parsed = accountSchema.safeParse({
      id: flags.id,
      name: flags.name,
      environment: isNamed ? flags.environment : { baseUrl: flags.environment },
      clientId: flags.clientId,
      clientSecret: sealClientSecret(flags.id, secret, bridge.key),
      startAt,
    });
    if (!parsed.success) {
      const problems = schemaProblems(parsed.error).join('; ');
      throw new ConfigError('setting-invalid', 'Not usable', { params: { path: 'account', problems } });
    }
    await bridge.settings.update((settings) => ({
      ...settings,
      accounts: [...settings.accounts, parsed.data],
    }));
    context.json({ accountId: flags.id, state: 'draft' });
    context.say(words.accountAdded(flags.id));
    return EXIT.ok;
  });
}

export async function changeAccountStateCommand(
  context: CliContext,
  accountId: string,
  state: Account['state'],
): Promise<ExitCode> {
  return context.withBridge(async (bridge) => {
    findAccount(await bridge.settings.load(), accountId);
    await bridge.settings.update((settings) => ({
      ...settings,
      accounts: settings.accounts.map((account) =>
        account.id === accountId ? { ...account, state } : account,
      ),
    }));
    context.json({ accountId, state });
    context.say(
      `${accountId}: ${accountStateWord(context.language, state)}. ${context.words.saved}`,
    );
    return EXIT.ok;
  });
}

/** Connects the shop and checks it at once. */
export async function connectShopCommand(
  context: CliContext,
  flags: { url: string; key: string; secret?: string },
): Promise<ExitCode> {
  const { words } = context;
  const secret = await askSecret(context, {
    given: flags.secret,
    variable: 'WOO_SECRET',
    what: 'Consumer secret',
  });
  const parsed = shopSchema.pick({ url: true, timeoutMs: true }).safeParse({ url: flags.url });
  if (!parsed.success) {
    const problems = schemaProblems(parsed.error).join('; ');
    throw new ConfigError('setting-invalid', 'Not usable', { params: { path: 'shop.url', problems } });
  }
  await context.withBridge((bridge) =>
    bridge.settings.update((settings) => ({
      ...settings,
      shop: sealShop(
        {
          ...parsed.data,
          consumerKey: new Secret(flags.key),
          consumerSecret: new Secret(secret),
        },
        bridge.key,
      ),
    })),
  );
  context.say(words.shopConnected(parsed.data.url));
  return doctorCommand(context, { only: ['shop', 'statuses', 'taxes'] });
}

/** Remembers which shop product a SKU of OTTO is, and lets waiting orders be looked at again. */
export async function chooseProductCommand(
  context: CliContext,
  sku: string,
  shopSku: string | undefined,
): Promise<ExitCode> {
  const { words } = context;
  return context.withBridge(async (bridge) => {
    if (shopSku !== undefined && !(await shopHas(bridge, shopSku))) {
      context.say(words.productUnknown(shopSku));
      context.json({ sku, shopSku: null });
      return EXIT.needsOwner;
    }
    await bridge.ledger.saveProductChoice(sku, shopSku);
    await bridge.ledger.wakeHeldFor('sku-not-in-shop', bridge.clock.now().toISOString());
    context.json({ sku, shopSku: shopSku ?? null });
    context.say(
      shopSku === undefined ? words.productForgotten(sku) : words.productChosen(sku, shopSku),
    );
    return EXIT.ok;
  });
}

async function shopHas(bridge: Bridge, shopSku: string): Promise<boolean> {
  const { client } = bridge.connections.shop(await bridge.settings.load());
  return (await client.findProducts([shopSku])).has(shopSku);
}

const scenarioSchema = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
  z.literal(8),
]);

/** Lets the sandbox make test orders; OTTO's production refuses, and so does the bridge. */
export async function testOrdersCommand(
  context: CliContext,
  flags: { account: string; scenario?: string },
): Promise<ExitCode> {
  const scenario = scenarioSchema
    .optional()
    .safeParse(flags.scenario === undefined ? undefined : Number(flags.scenario));
  if (!scenario.success) {
    context.say(context.words.option.scenario);
    return EXIT.wrongCall;
  }
  return context.withBridge(async (bridge) => {
    const account = findAccount(await bridge.settings.load(), flags.account);
    await bridge.connections.otto(account).createTestOrders(scenario.data, context.io.signal);
    context.json({ made: true });
    context.say(context.words.testOrdersMade);
    return EXIT.ok;
  });
}
