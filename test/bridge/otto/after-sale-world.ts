import type { FakeOttoOptions } from '../../fakes/otto/index.ts';
import { buildSalesOrder, type WireSalesOrder } from '../../fixtures/otto/index.ts';
import { type OttoWorld, startOttoWorld } from './otto-world.ts';

/** A fake OTTO with one order of three pieces that were sent. */
export type AfterSaleWorld = OttoWorld & {
  order: WireSalesOrder;
  /** id of a piece of the order */
  piece(index?: number): string;
};

export const ALWAYS = { times: Number.POSITIVE_INFINITY };

export async function startAfterSaleWorld(options: FakeOttoOptions = {}): Promise<AfterSaleWorld> {
  const world = await startOttoWorld(options);
  const order = buildSalesOrder({ seed: 'sold', positionItems: [{}, {}, {}] });
  world.otto.addOrder(order);
  world.otto.send(order.salesOrderId);
  return {
    ...world,
    order,
    piece: (index = 0) => order.positionItems[index]?.positionItemId ?? '',
  };
}

/** Another order whose pieces were all sent. */
export function addSentOrder(world: OttoWorld, seed: string, pieces = 1): WireSalesOrder {
  const order = buildSalesOrder({
    seed,
    positionItems: Array.from({ length: pieces }, () => ({})),
  });
  world.otto.addOrder(order);
  world.otto.send(order.salesOrderId);
  return order;
}
