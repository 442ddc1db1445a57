import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { returnPoolSchema } from '../../../src/mapping/carriers/pool-schema.ts';
import {
  daysLeft,
  poolSize,
  type ReturnPool,
  returnNumberAt,
  returnPoolProblems,
} from '../../../src/mapping/carriers/return-number.ts';
import { checkTrackingNumber } from '../../../src/mapping/carriers/tracking-number.ts';
import { runs } from '../support/property-runs.ts';

const DHL_POOL: ReturnPool = {
  carrier: 'DHL',
  prefix: '57754',
  digits: 6,
  firstSerial: 656_507,
  lastSerial: 656_606,
  checkDigit: 'dhl-identcode',
};

/** Pools as carriers give them out: the width of the serial follows from the prefix. */
const SHAPES: readonly {
  carrier: ReturnPool['carrier'];
  checkDigit: ReturnPool['checkDigit'];
  prefix: string;
  digits: number;
}[] = [
  { carrier: 'DHL', checkDigit: 'dhl-identcode', prefix: '57754', digits: 6 },
  { carrier: 'DHL', checkDigit: 'gs1', prefix: '00340434161', digits: 8 },
  { carrier: 'GLS', checkDigit: 'gls', prefix: '8412', digits: 7 },
  { carrier: 'GLS', checkDigit: 'none', prefix: '8412', digits: 7 },
  { carrier: 'HERMES', checkDigit: 'hermes', prefix: '0913', digits: 9 },
  { carrier: 'HERMES', checkDigit: 'none', prefix: 'H1001', digits: 15 },
];

const pools: fc.Arbitrary<ReturnPool> = fc
  .tuple(fc.constantFrom(...SHAPES), fc.nat({ max: 900_000 }), fc.nat({ max: 99_999 }))
  .map(([shape, firstSerial, more]) => ({ ...shape, firstSerial, lastSerial: firstSerial + more }));

describe('a number of the pool', () => {
  it.each([
    [656_507, '577546565072'],
    [656_508, '577546565088'],
    [656_606, '577546566062'],
  ])('of serial %i is %s', (serial, number) => {
    expect(returnNumberAt(DHL_POOL, serial)).toBe(number);
  });

  it('fills the serial up with zeros', () => {
    const pool = { ...DHL_POOL, firstSerial: 0 };
    expect(returnNumberAt(pool, 7)).toMatch(/^57754000007\d$/);
    expect(returnNumberAt({ ...pool, checkDigit: 'none' }, 7)).toBe('57754000007');
  });

  it.each([
    ['gs1', 'DHL', '00340434161', 8, 9_404_255, '00340434161094042557'],
    ['gls', 'GLS', '8412', 7, 2_517_829, '841225178292'],
    ['hermes', 'HERMES', '0913', 9, 313_153_072, '09133131530724'],
    ['none', 'HERMES', 'H123', 16, 4_567_890_123_456_789, 'H1234567890123456789'],
  ] as const)(
    'ends with the check digit "%s" of %s',
    (checkDigit, carrier, prefix, digits, serial, number) => {
      const pool = { carrier, prefix, digits, firstSerial: serial, lastSerial: serial, checkDigit };
      expect(returnNumberAt(pool, serial)).toBe(number);
    },
  );

  it('passes the check of its carrier, and no two are alike', () => {
    fc.assert(
      fc.property(pools, fc.nat(), fc.nat(), (pool, one, other) => {
        const serials = [one, other].map((at) => pool.firstSerial + (at % poolSize(pool)));
        const numbers = serials.map((serial) => returnNumberAt(pool, serial));
        for (const number of numbers) {
          expect(checkTrackingNumber(pool.carrier, number)).toBeUndefined();
        }
        expect(new Set(numbers).size).toBe(new Set(serials).size);
        expect(returnPoolProblems(pool)).toEqual([]);
      }),
      runs(1000),
    );
  });

  it('is different for each serial of a whole pool', () => {
    const numbers = Array.from({ length: poolSize(DHL_POOL) }, (_, index) =>
      returnNumberAt(DHL_POOL, DHL_POOL.firstSerial + index),
    );
    expect(new Set(numbers).size).toBe(100);
  });

  it.each([656_506, 656_607, -1, 656_507.5, Number.NaN])(
    'does not exist for the serial %d',
    (serial) => {
      expect(() => returnNumberAt(DHL_POOL, serial)).toThrow(RangeError);
    },
  );

  it('is not made from a pool that makes none', () => {
    expect(() => returnNumberAt({ ...DHL_POOL, digits: 5 }, 656_507)).toThrow('digits-too-few');
  });
});

