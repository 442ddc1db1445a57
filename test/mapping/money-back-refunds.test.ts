import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findContradictions } from '../../src/mapping/contradictions.ts';
import { importRulesSchema } from '../../src/mapping/import-rules.ts';
import { openRefundKeys } from '../../src/mapping/open-refunds.ts';
import { orderPhase } from '../../src/mapping/order-phase.ts';
import { orderTotalCents } from '../../src/mapping/order-total.ts';
import type { FulfillmentStatus } from '../../src/mapping/otto/fulfillment-status.ts';
import type { SalesOrder } from '../../src/mapping/otto/sales-order.ts';
import { type AfterSale, type MoneyBack, moneyKey } from '../../src/mapping/receipts/money-back.ts';
import { bookedTwice } from '../../src/mapping/refund-shares.ts';
import type { AcceptanceReason, ReturnCondition } from '../../src/mapping/returns/return-words.ts';
import type { BookedMoney } from '../../src/mapping/woocommerce/booked-money.ts';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import { basketOfPieces, deliveryFees, salesOrderOf } from './support/basket.ts';
import { importInto, planFor } from './support/import-into.ts';
import type { ModelShop } from './support/model-shop.ts';
import { newShop, piecesOf } from './support/mugs.ts';
import { PROPERTY_TIMEOUT_MS, runs } from './support/property-runs.ts';
import { TAX_SET_UPS } from './support/tax-set-ups.ts';
import { refundWith } from './support/woo-orders.ts';

const RULES = importRulesSchema.parse({});
const RESTOCKING = importRulesSchema.parse({ restockReturned: true });

/** Mugs of 24.99, and 5.95 for their delivery in one line or two. */
function mugs(statuses: FulfillmentStatus[], fees: number[] = [595]): SalesOrder {
  const deliveryFeesOf = fees.map((grossCents) => ({
    name: 'DELIVERY_FEE_STANDARD',
    grossCents,
    currency: 'EUR',
    vatRatePercent: 19,
    positionItemIds: [],
  }));
  return salesOrderOf({ positionItems: piecesOf(...statuses), deliveryFees: deliveryFeesOf });
}

const reduced = (piece: number, cents: number, receipt = 'R-1'): MoneyBack => ({
  moneyKey: moneyKey(receipt, `piece-${piece}`),
  kind: 'reduction',
  positionItemId: `piece-${piece}`,
  cents,
});
const feeBack = (cents: number): MoneyBack => ({
  moneyKey: moneyKey('R-2', 'fee'),
  kind: 'delivery-fee',
  positionItemId: undefined,
  cents,
});
const otherBack = (cents: number): MoneyBack => ({
  moneyKey: moneyKey('R-3', 'other'),
  kind: 'other',
  positionItemId: undefined,
  cents,
});

const knowing = (
  moneyBack: MoneyBack[],
  conditions: Record<string, ReturnCondition> = {},
): AfterSale => ({ moneyBack, conditions: new Map(Object.entries(conditions)) });

const stepFor = (shop: ModelShop, order: SalesOrder, afterSale: AfterSale, rules = RULES) =>
  planFor(shop, order, rules, false, afterSale).step;

const see = (shop: ModelShop, order: SalesOrder, afterSale = knowing([]), rules = RULES) =>
  importInto(shop, order, rules, undefined, false, afterSale).step;

/** A shop that has seen the mugs in these states. */
function shopWithMugs(statuses: FulfillmentStatus[], fees?: number[]): ModelShop {
  const shop = newShop();
  see(shop, mugs(statuses, fees));
  return shop;
}

/** Sums of all refunds in the shop, oldest first. */
const refundsIn = (shop: ModelShop) =>
  (shop.found()?.refunds ?? [])
    .toSorted((a, b) => a.refundId - b.refundId)
    .map(({ amountCents }) => amountCents);

