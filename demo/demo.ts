import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askHidden } from '../src/bridge/cli/ask-hidden.ts';
import { wrap } from '../src/bridge/cli/layout.ts';
import { runCli } from '../src/bridge/cli/run-cli.ts';
import { META } from '../src/mapping/woocommerce/order-meta.ts';
import { showReturn, showStock } from './after-sale.ts';
import { compareSides } from './compare-sides.ts';
import { DEMO_WORDS } from './demo-words.ts';
import { startDemoWorld } from './demo-world.ts';

/**
 * The whole journey in front of the user, on two invented servers: connect, check, preview, go live,
 * import, change at OTTO, import again, ship, take a return, push stock, and both sides side by side. `--page` then shows the page of the
 * same day, `--keep` leaves everything up for commands.
 */
const language = process.argv.includes('--lang=en') ? 'en' : 'de';
const keep = process.argv.includes('--keep');
const withPage = process.argv.includes('--page');
const words = DEMO_WORDS[language];
const columns = process.stdout.columns ?? (Number(process.env.COLUMNS) || 120);
const dataFolder = await mkdtemp(join(tmpdir(), 'otto-bridge-demo-'));
const DEMO_PASSWORD = 'a day at the shop';
const world = await startDemoWorld();
const { otto, shop, credentials } = world;
const environment = {
  ...process.env,
  BRIDGE_DATA: dataFolder,
  BRIDGE_LANG: language,
  DATABASE_URL: '',
  WOO_SECRET: shop.key.consumerSecret,
  OTTO_SECRET: credentials.clientSecret,
  BRIDGE_PASSWORD: DEMO_PASSWORD,
  BRIDGE_LOG: process.env.BRIDGE_LOG ?? 'warn',
};
const say = (text: string) => process.stdout.write(`${wrap(text, Math.min(columns, 100))}\n`);
let steps = 0;

try {
  say(words.begin);
  await show(words.connectShop, 'shop', '--url', shop.url, '--key', shop.key.consumerKey);
  await show(
    words.addAccount,
    ...['account', 'add', '--id', 'main', '--name', 'Demo', '--environment', otto.url],
    ...['--client-id', credentials.clientId, '--start', '2020-01-01'],
  );
  await show(words.doctor, 'doctor');
  await show(words.preview, 'preview', '--account', 'main');
  await show(words.activate, 'account', 'activate', 'main');
  await show(words.import, 'import', '--account', 'main');
  const unpaid = changeAtOtto();
  await show(words.importAgain, 'import', '--account', 'main');
  await show(words.incidents, 'incidents');
  await show(words.why, 'why', unpaid);
  const place = '[{"name":"Lager","city":"Dresden","zipCode":"01067"}]';
  await show(words.shipFrom, 'settings', 'set', 'shippingRules.shipFrom', place);
  await show(words.shipList, 'ship-list', '--limit', '8');
  packInShop();
  await show(words.watch, 'watch');
  await show(words.reportsRun, 'reports', 'run');
  await show(words.reports, 'reports', 'list');
  await show(words.importSent, 'import', '--account', 'main');
  const stage = { language, width: columns, title, show } as const;
  const isReturned = await showReturn(world, stage);
  await show(words.stockOn, 'settings', 'set', 'stock.isOn', 'true');
  const hasArrived = await showStock(world, stage);
  await show(words.reconcile, 'reconcile');
  title(words.compare);
  const write = (text: string) => process.stdout.write(`${text}\n`);
  const options = { language, width: columns, environment, say: write } as const;
  const different = await compareSides(world, options);
  if (different.length > 0) {
    say(words.different(different.join(', ')));
    process.exitCode = 1;
  }
  if (!isReturned || !hasArrived) {
    say(words.afterSaleFailed);
    process.exitCode = 1;
  }
  say(`\n${words.further}`);
  if (withPage) {
    await show(words.addUser, 'user', 'add', 'demo');
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort(new Error('Ctrl+C')));
    say(`\n${words.page('demo', DEMO_PASSWORD)}`);
    await showUntil(stop.signal, words.start, 'start');
  } else if (keep) {
    say(`\n${words.kept(otto.url, shop.url)}`);
    say(`  BRIDGE_DATA=${dataFolder} npm run bridge -- doctor`);
    await new Promise((resolve) => process.once('SIGINT', resolve));
  }
} finally {
  await world.stop();
  await rm(dataFolder, { recursive: true, force: true });
}

function title(text: string): void {
  steps += 1;
  say(`\n━━ ${steps}. ${text}`);
}

/** One command as the owner would type it, with its output. */
async function show(what: string, ...argv: string[]): Promise<void> {
  await showUntil(new AbortController().signal, what, ...argv);
}

/** As a shell takes it for one word. */
function typed(word: string): string {
  return /[\s"[\]{}]/.test(word) ? `'${word}'` : word;
}

/** The same for a command that runs until it is told to stop. */
async function showUntil(signal: AbortSignal, what: string, ...argv: string[]): Promise<void> {
  title(what);
  const shown = argv.map((word) => (word.startsWith('ck_') ? 'ck_…' : typed(word))).join(' ');
  process.stdout.write(`$ npm run bridge -- ${shown}\n\n`);
  await runCli(argv, {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    environment,
    isTerminal: process.stdout.isTTY === true,
    columns,
    askHidden,
    signal,
  });
}

/**
 * What the packers do: three orders leave with a number from the label plugin, the last one without a
 * return number, which OTTO does not take.
 */
function packInShop(): void {
  const packed = [...shop.state.orders.values()]
    .filter(({ status }) => status === 'processing')
    // Bulky goods go with a forwarder, who gives no such number.
    .filter(({ lineItems }) => lineItems.every(({ name }) => !name.startsWith('Spedition')))
    .slice(0, 3);
  title(words.packed(packed.length));
  for (const [at, order] of packed.entries()) {
    shop.hands.addTrackingMeta(order.id, {
      carrier: 'hermes-germany',
      trackingNumber: `H${String(1_234_567_890_123_456_000n + BigInt(at))}`,
    });
    if (at < packed.length - 1) {
      const returned = `H${String(9_234_567_890_123_456_000n + BigInt(at))}`;
      shop.hands.setOrderMeta(order.id, META.returnTracking, `HERMES ${returned}`);
    }
    shop.hands.setStatus(order.id, 'completed');
  }
}

/**
 * What a day brings: announced orders are released, or never paid.
 *
 * @returns the number of the order that is never paid
 */
function changeAtOtto(): string {
  const announced = otto.state.orders
    .all()
    .filter((order) => order.positionItems.every((item) => item.fulfillmentStatus === 'ANNOUNCED'));
  title(words.changes(announced.length));
  const [unpaid, ...released] = announced;
  if (unpaid) otto.cancelByMarketplace(unpaid.salesOrderId, undefined, 'PAYMENT_ABORTED');
  for (const order of released) otto.release(order.salesOrderId);
  return unpaid?.orderNumber ?? '';
}
