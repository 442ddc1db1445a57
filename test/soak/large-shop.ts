import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MINUTE } from '../../src/bridge/clock.ts';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import { type FakeOtto, startFakeOtto } from '../fakes/otto/index.ts';
import { type FakeShop, startFakeShop } from '../fakes/woocommerce/fake-shop.ts';
import type { StoredOrder } from '../fakes/woocommerce/state.ts';
import { sandboxProducts, type WireProduct } from '../fixtures/otto/index.ts';
import { type SeededChoice, seededChoice } from '../fixtures/otto/seeded.ts';
import { type BridgeAtWork, startBridgeThread } from './bridge-at-work.ts';
import { type Calendar, createCalendar, DAY_BEGINS } from './calendar.ts';
import { createSharedClock, type SharedClock } from './shared-clock.ts';
import type { Decision } from './thread-messages.ts';

/** How many different goods there are. */
export const GOODS = 60;
const PIECES_ON_SHELF = 100_000;

/** A large shop, OTTO and the bridge between them, on one time; and what will happen to them. */
export type LargeShop = {
  otto: FakeOtto;
  shop: FakeShop;
  bridge: BridgeAtWork;
  clock: SharedClock;
  calendar: Calendar;
  /** since the day began */
  minute(): number;
  chance: SeededChoice;
  goods: readonly WireProduct[];
  /** ids of all sales orders, oldest first */
  placed: string[];
  /** pieces that are back, and that the owner accepts with the next look at his desk */
  toAccept: Decision[];
  /** sales orders that packers and a cancelling buyer had in hand at the same time */
  crossed: Set<string>;
  /** the shop order made for a sales order; the oldest, should there be several */
  shopOrder(salesOrderId: string): StoredOrder | undefined;
  /** shop orders that were not asked for yet, oldest first */
  newShopOrders(): { order: StoredOrder; salesOrderId: string }[];
  end(): Promise<void>;
};

/** @param orders how many it will have to do with */
export async function openLargeShop(orders: number, seed: number): Promise<LargeShop> {
  const clock = createSharedClock();
  clock.moveTo(DAY_BEGINS);
  const goods = Array.from({ length: GOODS }, (_, index): WireProduct => {
    const number = String(index + 1).padStart(3, '0');
    const { shirt } = sandboxProducts;
    return {
      ...shirt,
      sku: `SOAK-${number}`,
      productTitle: `Shirt ${number}`,
      ean: `40000000${number}`,
    };
  });
  const otto = await startFakeOtto({ now: clock.now, tokenRateLimitPerSecond: 1_000 });
  otto.availability.know(...goods.map(({ sku }) => sku));
  for (const { sku } of goods) otto.setQuantity(sku, 1);
  const shop = await startFakeShop({
    now: clock.now,
    products: goods.map(({ sku, productTitle }) => ({
      sku,
      name: productTitle,
      price: '24.99',
      stockQuantity: PIECES_ON_SHELF,
    })),
  });
  const dataFolder = await mkdtemp(join(tmpdir(), 'bridge-soak-'));
  const bridge = await startBridgeThread({
    memory: clock.memory,
    dataFolder,
    ottoUrl: otto.url,
    shopUrl: shop.url,
    consumerKey: shop.key.consumerKey,
    consumerSecret: shop.key.consumerSecret,
    returnNumbers: Math.min(999_999, 1_000 + orders * 20),
  });
  const known = new Map<string, number>();
  let lastId = 0;
  /** The shop's ids only grow. */
  function newShopOrders(): { order: StoredOrder; salesOrderId: string }[] {
    const found: { order: StoredOrder; salesOrderId: string }[] = [];
    const ids = [...shop.state.orders.keys()].filter((id) => id > lastId);
    for (const order of ids.map((id) => shop.state.orders.get(id))) {
      const value = order?.meta.find(({ key }) => key === META.salesOrderId)?.value;
      if (!order || typeof value !== 'string') continue;
      lastId = Math.max(lastId, order.id);
      if (!known.has(value)) known.set(value, order.id);
      found.push({ order, salesOrderId: value });
    }
    return found;
  }
  return {
    otto,
    shop,
    bridge,
    clock,
    calendar: createCalendar(),
    minute: () => Math.floor((clock.now().getTime() - DAY_BEGINS) / MINUTE),
    chance: seededChoice(`soak ${seed}`),
    goods,
    placed: [],
    toAccept: [],
    crossed: new Set(),
    shopOrder: (salesOrderId) => shop.state.orders.get(known.get(salesOrderId) ?? 0),
    newShopOrders,
    async end() {
      await bridge.end();
      await shop.stop();
      await otto.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
