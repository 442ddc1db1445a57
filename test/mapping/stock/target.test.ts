import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ShopStock, stockHolder } from '../../../src/mapping/stock/stock-reading.ts';
import { LARGEST_QUANTITY } from '../../../src/mapping/stock/stock-words.ts';
import {
  type StockPart,
  type StockRules,
  stockTarget,
  targetInVacation,
} from '../../../src/mapping/stock/target.ts';

const USUAL: StockRules = { buffer: 0, cap: null };

/** @param shelf parts with the same one live on one number of the shop */
function counted(quantity: number, isInStock = quantity > 0, shelf = 1): ShopStock {
  return { is: 'counted', quantity, isInStock, holder: stockHolder(shelf, 0) };
}

function part(stock: ShopStock, more: Partial<StockPart> & { status?: string } = {}): StockPart {
  const { status = 'publish', ...rest } = more;
  const reading = { productId: 1, variationId: 0, status, stock };
  return { quantity: 1, reading, reserved: 0, sharedWith: 0, ...rest };
}

describe('What OTTO is to show of a SKU', () => {
  it.each([
    ['a number as it is', part(counted(7)), 7, 7, undefined],
    ['zero for nothing', part(counted(0)), 0, 0, undefined],
    ['zero below zero', part(counted(-3)), -3, 0, 'negative'],
    ['zero below zero although it may be ordered', part(counted(-3, true)), -3, 0, 'negative'],
    ['whole pieces of a fraction', part(counted(2.99)), 2, 2, undefined],
    ['zero for less than a piece', part(counted(0.9)), 0, 0, undefined],
    [
      'what OTTO can hold of a huge number',
      part(counted(1e14)),
      LARGEST_QUANTITY,
      LARGEST_QUANTITY,
      'capped',
    ],
    ['zero where the shop itself holds the rest back', part(counted(2, false)), 0, 0, 'sold-out'],
    [
      'nothing where the shop counts none',
      part({ is: 'not-counted', isInStock: true }),
      undefined,
      undefined,
      'not-managed',
    ],
    [
      'zero where it counts none and has none',
      part({ is: 'not-counted', isInStock: false }),
      0,
      0,
      'sold-out',
    ],
    [
      'nothing of a number that is none',
      part({ is: 'unreadable' }),
      undefined,
      undefined,
      'unreadable',
    ],
    ['zero of a draft', part(counted(7), { status: 'draft' }), 0, 0, 'not-published'],
    ['zero of what is in the bin', part(counted(7), { status: 'trash' }), 0, 0, 'not-published'],
    ['zero of what is gone', part(counted(7), { reading: undefined }), 0, 0, 'product-gone'],
    ['zero where all of it is sold', part(counted(2), { reserved: 2 }), 2, 0, 'all-reserved'],
    ['less what is sold', part(counted(7), { reserved: 3 }), 7, 4, undefined],
    ['all of it to each that shares it', part(counted(7), { sharedWith: 2 }), 7, 7, 'shared'],
  ] as const)('is %s', (_, given, shopQuantity, target, code) => {
    const made = stockTarget([given], USUAL);
    expect(made).toMatchObject({ shopQuantity, target });
    expect(made.finding?.code).toBe(code);
  });

  it('is nothing where no product is known', () => {
    expect(stockTarget([], USUAL)).toMatchObject({
      target: undefined,
      finding: { code: 'no-product' },
    });
  });

  it('keeps the buffer back after what is sold, and never exceeds the cap', () => {
    const given = [part(counted(10), { reserved: 3 })];
    expect(stockTarget(given, { buffer: 2, cap: null }).target).toBe(5);
    expect(stockTarget(given, { buffer: 2, cap: 4 })).toMatchObject({
      target: 4,
      finding: { code: 'capped', params: { cap: 4 } },
    });
    expect(stockTarget(given, { buffer: 2, cap: 5 }).finding).toBeUndefined();
    expect(stockTarget(given, { buffer: 7, cap: null })).toMatchObject({
      target: 0,
      finding: { code: 'within-buffer', params: { buffer: 7 } },
    });
    expect(stockTarget(given, { buffer: 0, cap: 0 }).target).toBe(0);
  });

  it('is of a set how many can be made, and zero once one part is certainly missing', () => {
    const spoons = part(counted(7), { quantity: 2 });
    const cups = part(counted(12, true, 2), { quantity: 3, reserved: 1 });
    const endless = part({ is: 'not-counted', isInStock: true });
    expect(stockTarget([spoons, cups], USUAL)).toMatchObject({ shopQuantity: 3, target: 3 });
    expect(stockTarget([spoons, endless], USUAL).target).toBeUndefined();
    const none = part({ is: 'not-counted', isInStock: false });
    expect(stockTarget([endless, none], USUAL).target).toBe(0);
  });

  it('counts a number once that two parts of a set live on, as variations on their product', () => {
    const red = part(counted(5), { reserved: 1 });
    const blue = part(counted(5), { quantity: 2, reserved: 1 });
    const cup = part(counted(9, true, 2), { reserved: 2 });
    expect(stockTarget([red, blue], USUAL)).toMatchObject({ shopQuantity: 1, target: 1 });
    expect(stockTarget([red, cup, red], USUAL)).toMatchObject({ shopQuantity: 2, target: 2 });
  });

  it('is never more than is there, and as much as the rules allow', () => {
    const pieces = fc.integer({ min: -50, max: 500 });
    const parts = fc.array(
      fc.record({
        stock: pieces,
        quantity: fc.integer({ min: 1, max: 5 }),
        reserved: fc.nat(40),
      }),
      { minLength: 1, maxLength: 4 },
    );
    const rules = fc.record({ buffer: fc.nat(20), cap: fc.option(fc.nat(300)) });
    fc.assert(
      fc.property(parts, rules, (given, wanted) => {
        const made = stockTarget(
          given.map(({ stock, ...rest }, shelf) => part(counted(stock, stock > 0, shelf), rest)),
          wanted,
        );
        const target = made.target ?? Number.NaN;
        expect(target).toBeGreaterThanOrEqual(0);
        expect(target).toBeLessThanOrEqual(wanted.cap ?? LARGEST_QUANTITY);
        // With the buffer kept back, one more would not be there, or be over the cap.
        const isMost =
          target + 1 > (wanted.cap ?? LARGEST_QUANTITY) ||
          !given.every(
            ({ stock, quantity, reserved }) =>
              stock >= reserved + quantity * (target + 1 + wanted.buffer),
          );
        expect(isMost).toBe(true);
        const isKept = given.every(
          ({ stock, quantity, reserved }) =>
            stock >= reserved + quantity * (target + wanted.buffer),
        );
        expect(target === 0 || isKept).toBe(true);
      }),
    );
  });

  it('gives zero a number or a reason, never both missing', () => {
    const stock = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((quantity) => counted(quantity)),
      fc.boolean().map((isInStock): ShopStock => ({ is: 'not-counted', isInStock })),
      fc.constant<ShopStock>({ is: 'unreadable' }),
    );
    fc.assert(
      fc.property(stock, fc.constantFrom('publish', 'draft', 'trash'), (given, status) => {
        const { target, finding } = stockTarget([part(given, { status })], USUAL);
        if (target === undefined) expect(finding).toBeDefined();
        else {
          expect(Number.isInteger(target)).toBe(true);
          expect(target).toBeGreaterThanOrEqual(0);
          expect(target).toBeLessThanOrEqual(LARGEST_QUANTITY);
        }
      }),
    );
  });
});

describe('The owner’s vacation', () => {
  const told = stockTarget([part(counted(7))], USUAL);
  const untold = stockTarget([part({ is: 'not-counted', isInStock: true })], USUAL);
  const home = { isVacation: false, isAway: false, restore: undefined };

  it('is zero of all that OTTO is told of', () => {
    expect(targetInVacation(told, { ...home, isVacation: true })).toMatchObject({
      shopQuantity: 7,
      target: 0,
      finding: { code: 'vacation' },
    });
    expect(targetInVacation(told, home)).toBe(told);
  });

  it('is zero of the rest only where it was set to zero for it, and brings that back', () => {
    expect(targetInVacation(untold, { ...home, isVacation: true }).target).toBeUndefined();
    expect(targetInVacation(untold, { isVacation: true, isAway: true, restore: 12 }).target).toBe(
      0,
    );
    expect(targetInVacation(untold, { ...home, restore: 12 })).toMatchObject({
      target: 12,
      finding: { code: 'restored' },
    });
    expect(targetInVacation(told, { ...home, restore: 12 }).target).toBe(7);
  });
});
