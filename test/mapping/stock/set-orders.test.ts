import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findContradictions } from '../../../src/mapping/contradictions.ts';
import { vanishedPieces } from '../../../src/mapping/hold-reason.ts';
import { importRulesSchema } from '../../../src/mapping/import-rules.ts';
import { orderPhase } from '../../../src/mapping/order-phase.ts';
import { orderTotalCents } from '../../../src/mapping/order-total.ts';
import type { PositionItem, SalesOrder } from '../../../src/mapping/otto/sales-order.ts';
import { NO_SETS, type Sets } from '../../../src/mapping/stock/expand-sets.ts';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import { releasedOrder, SHOP_PRODUCTS, salesOrderOf } from '../support/basket.ts';
import { DEFAULT_RULES } from '../support/import-into.ts';
import { ModelShop } from '../support/model-shop.ts';
import { PROPERTY_TIMEOUT_MS, runs } from '../support/property-runs.ts';
import { pieceWith } from '../support/sales-orders.ts';
import { importSets, planSets, setIn } from '../support/sets.ts';
import { shopWith } from '../support/shop-profiles.ts';
import { TAX_SET_UPS } from '../support/tax-set-ups.ts';

const SKU = 'GIFT-SET';

const newShop = () => new ModelShop(shopWith(), SHOP_PRODUCTS);

/** Two mugs and a book. */
const giftSet = (shop: ModelShop): Sets =>
  new Map([
    [
      SKU,
      setIn(shop, [
        ['MUG', 2, 60],
        ['BOOK', 1, 40],
      ]),
    ],
  ]);

const piece = (given: Partial<PositionItem> = {}) =>
  pieceWith({ sku: SKU, processableAt: '2026-03-02T08:50:00.000Z', ...given });

const orderWith = (...positionItems: PositionItem[]): SalesOrder => salesOrderOf({ positionItems });

const linesOf = (shop: ModelShop) =>
  (shop.found()?.order.lineItems ?? []).map(({ sku, quantity, grossCents, positionItemIds }) => ({
    sku,
    quantity,
    grossCents,
    positionItemIds,
  }));

const refundsOf = (shop: ModelShop) => shop.found()?.refunds ?? [];

function contradictionsIn(shop: ModelShop, salesOrder: SalesOrder) {
  const found = shop.found();
  if (!found) throw new Error('not in the shop');
  const otto = {
    phase: orderPhase(salesOrder.positionItems),
    positionItems: salesOrder.positionItems,
    grossCents: orderTotalCents(salesOrder),
  };
  return findContradictions(otto, found, DEFAULT_RULES);
}

/** All pieces in another state, as OTTO would show them later. */
function later(salesOrder: SalesOrder, change: Partial<PositionItem>): SalesOrder {
  return {
    ...salesOrder,
    positionItems: salesOrder.positionItems.map((one) => ({
      ...one,
      ...change,
      rawFulfillmentStatus: change.fulfillmentStatus ?? one.rawFulfillmentStatus,
    })),
  };
}

