import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable, type TableRow } from '../../../src/bridge/carrier-csv/read-table.ts';
import { runs } from '../../mapping/support/property-runs.ts';
import { faultOfFile } from './fault-of-file.ts';

const HEADER = ['order', 'tracking', 'name', 'town'];

function rowsOf(text: string, maxRows?: number): TableRow[] {
  return [...readTable(text, maxRows).rows()].flat();
}

function cellsOf(text: string): string[][] {
  return rowsOf(text).map(({ cells }) => cells);
}

describe('the delimiter', () => {
  it('is found behind a long blank line in no time', { timeout: 5_000 }, () => {
    expect(readTable(`${' '.repeat(100_000)}\na,b`)).toMatchObject({
      delimiter: ',',
      header: ['a', 'b'],
    });
  });

  it.each([
    ['a;b;c', ';', ['a', 'b', 'c']],
    ['a,b,c', ',', ['a', 'b', 'c']],
    ['a\tb\tc', '\t', ['a', 'b', 'c']],
    ['a|b|c', '|', ['a', 'b', 'c']],
    ['Name, first name;Street;Town', ';', ['Name, first name', 'Street', 'Town']],
    ['"a;b;c;d",e,f', ',', ['a;b;c;d', 'e', 'f']],
    ['sep=;\r\na,b;c', ';', ['a,b', 'c']],
    ['"sep=|"\na;b;c|d', '|', ['a;b;c', 'd']],
    ['SEP=^\r\na^b', '^', ['a', 'b']],
    ['only', ';', ['only']],
    ['\r\n\r\na,b', ',', ['a', 'b']],
  ])('of %j is %j', (text, delimiter, header) => {
    expect(readTable(text)).toMatchObject({ delimiter, header });
  });
});

it('has column names without blanks around them and invisible characters', () => {
  expect(readTable('\u00a0order ; track\u00ading\n').header).toEqual(['order', 'tracking']);
});

