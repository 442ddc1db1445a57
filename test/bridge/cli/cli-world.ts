import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { runCli } from '../../../src/bridge/cli/run-cli.ts';
import { loadConfig } from '../../../src/bridge/config.ts';
import { openBridge } from '../../../src/bridge/create-bridge.ts';
import { type Ledger, openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { createPinoLogger } from '../../../src/bridge/pino-logger.ts';
import { type Account, accountSchema } from '../../../src/bridge/settings/account-schema.ts';
import { Secret } from '../../../src/bridge/settings/secret.ts';
import { sealClientSecret, sealShop } from '../../../src/bridge/settings/stored-secrets.ts';
import { systemClock } from '../../../src/bridge/system-clock.ts';
import { type FakeOtto, startFakeOtto, usualCredentials } from '../../fakes/otto/index.ts';
import { type FakeShop, startFakeShop } from '../../fakes/woocommerce/fake-shop.ts';
import { sandboxProducts } from '../../fixtures/otto/index.ts';
import { createSecretsWatch, type SecretsWatch } from '../service/secrets-watch.ts';
import { temporaryFolder } from '../settings/temporary-folder.ts';

/** What one command line came to. */
export type Answer = {
  exitCode: number;
  out: string;
  err: string;
  /** what stood on both, line breaks of the layout taken out */
  text: string;
  /** the one document on `out` */
  json: unknown;
};

export type CallOptions = {
  /** hears all that was printed so far */
  onOut?: (out: string) => void;
  environment?: Record<string, string>;
  /** what a person types in when asked; makes the call one at a terminal */
  typed?: string[];
  columns?: number;
  signal?: AbortSignal;
};

export type CliWorld = {
  otto: FakeOtto;
  shop: FakeShop;
  dataFolder: string;
  environment: Record<string, string | undefined>;
  watch: SecretsWatch;
  /** questions a person was asked */
  asked: string[];
  run(argv: string[], options?: CallOptions): Promise<Answer>;
  /** runs what has to work: exit code 0 */
  ok(...argv: string[]): Promise<Answer>;
  /** the ledger beside the commands; closed with the test */
  openLedger(): Promise<Ledger>;
};

/** Both fakes and an empty data folder. No command's output may ever hold a secret. */
export async function startCliWorld(): Promise<CliWorld> {
  const otto = await startFakeOtto({ credentials: [0, 1, 2].map(appOf) });
  onTestFinished(() => otto.stop());
  const shop = await startFakeShop();
  onTestFinished(() => shop.stop());
  const { sku, productTitle } = sandboxProducts.shirt;
  shop.addProduct({ sku, name: productTitle, stockQuantity: 100 });
  const dataFolder = await temporaryFolder();
  const watch = createSecretsWatch();
  watch.secrets.add(usualCredentials.clientSecret);
  watch.secrets.add(shop.key.consumerKey).add(shop.key.consumerSecret);
  onTestFinished(() => {
    for (const { accessToken } of otto.state.tokens.issued) watch.secrets.add(accessToken);
    watch.assertNoneSeen();
  });
  const environment = {
    BRIDGE_DATA: dataFolder,
    BRIDGE_PORT: '0',
    BRIDGE_LOG: 'silent',
    WOO_SECRET: shop.key.consumerSecret,
    OTTO_SECRET: usualCredentials.clientSecret,
  };
  const asked: string[] = [];

  async function run(argv: string[], options: CallOptions = {}): Promise<Answer> {
    const typed = [...(options.typed ?? [])];
    const written = { out: '', err: '' };
    const exitCode = await runCli(argv, {
      out: (text) => {
        written.out += text;
        options.onOut?.(written.out);
      },
      err: (text) => {
        written.err += text;
      },
      environment: { ...environment, ...options.environment },
      isTerminal: options.typed !== undefined,
      columns: options.columns ?? 100,
      askHidden: async (question) => {
        asked.push(question);
        return typed.shift() ?? '';
      },
      signal: options.signal ?? new AbortController().signal,
    });
    watch.seen.push(written.out, written.err);
    const text = `${written.out}\n${written.err}`.replace(/\s+/g, ' ').trim();
    const isJson = argv.includes('--json') && written.out !== '';
    return { exitCode, ...written, text, json: isJson ? JSON.parse(written.out) : undefined };
  }

  return {
    otto,
    shop,
    dataFolder,
    environment,
    watch,
    asked,
    run,
    async ok(...argv) {
      const answer = await run(argv);
      expect(answer, answer.text).toMatchObject({ exitCode: 0 });
      return answer;
    },
    async openLedger() {
      const ledger = await openLedger({ kind: 'sqlite', path: join(dataFolder, 'ledger.sqlite') });
      onTestFinished(() => ledger.close());
      return ledger;
    },
  };
}

/** The apps at OTTO: one for each account, as two accounts of one app would see the same orders. */
function appOf(index: number) {
  const { clientId } = usualCredentials;
  return { ...usualCredentials, clientId: index === 0 ? clientId : `${clientId}-${index}` };
}

/** A connected shop and an active account `main`, or those named, in the settings as commands leave them. */
export async function connect(
  world: CliWorld,
  options: { accountIds?: string[]; state?: Account['state']; otto?: string } = {},
): Promise<void> {
  const { accountIds = ['main'], state = 'active' } = options;
  const config = loadConfig(world.environment);
  const bridge = await openBridge(config, {
    clock: systemClock,
    logger: createPinoLogger('silent'),
    environment: {},
  });
  const { consumerKey, consumerSecret } = world.shop.key;
  const shop = {
    url: world.shop.url,
    timeoutMs: 20_000,
    consumerKey: new Secret(consumerKey),
    consumerSecret: new Secret(consumerSecret),
  };
  const account = (id: string, index: number) =>
    accountSchema.parse({
      id,
      name: `Konto ${id}`,
      state,
      environment: { baseUrl: options.otto ?? world.otto.url },
      clientId: appOf(index).clientId,
      clientSecret: sealClientSecret(id, new Secret(appOf(index).clientSecret), bridge.key),
      requestsPerSecond: 20,
      startAt: '2020-01-01T00:00:00Z',
    });
  await bridge.settings.update((settings) => ({
    ...settings,
    shop: sealShop(shop, bridge.key),
    accounts: accountIds.map(account),
  }));
  await bridge.close();
}

export const LANGUAGES = ['de', 'en'] as const;

/** Words that give away English in a German text. */
export const ENGLISH =
  /\b(the|and|is|are|not|with|your|expected|received|invalid|error|unknown|missing|required|argument|options|default|choices|must|should|command|usage|allowed|did you mean|nothing)\b/i;

/** Words that give away German in an English text. */
export const GERMAN =
  /\b(der|die|das|und|ist|sind|nicht|mit|wird|werden|kein|keine|eine|einen|Ihre|Ihr|Sie|Befehl|Optionen|Angabe|fehlt|Aufruf|möglich)\b/;