describe('an order of a set', () => {
  it('has a line for each product, whose prices are the set’s to the cent', () => {
    const shop = newShop();
    const plan = importSets(shop, orderWith(piece({ grossCents: 4999 })), giftSet(shop));
    expect(plan).toMatchObject({ step: { action: 'none' }, issues: [] });
    expect(linesOf(shop)).toEqual([
      { sku: 'MUG', quantity: 1, grossCents: 1500, positionItemIds: ['piece-1#1/3:1500'] },
      { sku: 'MUG', quantity: 1, grossCents: 1499, positionItemIds: ['piece-1#2/3:1499'] },
      { sku: 'BOOK', quantity: 1, grossCents: 2000, positionItemIds: ['piece-1#3/3:2000'] },
    ]);
    expect(shop.found()?.order.totalCents).toBe(4999);
  });

  it('takes the stock of every product', () => {
    const shop = newShop();
    importSets(shop, orderWith(piece(), piece({ positionItemId: 'piece-2' })), giftSet(shop));
    expect([shop.stockTaken('MUG'), shop.stockTaken('BOOK')]).toEqual([4, 2]);
  });

  it('puts equal parts of several pieces into one line', () => {
    const shop = newShop();
    importSets(
      shop,
      orderWith(
        piece({ grossCents: 5000 }),
        piece({ positionItemId: 'piece-2', grossCents: 5000 }),
      ),
      giftSet(shop),
    );
    expect(linesOf(shop).map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['MUG', 4],
      ['BOOK', 2],
    ]);
  });

  it('keeps products apart that cost the same', () => {
    const shop = newShop();
    const pair = setIn(shop, [
      ['MUG', 1, 1],
      ['BOOK', 1, 1],
    ]);
    importSets(shop, orderWith(piece({ grossCents: 5000 })), new Map([[SKU, pair]]));
    expect(linesOf(shop).map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['MUG', 1],
      ['BOOK', 1],
    ]);
  });

  it('keeps a set’s part apart from the same product bought alone', () => {
    const shop = newShop();
    importSets(
      shop,
      orderWith(
        piece({ grossCents: 5000 }),
        pieceWith({ positionItemId: 'mug', sku: 'MUG', grossCents: 1500 }),
      ),
      giftSet(shop),
    );
    expect(linesOf(shop).map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['MUG', 2],
      ['BOOK', 1],
      ['MUG', 1],
    ]);
  });

  it('keeps OTTO’s VAT rate in every line, whatever the products’ own', () => {
    const shop = newShop();
    importSets(shop, orderWith(piece({ vatRatePercent: 7 })), giftSet(shop));
    expect(shop.found()?.order.lineItems.map(({ taxClass }) => taxClass)).toEqual(
      linesOf(shop).map(() => 'reduced-rate'),
    );
    expect(shop.found()?.order.totalCents).toBe(2499);
  });

  it('is taken for whole, with no hold, where unknown SKUs are to be held', () => {
    const shop = newShop();
    const rules = importRulesSchema.parse({ unknownSku: 'hold' });
    const held = planSets(shop, orderWith(piece()), NO_SETS, { rules });
    expect(held.step).toMatchObject({ action: 'hold', reason: { skus: SKU } });
    expect(planSets(shop, orderWith(piece()), giftSet(shop), { rules }).step.action).toBe('create');
  });
});

describe('the shop comes to the gross of OTTO, to the cent, with sets in a shop with', () => {
  it.each(TAX_SET_UPS)('%s', { timeout: PROPERTY_TIMEOUT_MS }, (_name, settings) => {
    fc.assert(
      fc.property(
        releasedOrder,
        fc.array(
          fc.tuple(
            fc.constantFrom('MUG', 'BOOK', 'PANEL'),
            fc.integer({ min: 1, max: 3 }),
            fc.integer({ min: 0, max: 99 }),
          ),
          { minLength: 1, maxLength: 3 },
        ),
        (salesOrder, parts) => {
          const shop = new ModelShop(settings, SHOP_PRODUCTS);
          const set = setIn(shop, parts);
          const sets = new Map(['NOT-IN-SHOP', 'SHIRT-RED', 'MUG'].map((sku) => [sku, set]));
          const plan = planSets(shop, salesOrder, sets);
          shop.apply(plan.step);
          expect(shop.found()?.order.totalCents).toBe(orderTotalCents(salesOrder));
          expect(planSets(shop, salesOrder, sets).step.action).toBe('none');
          expect(planSets(shop, salesOrder, NO_SETS).step.action).toBe('none');
          expect(contradictionsIn(shop, salesOrder)).toEqual([]);
        },
      ),
      runs(40),
    );
  });
});