describe('a price reduction of a kept piece', () => {
  const order = mugs(['SENT', 'SENT']);
  const afterSale = knowing([reduced(1, 500)]);

  it('is a refund of its line without a piece: nothing goes on stock', () => {
    expect(stepFor(shopWithMugs(['SENT', 'SENT']), order, afterSale)).toEqual({
      action: 'refund',
      wooOrderId: expect.any(Number),
      positionItemIds: [],
      refund: {
        amount: '5.00',
        reason: 'Preisnachlass bei OTTO Market',
        api_refund: false,
        api_restock: false,
        line_items: [
          {
            id: expect.any(Number),
            quantity: 0,
            refund_total: 4.201681,
            refund_tax: [{ id: 1, refund_total: 0.798319 }],
          },
        ],
        meta_data: [
          {
            key: '_otto_market_money_back',
            value: '[{"key":"R-1|piece-1","piece":"piece-1","cents":500}]',
          },
        ],
      },
      notes: [
        {
          key: 'money-back:R-1|piece-1',
          text: 'Preisnachlass bei OTTO Market: 5,00 € auf 1 × Fancy Shirt »Flower«. Die Ware bleibt bei der Kundschaft.',
        },
      ],
    });
  });

  it('is booked once, and the next one apart', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    see(shop, order, afterSale);
    expect(stepFor(shop, order, afterSale)).toEqual({ action: 'none' });
    see(shop, order, knowing([reduced(1, 500), reduced(1, 300, 'R-9'), reduced(2, 100)]));
    expect(refundsIn(shop)).toEqual([500, 400]);
  });

  it('is never above what the piece cost', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    see(shop, order, knowing([reduced(1, 2000), reduced(1, 2000, 'R-9')]));
    expect(refundsIn(shop)).toEqual([2499]);
  });

  it('of a piece in no line is nothing the shop could book', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    expect(stepFor(shop, order, knowing([reduced(7, 500)]))).toEqual({ action: 'none' });
  });

  it('is not booked before the order is paid, nor once it is cancelled as a whole', () => {
    const early = importRulesSchema.parse({ announcedImport: 'all' });
    const shop = newShop();
    see(shop, mugs(['ANNOUNCED']), afterSale, early);
    see(shop, mugs(['ANNOUNCED']), afterSale, early);
    expect(refundsIn(shop)).toEqual([]);
    const off = mugs(['CANCELLED_BY_PARTNER', 'CANCELLED_BY_PARTNER']);
    const cancelled = shopWithMugs(['PROCESSABLE', 'PROCESSABLE']);
    see(cancelled, off, knowing([reduced(1, 500), feeBack(595)]));
    expect(refundsIn(cancelled)).toEqual([]);
  });

  it('speaks English too', () => {
    const rules = importRulesSchema.parse({ language: 'en' });
    const shop = shopWithMugs(['SENT']);
    const money = knowing([reduced(1, 500), feeBack(595), otherBack(7)]);
    see(shop, mugs(['SENT']), money, rules);
    expect(shop.written.flatMap(({ notes }) => notes.map(({ text }) => text)).slice(-3)).toEqual([
      'Price reduction at OTTO Market: €5.00 on 1 × Fancy Shirt »Flower«. The buyer keeps the goods.',
      'OTTO Market refunded delivery fees: €5.95.',
      'OTTO Market refunded €0.07 without saying what for. The receipt about it is in OTTO Partner Connect.',
    ]);
  });
});

