import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PositionItem } from '../../../src/mapping/otto/sales-order.ts';
import {
  expandSets,
  NO_SETS,
  piecesInShop,
  type SetPart,
  wholePieces,
} from '../../../src/mapping/stock/expand-sets.ts';
import { readPartId, wholeId, wholeIds } from '../../../src/mapping/stock/part-id.ts';
import type { WooLineItem } from '../../../src/mapping/woocommerce/order.ts';
import { joinIds, META } from '../../../src/mapping/woocommerce/order-meta.ts';
import { basketOfPieces } from '../support/basket.ts';
import { runs } from '../support/property-runs.ts';
import { pieceWith } from '../support/sales-orders.ts';
import { productWith } from '../support/sets.ts';
import { lineWith, wooOrderWith } from '../support/woo-orders.ts';

const MUG = productWith('MUG-SHOP', 10);
const PLATE = productWith('PLATE-SHOP', 11);
const TEA_SET: SetPart[] = [
  { product: MUG, quantity: 2, weight: 60 },
  { product: PLATE, quantity: 1, weight: 40 },
];
const SETS = new Map([['TEA-SET', TEA_SET]]);

const set = (given: Partial<PositionItem> = {}) => pieceWith({ sku: 'TEA-SET', ...given });
const idsOf = (pieces: readonly { positionItemId: string }[]) =>
  pieces.map((piece) => piece.positionItemId);

const orderWith = (lines: readonly Partial<WooLineItem>[], written?: readonly string[]) =>
  wooOrderWith({
    lineItems: lines.map((line, index) => lineWith({ lineItemId: index + 1, ...line })),
    meta: written ? { [META.pieces]: joinIds([...written]) } : {},
  });

describe('a piece of a set that is not in the shop yet', () => {
  it('becomes one piece for each single product, which names its place, the count and its price', () => {
    const parts = expandSets([set({ grossCents: 1001 })], SETS, undefined);
    expect(idsOf(parts)).toEqual(['piece-1#1/3:301', 'piece-1#2/3:300', 'piece-1#3/3:400']);
    expect(parts.map(({ payableCents }) => payableCents)).toEqual([301, 300, 400]);
    expect(parts.map(({ part }) => part?.product)).toEqual([MUG, MUG, PLATE]);
  });

  it('keeps the state, the days and the words of the piece in every part', () => {
    const piece = set({
      fulfillmentStatus: 'SENT',
      sentAt: '2026-03-03T10:00:00.000Z',
      trackingNumber: '00340434161094042557',
      weeePickup: true,
      vatRatePercent: 7,
    });
    for (const part of expandSets([piece], SETS, undefined)) {
      const { positionItemId, grossCents, payableCents } = piece;
      const { part: _part, ...rest } = part;
      expect({ ...rest, positionItemId, grossCents, payableCents }).toEqual(piece);
    }
  });

  it('splits the price before the discount as well, never below what a part costs', () => {
    const [first, ...others] = expandSets(
      [set({ grossCents: 2499, payableCents: 1999 })],
      SETS,
      undefined,
    );
    const parts = [first, ...others].flatMap((part) => part ?? []);
    expect(parts.map(({ payableCents }) => payableCents)).toEqual([600, 599, 800]);
    expect(parts.map(({ grossCents }) => grossCents)).toEqual([750, 749, 1000]);
  });

  it('leaves pieces of other SKUs as they are', () => {
    const pieces = [
      pieceWith({ positionItemId: 'a' }),
      pieceWith({ positionItemId: 'b', sku: '' }),
    ];
    expect(expandSets(pieces, SETS, undefined)).toEqual(pieces);
    expect(expandSets([set()], NO_SETS, undefined)).toEqual([set()]);
  });
});