describe('later, an order of a set', () => {
  it('is planned for nothing more, by the same set, by another, by none', () => {
    const shop = newShop();
    const salesOrder = orderWith(piece());
    importSets(shop, salesOrder, giftSet(shop));
    const other = new Map([[SKU, setIn(shop, [['PANEL', 1, 1]])]]);
    for (const sets of [giftSet(shop), other, NO_SETS]) {
      expect(planSets(shop, salesOrder, sets).step).toEqual({ action: 'none' });
    }
  });

  it('that was imported before there was the set stays one line', () => {
    const shop = newShop();
    const salesOrder = orderWith(piece());
    importSets(shop, salesOrder, NO_SETS);
    expect(planSets(shop, salesOrder, giftSet(shop)).step).toEqual({ action: 'none' });
    expect(linesOf(shop)).toHaveLength(1);
  });

  it('gets all its products refunded and back on stock when the piece is cancelled', () => {
    const shop = newShop();
    const other = pieceWith({ positionItemId: 'kept', sku: 'PANEL' });
    const salesOrder = orderWith(piece({ grossCents: 5000 }), other);
    importSets(shop, salesOrder, giftSet(shop));
    const gone = piece({ grossCents: 5000, fulfillmentStatus: 'CANCELLED_BY_MARKETPLACE' });
    const cancelled = orderWith(gone, other);
    const plan = planSets(shop, cancelled, NO_SETS);
    expect(plan.step).toMatchObject({
      action: 'refund',
      positionItemIds: ['piece-1#1/3:1500', 'piece-1#2/3:1500', 'piece-1#3/3:2000'],
      refund: { amount: '50.00' },
    });
    importSets(shop, cancelled, NO_SETS);
    expect(refundsOf(shop).map(({ amountCents }) => amountCents)).toEqual([5000]);
    expect([shop.stockTaken('MUG'), shop.stockTaken('BOOK')]).toEqual([0, 0]);
    expect(contradictionsIn(shop, cancelled)).toEqual([]);
  });

  it('has one note for the piece, not one for each product', () => {
    const shop = newShop();
    const other = pieceWith({ positionItemId: 'kept', sku: 'PANEL' });
    const take = { weeePickup: true, productTitle: 'Gift set' };
    importSets(shop, orderWith(piece(take), other), giftSet(shop));
    const gone = piece({ ...take, fulfillmentStatus: 'CANCELLED_BY_MARKETPLACE' });
    const { step } = planSets(shop, orderWith(gone, other), giftSet(shop));
    expect(step).toMatchObject({ notes: [{ key: 'cancelled:piece-1' }] });
    const [created] = shop.written;
    const notes = created?.action === 'create' ? created.notes : [];
    expect(notes.map(({ key, text }) => [key, text.split('Gift set').length - 1])).toEqual([
      ['take-back', 1],
    ]);
  });

  it('has one note for each parcel, which counts the set once', () => {
    const shop = newShop();
    const salesOrder = orderWith(piece({ productTitle: 'Gift set' }));
    importSets(shop, salesOrder, giftSet(shop));
    const sent = later(salesOrder, {
      fulfillmentStatus: 'SENT',
      carrier: 'DHL',
      trackingNumber: '00340434161094042557',
    });
    const { step } = planSets(shop, sent, giftSet(shop));
    expect(step).toMatchObject({
      action: 'update',
      notes: [
        { key: 'sent:DHL:00340434161094042557', text: expect.stringContaining('1 × Gift set') },
      ],
    });
  });

  it('says once that a whole order is cancelled', () => {
    const shop = newShop();
    const salesOrder = orderWith(piece({ productTitle: 'Gift set' }));
    importSets(shop, salesOrder, giftSet(shop));
    const off = later(salesOrder, { fulfillmentStatus: 'CANCELLED_BY_MARKETPLACE' });
    const { step } = planSets(shop, off, giftSet(shop));
    expect(step).toMatchObject({
      notes: [{ key: 'cancelled:piece-1', text: expect.stringContaining('1 × Gift set') }],
    });
  });

  it('gets all its products refunded when the piece comes back, each once', () => {
    const shop = newShop();
    const salesOrder = orderWith(piece({ grossCents: 4999 }));
    importSets(shop, salesOrder, giftSet(shop));
    importSets(shop, later(salesOrder, { fulfillmentStatus: 'SENT' }), giftSet(shop));
    const back = later(salesOrder, { fulfillmentStatus: 'RETURNED' });
    importSets(shop, back, NO_SETS);
    importSets(shop, back, giftSet(shop));
    expect(refundsOf(shop).map(({ amountCents }) => amountCents)).toEqual([4999]);
    expect(refundsOf(shop)[0]?.lines.map(({ quantity }) => quantity)).toEqual([1, 1, 1]);
  });

  it('gets a price reduction booked over its products, and the rest when it comes back', () => {
    const shop = newShop();
    const salesOrder = orderWith(piece({ grossCents: 5000 }));
    importSets(shop, salesOrder, giftSet(shop));
    const sent = later(salesOrder, { fulfillmentStatus: 'SENT' });
    importSets(shop, sent, giftSet(shop));
    const reduction = {
      moneyKey: 'R-1|piece-1',
      kind: 'reduction' as const,
      positionItemId: 'piece-1',
      cents: 1001,
    };
    const afterSale = { moneyBack: [reduction], conditions: new Map() };
    importSets(shop, sent, giftSet(shop), { afterSale });
    importSets(shop, sent, NO_SETS, { afterSale });
    expect(refundsOf(shop).map(({ amountCents }) => amountCents)).toEqual([1001]);
    expect(contradictionsIn(shop, sent)).toEqual([]);
    importSets(shop, later(salesOrder, { fulfillmentStatus: 'RETURNED' }), giftSet(shop), {
      afterSale,
    });
    expect(
      refundsOf(shop)
        .map(({ amountCents }) => amountCents)
        .sort(),
    ).toEqual([1001, 3999]);
  });

  it('restocks its products by the condition of the piece', () => {
    const rules = importRulesSchema.parse({ restockReturned: true, restockConditions: ['A'] });
    for (const [condition, taken] of [
      ['A', 0],
      ['D', 2],
    ] as const) {
      const shop = newShop();
      const salesOrder = orderWith(piece());
      importSets(shop, salesOrder, giftSet(shop), { rules });
      importSets(shop, later(salesOrder, { fulfillmentStatus: 'SENT' }), NO_SETS, { rules });
      const afterSale = { moneyBack: [], conditions: new Map([['piece-1', condition] as const]) };
      const back = later(salesOrder, { fulfillmentStatus: 'RETURNED' });
      importSets(shop, back, NO_SETS, { rules, afterSale });
      expect(shop.stockTaken('MUG')).toBe(taken);
    }
  });

  it('gets a new price, split as the old one was', () => {
    const shop = newShop();
    const announced = orderWith(piece({ fulfillmentStatus: 'ANNOUNCED', grossCents: 5000 }));
    const rules = importRulesSchema.parse({ announcedImport: 'all' });
    importSets(shop, announced, giftSet(shop), { rules });
    const cheaper = orderWith(piece({ fulfillmentStatus: 'ANNOUNCED', grossCents: 4000 }));
    const other = new Map([[SKU, setIn(shop, [['PANEL', 1, 1]])]]);
    importSets(shop, cheaper, other, { rules });
    expect(
      linesOf(shop).map(({ sku, quantity, grossCents }) => [sku, quantity, grossCents]),
    ).toEqual([
      ['MUG', 2, 2400],
      ['BOOK', 1, 1600],
    ]);
    expect(shop.found()?.order.totalCents).toBe(4000);
  });

  it('loses all its products when the piece is cancelled before it is paid', () => {
    const shop = newShop();
    const rules = importRulesSchema.parse({ announcedImport: 'all' });
    const kept = pieceWith({
      positionItemId: 'kept',
      sku: 'PANEL',
      fulfillmentStatus: 'ANNOUNCED',
    });
    importSets(shop, orderWith(piece({ fulfillmentStatus: 'ANNOUNCED' }), kept), giftSet(shop), {
      rules,
    });
    const gone = piece({ fulfillmentStatus: 'CANCELLED_BY_MARKETPLACE' });
    importSets(shop, orderWith(gone, kept), giftSet(shop), { rules });
    expect(linesOf(shop).map(({ sku }) => sku)).toEqual(['PANEL']);
    expect(contradictionsIn(shop, orderWith(gone, kept))).toEqual([]);
  });

  it('gets a piece that comes later in the parts of the set as it is now', () => {
    const shop = newShop();
    const first = piece({ grossCents: 5000 });
    importSets(shop, orderWith(first), giftSet(shop));
    const second = piece({ positionItemId: 'piece-2', grossCents: 3000 });
    const now = new Map([[SKU, setIn(shop, [['PANEL', 1, 1]])]]);
    importSets(shop, orderWith(first, second), now);
    expect(linesOf(shop).map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['MUG', 2],
      ['BOOK', 1],
      ['PANEL', 1],
    ]);
    expect(shop.found()?.order.totalCents).toBe(8000);
  });
});