describe('a piece that comes back', () => {
  const returned = mugs(['RETURNED', 'SENT']);
  const reduction = knowing([reduced(1, 500)]);

  it('after a reduction is booked over the rest, and says so', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    see(shop, mugs(['SENT', 'SENT']), reduction);
    const step = stepFor(shop, returned, reduction);
    expect(step).toMatchObject({
      positionItemIds: ['piece-1'],
      refund: {
        amount: '19.99',
        line_items: [{ quantity: 1 }],
        meta_data: [
          { key: '_otto_market_position_items', value: 'piece-1' },
          { key: '_otto_market_money_back', value: '[{"piece":"piece-1","cents":1999}]' },
        ],
      },
    });
    shop.apply(step);
    expect(stepFor(shop, returned, reduction)).toEqual({ action: 'none' });
  });

  it('before its reduction is known is booked in full; the reduction books nothing then', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    see(shop, returned);
    see(shop, returned, reduction);
    expect(refundsIn(shop)).toEqual([2499]);
  });

  it('is booked over the rest by a ledger that has forgotten the reduction', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    see(shop, mugs(['SENT', 'SENT']), reduction);
    see(shop, returned, knowing([]));
    see(shop, returned, reduction);
    expect(refundsIn(shop)).toEqual([500, 1999]);
  });

  it('is booked in full, once, where both become known at the same time', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    see(shop, returned, reduction);
    expect(refundsIn(shop)).toEqual([2499]);
    expect(shop.found()?.refunds[0]?.moneyBack).toEqual([]);
  });

  it.each<[ReturnCondition | undefined, boolean]>([
    ['A', true],
    ['B', true],
    ['C', false],
    ['E', false],
    [undefined, true],
  ])('in condition %s goes back on stock: %s', (condition, isRestocked) => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    const conditions = condition ? { 'piece-1': condition } : {};
    see(shop, returned, knowing([], conditions), RESTOCKING);
    expect(shop.stockTaken('MUG')).toBe(isRestocked ? 1 : 2);
  });

  /** Accepted for a reason; `restocks`: which rules put something back. */
  const accepted = (reason: AcceptanceReason, condition: ReturnCondition | undefined) => ({
    ...knowing([], condition ? { 'piece-1': condition } : {}),
    reasons: new Map([['piece-1', reason]]),
  });

  it.each<[AcceptanceReason, boolean]>([
    ['RETURN_RECEIVED', true],
    ['UNDELIVERABLE', true],
    ['CANCEL_REQUEST_BY_CUSTOMER', true],
    ['STATUS_SENT_BY_ACCIDENT', true],
    ['COMPLAINT', false],
    ['SHIPMENT_LOST', false],
    ['RETURN_LOST', false],
    ['REFUND_AFTER_AFFIDAVIT', false],
  ])('accepted as %s goes back on stock, in good or in no condition: %s', (reason, isRestocked) => {
    for (const condition of ['A', undefined] as const) {
      const shop = shopWithMugs(['SENT', 'SENT']);
      see(shop, returned, accepted(reason, condition), RESTOCKING);
      expect(shop.stockTaken('MUG')).toBe(isRestocked ? 1 : 2);
      expect(refundsIn(shop)).toEqual([2499]);
    }
  });

  it.each([
    [{}, 1],
    [{ restockCancelled: false }, 2],
    [{ restockCancelled: false, restockReturned: true }, 2],
  ])(
    'that never left goes by the rule for cancelled ones, whatever its condition: %o',
    (rules, taken) => {
      const shop = shopWithMugs(['SENT', 'SENT']);
      const never = accepted('STATUS_SENT_BY_ACCIDENT', 'E');
      see(shop, returned, never, importRulesSchema.parse(rules));
      expect(shop.stockTaken('MUG')).toBe(taken);
    },
  );

  it('stays out of the stock where the owner wants none back, whatever its condition', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    see(shop, returned, knowing([], { 'piece-1': 'A' }));
    expect(shop.stockTaken('MUG')).toBe(2);
  });

  it('stays out of the stock in a condition that OTTO does not name, if the owner says so', () => {
    const rules = importRulesSchema.parse({ restockReturned: true, restockConditions: ['A'] });
    const shop = shopWithMugs(['SENT', 'SENT']);
    see(shop, returned, knowing([]), rules);
    expect(shop.stockTaken('MUG')).toBe(2);
  });

  it('gets a refund of its own where others of the order go on stock', () => {
    const shop = shopWithMugs(['SENT', 'SENT', 'SENT']);
    const all = mugs(['RETURNED', 'RETURNED', 'RETURNED']);
    const conditions = { 'piece-1': 'E', 'piece-2': 'A', 'piece-3': 'D' } as const;
    see(shop, all, knowing([], conditions), RESTOCKING);
    const refunds = shop.found()?.refunds.toSorted((a, b) => a.refundId - b.refundId) ?? [];
    expect(refunds.map(({ positionItemIds }) => positionItemIds)).toEqual([
      ['piece-2'],
      ['piece-1', 'piece-3'],
    ]);
    expect(shop.stockTaken('MUG')).toBe(2);
  });
});

