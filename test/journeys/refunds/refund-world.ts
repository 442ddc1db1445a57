import type { MoneyBackInLedger } from '../../../src/bridge/ledger/money-back.ts';
import { moneyKey } from '../../../src/mapping/receipts/money-back.ts';
import type { WireSalesOrder } from '../../fixtures/otto/index.ts';
import { MAIN, type World } from '../support/world.ts';

/** The id of the n-th piece of an order, from 0. */
export function pieceOf({ positionItems }: WireSalesOrder, index: number): string {
  return positionItems[index]?.positionItemId ?? '';
}

/** Sums of all refunds of the shop order, in the order in which they were booked. */
export function refundsIn(world: World, { salesOrderId }: WireSalesOrder): string[] {
  const { id } = world.shopOrder(salesOrderId);
  return [...world.shop.state.refunds.values()]
    .filter((refund) => refund.orderId === id)
    .toSorted((a, b) => a.id - b.id)
    .map((refund) => refund.amount);
}

/** The ledger hears of a price reduction, as from a receipt. */
export async function reduce(
  world: World,
  { salesOrderId }: WireSalesOrder,
  positionItemId: string,
  cents: number,
): Promise<void> {
  const receiptNumber = `R-${positionItemId}-${cents}`;
  await hear(world, {
    ...{ salesOrderId, positionItemId, cents, receiptNumber, kind: 'reduction' },
    moneyKey: moneyKey(receiptNumber, positionItemId),
  });
}

/** The ledger hears that delivery fees went back. */
export async function refundFee(
  world: World,
  { salesOrderId }: WireSalesOrder,
  cents: number,
): Promise<void> {
  const receiptNumber = `R-${salesOrderId}-${cents}`;
  await hear(world, {
    ...{ salesOrderId, positionItemId: undefined, cents, receiptNumber, kind: 'delivery-fee' },
    moneyKey: moneyKey(receiptNumber, 'fee'),
  });
}

async function hear(world: World, money: Omit<MoneyBackInLedger, 'at'>): Promise<void> {
  const now = world.clock.now().toISOString();
  await world.bridge.ledger.addMoneyBack(MAIN, [{ ...money, at: now }], now);
}
