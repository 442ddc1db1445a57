const MOST_NAMED = 3;

/** The first of some names, and how many more there are. */
export function someOf(names: readonly string[]): { named: string; more: number } {
  const named = names.slice(0, MOST_NAMED);
  return { named: named.join(', '), more: names.length - named.length };
}
