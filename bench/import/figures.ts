export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** Rows for docs/performance.md: figure, measured, goal. */
export function table(rows: readonly (readonly [string, string, string])[]): string {
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  return ['', '| Figure | Measured | Goal |', '|---|---|---|', ...lines].join('\n');
}
