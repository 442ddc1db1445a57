import { toText } from './php-values.ts';

/** Decimal places WooCommerce computes with internally; shown amounts have fewer. */
export const ROUNDING_PRECISION = 6;

/**
 * PHP's `round()`: the float is first brought to 15 significant digits, then rounded as a decimal,
 * so that 1.005 rounds to 1.01.
 *
 * @param mode what happens to an exact half: away from zero, or (`half-down`) towards zero
 */
export function roundTo(
  value: number,
  places: number,
  mode: 'half-up' | 'half-down' = 'half-up',
): number {
  if (!Number.isFinite(value) || value === 0) return 0;
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential(14).split('e');
  const digits = BigInt(mantissa.replace('.', ''));
  const surplus = -(Number(exponent) - 14 + places);
  if (surplus <= 0) return value;
  if (surplus > 40) return 0;
  const unit = 10n ** BigInt(surplus);
  const rest = (digits % unit) * 2n;
  const up = rest > unit || (rest === unit && mode === 'half-up');
  const rounded = Number(`${digits / unit + (up ? 1n : 0n)}e${-places}`);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

/** `number_format( …, $dp, '.', '' )`. */
export function toFixedText(value: number, places: number): string {
  return roundTo(value, places).toFixed(places);
}

/**
 * `wc_format_decimal( $value )` without a number of places: text stays as it was sent (comma becomes
 * point, everything that is no digit goes), numbers get up to six places without trailing zeros.
 */
export function toDecimalText(value: unknown): string {
  if (typeof value === 'number' && !Number.isInteger(value)) {
    const text = toFixedText(value, ROUNDING_PRECISION);
    return text.replace(/0+$/, '').replace(/\.$/, '');
  }
  return toText(value)
    .replaceAll(',', '.')
    .replace(/\.(?![^.]+$)|[^0-9.-]/g, '');
}

/** The sum as PHP's `array_sum()` makes it: plain float addition, left to right. */
export function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
