import { tableText, wrap } from '../src/bridge/cli/layout.ts';
import { CLI_WORDS } from '../src/bridge/cli/words/cli-words.ts';
import { loadConfig } from '../src/bridge/config.ts';
import { openBridge } from '../src/bridge/create-bridge.ts';
import type { SalesOrderRow } from '../src/bridge/ledger/sales-orders.ts';
import { createPinoLogger } from '../src/bridge/pino-logger.ts';
import { systemClock } from '../src/bridge/system-clock.ts';
import { formatCents } from '../src/bridge/words/formats.ts';
import { importStateWord, phaseWord, reasonWord } from '../src/bridge/words/owner-words.ts';
import type { Language } from '../src/bridge/words/saying.ts';
import { DEMO_WORDS } from './demo-words.ts';
import type { DemoWorld } from './demo-world.ts';

/**
 * Every sales order beside its shop order, and whether the sums agree: those of the shop against what
 * OTTO itself would still charge.
 *
 * @returns the numbers of orders that do not agree; of all when one is missing
 */
export async function compareSides(
  { otto, shop }: DemoWorld,
  options: {
    language: Language;
    width: number;
    environment: Record<string, string | undefined>;
    say: (text: string) => void;
  },
): Promise<string[]> {
  const { language, environment, say } = options;
  const words = DEMO_WORDS[language];
  const parts = { clock: systemClock, logger: createPinoLogger('silent'), environment };
  const opened = await openBridge(loadConfig(environment), parts);
  const rows = await opened.ledger.listSalesOrders({ limit: 500 }).finally(() => opened.close());
  const compared = rows.map((row) => {
    const order = row.woo_order_id === null ? undefined : shop.state.orders.get(row.woo_order_id);
    const refunded = order ? refundedCents(shop, order.id) : 0;
    const dueCents = order ? centsOf(order.total) - refunded : undefined;
    const isSame = dueCents === undefined || dueCents === stillDueCents(otto, row.sales_order_id);
    return { row, order, refunded, dueCents, isSame };
  });
  const { head } = words;
  const table = tableText(
    [
      { head: CLI_WORDS[language].column.orderNumber, isWhole: true },
      { head: head.phase },
      { head: head.atOtto, isWhole: true, isRight: true },
      { head: head.shopOrder, isRight: true },
      { head: head.status },
      { head: head.refunded, isRight: true },
      { head: head.due, isRight: true },
      { head: head.same },
    ],
    compared.map(({ row, order, refunded, dueCents, isSame }) => [
      row.order_number,
      phaseWord(language, row.phase),
      formatCents(language, row.gross_cents),
      order ? String(order.id) : '–',
      order ? order.status : whyNotInShop(language, row),
      refunded === 0 ? '' : formatCents(language, refunded),
      dueCents === undefined ? '–' : formatCents(language, dueCents),
      order ? (isSame ? '✓' : '✗') : '',
    ]),
    options.width,
  );
  say(`${table}\n`);
  const atOtto = otto.state.orders.all().length;
  const inShop = compared.filter(({ order }) => order !== undefined).length;
  const end = words.end({ atOtto, inBridge: rows.length, inShop });
  say(wrap(end, Math.min(options.width, 100)));
  const wrong = compared.filter(({ isSame }) => !isSame);
  return (rows.length === atOtto ? wrong : compared).map(({ row }) => row.order_number);
}

function whyNotInShop(language: Language, row: SalesOrderRow): string {
  return row.reason === null
    ? importStateWord(language, row.import_state)
    : reasonWord(language, row.reason);
}

function centsOf(amount: string | number): number {
  return Math.round(Number(amount) * 100);
}

function refundedCents(shop: DemoWorld['shop'], orderId: number): number {
  return [...shop.state.refunds.values()]
    .filter((refund) => refund.orderId === orderId)
    .reduce((sum, refund) => sum + centsOf(refund.amount), 0);
}

/** What the buyer still pays, from OTTO's own side: pieces neither cancelled nor returned, and fees. */
function stillDueCents(otto: DemoWorld['otto'], salesOrderId: string): number {
  const order = otto.state.orders.find(salesOrderId);
  if (!order) return 0;
  const pieces = order.positionItems
    .filter((item) => ['ANNOUNCED', 'PROCESSABLE', 'SENT'].includes(item.fulfillmentStatus))
    .map((item) => item.itemValueReducedGrossPrice ?? item.itemValueGrossPrice);
  const fees = (order.initialDeliveryFees ?? []).map((fee) => fee.deliveryFeeAmount);
  return [...pieces, ...fees].reduce((sum, { amount }) => sum + centsOf(amount), 0);
}
