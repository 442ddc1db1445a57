import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentFromDay } from '../../../src/bridge/cli/berlin-day.ts';
import { shellWord } from '../../../src/bridge/cli/command-hints.ts';
import { tableText, wrap } from '../../../src/bridge/cli/layout.ts';
import { problemsInWords } from '../../../src/bridge/words/problems-in-words.ts';

describe('prose', () => {
  it('is broken between words, below where it began', () => {
    expect(wrap('• eins zwei drei', 10)).toBe('• eins\n  zwei\n  drei');
    expect(wrap('  eins zwei drei', 10)).toBe('  eins\n  zwei\n  drei');
    expect(wrap('02.03.2026  angelegt als Bestellung', 24)).toBe(
      '02.03.2026  angelegt als\n            Bestellung',
    );
  });

  it('leaves a command whole, however long it is', () => {
    const command = '  npm run bridge -- settings set importRules.announcedImport all';
    expect(wrap(command, 20)).toBe(command);
  });

  it('loses no word', () => {
    const words = fc.array(fc.stringMatching(/^[a-zäöüß.,]{1,12}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 90 }), (some, width) => {
        const text = wrap(some.join(' '), width);
        expect(text.split(/\s+/)).toEqual(some);
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('a table', () => {
  const columns = [
    { head: 'Nr.', isWhole: true },
    { head: 'Was' },
    { head: 'Summe', isRight: true },
  ];

  it('stands in columns, sums to the right, without spaces at the end', () => {
    expect(
      tableText(
        columns,
        [
          ['a1', 'ein Hemd', '9 €'],
          ['b22', '', '10 €'],
        ],
        80,
      ),
    ).toBe(
      [
        'Nr.  Was       Summe',
        '───  ────────  ─────',
        'a1   ein Hemd    9 €',
        'b22             10 €',
      ].join('\n'),
    );
  });

  it('breaks between words where it is too wide, and within them only where it must', () => {
    const rows = [['a1', 'Spedition Wohnlandschaft dreiteilig', '9 €']];
    expect(tableText(columns, rows, 30)).toMatch(
      /^a1 {3}Spedition +9 €\n {5}Wohnlandschaft\n {5}dreiteilig$/m,
    );
    for (const line of tableText(columns, rows, 22).split('\n'))
      expect(line.length).toBeLessThanOrEqual(22);
  });
});

describe('a day', () => {
  it.each([
    ['2026-01-31', '2026-01-30T23:00:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', '2026-10-25T23:00:00.000Z'],
    ['2028-02-29', '2028-02-28T23:00:00.000Z'],
    ['2026-03-02T08:14:27.5Z', '2026-03-02T08:14:27.500Z'],
  ])('%s begins in Germany at %s', (day, moment) => {
    expect(momentFromDay(day)).toBe(moment);
  });

  it.each([
    '',
    '2026',
    '2026-2-1',
    '2026-02-29',
    '2026-13-01',
    '2026-02-31T00:00:00Z',
    'heute',
    ' 2026-01-01',
  ])('"%s" is none', (day) => {
    expect(() => momentFromDay(day)).toThrow(expect.objectContaining({ code: 'date-invalid' }));
  });
});

describe('words for others’ words', () => {
  it.each([
    [
      'a.b: Invalid input: expected number, received string',
      'a.b: erwartet wird eine Zahl',
      'a.b: expected: a number',
    ],
    [
      'x: Invalid option: expected one of "a"|"b"; y: used twice',
      'x: möglich sind: a, b; y: zweimal vergeben',
      'x: possible are: a, b; y: used twice',
    ],
    [
      'connect ECONNREFUSED 10.0.0.1:5432',
      'unter 10.0.0.1:5432 nimmt niemand Verbindungen an',
      'nobody takes connections at 10.0.0.1:5432',
    ],
    ['something new', 'something new', 'something new'],
  ])('%s', (problems, de, en) => {
    expect(problemsInWords('de', problems)).toBe(de);
    expect(problemsInWords('en', problems)).toBe(en);
  });

  it.each([
    ['SKU-1', 'SKU-1'],
    ['NEU 1', "'NEU 1'"],
    ["it's", "'it'\\''s'"],
    ['$(rm)', "'$(rm)'"],
  ])('a shell takes %s as one word', (text, word) => {
    expect(shellWord(text)).toBe(word);
  });
});
