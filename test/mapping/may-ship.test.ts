import { describe, expect, it } from 'vitest';
import { whyNotShip } from '../../src/mapping/may-ship.ts';
import { FULFILLMENT_STATUSES } from '../../src/mapping/otto/fulfillment-status.ts';

const usual = { hasPackStop: false };

describe('what may be shipped', () => {
  it.each([
    ['ANNOUNCED', 'not-released'],
    ['PROCESSABLE', undefined],
    ['SENT', 'already-sent'],
    ['RETURNED', 'returned'],
    ['CANCELLED_BY_PARTNER', 'cancelled'],
    ['CANCELLED_BY_MARKETPLACE', 'cancelled'],
    [undefined, 'state-unknown'],
  ] as const)('a piece that is %s: %s', (fulfillmentStatus, why) => {
    expect(whyNotShip({ fulfillmentStatus }, usual)).toBe(why);
  });

  it('of an order with a pack-stop is all but the cancelled pieces, which are to be taken out', () => {
    const order = { hasPackStop: true };
    expect(whyNotShip({ fulfillmentStatus: 'PROCESSABLE' }, order)).toBeUndefined();
    expect(whyNotShip({ fulfillmentStatus: 'CANCELLED_BY_PARTNER' }, order)).toBe('pack-stop');
    expect(whyNotShip({ fulfillmentStatus: 'CANCELLED_BY_MARKETPLACE' }, order)).toBe('pack-stop');
    expect(whyNotShip({ fulfillmentStatus: 'SENT' }, order)).toBe('already-sent');
  });

  it('is exactly one of the states', () => {
    const shippable = FULFILLMENT_STATUSES.filter(
      (fulfillmentStatus) => whyNotShip({ fulfillmentStatus }, usual) === undefined,
    );
    expect(shippable).toEqual(['PROCESSABLE']);
  });
});