describe('delivery fees that go back', () => {
  it('are refunds of the shipping line, with its taxes', () => {
    const shop = shopWithMugs(['SENT']);
    const [line] = shop.found()?.order.shippingLines ?? [];
    expect(stepFor(shop, mugs(['SENT']), knowing([feeBack(595)]))).toMatchObject({
      refund: {
        amount: '5.95',
        reason: 'Versandkosten bei OTTO Market erstattet',
        line_items: [
          {
            id: line?.lineId,
            quantity: 0,
            refund_total: 5,
            refund_tax: [{ id: 1, refund_total: 0.95 }],
          },
        ],
        meta_data: [{ key: '_otto_market_money_back', value: '[{"key":"R-2|fee","cents":595}]' }],
      },
      notes: [{ text: 'OTTO Market hat Versandkosten erstattet: 5,95 €.' }],
    });
  });

  it('fill the shipping lines one after the other, never above what is left of each', () => {
    const order = mugs(['SENT'], [595, 2900]);
    const shop = shopWithMugs(['SENT'], [595, 2900]);
    see(shop, order, knowing([feeBack(1000)]));
    const second = { ...feeBack(2495), moneyKey: 'R-8|fee' };
    see(shop, order, knowing([feeBack(1000), second]));
    const lines = shop.found()?.refunds.map(({ shippingLines }) => shippingLines) ?? [];
    const ids = shop.found()?.order.shippingLines.map(({ lineId }) => lineId) ?? [];
    expect(lines).toContainEqual([
      { lineId: ids[0], cents: 595 },
      { lineId: ids[1], cents: 405 },
    ]);
    expect(lines).toContainEqual([{ lineId: ids[1], cents: 2495 }]);
  });

  it('stand in the amount alone where no shipping line is left for them', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    const step = stepFor(shop, mugs(['SENT', 'SENT']), knowing([feeBack(700)]));
    expect(step).toMatchObject({ refund: { amount: '7.00', line_items: [{ refund_total: 5 }] } });
    const free = shopWithMugs(['SENT'], []);
    expect(stepFor(free, mugs(['SENT'], []), knowing([feeBack(700)]))).toMatchObject({
      refund: { amount: '7.00', line_items: [] },
    });
  });

  it('wait for a person where more goes back than is left', () => {
    const shop = shopWithMugs(['SENT']);
    shop.refundByHand(2900);
    const money = knowing([feeBack(595)]);
    expect(stepFor(shop, mugs(['SENT']), money)).toEqual({
      action: 'hold',
      reason: { code: 'refund-exceeds-rest', cents: 595, leftCents: 194 },
    });
    const found = shop.found();
    if (!found) throw new Error('no order');
    const keys = openRefundKeys(mugs(['SENT']).positionItems, found, money);
    expect(keys).toEqual(['R-2|fee']);
    shop.changeByHand({ meta_data: [{ key: META.refundedByHand, value: keys.join(',') }] });
    expect(stepFor(shop, mugs(['SENT']), money)).toEqual({ action: 'none' });
  });
});

it('a fee that went back keeps no line from its new price, a reduction does', () => {
  const dearer = (positionItemId: string) => {
    const order = mugs(['PROCESSABLE', 'SENT']);
    const positionItems = order.positionItems.map((piece) =>
      piece.positionItemId === positionItemId ? { ...piece, payableCents: 2399 } : piece,
    );
    return { ...order, positionItems };
  };
  const shop = shopWithMugs(['PROCESSABLE', 'SENT']);
  see(shop, mugs(['PROCESSABLE', 'SENT']), knowing([feeBack(595)]));
  see(shop, dearer('piece-1'), knowing([feeBack(595)]));
  expect(shop.found()?.order.totalCents).toBe(2399 + 2499 + 595);
  const reducedOne = shopWithMugs(['PROCESSABLE', 'SENT']);
  see(reducedOne, mugs(['PROCESSABLE', 'SENT']), knowing([reduced(2, 500)]));
  see(reducedOne, dearer('piece-2'), knowing([reduced(2, 500)]));
  expect(reducedOne.found()?.order.totalCents).toBe(2 * 2499 + 595);
});

it('money of which nobody says what for is refunded without lines', () => {
  const shop = shopWithMugs(['SENT']);
  expect(stepFor(shop, mugs(['SENT']), knowing([otherBack(123)]))).toMatchObject({
    refund: { amount: '1.23', line_items: [], api_restock: false },
  });
});

it('what left comes first, then reductions, then fees, then the rest', () => {
  const shop = shopWithMugs(['PROCESSABLE', 'SENT', 'SENT']);
  const order = mugs(['CANCELLED_BY_PARTNER', 'RETURNED', 'SENT']);
  see(shop, order, knowing([otherBack(1), feeBack(595), reduced(3, 500)]));
  const reasons = shop.written.flatMap((step) =>
    step.action === 'refund' ? [[step.refund.reason, step.refund.amount]] : [],
  );
  expect(reasons).toEqual([
    ['Bei OTTO Market storniert', '24.99'],
    ['Retoure bei OTTO Market angenommen', '24.99'],
    ['Preisnachlass bei OTTO Market', '5.00'],
    ['Versandkosten bei OTTO Market erstattet', '5.95'],
    ['Von OTTO Market erstattet', '0.01'],
  ]);
});

