import { setTimeout as pause } from 'node:timers/promises';
import { MAIN } from '../bridge/service/service-world.ts';
import {
  buildSalesOrder,
  type SalesOrderOverrides,
  sandboxProducts,
} from '../fixtures/otto/index.ts';
import { USUAL_RULES } from '../journeys/reports/report-world.ts';
import { type PageWorld, startPageWorld } from './page-world.ts';

export type OrderOnPage = {
  salesOrderId: string;
  orderNumber: string;
  /** ids of its pieces */
  pieces: string[];
};

export type ReportingWorld = PageWorld & {
  /** orders at OTTO that stand in the shop */
  ordersInShop(some: SalesOrderOverrides[]): Promise<OrderOnPage[]>;
  reportNow(): Promise<void>;
};

/** The page before a bridge that may report: one place to ship from, a range of return numbers. */
export async function startReportingWorld(): Promise<ReportingWorld> {
  const world = await startPageWorld();
  await world.bridge.settings.update((settings) => ({
    ...settings,
    shippingRules: { ...settings.shippingRules, ...USUAL_RULES },
  }));
  for (const { sku, productTitle } of Object.values(sandboxProducts)) {
    world.shop.addProduct({ sku, name: productTitle, stockQuantity: 100 });
  }
  const run = () => ({ signal: new AbortController().signal, holderKind: 'service' as const });
  return Object.assign(world, {
    async ordersInShop(some: SalesOrderOverrides[]) {
      const orders = some.map((overrides, at) => buildSalesOrder({ seed: at + 1, ...overrides }));
      for (const order of orders) world.otto.addOrder(order);
      await world.bridge.importOrders({ accountId: MAIN, cause: 'click', ...run() });
      return orders.map(({ salesOrderId, orderNumber, positionItems }) => ({
        salesOrderId,
        orderNumber,
        pieces: positionItems.map(({ positionItemId }) => positionItemId),
      }));
    },
    async reportNow() {
      await world.bridge.runReports({ cause: 'click', ...run() });
    },
  });
}

/** Waits until something holds at one of the two sides. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20);
}
