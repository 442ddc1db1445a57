import { expect, it } from 'vitest';
import { ottoSideOf } from '../../src/mapping/order-sides.ts';
import type { FulfillmentStatus } from '../../src/mapping/otto/fulfillment-status.ts';
import { salesOrderOf } from './support/basket.ts';
import { pieceWith } from './support/sales-orders.ts';

const due = (...statuses: FulfillmentStatus[]) => {
  const positionItems = statuses.map((fulfillmentStatus) => pieceWith({ fulfillmentStatus }));
  const side = ottoSideOf(salesOrderOf({ positionItems }));
  return side.readable ? side.dueCents : undefined;
};

it('counts a returned piece as due until the order is released: nothing was paid that could go back', () => {
  expect(due('ANNOUNCED', 'RETURNED', 'SENT', 'CANCELLED_BY_PARTNER')).toBe(3 * 2499);
  expect(due('PROCESSABLE', 'RETURNED', 'SENT', 'CANCELLED_BY_PARTNER')).toBe(2 * 2499);
});