describe('rows', () => {
  it('are numbered as a spreadsheet numbers them, past blank rows and cells of two lines', () => {
    const text = 'sep=;\r\na;b\r\n1;x\r\n\r\n;\r\n"2\r\n2";y\r\n3;z';
    expect(rowsOf(text)).toEqual([
      { rowNumber: 2, cells: ['1', 'x'], isBadlyQuoted: false },
      { rowNumber: 5, cells: ['2\r\n2', 'y'], isBadlyQuoted: false },
      { rowNumber: 6, cells: ['3', 'z'], isBadlyQuoted: false },
    ]);
  });

  it('are not counted before the header', () => {
    expect(rowsOf('\r\n;\r\na;b\r\n1;2')).toMatchObject([{ rowNumber: 2 }]);
  });

  it('may have fewer or more cells than the header', () => {
    expect(cellsOf('a;b;c\n1\n1;2;3;4;5\n1;2;')).toEqual([
      ['1'],
      ['1', '2', '3', '4', '5'],
      ['1', '2', ''],
    ]);
  });

  it('may end as old Mac files end', () => {
    expect(cellsOf('a;b\r1;2\r3;4\r')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('keep an inch mark in the middle of a cell, quoted or not', () => {
    expect(cellsOf('a;b\n5" pipe;x\n"6" pipe";y')).toEqual([
      ['5" pipe', 'x'],
      ['6" pipe', 'y'],
    ]);
  });

  it('can be read twice', () => {
    const table = readTable('a;b\n1;2');
    expect([...table.rows()]).toEqual([...table.rows()]);
  });

  it('are refused when there are more than may be, with the limit', async () => {
    const text = `a;b\n${'1;2\n'.repeat(4)}`;
    expect(rowsOf(text, 4)).toHaveLength(4);
    expect(await faultOfFile(() => rowsOf(text, 3))).toMatchObject({
      code: 'carrier-file-too-long',
      params: { rows: 3 },
    });
  });

  it('are none when the first line has more columns than any table', async () => {
    expect(readTable(`a${';'.repeat(499)}`).header).toHaveLength(500);
    expect(await faultOfFile(() => readTable(`a${';'.repeat(500)}`))).toMatchObject({
      code: 'carrier-file-not-a-table',
    });
  });

  it('may be blank three times as often as they may have text', async () => {
    const text = (blank: number) => `a;b\n${';\n'.repeat(blank)}1;2`;
    expect(rowsOf(text(18), 5)).toMatchObject([{ rowNumber: 20 }]);
    expect(await faultOfFile(() => rowsOf(text(19), 5))).toMatchObject({
      code: 'carrier-file-too-long',
      params: { rows: 5 },
    });
  });

  it('may be longer than all that is looked through when a quote is in doubt', () => {
    const long = 'x'.repeat(40_000);
    const text = `a;b\n"""Post"" AG";${long}\n"""Post""\nAG";${long}\n1;"6" x ${long}"\n3;4`;
    expect(cellsOf(text)).toEqual([
      ['"Post" AG', long],
      ['"Post"\nAG', long],
      ['1', `6" x ${long}`],
      ['3', '4'],
    ]);
  });

  it('are none when a line is longer than any row', async () => {
    const withLine = (length: number) =>
      `a;b\n${'1;2\n'.repeat(9_000)}${'x'.repeat(length)}\n3;4\n`;
    expect(cellsOf(withLine(960_000)).at(-1)).toEqual(['3', '4']);
    expect(await faultOfFile(() => cellsOf(withLine(1_000_000)))).toMatchObject({
      code: 'carrier-file-not-a-table',
    });
  });

  it.each([
    ['a name that begins with a quoted word', '"""Post"" AG";2', ['"Post" AG', '2']],
    ['a name of two lines that does so', '"""Post""\nAG";2', ['"Post"\nAG', '2']],
    ["a spreadsheet's text trick", '="0034";="0""35"', ['="0034"', '="0""35"']],
    ['an inch mark at the end of a cell', '5";2', ['5"', '2']],
    ['such a name beside such a trick', '"""Post""\nAG";="0034"', ['"Post"\nAG', '="0034"']],
    ['inch marks beside a quoted delimiter', '5" x 6";"2;3"', ['5" x 6"', '2;3']],
    ['an inch mark alone in a quoted cell', '"5" x 6";2', ['5" x 6', '2']],
    ['an inch mark at the end of a quoted cell', '"5"";6";2', ['5";6', '2']],
  ])('are read well that have %s', (_name, line, cells) => {
    const rows = rowsOf(`a;b\n${line}\n${line}\n3;4`);
    expect(rows.map((row) => row.cells)).toEqual([cells, cells, ['3', '4']]);
    expect(rows.filter(({ isBadlyQuoted }) => isBadlyQuoted)).toEqual([]);
  });
});

describe('a quote that is never closed', () => {
  it.each([
    ['in a file without other quotes', '1;2;"Jo;x\n3;4;Ma;y\n'],
    ['before a quoted cell of its own row', '1;2;"Jo;"x"\n3;4;Ma;y\n'],
    ['before a quoted cell of the next row', '1;2;"Jo;x\n3;4;"Ma";y\n'],
    ['before a row that begins with a quote', '1;2;Jo;"x\n"3";"4";"Ma";"y"\n'],
    ['before a closing quote in another column', '1;2;"Jo;x\n3;4;Ma;y"\n'],
    ['at the begin of a row, before another such row', '"1;2;Jo;x\n"3";4;Ma;y\n'],
    ['in a file of Windows', '1;2;Jo;"x\r\n3;4;Ma;y\r\n'],
  ])('costs no row: %s', (_name, rows) => {
    const text = `${HEADER.join(';')}\n${rows}5;6;Io;z\n`;
    const [first, second, third] = cellsOf(text);
    expect(first).toEqual(['1', '2', 'Jo', 'x']);
    expect(second?.slice(0, 3)).toEqual(['3', '4', 'Ma']);
    expect(third).toEqual(['5', '6', 'Io', 'z']);
  });

  it('is not seen where the end of a row was left out', () => {
    expect(cellsOf('name;order;tracking;town\n"Jo; Ma";1;2\n"Jo\nMa";1;2\n')).toEqual([
      ['Jo; Ma', '1', '2'],
      ['Jo\nMa', '1', '2'],
    ]);
  });

  it.each([
    [
      'a quoted cell has a delimiter behind a quote of its own',
      '"5" x; 6";2',
      ['5" x', ' 6"', '2'],
    ],
    ['a cell goes on behind its quotes', '"Post" AG;2', ['Post" AG', '2']],
  ])('is told where %s', (_name, line, cells) => {
    expect(rowsOf(`a;b\n${line}\n3;4`)).toEqual([
      { rowNumber: 2, cells, isBadlyQuoted: true },
      { rowNumber: 3, cells: ['3', '4'], isBadlyQuoted: false },
    ]);
  });

  it('is told of its own row only', () => {
    const text = 'a;b\n1;"x\n2;"y"\n3;z\n';
    const bad = rowsOf(text).filter(({ isBadlyQuoted }) => isBadlyQuoted);
    expect(bad.map(({ rowNumber }) => rowNumber)).toEqual([2]);
  });

  it('is not seen in a cell that goes on for twenty lines, but in one of more', () => {
    const cell = (lines: number) => `a;b\n1;"${'x\n'.repeat(lines)}"\n2;y\n`;
    expect(cellsOf(cell(20))).toHaveLength(2);
    expect(cellsOf(cell(21))).toHaveLength(22);
  });

  it('never takes another row with it, wherever it stands', () => {
    const word = fc.stringMatching(/^[a-z0-9 äöü]{0,6}$/u);
    const row = fc.tuple(fc.stringMatching(/^[a-z0-9]{1,6}$/u), word, word, word);
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 2, maxLength: 6 }),
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.boolean(),
        (rows, at, column, quoted) => {
          const bad = at % rows.length;
          const lines = rows.map((cells, index) =>
            cells
              .map((cell, place) => {
                if (index === bad && place === column) return `"${cell}`;
                return quoted ? `"${cell}"` : cell;
              })
              .join(';'),
          );
          const read = cellsOf([HEADER.join(';'), ...lines].join('\n'));
          expect(read).toEqual(rows);
        },
      ),
      runs(500),
    );
  });
});