describe('a piece that is in the shop already', () => {
  const parts = ['piece-1#1/2:1500', 'piece-1#2/2:999'];
  const inShop = orderWith(
    [
      { productId: 20, sku: 'OLD-A', positionItemIds: [parts[0] ?? ''] },
      { productId: 21, sku: 'OLD-B', positionItemIds: [parts[1] ?? ''] },
    ],
    parts,
  );

  it('has the parts that stand in its lines, whatever the set is today', () => {
    for (const sets of [SETS, NO_SETS]) {
      const found = expandSets([set()], sets, inShop);
      expect(idsOf(found)).toEqual(parts);
      expect(found.map(({ payableCents }) => payableCents)).toEqual([1500, 999]);
      expect(found.map(({ part }) => part?.product?.productId)).toEqual([20, 21]);
    }
  });

  it('splits a new price as the old one was split', () => {
    const found = expandSets([set({ grossCents: 1000 })], SETS, inShop);
    expect(found.map(({ payableCents }) => payableCents)).toEqual([600, 400]);
    expect(idsOf(found)).toEqual(parts);
  });

  it('stays one piece where it was written as one before there was the set', () => {
    const plain = orderWith([{ positionItemIds: ['piece-1'] }], ['piece-1']);
    expect(expandSets([set()], SETS, plain)).toEqual([set()]);
    const takenOut = orderWith([], ['piece-1']);
    expect(expandSets([set()], SETS, takenOut)).toEqual([set()]);
  });

  it('finds parts whose line is gone by what was ever written', () => {
    const half = orderWith([{ productId: 20, positionItemIds: [parts[0] ?? ''] }], parts);
    const found = expandSets([set()], NO_SETS, half);
    expect(idsOf(found)).toEqual(parts);
    expect(found[1]?.part).toEqual({ product: undefined });
  });

  it('links a part whose line is gone to the product in its place, if the set has as many', () => {
    const ids = ['piece-1#1/3:900', 'piece-1#2/3:900', 'piece-1#3/3:699'];
    const none = orderWith([], ids);
    const again = expandSets([set()], SETS, none);
    expect(again.map(({ part }) => part?.product)).toEqual([MUG, MUG, PLATE]);
    const smaller = new Map([['TEA-SET', TEA_SET.slice(0, 1)]]);
    const unknown = expandSets([set()], smaller, none);
    expect(unknown.map(({ part }) => part?.product)).toEqual([undefined, undefined, undefined]);
  });

  it('takes a piece that came later apart by the set as it is now', () => {
    const later = set({ positionItemId: 'piece-2', grossCents: 1000 });
    const found = expandSets([set(), later], SETS, inShop);
    expect(idsOf(found)).toEqual([
      ...parts,
      'piece-2#1/3:300',
      'piece-2#2/3:300',
      'piece-2#3/3:400',
    ]);
  });

  it('takes the tax of a product that is still in the set, else counts it as taxed', () => {
    const untaxed = { ...MUG, productId: 20, taxStatus: 'none' as const };
    const known = new Map([['TEA-SET', [{ product: untaxed, quantity: 1, weight: 1 }]]]);
    expect(expandSets([set()], known, inShop)[0]?.part?.product).toEqual(untaxed);
    expect(expandSets([set()], NO_SETS, inShop)[0]?.part?.product).toMatchObject({
      taxStatus: 'taxable',
      sku: 'OLD-A',
    });
  });

  it('stays in its parts when it is in parts already', () => {
    const once = piecesInShop([set()], inShop);
    expect(piecesInShop(once, inShop)).toEqual(once);
    expect(expandSets(expandSets([set()], SETS, inShop), SETS, inShop)).toEqual(
      expandSets([set()], SETS, inShop),
    );
  });

  it('is in parts for what the ledger knows of it, too', () => {
    const known = { positionItemId: 'piece-1', payableCents: 2499, sku: 'TEA-SET' };
    expect(piecesInShop([known], inShop)).toEqual([
      { ...known, positionItemId: parts[0], payableCents: 1500 },
      { ...known, positionItemId: parts[1], payableCents: 999 },
    ]);
  });
});

const setParts = fc.array(
  fc.record({
    quantity: fc.integer({ min: 1, max: 5 }),
    weight: fc.integer({ min: 0, max: 100_000 }),
  }),
  { minLength: 1, maxLength: 6 },
);

const anySets = fc.array(setParts, { minLength: 3, maxLength: 3 }).map(
  (all) =>
    new Map(
      ['MUG', 'BOOK', 'NOT-IN-SHOP'].map((sku, index) => [
        sku,
        (all[index] ?? []).map((part, at) => ({
          ...part,
          product: productWith(`P${at}`, at + 1),
        })),
      ]),
    ),
);

describe('for any order and any sets', () => {
  it('the parts cost what the piece costs, to the cent', () => {
    fc.assert(
      fc.property(basketOfPieces, anySets, (pieces, sets) => {
        const parts = Map.groupBy(expandSets(pieces, sets, undefined), (part) =>
          wholeId(part.positionItemId),
        );
        for (const piece of pieces) {
          const of = parts.get(piece.positionItemId) ?? [];
          const sum = (pick: (part: PositionItem) => number) =>
            of.reduce((all, part) => all + pick(part), 0);
          expect(sum((part) => part.payableCents)).toBe(piece.payableCents);
          expect(sum((part) => part.grossCents)).toBe(piece.grossCents);
          expect(of.every((part) => part.grossCents >= part.payableCents)).toBe(true);
          expect(of.every((part) => part.payableCents >= 0)).toBe(true);
        }
      }),
      runs(150),
    );
  });

  it('pieces taken apart and put together are the pieces', () => {
    fc.assert(
      fc.property(basketOfPieces, anySets, (pieces, sets) => {
        expect(wholePieces(expandSets(pieces, sets, undefined))).toEqual(pieces);
      }),
      runs(150),
    );
  });

  it('what was written is read back just so, also under other sets', () => {
    fc.assert(
      fc.property(basketOfPieces, anySets, anySets, (pieces, sets, others) => {
        const written = expandSets(pieces, sets, undefined);
        const ids = idsOf(written);
        const order = orderWith(
          ids.map((id, index) => ({
            positionItemIds: [id],
            productId: written[index]?.part?.product?.productId ?? 0,
          })),
          ids,
        );
        const cents = (all: readonly PositionItem[]) =>
          all.map(({ positionItemId, payableCents, grossCents }) => [
            positionItemId,
            payableCents,
            grossCents,
          ]);
        expect(cents(expandSets(pieces, others, order))).toEqual(cents(written));
      }),
      runs(150),
    );
  });
});

describe('the id of a part', () => {
  it('leads back to the piece', () => {
    expect(readPartId('b01b8ad2#2/3:1999')).toEqual({
      positionItemId: 'b01b8ad2',
      place: 2,
      count: 3,
      cents: 1999,
    });
    expect(wholeId('b01b8ad2#2/3:1999')).toBe('b01b8ad2');
    expect(wholeIds(['a#1/2:5', 'b', 'a#2/2:5', 'b'])).toEqual(['a', 'b']);
  });

  it.each(['b01b8ad2', 'a#b', 'a#1', 'a#1/2', 'a#1/2:', '#1/2:3', 'a#1/2:3x', ''])(
    'is not %j',
    (id) => {
      expect(readPartId(id)).toBeUndefined();
      expect(wholeId(id)).toBe(id);
    },
  );
});
