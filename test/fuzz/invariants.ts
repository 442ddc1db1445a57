/** Fields that hold sums in cents, wherever they stand. */
const CENTS = /Cents$|^cents$/;

/**
 * Every sum is a whole number that can be counted with; no other number is NaN or without end. What
 * other plugins wrote into an order's meta is kept as it is: reading it is an edge of its own.
 */
export function checkNumbers(value: unknown, key = 'value'): void {
  if (key === 'metaData') return;
  if (typeof value === 'number') {
    const isFit = CENTS.test(key) ? Number.isSafeInteger(value) : Number.isFinite(value);
    if (!isFit) throw new Error(`${key} is ${value}`);
    return;
  }
  if (value instanceof Map) {
    for (const [name, entry] of value) checkNumbers(entry, String(name));
    return;
  }
  if (Array.isArray(value)) {
    for (const entry of value) checkNumbers(entry, key);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, entry] of Object.entries(value)) checkNumbers(entry, name);
}
