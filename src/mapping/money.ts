/** Tax multipliers are kept as integers of this scale: 1.19 is 1_190_000_000_000n. */
export const MULTIPLIER_SCALE = 1_000_000_000_000n;

/** The largest price of one piece or fee we believe: one million euro. More is held for a person. */
export const LARGEST_BELIEVABLE_CENTS = 100_000_000;

/** Ten thousand million euro: what is more is no money, and sums of it could not be counted exactly. */
const MOST_CENTS = 1_000_000_000_000;

/**
 * OTTO's decimal amount as integer cents.
 *
 * @param amount plain decimal, e.g. 49.99
 * @returns 4999; undefined when the amount is no sum of money, or not a whole number of cents
 */
export function centsFromAmount(amount: number): number | undefined {
  const cents = countable(Math.round(amount * 100));
  if (cents === undefined) return undefined;
  const isWhole = Math.abs(amount * 100 - cents) < 1e-9 * Math.max(1, Math.abs(amount));
  return isWhole ? cents : undefined;
}

/**
 * WooCommerce's decimal text as integer cents, e.g. "55.91" → 5591.
 *
 * @returns undefined when the text is no decimal number, or no sum of money
 */
export function centsFromText(text: string): number | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  return countable(Math.round(Number(text) * 100));
}

/** Cents without the sign of a zero; undefined for what is not finite, or too much. */
function countable(cents: number): number | undefined {
  return Math.abs(cents) <= MOST_CENTS ? cents + 0 : undefined;
}

/** Integer cents as decimal text with two places, e.g. 1990 → "19.90". */
export function textFromCents(cents: number): string {
  const sign = cents < 0 ? '-' : '';
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * The net amount a shop needs so that net plus its own tax is the gross again. The one place where
 * money is rounded: half up, at the sixth decimal. Two decimals miss the gross in a third of mixed
 * orders, six never do (measured, see docs/status-mapping.md).
 *
 * @param grossCents what the buyer pays, in cents, not negative
 * @param multiplier 1 + tax rate, in units of {@link MULTIPLIER_SCALE}
 * @returns millionths of a euro, e.g. (1999, 1.19) → 16_798_319n
 */
export function netMillionths(grossCents: number, multiplier: bigint): bigint {
  const numerator = BigInt(grossCents) * 10_000n * MULTIPLIER_SCALE;
  return (numerator + multiplier / 2n) / multiplier;
}

/** Millionths of a euro, not negative, as decimal text with six places, e.g. "16.798319". */
export function textFromMillionths(millionths: bigint): string {
  const digits = millionths.toString().padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
