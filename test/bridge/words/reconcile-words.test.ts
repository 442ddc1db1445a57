import { describe, expect, it } from 'vitest';
import {
  differenceSaying,
  reconcileLine,
  repairWord,
} from '../../../src/bridge/words/reconcile-words.ts';
import { REPAIRS } from '../../../src/mapping/side-difference.ts';

const EVEN = { atOtto: 127, inLedger: 127, inShop: 127, waiting: 0, keptOut: 0, differences: 0 };

describe('the line of a comparison', () => {
  it.each([
    [{}, '127 = 127 = 127, nichts offen', '127 = 127 = 127, nothing open'],
    [
      { inShop: 120, waiting: 5, keptOut: 2 },
      '127 bei OTTO = 127 in der Brücke = 120 im Shop + 5 warten + 2 bleiben draußen, nichts offen',
      '127 at OTTO = 127 in the bridge = 120 in the shop + 5 waiting + 2 kept out, nothing open',
    ],
    [
      { inShop: 125, waiting: 1, keptOut: 1 },
      '127 bei OTTO = 127 in der Brücke = 125 im Shop + 1 wartet + 1 bleibt draußen, nichts offen',
      '127 at OTTO = 127 in the bridge = 125 in the shop + 1 waiting + 1 kept out, nothing open',
    ],
    [{ differences: 3 }, '127 = 127 = 127, 3 Unterschiede', '127 = 127 = 127, 3 differences'],
    [
      { inLedger: 126, inShop: 126, differences: 1 },
      '127 bei OTTO ≠ 126 in der Brücke = 126 im Shop, 1 Unterschied',
      '127 at OTTO ≠ 126 in the bridge = 126 in the shop, 1 difference',
    ],
    [
      { inShop: 120, waiting: 5, differences: 2 },
      '127 bei OTTO = 127 in der Brücke ≠ 120 im Shop + 5 warten, 2 Unterschiede',
      '127 at OTTO = 127 in the bridge ≠ 120 in the shop + 5 waiting, 2 differences',
    ],
    [
      { atOtto: 12_700, inLedger: 12_700, inShop: 12_700 },
      '12.700 = 12.700 = 12.700, nichts offen',
      '12,700 = 12,700 = 12,700, nothing open',
    ],
  ])('of %o', (change, german, english) => {
    expect(reconcileLine('de', { ...EVEN, ...change })).toBe(german);
    expect(reconcileLine('en', { ...EVEN, ...change })).toBe(english);
  });
});

it.each([...REPAIRS, null])('the repair %s has words in both languages', (repair) => {
  expect(repairWord('de', repair)).not.toBe(repairWord('en', repair));
  expect([repairWord('de', repair), repairWord('en', repair)]).not.toContain(repair);
});

it('says what a difference is about, where it has a reason of its own', () => {
  const params = { orderNumber: 'bu5h6x7z2k', wooOrderId: 12, reason: 'shop-refused' };
  expect(differenceSaying('de', 'step-open', params).what).toBe(
    'Bestellung bu5h6x7z2k: Im Shop ist noch ein Schritt offen (Shop-Bestellung 12). Grund: vom Shop abgelehnt.',
  );
});
