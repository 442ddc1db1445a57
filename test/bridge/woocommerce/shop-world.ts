import type { Clock } from '../../../src/bridge/clock.ts';
import type { LogFields, Logger } from '../../../src/bridge/logger.ts';
import type { ShopAccess } from '../../../src/bridge/woocommerce/shop-access.ts';
import { createWooClient, type WooClient } from '../../../src/bridge/woocommerce/woo-client.ts';
import type { WooOrderDraft } from '../../../src/mapping/woocommerce/order.ts';
import { CREATED_VIA, META } from '../../../src/mapping/woocommerce/order-meta.ts';
import {
  type FakeShop,
  type FakeShopOptions,
  startFakeShop,
} from '../../fakes/woocommerce/fake-shop.ts';
import { createFakeClock } from '../fake-clock.ts';

export type LogLine = { level: keyof Logger; event: string; fields: LogFields };

/** Keeps what was logged. */
export function recordingLogger(): Logger & { lines: LogLine[] } {
  const lines: LogLine[] = [];
  const log =
    (level: keyof Logger) =>
    (event: string, fields: LogFields = {}) => {
      lines.push({ level, event, fields });
    };
  return {
    lines,
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
  };
}

export type ShopWorld = {
  shop: FakeShop;
  client: WooClient;
  logger: ReturnType<typeof recordingLogger>;
  clock: ReturnType<typeof createFakeClock>;
  /** a second client with other access or time */
  clientWith(access: Partial<ShopAccess>, clock?: Clock): WooClient;
};

export const SHOP_TIME = '2026-03-02T08:00:00.000Z';

/** A fake shop of the fake clock's time with one client; sleeps of the client pass at once. */
export async function startShopWorld(options: FakeShopOptions = {}): Promise<ShopWorld> {
  const clock = createFakeClock(SHOP_TIME, { autoAdvance: true });
  const logger = recordingLogger();
  const shop = await startFakeShop({ now: () => clock.now(), ...options });
  const clientWith = (access: Partial<ShopAccess>, otherClock: Clock = clock) =>
    createWooClient(
      {
        url: shop.url,
        consumerKey: shop.key.consumerKey,
        consumerSecret: shop.key.consumerSecret,
        timeoutMs: 5_000,
        ...access,
      },
      { clock: otherClock, logger },
    );
  return { shop, client: clientWith({}), logger, clock, clientWith };
}

/** A draft as the import would send it; its amounts are 11.90 and 5.95 gross at 19 %. */
export function orderDraft(
  orderNumber: string,
  changes: Partial<WooOrderDraft> = {},
): WooOrderDraft {
  return {
    status: 'processing',
    currency: 'EUR',
    created_via: CREATED_VIA,
    payment_method: 'otto_market',
    payment_method_title: 'OTTO Market',
    transaction_id: orderNumber,
    line_items: [
      {
        sku: 'NOT-IN-SHOP',
        name: 'Blue mug',
        quantity: 1,
        tax_class: '',
        subtotal: '10.000000',
        total: '10.000000',
        meta_data: [{ key: META.linePositionItems, value: `piece-${orderNumber}` }],
      },
    ],
    shipping_lines: [
      { method_id: 'otto_market', method_title: `OTTO ${orderNumber}`, total: '5.000000' },
    ],
    meta_data: [
      { key: META.salesOrderId, value: `sales-order-${orderNumber}` },
      { key: META.orderNumber, value: orderNumber },
      { key: META.account, value: 'main' },
    ],
    ...changes,
  };
}

/** Everything a listing yields, page by page put together. */
export async function collect<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('expected a rejection');
    },
    (error: unknown) => error,
  );
}