describe('a refund by hand', () => {
  const order = mugs(['SENT', 'RETURNED']);
  const money = knowing([reduced(1, 500), reduced(2, 300), feeBack(595)]);

  it.each([
    ['of a reduction', [500], [2499, 595]],
    ['of a fee', [595], [2499, 500]],
    ['of a piece, its reduction included', [2499], [500, 595]],
    ['of a piece without its reduction', [2199], [300 + 500, 595]],
    ['of the reduction of a piece that came back since', [300], [2199, 500, 595]],
    ['of all of it together', [2499 + 500 + 595], []],
    ['of each by itself', [500, 595, 2499], []],
    ['of another sum', [501], [2499, 500, 595]],
  ])('%s stands for it', (_name, byHand, byBridge) => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    for (const cents of byHand) shop.refundByHand(cents);
    see(shop, order, money);
    expect(refundsIn(shop)).toEqual([...byHand, ...byBridge]);
  });

  it('goes on standing for a reduction when its piece comes back', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    shop.refundByHand(300);
    see(shop, mugs(['SENT', 'SENT']), knowing([reduced(2, 300)]));
    see(shop, order, knowing([reduced(2, 300)]));
    see(shop, order, knowing([reduced(2, 300)]));
    expect(refundsIn(shop)).toEqual([300, 2199]);
    expect(contradictionsIn(shop, order, knowing([reduced(2, 300)]))).toEqual([]);
  });

  it('that is deleted again leaves its sum to be booked, without a piece', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    shop.refundByHand(300);
    const afterSale = knowing([reduced(2, 300)]);
    see(shop, order, afterSale);
    const [byHand] = [...shop.shop.state.refunds.keys()].sort((a, b) => a - b);
    shop.shop.state.refunds.delete(byHand ?? 0);
    expect(stepFor(shop, order, afterSale)).toMatchObject({
      refund: { amount: '3.00', line_items: [{ quantity: 0 }] },
    });
    // One that has forgotten the reduction books the same.
    expect(stepFor(shop, order, knowing([]))).toMatchObject({
      refund: { amount: '3.00', line_items: [{ quantity: 0 }] },
    });
  });

  it('that the owner named covers a reduction, and the rest of its piece does not come along', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    shop.changeByHand({ meta_data: [{ key: META.refundedByHand, value: 'R-1|piece-2' }] });
    see(shop, mugs(['SENT', 'SENT']), knowing([reduced(2, 300)]));
    expect(refundsIn(shop)).toEqual([]);
    see(shop, order, knowing([reduced(2, 300)]));
    expect(refundsIn(shop)).toEqual([2199]);
  });
});

function contradictionsIn(shop: ModelShop, order: SalesOrder, afterSale: AfterSale) {
  const found = shop.found();
  if (!found) throw new Error('no order');
  const { positionItems } = order;
  const phase = orderPhase(positionItems);
  const grossCents = orderTotalCents(order);
  return findContradictions({ phase, positionItems, grossCents, afterSale }, found, RULES);
}

