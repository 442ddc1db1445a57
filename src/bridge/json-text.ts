/**
 * No partner nests its answers deeper than a dozen levels. V8 reads any depth, but what walks through a
 * value afterwards, JSON.stringify among it, runs out of stack after some thousands.
 */
export const DEEPEST_LEVELS = 500;

/** The value of JSON text; undefined when it is none, or nested deeper than `DEEPEST_LEVELS`. */
export function valueOfJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isDeeper(value, DEEPEST_LEVELS) ? undefined : value;
  } catch {
    return undefined;
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((entry) => isDeeper(entry, levels - 1));
}
