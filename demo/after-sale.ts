import { wrap } from '../src/bridge/cli/layout.ts';
import { loadConfig } from '../src/bridge/config.ts';
import { type Bridge, openBridge } from '../src/bridge/create-bridge.ts';
import { createPinoLogger } from '../src/bridge/pino-logger.ts';
import { systemClock } from '../src/bridge/system-clock.ts';
import { formatCents, formatNumber } from '../src/bridge/words/formats.ts';
import type { Language } from '../src/bridge/words/saying.ts';
import { DEMO_WORDS } from './demo-words.ts';
import type { DemoWorld } from './demo-world.ts';

/** What the parts of the demo that show no command work with. */
export type DemoStage = {
  language: Language;
  width: number;
  environment: Record<string, string | undefined>;
  title: (text: string) => void;
};

const ACCOUNT = 'main';
const unstopped = () => new AbortController().signal;

/**
 * A shipped piece comes back: announced, which moves no money, then accepted at the desk and refunded
 * in the shop, once.
 *
 * @returns whether what went back is the same on both sides
 */
export async function showReturn({ otto, shop }: DemoWorld, stage: DemoStage): Promise<boolean> {
  const { language, title } = stage;
  const words = DEMO_WORDS[language];
  const piece = otto.shipments.reports()[0]?.positionItemIds[0] ?? '';
  const found = otto.state.orders.findPiece(piece);
  if (!found) throw new Error('Nothing was reported that could come back');
  const { salesOrderId, orderNumber } = found.order;
  return withBridge(stage, async (bridge) => {
    const wooOrderId = (await bridge.ledger.loadSalesOrders(ACCOUNT, [salesOrderId])).get(
      salesOrderId,
    )?.woo_order_id;
    const tell = () => {
      const refunds = [...shop.state.refunds.values()].filter(
        ({ orderId }) => orderId === wooOrderId,
      );
      const ottoCents = otto.receipts.refundedCents(salesOrderId);
      const shopCents = refunds.reduce((sum, { amount }) => sum + centsOf(amount), 0);
      const money = (cents: number) => formatCents(language, cents);
      say(stage, words.wentBack(money(ottoCents), money(shopCents), refunds.length));
      return ottoCents === shopCents && refunds.length === (ottoCents > 0 ? 1 : 0);
    };

    title(words.returnAnnounced(orderNumber));
    const { details } = otto.announce(piece);
    const [number = ''] = details.returnTrackingKey?.trackingNumbers ?? [];
    otto.moveReturnShipment(number, 'DELIVERED');
    await bridge.readReturns({ signal: unstopped(), holderKind: 'command' });
    await importNow(bridge);
    const isUntouched = tell();

    title(words.returnAccepted(number));
    await bridge.returnDesk.decideReturns(
      [
        {
          salesOrderId,
          positionItemId: piece,
          decision: 'accept',
          condition: 'A',
          reason: 'RETURN_RECEIVED',
        },
      ],
      { source: 'command', cause: 'owner', dryRun: false },
    );
    await bridge.runReports({ cause: 'command', signal: unstopped(), holderKind: 'command' });
    // Twice: what went back already does not go back again.
    await importNow(bridge);
    await importNow(bridge);
    return tell() && isUntouched && otto.returns.timesAccepted(piece) === 1;
  });
}

/**
 * The shop sells in its own checkout too: its new stock arrives at OTTO. Stock has been switched on.
 *
 * @returns whether OTTO sells by the shop's number
 */
export async function showStock({ otto, shop }: DemoWorld, stage: DemoStage): Promise<boolean> {
  const { language, title } = stage;
  const words = DEMO_WORDS[language];
  const product = [...shop.state.products.values()].find(({ sku }) => otto.availability.knows(sku));
  if (!product) throw new Error('The shop sells nothing that OTTO knows');
  const { id, sku } = product;
  return withBridge(stage, async (bridge) => {
    const tell = () => {
      const inShop = product.stockQuantity ?? 0;
      const atOtto = otto.availability.quantity(sku);
      const number = (value: number | undefined) =>
        value === undefined ? '–' : formatNumber(language, value);
      say(stage, words.stockOnBothSides(sku, number(inShop), number(atOtto)));
      return inShop === atOtto;
    };
    const push = () =>
      bridge.runStock({ cause: 'command', signal: unstopped(), holderKind: 'command' });

    title(words.stockFirst);
    await push();
    const isFirstThere = tell();

    title(words.stockSold(3, sku));
    shop.hands.setStock(id, (product.stockQuantity ?? 0) - 3);
    await push();
    return tell() && isFirstThere;
  });
}

async function withBridge<T>(
  { environment }: DemoStage,
  work: (bridge: Bridge) => Promise<T>,
): Promise<T> {
  const parts = { clock: systemClock, logger: createPinoLogger('silent'), environment };
  const bridge = await openBridge(loadConfig(environment), parts);
  return work(bridge).finally(() => bridge.close());
}

async function importNow(bridge: Bridge): Promise<void> {
  await bridge.importOrders({
    accountId: ACCOUNT,
    cause: 'command',
    signal: unstopped(),
    holderKind: 'command',
  });
}

function say({ width }: DemoStage, text: string): void {
  process.stdout.write(`${wrap(text, Math.min(width, 100))}\n`);
}

function centsOf(amount: string | number): number {
  return Math.round(Number(amount) * 100);
}
