import type { WooRefund } from './woocommerce/order.ts';

/** Many sums of many sizes have too many combinations to try; then nothing is matched. */
const MOST_SUMS = 10_000;

/**
 * Owners book a return or a reduction in the shop before OTTO shows it. A refund by hand over just the
 * sum of some that are open is that refund; any other sum is not guessed about.
 */
export function withoutThoseByHand<Share extends { cents: number }>(
  shares: readonly Share[],
  byHand: readonly WooRefund[],
): { open: Share[]; unmatched: WooRefund[] } {
  let open = [...shares];
  const unmatched = byHand.filter((refund) => {
    const covered = sharesWorth(open, refund.amountCents);
    open = open.filter((share) => !covered.includes(share));
    return covered.length === 0;
  });
  return { open, unmatched };
}

/** Some that come to just this much together; empty when none do. */
function sharesWorth<Share extends { cents: number }>(
  shares: readonly Share[],
  cents: number,
): Share[] {
  const bySum = new Map<number, Share[]>([[0, []]]);
  for (const share of shares) {
    for (const [sum, some] of [...bySum]) {
      const next = sum + share.cents;
      if (next <= cents && !bySum.has(next)) bySum.set(next, [...some, share]);
    }
    if (bySum.size > MOST_SUMS) return [];
  }
  return bySum.get(cents) ?? [];
}
