/**
 * True when a SKU is one of the patterns, in which `*` stands for any characters, none included. Case
 * counts: a shop may have SKUs that differ in nothing else.
 */
export function matchesSku(sku: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matches(sku, pattern.split('*')));
}

/** Part by part, not by a regular expression: many `*` would make one very slow. */
function matches(sku: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return sku === first;
  if (!sku.startsWith(first) || !sku.endsWith(last)) return false;
  const end = sku.length - last.length;
  let from = first.length;
  for (const part of rest) {
    const at = sku.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return from <= end;
}
