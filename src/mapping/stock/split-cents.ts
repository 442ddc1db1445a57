/**
 * Splits a sum by weights so that not a cent is lost or made: each share rounded down, the rest cent by
 * cent to the largest remainders, the first of equal ones first. Weights that are all 0 count as equal.
 *
 * @param cents integer, not negative
 * @param weights integers, not negative, at least one
 * @returns as many integers, whose sum is `cents`
 */
export function splitCents(cents: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n && weights.length > 0) return splitCents(cents, Array(weights.length).fill(1));
  const shares = weights.map((weight, index) => {
    const product = BigInt(cents) * BigInt(weight);
    return { index, share: Number(product / sum), remainder: product % sum };
  });
  const left = cents - shares.reduce((all, { share }) => all + share, 0);
  const luckiest = shares.toSorted((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  const lucky = new Set(luckiest.slice(0, left).map(({ index }) => index));
  return shares.map(({ index, share }) => share + (lucky.has(index) ? 1 : 0));
}
