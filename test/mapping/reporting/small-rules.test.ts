import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dealOut } from '../../../src/mapping/reporting/deal-out.ts';
import { matchesSku } from '../../../src/mapping/reporting/sku-patterns.ts';
import { runs } from '../support/property-runs.ts';

describe('a SKU pattern', () => {
  it.each([
    ['SOFA', 'SOFA', true],
    ['SOFA-1', 'SOFA', false],
    ['SOFA-1', 'SOFA*', true],
    ['SOFA', 'SOFA*', true],
    ['sofa', 'SOFA', false],
    ['GARDEN-SOFA', '*SOFA', true],
    ['GARDEN-SOFA-1', '*SOFA', false],
    ['A-SOFA-B', '*SOFA*', true],
    ['AB', 'AB*B', false],
    ['ABB', 'AB*B', true],
    ['A.B', 'A?B', false],
    ['Sped-Kühl084-kombi', 'Sped-*-kombi', true],
    ['a1b2c3', 'a*b*c*', true],
    ['a1c2b3', 'a*b*c*', false],
    ['anything', '*', true],
  ])('%s against %s: %s', (sku, pattern, fits) => {
    expect(matchesSku(sku, [pattern])).toBe(fits);
  });

  it('is one of several, and none fits where there is none', () => {
    expect(matchesSku('SOFA', ['MUG', 'SO*'])).toBe(true);
    expect(matchesSku('SOFA', [])).toBe(false);
  });

  it('of many stars is answered at once', () => {
    expect(matchesSku('a'.repeat(200), [`${'*a'.repeat(100)}*b`])).toBe(false);
  });
});

describe('dealing out', () => {
  const counts = fc.record({
    pieces: fc.integer({ min: 1, max: 12 }),
    parcels: fc.integer({ min: 1, max: 12 }),
  });
  const upTo = (count: number) => Array.from({ length: count }, (_, place) => place);

  it('gives every piece to a parcel once, and leaves no parcel empty', () => {
    fc.assert(
      fc.property(counts, ({ pieces, parcels }) => {
        const dealt = dealOut(upTo(pieces), upTo(parcels));
        expect(dealt.flatMap((each) => each.pieces)).toEqual(upTo(pieces));
        expect(dealt.flatMap((each) => each.parcels)).toEqual(upTo(parcels));
        for (const each of dealt) {
          expect(Math.min(each.pieces.length, each.parcels.length)).toBe(1);
        }
      }),
      runs(100),
    );
  });

  it('deals the rest as before when one parcel is gone with its pieces', () => {
    fc.assert(
      fc.property(counts, fc.nat(), ({ pieces, parcels }, chance) => {
        const dealt = dealOut(upTo(pieces), upTo(parcels));
        const gone = chance % dealt.length;
        const rest = dealt.filter((_, place) => place !== gone);
        const again = dealOut(
          rest.flatMap((each) => each.pieces),
          rest.flatMap((each) => each.parcels),
        );
        expect(again).toEqual(rest);
      }),
      runs(200),
    );
  });

  it('has nothing to do without pieces, or without parcels', () => {
    expect(dealOut([], [1])).toEqual([]);
    expect(dealOut([1], [])).toEqual([]);
  });
});
