import type { WooRefund } from './woocommerce/order.ts';

/** So many sums to tell apart are too many to keep; then nothing is matched. */
const MOST_SUMS = 200_000;

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
  const all = shares.reduce((sum, share) => sum + share.cents, 0);
  if (cents > 0 && all === cents) return [...shares];
  /** by each sum that can be reached: the share it was reached with */
  const reached = new Map<number, Share | undefined>([[0, undefined]]);
  for (const share of shares) {
    for (const sum of [...reached.keys()]) {
      const next = sum + share.cents;
      if (next <= cents && !reached.has(next)) reached.set(next, share);
    }
    if (reached.has(cents)) break;
    if (reached.size > MOST_SUMS) return [];
  }
  const some: Share[] = [];
  for (let sum = cents, last = reached.get(sum); last; last = reached.get(sum)) {
    some.push(last);
    sum -= last.cents;
  }
  return some;
}