describe('what is wrong with a pool', () => {
  it.each<[string, Partial<ReturnPool>, readonly string[]]>([
    ['nothing', {}, []],
    ['nothing with one number left', { lastSerial: 656_507 }, []],
    ['it is empty', { lastSerial: 656_506 }, ['range-empty']],
    ['its last serial is too wide', { lastSerial: 1_000_000 }, ['digits-too-few']],
    ['a serial is negative', { firstSerial: -1 }, ['serial-invalid']],
    ['a serial is no whole number', { lastSerial: 656_606.5 }, ['serial-invalid']],
    ['a serial is beyond exact numbers', { lastSerial: 2 ** 53, digits: 16 }, ['serial-invalid']],
    ['the prefix has letters', { prefix: 'JJD14' }, ['prefix-not-digits']],
    [
      'two things at once',
      { prefix: 'JJD14', lastSerial: 1 },
      ['range-empty', 'prefix-not-digits'],
    ],
    ['its numbers are too short', { prefix: '5775' }, ['number-refused']],
    ['its check digits are of another kind', { checkDigit: 'gls' }, ['number-refused']],
    ['it has no check digits', { prefix: '577546', checkDigit: 'none' }, ['number-refused']],
    ['it is of another carrier', { carrier: 'HERMES' }, ['number-refused']],
  ])('%s', (_what, change, problems) => {
    expect(returnPoolProblems({ ...DHL_POOL, ...change })).toEqual(problems);
  });

  it('is found where the first number fits by chance', () => {
    const pool = { ...DHL_POOL, prefix: '577546', checkDigit: 'none' } as const;
    const fitting = { ...pool, firstSerial: 565_072, lastSerial: 565_072 };
    expect(returnPoolProblems(fitting)).toEqual([]);
    expect(returnPoolProblems({ ...fitting, lastSerial: 565_088 })).toEqual(['number-refused']);
  });
});

describe('how long a pool lasts', () => {
  it('counts its numbers, first and last too', () => {
    expect(poolSize(DHL_POOL)).toBe(100);
    expect(poolSize({ ...DHL_POOL, lastSerial: DHL_POOL.firstSerial })).toBe(1);
    expect(poolSize({ ...DHL_POOL, lastSerial: 1 })).toBe(0);
  });

  it.each([
    [100, 10, 10],
    [99, 10, 9],
    [5, 0.5, 10],
    [9, 10, 0],
    [0, 3, 0],
    [-3, 3, 0],
    [100, 0, undefined],
  ])('%d numbers at %d a day last for %s whole days', (left, usedPerDay, days) => {
    expect(daysLeft({ left, usedPerDay })).toBe(days);
  });
});

describe('a pool as the owner enters it', () => {
  const entered = { id: 'dhl-2026', ...DHL_POOL };

  it('is read as it was written', () => {
    expect(returnPoolSchema.parse(entered)).toEqual(entered);
    const { prefix: _prefix, ...bare } = { ...entered, checkDigit: 'none' as const };
    expect(returnPoolSchema.parse(bare)).toMatchObject({ prefix: '' });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an id with capitals', { id: 'DHL' }, 'id'],
    ['no id', { id: '' }, 'id'],
    ['a long id', { id: 'a'.repeat(33) }, 'id'],
    ['a carrier that takes no returns', { carrier: 'DPD' }, 'carrier'],
    ['a prefix with blanks', { prefix: '577 54' }, 'prefix'],
    ['letters before a check digit', { prefix: 'JJD14' }, 'prefix'],
    ['no room for the serial', { digits: 0 }, 'digits'],
    ['too little room for the serial', { digits: 5 }, 'digits'],
    ['a range that ends before it begins', { lastSerial: 1 }, 'lastSerial'],
    ['a negative serial', { firstSerial: -1 }, 'firstSerial'],
    ['a check digit nobody knows', { checkDigit: 'luhn' }, 'checkDigit'],
  ])('is refused with %s', (_what, change, field) => {
    const read = returnPoolSchema.safeParse({ ...entered, ...change });
    expect(new Set(read.error?.issues.map(({ path }) => path.join('.')))).toEqual(new Set([field]));
  });

  it('is refused for the same field each time, in a list as well', () => {
    const broken = { ...entered, lastSerial: 1 };
    const paths = [z.array(returnPoolSchema), z.array(returnPoolSchema)].map((pools) =>
      pools.safeParse([broken]).error?.issues.map(({ path }) => path),
    );
    expect(paths).toEqual([[[0, 'lastSerial']], [[0, 'lastSerial']]]);
  });

  it('is refused with a field nobody knows', () => {
    expect(returnPoolSchema.safeParse({ ...entered, secret: 1 }).success).toBe(false);
  });

  it('stays readable when its carrier writes no such numbers', () => {
    expect(returnPoolSchema.safeParse({ ...entered, prefix: '5775' }).success).toBe(true);
  });
});
