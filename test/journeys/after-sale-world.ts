import type { StoredRefund } from '../fakes/woocommerce/state.ts';
import type { SalesOrderOverrides } from '../fixtures/otto/index.ts';
import {
  dhlNumber,
  type OrderInShop,
  type ReportWorld,
  ship,
  startReportWorld,
} from './reports/report-world.ts';
import { MINUTE } from './support/world.ts';

/** What of an order went back to the buyer, in cents. */
export type MoneyBackOnBothSides = { otto: number; shop: number };

export type AfterSaleWorld = ReportWorld & {
  /**
   * An order whose pieces the packers sent and the bridge reported: SENT on both sides, with its
   * purchase receipt at OTTO; its return goes under a number of the return pool. Two equal pieces
   * unless told otherwise.
   */
  shippedOrder(overrides?: SalesOrderOverrides): Promise<OrderInShop>;
  /** lets some time pass, imports, and tells the refunds of the order in the shop */
  refundsAfterImport(order: Pick<OrderInShop, 'wooOrderId'>, ms?: number): Promise<StoredRefund[]>;
  /** what OTTO's receipts and the shop's refunds say; every euro stands on both sides when equal */
  moneyBack(order: Pick<OrderInShop, 'salesOrderId' | 'wooOrderId'>): MoneyBackOnBothSides;
};

/** A world to send orders in, and to let them come back. */
export async function startAfterSaleWorld(
  options: Parameters<typeof startReportWorld>[0] = {},
): Promise<AfterSaleWorld> {
  const world = await startReportWorld(options);
  let parcels = 0;
  return Object.assign(Object.create(world), {
    async shippedOrder(overrides: SalesOrderOverrides = {}) {
      parcels += 1;
      const seed = `shipped-${parcels}`;
      const order = await world.orderInShop({ seed, positionItems: [{}, {}], ...overrides });
      ship(world, order, { number: dhlNumber(parcels) });
      await world.watchAndReport();
      await world.runAfter(MINUTE);
      return order;
    },
    async refundsAfterImport(order: Pick<OrderInShop, 'wooOrderId'>, ms = MINUTE) {
      await world.runAfter(ms);
      return refundsInShop(world, order);
    },
    moneyBack(order: Pick<OrderInShop, 'salesOrderId' | 'wooOrderId'>): MoneyBackOnBothSides {
      return {
        otto: world.otto.receipts.refundedCents(order.salesOrderId),
        shop: refundsInShop(world, order).reduce((sum, { amount }) => sum + centsOf(amount), 0),
      };
    },
  });
}

/** The refunds of a shop order, oldest first. */
export function refundsInShop(
  { shop }: Pick<ReportWorld, 'shop'>,
  { wooOrderId }: Pick<OrderInShop, 'wooOrderId'>,
): StoredRefund[] {
  return [...shop.state.refunds.values()].filter(({ orderId }) => orderId === wooOrderId);
}

function centsOf(amount: string | number): number {
  return Math.round(Number(amount) * 100);
}
