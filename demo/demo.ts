import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { runCli } from '../src/bridge/cli/run-cli.ts';
import { loadConfig } from '../src/bridge/config.ts';
import { openBridge } from '../src/bridge/create-bridge.ts';
import { createPinoLogger } from '../src/bridge/pino-logger.ts';
import { systemClock } from '../src/bridge/system-clock.ts';
import { formatCents } from '../src/bridge/words/formats.ts';
import { importStateWord, phaseWord, reasonWord } from '../src/bridge/words/owner-words.ts';
import { startDemoWorld } from './demo-world.ts';

/**
 * The whole journey in front of the user, on two invented servers: connect, check, preview, go live,
 * import, change at OTTO, import again, and both sides side by side. `--keep` leaves everything up.
 */
const language = process.argv.includes('--lang=en') ? 'en' : 'de';
const keep = process.argv.includes('--keep');
const dataFolder = await mkdtemp(join(tmpdir(), 'otto-bridge-demo-'));
const world = await startDemoWorld();
const { otto, shop, credentials } = world;
const environment = {
  ...process.env,
  BRIDGE_DATA: dataFolder,
  BRIDGE_LANG: language,
  DATABASE_URL: '',
  WOO_SECRET: shop.key.consumerSecret,
  OTTO_SECRET: credentials.clientSecret,
};
const failures: string[] = [];
const say = (text: string) => process.stdout.write(`${text}\n`);

try {
  await bridge('shop', '--url', shop.url, '--key', shop.key.consumerKey);
  await bridge(
    ...['account', 'add', '--id', 'main', '--name', 'Demo', '--environment', otto.url],
    ...['--client-id', credentials.clientId, '--start', '2020-01-01'],
  );
  await bridge('doctor');
  await bridge('preview', '--account', 'main');
  await bridge('account', 'activate', 'main');
  await bridge('import', '--account', 'main');
  await changeAtOtto();
  await bridge('import', '--account', 'main');
  await bridge('incidents');
  await compareBothSides();
  if (keep) {
    say(`\nBRIDGE_DATA=${dataFolder} npm run bridge -- start`);
    say(`OTTO: ${otto.url}   WooCommerce: ${shop.url}   (Ctrl+C)`);
    await new Promise((resolve) => process.once('SIGINT', resolve));
  }
} finally {
  await world.stop();
  await rm(dataFolder, { recursive: true, force: true });
}
if (failures.length > 0) {
  say(failures.join('\n'));
  process.exitCode = 1;
}

/** One command as the owner would type it, with its output. */
async function bridge(...argv: string[]): Promise<void> {
  say(`\n$ npm run bridge -- ${argv.join(' ')}`);
  await runCli(argv, {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    environment,
    isTerminal: process.stdout.isTTY === true,
    signal: new AbortController().signal,
  });
}

/** What a day brings: announced orders are released, or never paid. */
async function changeAtOtto(): Promise<void> {
  const announced = otto.state.orders
    .all()
    .filter((order) => order.positionItems.every((item) => item.fulfillmentStatus === 'ANNOUNCED'));
  say(
    language === 'de'
      ? `\n— Bei OTTO: ${announced.length} angekündigte Bestellungen; die erste wird nie bezahlt, die anderen werden freigegeben —`
      : `\n— At OTTO: ${announced.length} announced orders; the first is never paid, the others are released —`,
  );
  for (const [index, order] of announced.entries()) {
    if (index === 0) otto.cancelByMarketplace(order.salesOrderId, undefined, 'PAYMENT_ABORTED');
    else otto.release(order.salesOrderId);
  }
}

/** The end: every sales order beside its shop order, and whether the sums agree. */
async function compareBothSides(): Promise<void> {
  const parts = { clock: systemClock, logger: createPinoLogger('silent'), environment };
  const opened = await openBridge(loadConfig(environment), parts);
  try {
    const rows = await opened.ledger.listSalesOrders({ limit: 500 });
    const head =
      language === 'de'
        ? [
            'OTTO-Nummer',
            'Phase',
            'bestellt',
            'Shop-Nr.',
            'Status im Shop',
            'noch berechnet',
            'wie bei OTTO',
          ]
        : [
            'OTTO number',
            'phase',
            'ordered',
            'shop no.',
            'shop status',
            'still charged',
            'as at OTTO',
          ];
    const chars = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };
    const table = new Table({ head, chars, style: { head: [], border: [] } });
    let inShop = 0;
    for (const row of rows) {
      const order = row.woo_order_id === null ? undefined : shop.state.orders.get(row.woo_order_id);
      const total = order ? Math.round(Number(order.total) * 100) : 0;
      const refunds = order
        ? [...shop.state.refunds.values()].filter((r) => r.orderId === order.id)
        : [];
      const refunded = refunds.reduce(
        (sum, refund) => sum + Math.round(Number(refund.amount) * 100),
        0,
      );
      const where = importStateWord(language, row.import_state);
      const kept = row.reason === null ? where : `${where}: ${reasonWord(language, row.reason)}`;
      const isSame = order && total - refunded === stillDueCents(row.sales_order_id);
      if (order) inShop += 1;
      if (order && !isSame) failures.push(`${row.order_number}: ${total - refunded}`);
      table.push([
        row.order_number,
        phaseWord(language, row.phase),
        formatCents(language, row.gross_cents),
        order ? String(order.id) : '–',
        order ? order.status : kept,
        order ? formatCents(language, total - refunded) : '–',
        order ? (isSame ? '✓' : '✗') : '',
      ]);
    }
    say(`\n${table.toString()}`);
    const atOtto = otto.state.orders.all().length;
    if (rows.length !== atOtto) failures.push(`${atOtto} ≠ ${rows.length}`);
    say(
      language === 'de'
        ? `${atOtto} Bestellungen bei OTTO, ${rows.length} in der Brücke, ${inShop} im Shop; die übrigen warten oder wurden vor der Freigabe storniert.`
        : `${atOtto} orders at OTTO, ${rows.length} in the bridge, ${inShop} in the shop; the others wait, or were cancelled before their release.`,
    );
    say(
      language === 'de'
        ? 'Weiterschauen: npm run demo -- --keep lässt alles laufen; npm run bridge -- --help zeigt alle Befehle; docs/ erklärt, warum.'
        : 'Look further: npm run demo -- --keep leaves everything up; npm run bridge -- --help shows every command; docs/ explains why.',
    );
  } finally {
    await opened.close();
  }
}

/** What the buyer still pays, from OTTO's own side: pieces neither cancelled nor returned, and fees. */
function stillDueCents(salesOrderId: string): number {
  const order = otto.state.orders.find(salesOrderId);
  if (!order) return 0;
  const cents = (amount: { amount: number }) => Math.round(amount.amount * 100);
  const pieces = order.positionItems
    .filter((item) => ['ANNOUNCED', 'PROCESSABLE', 'SENT'].includes(item.fulfillmentStatus))
    .map((item) => cents(item.itemValueReducedGrossPrice ?? item.itemValueGrossPrice));
  const fees = (order.initialDeliveryFees ?? []).map((fee) => cents(fee.deliveryFeeAmount));
  return [...pieces, ...fees].reduce((sum, amount) => sum + amount, 0);
}
