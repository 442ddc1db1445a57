import { expect, it } from 'vitest';
import { ottoSideOf } from '../../src/mapping/order-sides.ts';
import type { FulfillmentStatus } from '../../src/mapping/otto/fulfillment-status.ts';
import { type MoneyBack, moneyKey } from '../../src/mapping/receipts/money-back.ts';
import { salesOrderOf } from './support/basket.ts';
import { pieceWith } from './support/sales-orders.ts';

function sideOf(statuses: FulfillmentStatus[], moneyBack: MoneyBack[] = []) {
  const positionItems = statuses.map((fulfillmentStatus, index) =>
    pieceWith({ positionItemId: `piece-${index + 1}`, fulfillmentStatus }),
  );
  const side = ottoSideOf(salesOrderOf({ positionItems }), { moneyBack });
  return side.readable ? side : undefined;
}

const due = (...statuses: FulfillmentStatus[]) => sideOf(statuses)?.dueCents;

const back = (kind: MoneyBack['kind'], cents: number, piece?: number): MoneyBack => {
  const positionItemId = piece === undefined ? undefined : `piece-${piece}`;
  return { kind, cents, positionItemId, moneyKey: moneyKey(`R-${cents}`, positionItemId ?? kind) };
};

it('counts a returned piece as due until the order is released: nothing was paid that could go back', () => {
  expect(due('ANNOUNCED', 'RETURNED', 'SENT', 'CANCELLED_BY_PARTNER')).toBe(3 * 2499);
  expect(due('PROCESSABLE', 'RETURNED', 'SENT', 'CANCELLED_BY_PARTNER')).toBe(2 * 2499);
});

it('takes off what went back: of pieces that stay sold, of fees, of whatever', () => {
  const all = [back('reduction', 500, 1), back('delivery-fee', 595), back('other', 7)];
  expect(sideOf(['SENT', 'SENT'], all)).toMatchObject({
    dueCents: 2 * 2499 - 500 - 595 - 7,
    backCents: 500 + 595 + 7,
  });
});

it('takes off no reduction of a piece that left, and none above what a piece cost', () => {
  const ofReturned = [back('reduction', 500, 1)];
  expect(sideOf(['RETURNED', 'SENT'], ofReturned)).toMatchObject({ dueCents: 2499, backCents: 0 });
  const tooMuch = [back('reduction', 2000, 1), back('reduction', 1000, 1)];
  expect(sideOf(['SENT', 'SENT'], tooMuch)).toMatchObject({ dueCents: 2499, backCents: 2499 });
});

it('takes off nothing before the release', () => {
  expect(sideOf(['ANNOUNCED', 'SENT'], [back('reduction', 500, 2)])).toMatchObject({
    dueCents: 2 * 2499,
    backCents: 0,
  });
});