describe('what is told about refunds', () => {
  const order = mugs(['SENT', 'SENT']);
  const money = knowing([reduced(1, 500), feeBack(595)]);

  it('is nothing once a reduction and a fee are booked, by whomever', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    shop.refundByHand(500);
    see(shop, order, money);
    expect(contradictionsIn(shop, order, money)).toEqual([]);
    expect(contradictionsIn(shop, order, knowing([]))).toMatchObject([{ cents: 500 }]);
  });

  it('is a reduction that a person booked once more', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    see(shop, order, money);
    shop.refundByHand(500);
    expect(contradictionsIn(shop, order, money)).toMatchObject([
      { code: 'refunded-in-shop', cents: 500 },
    ]);
  });

  it.each<[string, MoneyBack[]]>([
    ['reduction', [reduced(1, 500)]],
    ['fee', [feeBack(500)]],
  ])('is a %s that stands there twice with our own mark', (_name, moneyBack) => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    const step = stepFor(shop, order, knowing(moneyBack));
    shop.apply(step);
    shop.apply(step);
    expect(contradictionsIn(shop, order, knowing(moneyBack))).toMatchObject([
      { code: 'refunded-in-shop', cents: 500, refundId: expect.any(Number) },
    ]);
    expect(contradictionsIn(shop, order, knowing([]))).toMatchObject([{ cents: 500 }]);
  });

  it('is a piece refunded twice, not the reductions that its return made up for', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    const returned = mugs(['RETURNED', 'SENT']);
    const first = stepFor(shop, order, money);
    shop.apply(first);
    shop.apply(first);
    see(shop, returned, money);
    expect(refundsIn(shop)).toEqual([500, 500, 1499, 595]);
    expect(contradictionsIn(shop, returned, money)).toEqual([]);
    const twice = shopWithMugs(['SENT', 'SENT']);
    const step = stepFor(twice, returned, knowing([]));
    twice.apply(step);
    twice.apply(step);
    expect(contradictionsIn(twice, returned, knowing([]))).toMatchObject([{ cents: 2499 }]);
  });

  it('leaves out what the owner named as refunded by him', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    shop.refundByHand(450);
    shop.changeByHand({ meta_data: [{ key: META.refundedByHand, value: 'R-1|piece-1' }] });
    expect(contradictionsIn(shop, order, knowing([reduced(1, 500)]))).toEqual([]);
    expect(contradictionsIn(shop, order, knowing([reduced(1, 400)]))).toMatchObject([
      { cents: 50 },
    ]);
  });
});

describe('money of a receipt that names no piece', () => {
  const order = mugs(['SENT', 'SENT']);
  const unnamed = { ...otherBack(500), moneyKey: moneyKey('R-1', 'other') };
  const named = reduced(1, 500);
  const namedLater: MoneyBack = { ...named, moneyKey: unnamed.moneyKey };

  it.each<[string, MoneyBack, MoneyBack]>([
    ['its piece becomes known', unnamed, namedLater],
    ['a lost ledger hears of its piece first', unnamed, named],
    ['a lost ledger hears of its sum first', named, unnamed],
  ])('is booked once, when %s, too', (_when, first, later) => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    see(shop, order, knowing([first]));
    see(shop, order, knowing([later]));
    expect(refundsIn(shop)).toEqual([500]);
    expect(contradictionsIn(shop, order, knowing([later]))).toEqual([]);
  });

  it.each([
    ['noted for it', namedLater],
    ['heard of under its own key', named],
  ])('is part of what its piece cost, once that is known (%s)', (_how, later) => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    see(shop, order, knowing([unnamed]));
    const returned = mugs(['RETURNED', 'SENT']);
    see(shop, returned, knowing([later]));
    expect(refundsIn(shop)).toEqual([500, 1999]);
    expect(contradictionsIn(shop, returned, knowing([later]))).toEqual([]);
  });

  it('is told from what the same receipt names, even where both are as much', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    see(shop, order, knowing([named]));
    see(shop, order, knowing([named, unnamed]));
    expect(refundsIn(shop)).toEqual([500, 500]);
  });

  it('is neither a fee, nor another sum, nor another receipt', () => {
    const shop = shopWithMugs(['SENT', 'SENT']);
    const fee = { ...feeBack(500), moneyKey: moneyKey('R-1', 'fee') };
    see(shop, order, knowing([unnamed]));
    see(shop, order, knowing([fee]));
    see(shop, order, knowing([fee, reduced(1, 400)]));
    see(shop, order, knowing([fee, reduced(1, 400), reduced(2, 500, 'R-9')]));
    expect(refundsIn(shop)).toEqual([500, 500, 400, 500]);
  });
});

describe('what our own refunds booked twice', () => {
  const booked = (moneyBack: BookedMoney[]) => refundWith({ moneyBack });
  const ofGone = { moneyKey: 'R-1|gone', positionItemId: 'gone', cents: 500 };

  it('counts for pieces, too, whose line a person took out', () => {
    expect(bookedTwice([], [], [booked([ofGone]), booked([{ ...ofGone, cents: 300 }])])).toBe(300);
  });

  it('is not the rest of a piece booked in two sums', () => {
    const rest = { ...ofGone, moneyKey: undefined };
    expect(bookedTwice([], [], [booked([rest]), booked([rest])])).toBe(0);
  });
});

