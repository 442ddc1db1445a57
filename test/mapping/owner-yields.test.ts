import { describe, expect, it } from 'vitest';
import { type ImportRules, importRulesSchema } from '../../src/mapping/import-rules.ts';
import type { SalesOrder } from '../../src/mapping/otto/sales-order.ts';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import { importInto, planFor } from './support/import-into.ts';
import type { ModelShop } from './support/model-shop.ts';
import { mugs, shopAfter } from './support/mugs.ts';

const EARLY = importRulesSchema.parse({ announcedImport: 'all' });

/** The owner chose "as OTTO says": works it off, and looks whether anything is left to do. */
function yieldTo(shop: ModelShop, order: SalesOrder, rules: ImportRules = EARLY): void {
  const end = importInto(shop, order, rules, undefined, true);
  expect(end.step.action).toBe('none');
  expect(planFor(shop, order, rules).step.action, 'nor without yielding').toBe('none');
}

const shown = (shop: ModelShop) => shop.found()?.order;
const firstLineId = (shop: ModelShop) => shown(shop)?.lineItems[0]?.lineItemId ?? 0;

describe('a status that a person chose', () => {
  it.each([
    ['PROCESSABLE', 'cancelled', 'processing'],
    ['PROCESSABLE', 'packed', 'processing'],
    ['PROCESSABLE', 'completed', 'processing'],
    ['SENT', 'processing', 'completed'],
    ['RETURNED', 'processing', 'completed'],
    ['CANCELLED_BY_MARKETPLACE', 'processing', 'cancelled'],
  ] as const)('while OTTO says %s: %s becomes %s', (status, byHand, becomes) => {
    const shop = shopAfter(EARLY, ['PROCESSABLE', 'SENT'], [status, 'CANCELLED_BY_PARTNER']);
    shop.changeByHand({ status: byHand });
    yieldTo(shop, mugs(status, 'CANCELLED_BY_PARTNER'));
    expect(shown(shop)).toMatchObject({
      status: becomes,
      meta: { [META.statusWritten]: becomes },
    });
  });

  it('gives way also when OTTO moved on meanwhile', () => {
    const shop = shopAfter(EARLY, ['ANNOUNCED']);
    shop.changeByHand({ status: 'cancelled' });
    yieldTo(shop, mugs('PROCESSABLE'));
    expect(shown(shop)).toMatchObject({
      status: 'processing',
      shipping: { last_name: 'Mustermann' },
      meta: { [META.phase]: 'processable' },
    });
  });

  it('passes through processing where the order was not paid before', () => {
    const rules = importRulesSchema.parse({
      announcedImport: 'all',
      statusMapping: { processable: 'packed' },
    });
    const shop = shopAfter(rules, ['ANNOUNCED']);
    shop.changeByHand({ status: 'failed' });
    yieldTo(shop, mugs('PROCESSABLE'), rules);
    expect(shown(shop)?.status).toBe('packed');
    expect(shown(shop)?.paidAt).toBeDefined();
  });

  it('stays where cancelled orders are left as they are', () => {
    const rules = importRulesSchema.parse({
      statusMapping: { cancelledByMarketplace: 'leave-as-it-is' },
    });
    const shop = shopAfter(rules, ['PROCESSABLE'], ['CANCELLED_BY_MARKETPLACE']);
    shop.changeByHand({ status: 'failed' });
    yieldTo(shop, mugs('CANCELLED_BY_MARKETPLACE'), rules);
    expect(shown(shop)?.status).toBe('failed');
  });

  it('is not the one the shop set when all was refunded', () => {
    const shop = shopAfter(EARLY, ['SENT'], ['RETURNED']);
    yieldTo(shop, mugs('RETURNED'));
    expect(shown(shop)?.status).toBe('refunded');
  });

  it('is held where the shop lacks the one that should take its place', () => {
    const rules = importRulesSchema.parse({ statusMapping: { processable: 'packed' } });
    const shop = shopAfter(rules, ['PROCESSABLE']);
    shop.changeByHand({ status: 'failed' });
    const { settings } = shop.shop;
    settings.orderStatuses = settings.orderStatuses.filter(({ slug }) => slug !== 'packed');
    expect(planFor(shop, mugs('PROCESSABLE'), rules, true).step).toMatchObject({
      reason: { code: 'status-not-in-shop' },
    });
  });
});

describe('an order in the bin', () => {
  it.each([
    ['PROCESSABLE', 'processing'],
    ['SENT', 'completed'],
    ['RETURNED', 'refunded'],
    ['CANCELLED_BY_PARTNER', 'cancelled'],
  ] as const)('comes out of it while OTTO says %s, as %s', (status, becomes) => {
    const shop = shopAfter(EARLY, ['PROCESSABLE']);
    shop.binByHand();
    yieldTo(shop, mugs(status));
    expect(shown(shop)?.status).toBe(becomes);
  });

  it('comes out before anything is refunded in it', () => {
    const shop = shopAfter(EARLY, ['SENT', 'SENT']);
    shop.binByHand();
    const { step } = planFor(shop, mugs('SENT', 'RETURNED'), EARLY, true);
    expect(step).toMatchObject({ action: 'update', change: { status: 'completed' } });
  });

  it('comes out though its phase leads to no status of its own', () => {
    const shop = shopAfter(EARLY, ['SENT', 'SENT']);
    shop.binByHand();
    yieldTo(shop, mugs('RETURNED', 'RETURNED'));
    expect(shown(shop)?.status).toBe('refunded');
    const same = shopAfter(EARLY, ['SENT'], ['RETURNED']);
    same.binByHand();
    yieldTo(same, mugs('RETURNED'));
    expect(shown(same)?.status).toBe('completed');
  });

  it('stays there, and is told, where it is cancelled and left as it is', () => {
    const rules = importRulesSchema.parse({
      statusMapping: { cancelledByPartner: 'leave-as-it-is' },
    });
    const shop = shopAfter(rules, ['PROCESSABLE']);
    shop.binByHand();
    expect(planFor(shop, mugs('CANCELLED_BY_PARTNER'), rules, true).step).toMatchObject({
      reason: { code: 'shop-order-in-trash' },
    });
  });
});

