import { wrap } from '../src/bridge/cli/layout.ts';
import { formatCents, formatNumber } from '../src/bridge/words/formats.ts';
import type { Language } from '../src/bridge/words/saying.ts';
import { META } from '../src/mapping/woocommerce/order-meta.ts';
import { DEMO_WORDS } from './demo-words.ts';
import type { DemoWorld } from './demo-world.ts';

/** What a part of the demo is shown on. */
export type DemoStage = {
  language: Language;
  width: number;
  title: (text: string) => void;
  /** one command as the owner would type it, with its output */
  show: (what: string, ...argv: string[]) => Promise<void>;
};

/**
 * A shipped piece comes back: announced, which moves no money, then accepted at the desk and refunded
 * in the shop, once.
 *
 * @returns whether what went back is the same on both sides
 */
export async function showReturn({ otto, shop }: DemoWorld, stage: DemoStage): Promise<boolean> {
  const { language, show } = stage;
  const words = DEMO_WORDS[language];
  const piece = otto.shipments.reports()[0]?.positionItemIds[0] ?? '';
  const found = otto.state.orders.findPiece(piece);
  if (!found) throw new Error('Nothing was reported that could come back');
  const { salesOrderId, orderNumber } = found.order;
  const shopOrder = [...shop.state.orders.values()].find(({ meta }) =>
    meta.some(({ key, value }) => key === META.salesOrderId && value === salesOrderId),
  );
  const tell = () => {
    const refunds = [...shop.state.refunds.values()].filter(
      ({ orderId }) => orderId === shopOrder?.id,
    );
    const ottoCents = otto.receipts.refundedCents(salesOrderId);
    const shopCents = refunds.reduce((sum, { amount }) => sum + centsOf(amount), 0);
    const money = (cents: number) => formatCents(language, cents);
    say(stage, words.wentBack(money(ottoCents), money(shopCents), refunds.length));
    return ottoCents === shopCents && refunds.length === (ottoCents > 0 ? 1 : 0);
  };

  const { details } = otto.announce(piece);
  const [number = ''] = details.returnTrackingKey?.trackingNumbers ?? [];
  otto.moveReturnShipment(number, 'DELIVERED');
  await show(words.returnAnnounced(orderNumber), 'returns', 'read');
  const isUntouched = tell();

  await show(words.returnFound, 'returns', '--find', number);
  const decision = ['--piece', piece, '--condition', 'A', '--yes'];
  await show(words.returnAccepted(number), 'accept-return', orderNumber, ...decision);
  await show(words.returnRefunded, 'import', '--account', 'main');
  await show(words.notTwice, 'import', '--account', 'main');
  return tell() && isUntouched && otto.returns.timesAccepted(piece) === 1;
}

/**
 * The shop sells in its own checkout too: its new stock arrives at OTTO. Stock has been switched on.
 *
 * @returns whether OTTO sells by the shop's number
 */
export async function showStock({ otto, shop }: DemoWorld, stage: DemoStage): Promise<boolean> {
  const { language, title, show } = stage;
  const words = DEMO_WORDS[language];
  const product = [...shop.state.products.values()].find(({ sku }) => otto.availability.knows(sku));
  if (!product) throw new Error('The shop sells nothing that OTTO knows');
  const { id, sku } = product;
  const tell = () => {
    const inShop = product.stockQuantity ?? 0;
    const atOtto = otto.availability.quantity(sku);
    const number = (value: number | undefined) =>
      value === undefined ? '–' : formatNumber(language, value);
    say(stage, words.stockOnBothSides(sku, number(inShop), number(atOtto)));
    return inShop === atOtto;
  };

  await show(words.stockFirst, 'stock', '--push');
  const isFirstThere = tell();

  title(words.stockSold(3, sku));
  shop.hands.setStock(id, (product.stockQuantity ?? 0) - 3);
  await show(words.stockAgain, 'stock', '--push');
  await show(words.stockSeen, 'stock', '--sku', sku);
  return tell() && isFirstThere;
}

function say({ width }: DemoStage, text: string): void {
  process.stdout.write(`${wrap(text, Math.min(width, 100))}\n`);
}

function centsOf(amount: string | number): number {
  return Math.round(Number(amount) * 100);
}
