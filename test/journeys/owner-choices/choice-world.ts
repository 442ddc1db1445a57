import type { Side } from '../../../src/bridge/order-choice/ports.ts';
import type { StoredOrder } from '../../fakes/woocommerce/state.ts';
import type { WireSalesOrder } from '../../fixtures/otto/index.ts';
import { MAIN, MINUTE, type World } from '../support/world.ts';

/** What is open about an order; a pack-stop is no contradiction. */
export async function codesOf(world: World, { salesOrderId }: WireSalesOrder): Promise<string[]> {
  const open = await world.bridge.ledger.listIncidentsOfOrder(MAIN, salesOrderId);
  return open.map(({ code }) => code).filter((code) => code !== 'pack-stop');
}

/** As the watch over the shop has it: the import looks at the order anew. */
export async function look(world: World, { salesOrderId }: WireSalesOrder) {
  const { ledger } = world.bridge;
  await ledger.lookAgainAt(MAIN, [salesOrderId], world.clock.now().toISOString());
  return world.runAfter(MINUTE);
}

export async function choose(world: World, { salesOrderId }: WireSalesOrder, side: Side) {
  return world.bridge.chooseSide({ accountId: MAIN, salesOrderId, side });
}

export async function eventsOf(world: World, { salesOrderId }: WireSalesOrder) {
  const events = await world.bridge.ledger.listEvents(MAIN, salesOrderId);
  return events.map(({ kind, cause, params }) => ({ kind, cause, code: JSON.parse(params).code }));
}

/** Id of the first line. */
export function lineOf(order: StoredOrder): number {
  const [line] = order.lineItems;
  if (!line) throw new Error('The order has no line');
  return line.id;
}