it('a person’s address is replaced by OTTO’s, be it the one that was written before', () => {
  const shop = shopAfter(EARLY, ['PROCESSABLE']);
  shop.changeByHand({ shipping: { city: 'Potsdam' } });
  expect(planFor(shop, mugs('PROCESSABLE'), EARLY).step.action).toBe('none');
  yieldTo(shop, mugs('PROCESSABLE'));
  expect(shown(shop)?.shipping.city).toBe('Dresden');
});

describe('lines that a person changed', () => {
  it.each([
    ['a quantity', { quantity: 7 }],
    ['an amount', { total: '3.00' }],
    ['both', { quantity: 1, total: '21.00' }],
  ])('are as OTTO says again: %s', (_name, change) => {
    const shop = shopAfter(EARLY, ['PROCESSABLE', 'PROCESSABLE']);
    shop.changeByHand({ line_items: [{ id: firstLineId(shop), ...change }] });
    yieldTo(shop, mugs('PROCESSABLE', 'PROCESSABLE'));
    expect(shown(shop)).toMatchObject({ totalCents: 4998, lineItems: [{ quantity: 2 }] });
    expect(shop.stockTaken('MUG')).toBe(2);
  });

  it('come back, beside what the person added', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE', 'PROCESSABLE']);
    const id = firstLineId(shop);
    shop.changeByHand({
      line_items: [
        { id, quantity: 0 },
        { product_id: 11, quantity: 1 },
      ],
    });
    yieldTo(shop, mugs('PROCESSABLE', 'PROCESSABLE'));
    expect(shown(shop)?.lineItems.map((line) => [line.sku, line.quantity])).toEqual([
      ['BOOK', 1],
      ['MUG', 2],
    ]);
    expect(shop.written.at(-1)).toMatchObject({
      expected: { totalCents: shown(shop)?.totalCents },
    });
  });

  it('lose the piece that the person had taken out, when OTTO cancelled it too', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE', 'PROCESSABLE']);
    shop.changeByHand({ line_items: [{ id: firstLineId(shop), quantity: 1, total: '21.00' }] });
    yieldTo(shop, mugs('PROCESSABLE', 'CANCELLED_BY_PARTNER'));
    expect(shown(shop)).toMatchObject({ totalCents: 2499, lineItems: [{ quantity: 1 }] });
    expect(shop.found()?.refunds).toEqual([]);
  });

  it('come back and are refunded, where OTTO took them back', () => {
    const shop = shopAfter(EARLY, ['SENT', 'SENT']);
    shop.changeByHand({ line_items: [{ id: firstLineId(shop), quantity: 1, total: '21.00' }] });
    yieldTo(shop, mugs('SENT', 'RETURNED'));
    expect(shown(shop)?.totalCents).toBe(4998);
    expect(shop.found()?.refunds.map((refund) => refund.amountCents)).toEqual([2499]);
  });

  it('stay in a cancelled order, where they count for nothing', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE'], ['CANCELLED_BY_PARTNER']);
    shop.changeByHand({ line_items: [{ id: firstLineId(shop), quantity: 3 }] });
    yieldTo(shop, mugs('CANCELLED_BY_PARTNER'));
    expect(shown(shop)?.lineItems[0]?.quantity).toBe(3);
  });
});

describe('delivery fees that a person changed', () => {
  const fee = {
    name: 'DELIVERY_FEE_STANDARD',
    grossCents: 595,
    currency: 'EUR',
    vatRatePercent: 19,
    positionItemIds: [],
  };
  const withFee = { ...mugs('PROCESSABLE'), deliveryFees: [fee] };

  it.each([
    ['an amount', { total: '1.00' }],
    ['taken out', { method_id: null }],
  ])('are as OTTO says again: %s', (_name, change) => {
    const shop = shopAfter(EARLY);
    importInto(shop, withFee, EARLY);
    const id = shown(shop)?.shippingLines[0]?.lineId ?? 0;
    shop.changeByHand({ shipping_lines: [{ id, ...change }] });
    expect(shown(shop)?.totalCents).not.toBe(2499 + 595);
    expect(planFor(shop, withFee, EARLY).step.action).toBe('none');
    yieldTo(shop, withFee);
    expect(shown(shop)?.totalCents).toBe(2499 + 595);
    expect(shown(shop)?.shippingLines).toHaveLength(1);
  });
});