describe('a long table', () => {
  /** About 100 characters each; every third has a cell of three lines, so that no stretch ends well by luck. */
  const rows = Array.from({ length: 1_000 }, (_, index) => [
    `${index}`,
    `track-${index}`,
    index % 3 === 0 ? `Jö\nMa\n${'x'.repeat(index % 97)}` : `Jö "${'x'.repeat(index % 89)}"`,
    'y'.repeat(60),
  ]);
  const written = (quoted: boolean) => stringify([HEADER, ...rows], { delimiter: ';', quoted });

  it.each([true, false])('loses no row where it is parsed in parts; all quoted: %s', (quoted) => {
    expect(cellsOf(written(quoted))).toEqual(rows);
  });

  it('loses no row to quotes that are not closed, wherever its parts end', () => {
    const lines = rows.map(([order = '', tracking = '']) => {
      const number = Number(order);
      return `${order};${tracking};${number % 7 === 0 ? '"' : ''}Jo${'x'.repeat(number % 50)};y`;
    });
    const read = cellsOf([HEADER.join(';'), ...lines].join('\n'));
    expect(read.map(([order, tracking]) => [order, tracking])).toEqual(
      rows.map(([order, tracking]) => [order, tracking]),
    );
  });

  it('loses no more than the row when a quote is open over several of its parts', () => {
    const text = `${HEADER.join(';')}\n1;2;"Jo;y\n${'3;4;Ma;y\n'.repeat(9_000)}5;6;"Io;y\n`;
    const read = cellsOf(text);
    expect(read).toHaveLength(9_002);
    expect([read[0], read[1], read.at(-1)]).toEqual([
      ['1', '2', 'Jo', 'y'],
      ['3', '4', 'Ma', 'y'],
      ['5', '6', 'Io', 'y'],
    ]);
  });
});

it('reads every table back that a program writes, whatever its delimiter, quotes and line ends', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 });
  const cell = fc.oneof(
    text,
    fc.constantFrom('"', '""', 'a"b', 'a";b', ';"', '"\n"', ';', ',', '|', '\t', '\n', '\r\n'),
  );
  const row = fc.tuple(fc.stringMatching(/^[a-z0-9]{1,8}$/), cell, cell, cell);
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(';', ',', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      (rows, delimiter, newline, quoted) => {
        const csv = stringify([HEADER, ...rows], {
          delimiter,
          record_delimiter: newline,
          quoted,
          quoted_match: /[\r\n]/,
        });
        const table = readTable(csv);
        expect(table).toMatchObject({ delimiter, header: HEADER });
        expect([...table.rows()].flat().map(({ cells }) => cells)).toEqual(rows);
      },
    ),
    runs(1_000),
  );
});
