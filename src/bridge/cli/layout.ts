import Table from 'cli-table3';

/** Columns stand side by side without lines: what is copied has nothing in it that is not the text. */
const GAP = '  ';
const BARE = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid'].flatMap((side) =>
    [side, `${side}-mid`, `${side}-left`, `${side}-right`].map((name) => [name, '']),
  ),
);
const NARROWEST = 10;

/** A column of a table; `isWhole` ones are never broken: numbers, sums, what is copied. */
export type Column = { head: string; isWhole?: boolean; isRight?: boolean };

const sizeOf = (text: string) => [...text].length;

/**
 * Breaks prose at spaces. What a line begins with, an indent, a bullet or a
 * date, stays to the left of what follows; a line that is
 * a command to be copied stays whole.
 */
export function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, width))
    .join('\n');
}

function wrapLine(line: string, width: number): string[] {
  const lead = /^\s*(?:[•✓✗] |.{1,24}? {2}(?=\S))?/.exec(line)?.[0] ?? '';
  const words = line.slice(lead.length).split(' ');
  if (sizeOf(line) <= width || line.trimStart().startsWith('npm run ')) return [line];
  const lines: string[] = [];
  let current = lead;
  let isBegun = false;
  for (const word of words) {
    if (isBegun && sizeOf(current) + 1 + sizeOf(word) > width) {
      lines.push(current);
      current = ' '.repeat(sizeOf(lead)) + word;
    } else {
      current += isBegun ? ` ${word}` : word;
    }
    isBegun = true;
  }
  return [...lines, current];
}

/** A table no wider than the terminal, where its columns can be broken at all. */
export function tableText(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): string {
  const widths = columnWidths(columns, rows, width);
  const table = new Table({
    colAligns: columns.map(({ isRight }) => (isRight ? 'right' : 'left')),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    chars: { ...BARE, middle: GAP, 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  const heads = columns.map(({ head }) => head);
  for (const row of [heads, widths.map((one) => '─'.repeat(one)), ...rows]) {
    table.push(row.map((text, index) => cell(text, widths[index])));
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): number[] {
  const longest = (parts: RegExp) =>
    columns.map(({ head }, index) =>
      Math.max(
        ...[head, ...rows.map((row) => row[index] ?? '')].flatMap((text) =>
          text.split(parts).map(sizeOf),
        ),
      ),
    );
  const widths = longest(/\n/);
  const isWhole = (index: number) => columns[index]?.isWhole === true;
  const size = () => widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length);
  // Between words first; within them only where that is not enough.
  for (const floors of [longest(/\s/), columns.map(() => NARROWEST)]) {
    while (size() > width) {
      const room = widths.map((one, index) =>
        isWhole(index) || one <= (floors[index] ?? 0) ? 0 : one,
      );
      const widest = room.indexOf(Math.max(...room));
      if ((room[widest] ?? 0) === 0) break;
      widths[widest] = (widths[widest] ?? 0) - 1;
    }
  }
  return widths;
}

function cell(text: string, width = Number.POSITIVE_INFINITY): string {
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, width))
    .flatMap((line) => chopped(line, width))
    .join('\n');
}

/** A word longer than its column is broken where the column ends. */
function chopped(line: string, width: number): string[] {
  const signs = [...line];
  if (signs.length <= width) return [line];
  return [signs.slice(0, width).join(''), ...chopped(signs.slice(width).join(''), width)];
}
