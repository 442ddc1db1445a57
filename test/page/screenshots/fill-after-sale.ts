import type { Bridge } from '../../../src/bridge/create-bridge.ts';
import { MAIN } from '../../bridge/service/service-world.ts';
import type { PageWorld } from '../page-world.ts';

/** A difference is told once it has stood for an hour. */
const SETTLED_MS = 61 * 60 * 1_000;
const REDUCED_CENTS = 500;
const IN_THE_WAREHOUSE = 'HERMES-LA-17';

/**
 * Of the orders that were sent some come back, one of every kind; a price is reduced, and one order has a
 * refund in the shop that OTTO knows nothing of.
 *
 * @returns the sales order with the most to see
 */
export async function fillAfterSale(world: PageWorld): Promise<string> {
  const { bridge, otto, shop } = world;
  const sent = otto.state.orders
    .all()
    .map(({ salesOrderId, orderNumber, positionItems }) => ({
      salesOrderId,
      orderNumber,
      pieces: positionItems
        .filter(({ fulfillmentStatus }) => fulfillmentStatus === 'SENT')
        .map(({ positionItemId }) => positionItemId),
    }))
    .filter(({ pieces }) => pieces.length > 0)
    .toSorted((a, b) => b.pieces.length - a.pieces.length);
  const [most, ...others] = sent;
  if (!most || others.length < 3) throw new Error('too few orders were sent to come back');
  const [first, second] = most.pieces;
  const [announced, misdirected, rejected] = others.map(({ pieces }) => pieces[0] ?? '');
  otto.announce(first ?? '', { carrier: 'HERMES', trackingNumbers: ['H1000234567890123456'] });
  otto.moveReturnShipment('H1000234567890123456', 'ON_THE_WAY');
  otto.announce(announced ?? '', { carrier: 'DHL', trackingNumbers: ['577546565072'] });
  otto.moveReturnShipment('577546565072', 'DELIVERED');
  otto.misdirect(misdirected ?? '', { ottoWarehouseId: IN_THE_WAREHOUSE });
  otto.announce(rejected ?? '');
  otto.rejectByHand(rejected ?? '');
  if (second !== undefined) otto.reduceByHand(second, REDUCED_CENTS);
  await readAll(bridge);
  const inShop = [...shop.state.orders.values()].find(
    ({ transactionId }) => transactionId === others[0]?.orderNumber,
  );
  if (inShop) shop.hands.refund(inShop.id, '1.00', { reason: 'Kulanz' });
  await readAll(bridge);
  world.clock.skip(SETTLED_MS);
  await readAll(bridge);
  return most.salesOrderId;
}

async function readAll(bridge: Bridge): Promise<void> {
  const run = { signal: new AbortController().signal, holderKind: 'service' as const };
  await bridge.readReturns(run);
  await bridge.receipts.read(run);
  await bridge.importOrders({ accountId: MAIN, cause: 'click', ...run });
  await bridge.watchShop({ cause: 'poll', ...run });
  await bridge.receipts.read(run);
}
