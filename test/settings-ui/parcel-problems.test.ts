import { describe, expect, it } from 'vitest';
import {
  numbersMissing,
  parcelProblems,
} from '../../src/settings-ui/features/ship/parcel-problems.ts';
import {
  emptyParcel,
  type ParcelDraft,
} from '../../src/settings-ui/features/ship/shipment-draft.ts';

const parcel = (key: number, pieces: string[], typed: Partial<ParcelDraft> = {}): ParcelDraft => ({
  ...emptyParcel(key),
  trackingNumber: `0034043416109404255${key}`,
  pieces,
  ...typed,
});

const problems = (parcels: ParcelDraft[], ticked: string[]) =>
  [...parcelProblems(parcels, ticked)].filter(([, some]) => some.length > 0);

describe('what is in which parcel', () => {
  it('is well when every piece is in one parcel, or none is put anywhere', () => {
    expect(problems([parcel(1, ['a']), parcel(2, ['b'])], ['a', 'b'])).toEqual([]);
    expect(problems([parcel(1, []), parcel(2, [])], ['a', 'b'])).toEqual([]);
    expect(problems([parcel(1, ['a']), parcel(2, [])], ['a', 'b'])).toEqual([]);
  });

  it('names the piece that is in no parcel, and the one that is in two instead', () => {
    expect(problems([parcel(1, ['a']), parcel(2, ['a'])], ['a', 'b'])).toEqual([
      [
        2,
        [
          { is: 'in-other-parcel', piece: 'a', otherParcel: 1 },
          { is: 'in-no-parcel', piece: 'b' },
        ],
      ],
    ]);
  });

  it('lets a piece be in two parcels only where it is alone in them', () => {
    const two = [parcel(1, ['a']), parcel(2, ['a'])];
    expect(problems([...two, parcel(3, ['b'])], ['a', 'b'])).toEqual([]);
    expect(problems([...two, parcel(3, [])], ['a', 'b'])).toEqual([]);
    expect(problems([parcel(1, ['a', 'b']), parcel(2, ['a'])], ['a', 'b'])).toEqual([
      [2, [{ is: 'in-other-parcel', piece: 'a', otherParcel: 1 }]],
    ]);
  });

  it('names the parcel for which nothing is left', () => {
    expect(problems([parcel(1, ['a', 'b']), parcel(2, [])], ['a', 'b'])).toEqual([
      [2, [{ is: 'nothing-inside' }]],
    ]);
  });

  it('asks for nothing where only one piece left', () => {
    expect(problems([parcel(1, ['a']), parcel(2, ['b'])], ['a'])).toEqual([]);
  });
});

describe('a missing number', () => {
  it('is told at a further parcel of which nothing is said', () => {
    const blank = parcel(2, [], { trackingNumber: ' ' });
    expect(problems([parcel(1, []), blank], ['a'])).toEqual([[2, [{ is: 'number-missing' }]]]);
    expect(problems([parcel(1, []), { ...blank, carrier: 'DACHSER' }], ['a'])).toEqual([]);
    expect(problems([blank], ['a'])).toEqual([]);
  });

  it('is told at the empty field where the bridge misses it, whether or not it would wait first', () => {
    const parcels = [parcel(1, []), parcel(2, [], { trackingNumber: '' })];
    for (const code of ['report-tracking-expected', 'report-tracking-missing']) {
      expect([...numbersMissing(parcels, [{ about: { code } }])]).toEqual([
        [2, [{ is: 'number-missing' }]],
      ]);
    }
    const others = [{ about: { code: 'report-tracking-too-short' } }, { about: null }];
    expect(numbersMissing(parcels, others).size).toBe(0);
  });
});