describe('a person in the shop', () => {
  const salesOrder = orderWith(
    piece({ grossCents: 5000 }),
    piece({ positionItemId: 'piece-2', grossCents: 5000 }),
  );
  const imported = () => {
    const shop = newShop();
    importSets(shop, salesOrder, giftSet(shop));
    return shop;
  };
  const lineId = (shop: ModelShop, sku: string) =>
    shop.found()?.order.lineItems.find((line) => line.sku === sku)?.lineItemId ?? 0;

  it('who takes out one product of a set is told of one piece, by OTTO’s SKU', () => {
    const shop = imported();
    const line = shop.found()?.order.lineItems[1];
    shop.changeByHand({
      line_items: [
        { id: line?.lineItemId, quantity: 1, total: '16.806723', subtotal: '16.806723' },
      ],
    });
    expect(contradictionsIn(shop, salesOrder)).toEqual([
      { code: 'pieces-missing-in-shop', pieces: 1, skus: SKU },
    ]);
    expect(planSets(shop, salesOrder, giftSet(shop)).step.action).toBe('none');
  });

  it('who takes out a whole product line is told of the pieces, not of their products', () => {
    const shop = imported();
    shop.changeByHand({ line_items: [{ id: lineId(shop, 'MUG'), quantity: 0 }] });
    expect(contradictionsIn(shop, salesOrder)).toEqual([
      { code: 'pieces-missing-in-shop', pieces: 2, skus: SKU },
    ]);
  });

  it('gets it back where the owner yields, with the product in its place', () => {
    const shop = imported();
    shop.changeByHand({ line_items: [{ id: lineId(shop, 'MUG'), quantity: 0 }] });
    importSets(shop, salesOrder, giftSet(shop), { ownerYields: true });
    expect(linesOf(shop).map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['BOOK', 2],
      ['MUG', 4],
    ]);
    expect(shop.found()?.order.totalCents).toBe(10_000);
  });

  it('who refunds one product by hand has not refunded the piece', () => {
    const shop = imported();
    shop.refundByHand(2000, { lineItemId: lineId(shop, 'BOOK'), quantity: 1 });
    expect(contradictionsIn(shop, salesOrder)).toMatchObject([
      { code: 'refunded-in-shop', cents: 2000 },
    ]);
    expect(planSets(shop, salesOrder, giftSet(shop)).step.action).toBe('none');
  });

  it('who refunds just what a cancelled set cost has refunded it', () => {
    const shop = imported();
    shop.refundByHand(5000);
    const [first, second] = salesOrder.positionItems;
    if (!first || !second) throw new Error('no pieces');
    const cancelled = orderWith({ ...first, fulfillmentStatus: 'CANCELLED_BY_PARTNER' }, second);
    expect(planSets(shop, cancelled, giftSet(shop)).step.action).toBe('none');
    expect(contradictionsIn(shop, cancelled)).toEqual([]);
  });
});

it('a set that vanished at OTTO holds the order by OTTO’s own ids, each once', () => {
  const shop = newShop();
  const kept = pieceWith({ positionItemId: 'kept', sku: 'PANEL' });
  importSets(shop, orderWith(piece(), kept), giftSet(shop));
  const found = shop.found();
  if (!found) throw new Error('not in the shop');
  expect(vanishedPieces(orderWith(kept), found)).toEqual({
    code: 'pieces-vanished',
    pieces: 1,
    positionItemIds: 'piece-1',
  });
  expect(planSets(shop, orderWith(kept), giftSet(shop)).step).toMatchObject({ action: 'hold' });
});

it('the shop order remembers every part that was ever written', () => {
  const shop = newShop();
  importSets(shop, orderWith(piece({ grossCents: 5000 })), giftSet(shop));
  expect(shop.found()?.order.meta[META.pieces]).toBe(
    'piece-1#1/3:1500,piece-1#2/3:1500,piece-1#3/3:2000',
  );
});