it('the shop ends an order by itself once our refunds come to all of it', () => {
  const shop = shopWithMugs(['SENT']);
  const order = mugs(['RETURNED']);
  see(shop, order, knowing([feeBack(595)]));
  expect(shop.found()?.order).toMatchObject({ status: 'refunded', totalCents: 2499 + 595 });
  expect(contradictionsIn(shop, order, knowing([feeBack(595)]))).toEqual([]);
});

/** What happens at OTTO to sent pieces, in the order in which the bridge hears of it. */
const tidings = fc.array(
  fc.oneof(
    fc.record({ tells: fc.constant('return' as const), piece: fc.nat({ max: 7 }) }),
    fc.record({
      tells: fc.constant('reduction' as const),
      piece: fc.nat({ max: 7 }),
      cents: fc.integer({ min: 1, max: 3000 }),
    }),
    fc.record({ tells: fc.constant('fee' as const), cents: fc.integer({ min: 1, max: 900 }) }),
    fc.record({ tells: fc.constant('nothing' as const) }),
  ),
  { maxLength: 7 },
);

describe('in whatever order it becomes known, to the cent, in a shop with', () => {
  it.each(TAX_SET_UPS)('%s', { timeout: PROPERTY_TIMEOUT_MS }, (_name, settings) => {
    fc.assert(
      fc.property(basketOfPieces, deliveryFees, tidings, (pieces, fees, told) => {
        const shop = newShop(settings);
        const sent = pieces.map((piece) => ({ ...piece, fulfillmentStatus: 'SENT' as const }));
        let order = salesOrderOf({ positionItems: sent, deliveryFees: fees });
        const moneyBack: MoneyBack[] = [];
        let feeLeft = fees.reduce((sum, fee) => sum + fee.grossCents, 0);
        see(shop, order);
        told.forEach((one, index) => {
          const piece = 'piece' in one ? order.positionItems[one.piece] : undefined;
          if (one.tells === 'return' && piece) {
            const positionItems = order.positionItems.map((each) =>
              each === piece ? { ...each, fulfillmentStatus: 'RETURNED' as const } : each,
            );
            order = { ...order, positionItems };
          } else if (one.tells === 'reduction' && piece) {
            const { positionItemId } = piece;
            const key = moneyKey(`R-${index}`, positionItemId);
            moneyBack.push({ moneyKey: key, kind: 'reduction', positionItemId, cents: one.cents });
          } else if (one.tells === 'fee' && feeLeft > 0) {
            const cents = Math.min(feeLeft, one.cents);
            feeLeft -= cents;
            moneyBack.push({ ...feeBack(cents), moneyKey: moneyKey(`R-${index}`, 'fee') });
          }
          shop.beforeEach = (step) => {
            if (step.action === 'refund') expectTaxesToTheCent(step.refund);
          };
          expect(see(shop, order, knowing(moneyBack))).toEqual({ action: 'none' });
        });
        const ofPieces = order.positionItems.map((piece) => {
          if (piece.fulfillmentStatus === 'RETURNED') return piece.payableCents;
          const cents = moneyBack
            .filter((one) => one.positionItemId === piece.positionItemId)
            .reduce((sum, one) => sum + one.cents, 0);
          return Math.min(cents, piece.payableCents);
        });
        const ofFees = moneyBack.flatMap((one) => (one.kind === 'delivery-fee' ? one.cents : []));
        const wanted = [...ofPieces, ...ofFees].reduce((sum, cents) => sum + cents, 0);
        expect(refundsIn(shop).reduce((sum, cents) => sum + cents, 0)).toBe(wanted);
        expect(contradictionsIn(shop, order, knowing(moneyBack))).toEqual([]);
      }),
      runs(25),
    );
  });
});

/** Net and taxes of the lines make up the amount; six decimals of each may be rounded. */
function expectTaxesToTheCent(refund: {
  amount: string;
  line_items: { refund_total: number; refund_tax: { refund_total: number }[] }[];
}): void {
  const sums = refund.line_items.flatMap((line) => [
    line.refund_total,
    ...line.refund_tax.map((tax) => tax.refund_total),
  ]);
  const sum = sums.reduce((all, each) => all + each, 0);
  expect(Math.abs(sum - Number(refund.amount))).toBeLessThan(0.0005);
}
