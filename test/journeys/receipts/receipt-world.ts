import { readCheckDetails } from '../../../src/bridge/receipts/check-details.ts';
import type { OrderReceiptsView } from '../../../src/bridge/receipts/check-order.ts';
import type { ReceiptsOptions } from '../../../src/bridge/receipts/ports.ts';
import type { ReceiptsResult } from '../../../src/bridge/receipts/read-receipts.ts';
import {
  inventedPeople,
  type SalesOrderOverrides,
  type WireSalesOrder,
} from '../../fixtures/otto/index.ts';
import { runUntilQuiet } from '../crash/picture.ts';
import { HOUR, MAIN, MINUTE, startWorld, type World, type WorldOptions } from '../support/world.ts';

export type Read = Extract<ReceiptsResult, { ran: true }>;

export type ReceiptWorld = World & {
  /** an order in the shop that is to be sent; two shirts of 24.99, 5.95 for delivery */
  openOrder(overrides?: SalesOrderOverrides): Promise<WireSalesOrder>;
  /** the same, sent at OTTO */
  sentOrder(overrides?: SalesOrderOverrides): Promise<WireSalesOrder>;
  /** reads and compares; throws when it did not run */
  read(options?: Partial<ReceiptsOptions>): Promise<Read>;
  /** lets the import follow, then reads and compares two hours later, when a difference is told */
  settle(): Promise<Read>;
  view(order: Pick<WireSalesOrder, 'salesOrderId'>): Promise<OrderReceiptsView>;
  /** state of the comparison, and codes of what was found */
  check(order: Pick<WireSalesOrder, 'salesOrderId'>): Promise<[state: string, ...codes: string[]]>;
  /** codes of open incidents */
  codes(): Promise<string[]>;
};

/** A world in which OTTO writes receipts, and the bridge reads them. */
export async function startReceiptWorld(options: WorldOptions = {}): Promise<ReceiptWorld> {
  const world = await startWorld(options);
  const read = async (asked: Partial<ReceiptsOptions> = {}): Promise<Read> => {
    const [outcome] = await world.bridge.receipts.read({
      accountId: MAIN,
      signal: new AbortController().signal,
      holderKind: 'service',
      ...asked,
    });
    const result = outcome?.result;
    if (!result?.ran) throw new Error(`Receipts were not read: ${result?.why}`);
    return result;
  };
  const view = async ({ salesOrderId }: Pick<WireSalesOrder, 'salesOrderId'>) => {
    const seen = await world.bridge.receipts.viewOrder({ accountId: MAIN, salesOrderId });
    if (!seen) throw new Error(`Nothing is known of ${salesOrderId}`);
    return seen;
  };
  const openOrder = async (overrides: SalesOrderOverrides = {}) => {
    const order = world.order({ positionItems: [{}, {}], ...toMainland(), ...overrides });
    await world.runAfter(MINUTE);
    return order;
  };
  return Object.assign(Object.create(world), {
    read,
    view,
    openOrder,
    async sentOrder(overrides: SalesOrderOverrides = {}) {
      const order = await openOrder(overrides);
      world.otto.send(order.salesOrderId);
      await world.runAfter(MINUTE);
      return order;
    },
    async settle() {
      await runUntilQuiet(world);
      await read();
      await world.clock.advance(2 * HOUR);
      await runUntilQuiet(world);
      return read();
    },
    async check(order: Pick<WireSalesOrder, 'salesOrderId'>) {
      const { check } = await view(order);
      const { findings } = readCheckDetails(check?.details ?? '{}');
      return [check?.state ?? 'none', ...findings.map(({ code }) => code)];
    },
    async codes() {
      return (await world.openIncidents()).map(({ code }) => code).toSorted();
    },
  });
}

/** Receipts of deliveries to Helgoland are not real ones; some of the invented people live there. */
export function toMainland(): Pick<WireSalesOrder, 'deliveryAddress' | 'invoiceAddress'> {
  const [first] = inventedPeople;
  if (!first) throw new Error('Nobody is invented');
  const address = { ...first, email: 'erika.mustermann@example.org' };
  return { deliveryAddress: address, invoiceAddress: address };
}

/** The refunds of an order in the shop, in euros, oldest first. */
export function refundsIn(world: World, { salesOrderId }: WireSalesOrder): string[] {
  const { id } = world.shopOrder(salesOrderId);
  return [...world.shop.state.refunds.values()]
    .filter(({ orderId }) => orderId === id)
    .map(({ amount }) => Number(amount).toFixed(2));
}

/** A piece of an order, by its position. */
export function pieceOf(order: WireSalesOrder, index: number): string {
  return order.positionItems[index]?.positionItemId ?? '';
}
