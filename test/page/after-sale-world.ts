import { MAIN } from '../bridge/service/service-world.ts';
import type { StoredRefund } from '../fakes/woocommerce/state.ts';
import type { SalesOrderOverrides } from '../fixtures/otto/index.ts';
import { CARRIER_KEY, dhlNumber, TRACKING_KEY } from '../journeys/reports/report-world.ts';
import { type OrderOnPage, type ReportingWorld, startReportingWorld } from './reporting-world.ts';

/** Longer than the bridge waits before it looks what became of a report. */
const LOOK_AGAIN_MS = 20 * 60 * 1_000;
const ROUNDS = 3;

export type AfterSaleWorld = ReportingWorld & {
  /** orders that the packers sent and the bridge reported: SENT on both sides, with their receipts */
  shippedOrders(some: SalesOrderOverrides[]): Promise<OrderOnPage[]>;
  importNow(): Promise<void>;
  /** time goes by, and the bridge looks what became of its reports */
  carriedOut(): Promise<void>;
  /** what OTTO says of the order's pieces, in their order */
  piecesAtOtto(order: OrderOnPage): string[];
  /** the refunds of the order in the shop, oldest first */
  refundsInShop(order: OrderOnPage): StoredRefund[];
};

/** The page before a bridge whose orders are sent, and may come back. */
export async function startAfterSaleWorld(): Promise<AfterSaleWorld> {
  const world = await startReportingWorld();
  const run = () => ({ signal: new AbortController().signal, holderKind: 'service' as const });
  const shopOrderOf = ({ orderNumber }: OrderOnPage) => {
    const found = [...world.shop.state.orders.values()].find(
      ({ transactionId }) => transactionId === orderNumber,
    );
    if (!found) throw new Error(`order ${orderNumber} has not come into the shop`);
    return found;
  };
  let parcels = 0;
  const importNow = async () => {
    await world.bridge.importOrders({ accountId: MAIN, cause: 'click', ...run() });
  };
  return Object.assign(world, {
    importNow,
    async carriedOut() {
      for (let round = 0; round < ROUNDS; round += 1) {
        world.clock.skip(LOOK_AGAIN_MS);
        await world.reportNow();
      }
    },
    async shippedOrders(some: SalesOrderOverrides[]) {
      const orders = await world.ordersInShop(some);
      for (const order of orders) {
        parcels += 1;
        const shopOrder = shopOrderOf(order);
        const id = 900_000 + 2 * parcels;
        shopOrder.meta.push({ id, key: TRACKING_KEY, value: dhlNumber(parcels) });
        shopOrder.meta.push({ id: id + 1, key: CARRIER_KEY, value: 'DHL' });
        world.shop.hands.setStatus(shopOrder.id, 'completed');
      }
      await world.bridge.watchShop({ cause: 'poll', ...run() });
      await world.reportNow();
      await importNow();
      return orders;
    },
    piecesAtOtto: ({ salesOrderId }: OrderOnPage) =>
      world.otto.state.orders
        .find(salesOrderId)
        ?.positionItems.map(({ fulfillmentStatus }) => fulfillmentStatus) ?? [],
    refundsInShop: (order: OrderOnPage) =>
      [...world.shop.state.refunds.values()].filter(
        ({ orderId }) => orderId === shopOrderOf(order).id,
      ),
  });
}
