import { describe, expect, it } from 'vitest';
import { expectedDeliveryAt, orderTotalCents, releasedAt } from '../../src/mapping/order-total.ts';
import {
  mixedCancelledAndSent,
  processableWithDiscountAndTakeBack,
} from '../fixtures/otto/index.ts';
import { salesOrderOf } from './support/basket.ts';
import { parsed, pieceWith } from './support/sales-orders.ts';

describe('what the buyer pays', () => {
  it('is every piece at its reduced price and all delivery fees', () => {
    expect(orderTotalCents(parsed(processableWithDiscountAndTakeBack()))).toBe(65_394);
  });

  it('is not what was cancelled', () => {
    expect(orderTotalCents(parsed(mixedCancelledAndSent()))).toBe(2499 + 595);
  });

  it('is still what was returned', () => {
    const positionItems = [
      pieceWith({ fulfillmentStatus: 'RETURNED' }),
      pieceWith({ fulfillmentStatus: 'CANCELLED_BY_PARTNER' }),
    ];
    expect(orderTotalCents(salesOrderOf({ positionItems }))).toBe(2499);
  });
});

describe('the promised day', () => {
  const at = (day: number) => `2026-03-0${day}T23:00:00.000Z`;

  it('is the first one of the pieces that are still part of the sale', () => {
    const positionItems = [
      pieceWith({ expectedDeliveryAt: at(1), fulfillmentStatus: 'CANCELLED_BY_PARTNER' }),
      pieceWith({ expectedDeliveryAt: at(5) }),
      pieceWith({ expectedDeliveryAt: at(4) }),
      pieceWith({ expectedDeliveryAt: undefined }),
    ];
    expect(expectedDeliveryAt(salesOrderOf({ positionItems }))).toBe(at(4));
  });

  it('is unknown where no piece names one', () => {
    expect(expectedDeliveryAt(salesOrderOf({}))).toBeUndefined();
  });
});

it('an order counts as released with its last piece', () => {
  const positionItems = [
    pieceWith({ processableAt: '2026-03-02T09:00:00.000Z' }),
    pieceWith({ processableAt: '2026-03-03T07:00:00.000Z' }),
    pieceWith({ processableAt: undefined }),
  ];
  expect(releasedAt(salesOrderOf({ positionItems }))).toBe('2026-03-03T07:00:00.000Z');
  expect(releasedAt(salesOrderOf({}))).toBeUndefined();
});
