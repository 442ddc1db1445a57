import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutThoseByHand } from '../../src/mapping/hand-refunds.ts';
import { refundWith } from './support/woo-orders.ts';

const byHand = (amountCents: number) => ({ ...refundWith({}), amountCents });
const sumOf = (shares: readonly { cents: number }[]) =>
  shares.reduce((sum, { cents }) => sum + cents, 0);

describe('a refund by hand', () => {
  it('is whatever open sums it is exactly the sum of, each once', () => {
    const cents = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(cents, fc.nat(255), (sums, chosen) => {
        const shares = sums.map((each, index) => ({ index, cents: each }));
        const refunded = sumOf(shares.filter(({ index }) => (chosen >> index) % 2 === 1));
        const { open, unmatched } = withoutThoseByHand(shares, [byHand(refunded)]);
        expect(sumOf(shares) - sumOf(open)).toBe(refunded);
        expect(unmatched).toHaveLength(refunded === 0 ? 1 : 0);
        expect(new Set(open).size).toBe(open.length);
      }),
    );
  });

  it('of another sum is nobody’s guess', () => {
    const shares = [{ cents: 2_499 }, { cents: 999 }];
    const { open, unmatched } = withoutThoseByHand(shares, [byHand(2_000)]);
    expect(open).toEqual(shares);
    expect(unmatched).toHaveLength(1);
  });

  it('over fourteen of eighteen pieces of different prices is found all the same', () => {
    const shares = Array.from({ length: 18 }, (_, index) => ({ cents: 1_501 + index * 57 }));
    const fourteen = sumOf(shares.slice(2, 16));
    const { open, unmatched } = withoutThoseByHand(shares, [byHand(fourteen)]);
    expect(unmatched).toEqual([]);
    expect(sumOf(open)).toBe(sumOf(shares) - fourteen);
  });
});
