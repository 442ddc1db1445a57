import { describe, expect, it } from 'vitest';
import { type ImportRules, importRulesSchema } from '../../src/mapping/import-rules.ts';
import type { FulfillmentStatus } from '../../src/mapping/otto/fulfillment-status.ts';
import type { SalesOrder } from '../../src/mapping/otto/sales-order.ts';
import { planShopChanges } from '../../src/mapping/plan-shop-changes.ts';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import { salesOrderOf } from './support/basket.ts';
import { importInto, planFor } from './support/import-into.ts';
import type { ModelShop } from './support/model-shop.ts';
import { mugs, newShop, piecesOf, shopAfter } from './support/mugs.ts';
import { pieceWith } from './support/sales-orders.ts';
import { AUSTRIAN_RATES, GERMAN_RATES, shopWith } from './support/shop-profiles.ts';

const ALL_EARLY = importRulesSchema.parse({ announcedImport: 'all' });

const actionsOf = (shop: ModelShop) => shop.written.map((step) => step.action);

describe('an order that is not in the shop', () => {
  it.each([
    ['PROCESSABLE', 'processing'],
    ['SENT', 'completed'],
    ['RETURNED', 'completed'],
  ] as const)('%s: comes in as %s', (status, slug) => {
    const { step } = planFor(newShop(), mugs(status));
    expect(step).toMatchObject({ action: 'create', draft: { status: slug } });
  });

  it('ANNOUNCED: waits in the backlog with its reason', () => {
    expect(planFor(newShop(), mugs('ANNOUNCED')).step).toEqual({
      action: 'backlog',
      reason: 'not-released',
    });
    expect(planFor(newShop(), { ...mugs('ANNOUNCED'), paymentMethod: 'PREPAYMENT' }).step).toEqual({
      action: 'backlog',
      reason: 'waits-for-prepayment',
    });
  });

  it('ANNOUNCED, where the owner wants it early: comes in on hold, unpaid, stock reserved', () => {
    const shop = shopAfter(ALL_EARLY, ['ANNOUNCED', 'ANNOUNCED']);
    const found = shop.found();
    expect(found?.order).toMatchObject({ status: 'on-hold', paidAt: undefined });
    expect(found?.order.billing.last_name).toBe('');
    expect(found?.order.meta[META.phase]).toBe('announced');
    expect(shop.stockTaken('MUG')).toBe(2);
  });

  it('cancelled: never comes in', () => {
    expect(planFor(newShop(), mugs('CANCELLED_BY_PARTNER')).step).toEqual({
      action: 'skip',
      reason: 'cancelled-before-import',
    });
  });

  it('ordered before the start: never comes in', () => {
    const shop = newShop();
    const { step } = planShopChanges({
      salesOrder: mugs('PROCESSABLE'),
      accountId: 'account-1',
      rules: importRulesSchema.parse({}),
      startAt: '2026-03-03T00:00:00.000Z',
      shop: { profile: shop.profile(), products: new Map() },
      found: undefined,
    });
    expect(step).toEqual({ action: 'skip', reason: 'ordered-before-start' });
  });

  it('released, but without an address: is held', () => {
    const order = { ...mugs('PROCESSABLE'), deliveryAddress: undefined };
    expect(planFor(newShop(), order).step).toEqual({
      action: 'hold',
      reason: { code: 'address-not-there' },
    });
  });

  it('with a SKU the shop lacks: comes in or is held, as the owner says', () => {
    const order = salesOrderOf({ positionItems: [pieceWith({ sku: 'GONE' })] });
    const hold = importRulesSchema.parse({ unknownSku: 'hold' });
    expect(planFor(newShop(), order).step.action).toBe('create');
    expect(planFor(newShop(), order, hold).step).toEqual({
      action: 'hold',
      reason: { code: 'sku-not-in-shop', skus: 'GONE' },
    });
  });
});

describe('nothing is written', () => {
  const heldIn = (shop: ModelShop, order: SalesOrder, rules: ImportRules) => {
    const plan = importInto(shop, order, rules);
    expect(shop.written).toEqual([]);
    return plan.step;
  };
  const without = (slug: string) => {
    const settings = shopWith();
    return newShop({
      ...settings,
      orderStatuses: settings.orderStatuses.filter((status) => status.slug !== slug),
    });
  };

  it.each(['packed', 'processing'])(
    'for a new order where the shop lost the status %s',
    (status) => {
      const rules = importRulesSchema.parse({ statusMapping: { processable: 'packed' } });
      expect(heldIn(without(status), mugs('PROCESSABLE'), rules)).toEqual({
        action: 'hold',
        reason: { code: 'status-not-in-shop', phase: 'processable', status },
      });
    },
  );

  it('for an order in the shop whose next status is lost', () => {
    const rules = importRulesSchema.parse({ statusMapping: { sent: 'shipped' } });
    const shop = newShop();
    importInto(shop, mugs('PROCESSABLE'), rules);
    shop.written.splice(0);
    shop.shop.settings.orderStatuses = shopWith().orderStatuses.filter(
      ({ slug }) => slug !== 'shipped',
    );
    expect(heldIn(shop, mugs('SENT'), rules)).toEqual({
      action: 'hold',
      reason: { code: 'status-not-in-shop', phase: 'sent', status: 'shipped' },
    });
  });

  it('while a piece is in a state nobody knows', () => {
    const shop = newShop();
    importInto(shop, mugs('PROCESSABLE'));
    const lost = { fulfillmentStatus: undefined, rawFulfillmentStatus: 'LOST' };
    const order = salesOrderOf({ positionItems: [pieceWith(lost)] });
    expect(planFor(shop, order).step).toEqual({
      action: 'hold',
      reason: { code: 'fulfillment-status-unknown', words: 'LOST' },
    });
    expect(planFor(newShop(), order).step.action).toBe('hold');
  });

  it('when an order seems to go back', () => {
    const shop = shopAfter(ALL_EARLY, ['SENT']);
    expect(planFor(shop, mugs('PROCESSABLE')).step).toEqual({
      action: 'hold',
      reason: { code: 'moved-backward', from: 'sent', to: 'processable' },
    });
  });

  it('to an order that is in the trash', () => {
    const shop = shopAfter(ALL_EARLY, ['PROCESSABLE']);
    const stored = shop.storedOrder();
    if (stored) stored.status = 'trash';
    for (const status of ['PROCESSABLE', 'SENT', 'CANCELLED_BY_MARKETPLACE'] as const) {
      expect(planFor(shop, mugs(status)).step).toEqual({
        action: 'hold',
        reason: { code: 'shop-order-in-trash', wooOrderId: 1 },
      });
    }
  });

  it('while a released order has no address, be it in the shop already', () => {
    const shop = shopAfter(ALL_EARLY, ['ANNOUNCED']);
    const { deliveryAddress: _gone, ...order } = mugs('PROCESSABLE');
    expect(planFor(shop, { ...order, deliveryAddress: undefined }, ALL_EARLY).step).toEqual({
      action: 'hold',
      reason: { code: 'address-not-there' },
    });
  });
});

describe('an order in the shop', () => {
  it('that was released gets address, payment and status in one step', () => {
    const shop = shopAfter(ALL_EARLY, ['ANNOUNCED'], ['PROCESSABLE']);
    expect(actionsOf(shop)).toEqual(['create', 'update']);
    const found = shop.found();
    expect(found?.order).toMatchObject({
      status: 'processing',
      shipping: { last_name: 'Mustermann', country: 'DE' },
    });
    expect(found?.order.paidAt).toBeDefined();
    expect(found?.order.meta).toMatchObject({
      [META.paidAt]: '2026-03-02T08:50:00.000Z',
      [META.addressWritten]: expect.stringMatching(/^[\w-]{22}$/),
      [META.shippingStreet]: 'Musterallee',
      [META.billingHouseNumber]: '12a',
    });
    expect(shop.stockTaken('MUG')).toBe(1);
  });

  it('that was cancelled before its release gives its stock back and keeps its lines', () => {
    const shop = shopAfter(ALL_EARLY, ['ANNOUNCED'], ['CANCELLED_BY_MARKETPLACE']);
    expect(actionsOf(shop)).toEqual(['create', 'update']);
    expect(shop.found()?.order).toMatchObject({ status: 'cancelled', totalCents: 2499 });
    expect(shop.stockTaken('MUG')).toBe(0);
  });

  it('of which a piece was cancelled before the release has one piece less, and a note', () => {
    const shop = shopAfter(
      ALL_EARLY,
      ['ANNOUNCED', 'ANNOUNCED'],
      ['ANNOUNCED', 'CANCELLED_BY_PARTNER'],
    );
    const last = shop.written.at(-1);
    expect(last).toMatchObject({ action: 'update', expected: { totalCents: 2499 } });
    expect(last?.notes.map((note) => note.key)).toEqual(['cancelled:piece-2']);
    const [line] = shop.found()?.order.lineItems ?? [];
    expect(line).toMatchObject({ quantity: 1, positionItemIds: ['piece-1'] });
    expect(shop.found()?.refunds).toEqual([]);
    expect(shop.stockTaken('MUG')).toBe(1);
  });

  it('loses a whole line when its last piece is cancelled before the release', () => {
    const shop = newShop();
    const [mug, book] = [
      pieceWith({ positionItemId: 'mug', sku: 'MUG', fulfillmentStatus: 'ANNOUNCED' }),
      pieceWith({
        positionItemId: 'book',
        sku: 'BOOK',
        vatRatePercent: 7,
        fulfillmentStatus: 'ANNOUNCED',
      }),
    ];
    importInto(shop, { ...mugs('ANNOUNCED'), positionItems: [mug, book] }, ALL_EARLY);
    const cancelled = { ...mug, fulfillmentStatus: 'CANCELLED_BY_MARKETPLACE' } as const;
    importInto(shop, { ...mugs('ANNOUNCED'), positionItems: [cancelled, book] }, ALL_EARLY);
    expect(shop.found()?.order.lineItems.map((line) => line.positionItemIds)).toEqual([['book']]);
    expect(shop.stockTaken('MUG')).toBe(0);
  });

  it('that is paid books a cancelled piece as a refund and leaves the lines', () => {
    const shop = shopAfter(
      ALL_EARLY,
      ['PROCESSABLE', 'PROCESSABLE'],
      ['PROCESSABLE', 'CANCELLED_BY_PARTNER'],
    );
    expect(actionsOf(shop)).toEqual(['create', 'refund']);
    const found = shop.found();
    expect(found?.order).toMatchObject({ status: 'processing', totalCents: 4998 });
    expect(found?.refunds).toMatchObject([{ amountCents: 2499, positionItemIds: ['piece-2'] }]);
    expect(shop.stockTaken('MUG')).toBe(1);
  });

  it('counts as paid on its way to a custom status, even if the bridge was killed there', () => {
    const rules = importRulesSchema.parse({ statusMapping: { processable: 'packed' } });
    const shop = newShop();
    importInto(shop, mugs('PROCESSABLE', 'PROCESSABLE'), rules, 1);
    expect(shop.found()?.order).toMatchObject({ status: 'processing' });
    importInto(shop, mugs('PROCESSABLE', 'CANCELLED_BY_PARTNER'), rules);
    expect(actionsOf(shop)).toEqual(['create', 'refund', 'update']);
    expect(shop.found()?.order).toMatchObject({ status: 'packed', totalCents: 4998 });
  });

  it('that comes back keeps its status until the refunds reach the total', () => {
    const shop = newShop();
    const withFee = (...statuses: FulfillmentStatus[]) => ({
      ...mugs(...statuses),
      deliveryFees: [
        { name: '', grossCents: 595, currency: 'EUR', vatRatePercent: 19, positionItemIds: [] },
      ],
    });
    importInto(shop, withFee('SENT', 'SENT'));
    importInto(shop, withFee('SENT', 'RETURNED'));
    expect(shop.found()?.order).toMatchObject({
      status: 'completed',
      meta: { [META.phase]: 'sent' },
    });
    importInto(shop, withFee('RETURNED', 'RETURNED'));
    // The delivery fee stays with the shop, so the refunds stay below the total.
    expect(shop.found()?.order).toMatchObject({
      status: 'completed',
      meta: { [META.phase]: 'returned' },
    });
    const free = shopAfter(
      ALL_EARLY,
      ['SENT', 'SENT'],
      ['RETURNED', 'SENT'],
      ['RETURNED', 'RETURNED'],
    );
    expect(free.found()?.order.status).toBe('refunded');
  });

  it('that came back whole gets the status the owner chose, though the shop set its own', () => {
    const rules = importRulesSchema.parse({ statusMapping: { returned: 'came-back' } });
    const shop = shopAfter(rules, ['SENT'], ['RETURNED']);
    expect(shop.found()?.order.status).toBe('came-back');
  });

  it('that came back without its shipment being seen does not go on asking to be shipped', () => {
    const rules = importRulesSchema.parse({ statusMapping: { returned: 'leave-as-it-is' } });
    const shop = newShop();
    const fee = {
      name: '',
      grossCents: 595,
      currency: 'EUR',
      vatRatePercent: 19,
      positionItemIds: [],
    };
    importInto(shop, { ...mugs('PROCESSABLE'), deliveryFees: [fee] }, rules);
    importInto(shop, { ...mugs('RETURNED'), deliveryFees: [fee] }, rules);
    expect(shop.found()?.order.status).toBe('completed');
  });

  it('stays as it is where the owner leaves cancelled orders alone', () => {
    const rules = importRulesSchema.parse({
      statusMapping: { cancelledByMarketplace: 'leave-as-it-is' },
    });
    const shop = shopAfter(rules, ['PROCESSABLE'], ['CANCELLED_BY_MARKETPLACE']);
    expect(shop.found()?.order).toMatchObject({
      status: 'processing',
      meta: { [META.phase]: 'cancelledByMarketplace', [META.statusWritten]: 'processing' },
    });
  });

  it('is not held for a product that was deleted since: its refund must go on', () => {
    const rules = importRulesSchema.parse({ unknownSku: 'hold' });
    const shop = shopAfter(rules, ['SENT']);
    shop.shop.state.products.clear();
    expect(planFor(shop, mugs('RETURNED'), rules).step.action).toBe('refund');
  });

  it('passes through processing on its way to a custom status, so that it counts as paid', () => {
    const rules = importRulesSchema.parse({
      announcedImport: 'all',
      statusMapping: { processable: 'packed', sent: 'shipped' },
    });
    const shop = shopAfter(rules, ['ANNOUNCED'], ['PROCESSABLE'], ['SENT']);
    const statuses = shop.written.flatMap((step) =>
      step.action === 'create'
        ? step.draft.status
        : step.action === 'update'
          ? step.change.status
          : [],
    );
    expect(statuses).toEqual(['on-hold', 'processing', 'packed', 'shipped']);
    expect(shop.found()?.order.paidAt).toBeDefined();
  });

  it('is said to show what it will show', () => {
    const shop = shopAfter(ALL_EARLY, ['ANNOUNCED']);
    const { step } = planFor(shop, mugs('PROCESSABLE'), ALL_EARLY);
    expect(step).toMatchObject({
      action: 'update',
      expected: {
        totalCents: 2499,
        status: 'processing',
        addresses: { shipping: { last_name: 'Mustermann' } },
      },
    });
  });
});

describe('a person at work in the shop', () => {
  it('keeps the status they chose, through every change at OTTO', () => {
    const shop = shopAfter(ALL_EARLY, ['PROCESSABLE']);
    shop.changeByHand({ status: 'packed' });
    importInto(shop, mugs('SENT'));
    expect(shop.found()?.order).toMatchObject({
      status: 'packed',
      meta: { [META.phase]: 'sent', [META.statusWritten]: 'completed' },
    });
  });

  it('who completes an order ahead of OTTO does not stop what comes after', () => {
    const rules = importRulesSchema.parse({ statusMapping: { returned: 'came-back' } });
    const shop = shopAfter(rules, ['PROCESSABLE']);
    shop.changeByHand({ status: 'completed' });
    importInto(shop, mugs('SENT'), rules);
    expect(shop.written.at(-1)).not.toHaveProperty('change.status');
    expect(shop.found()?.order.meta[META.statusWritten]).toBe('completed');
    importInto(shop, mugs('RETURNED'), rules);
    expect(shop.found()?.order.status).toBe('came-back');
  });

  it('who refunds everything by hand keeps the status that came with it', () => {
    const rules = importRulesSchema.parse({ statusMapping: { sent: 'shipped' } });
    const shop = shopAfter(rules, ['PROCESSABLE']);
    shop.changeByHand({ status: 'refunded' });
    importInto(shop, mugs('SENT'), rules);
    expect(shop.found()?.order.status).toBe('refunded');
  });

  it('who sets an order that costs nothing to refunded, keeps that too', () => {
    const gift = (status: FulfillmentStatus) => ({
      ...mugs(status),
      positionItems: piecesOf(status).map((piece) => ({ ...piece, payableCents: 0 })),
    });
    const shop = newShop();
    importInto(shop, gift('PROCESSABLE'));
    shop.changeByHand({ status: 'refunded' });
    expect(shop.found()?.refunds).toEqual([]);
    importInto(shop, gift('SENT'));
    expect(shop.found()?.order.status).toBe('refunded');
  });

  it('keeps the address they wrote', () => {
    const shop = shopAfter(ALL_EARLY, ['PROCESSABLE']);
    shop.changeByHand({ shipping: { city: 'Potsdam' } });
    const moved = mugs('SENT');
    const { deliveryAddress } = moved;
    if (!deliveryAddress) throw new Error('fixture without address');
    importInto(shop, { ...moved, deliveryAddress: { ...deliveryAddress, city: 'Leipzig' } });
    expect(shop.found()?.order).toMatchObject({
      status: 'completed',
      shipping: { city: 'Potsdam' },
    });
  });

  it('keeps an address they typed in before OTTO showed one', () => {
    const shop = shopAfter(ALL_EARLY, ['ANNOUNCED']);
    shop.changeByHand({ billing: { last_name: 'Vorab' } });
    importInto(shop, mugs('PROCESSABLE'), ALL_EARLY);
    const order = shop.found()?.order;
    expect(order?.billing.last_name).toBe('Vorab');
    expect(order?.status).toBe('processing');
    expect(order?.meta).not.toHaveProperty(META.addressWritten);
  });

  it('keeps a line they added', () => {
    const shop = shopAfter(ALL_EARLY, ['ANNOUNCED', 'ANNOUNCED']);
    shop.changeByHand({ line_items: [{ product_id: 11, quantity: 1 }] });
    importInto(shop, mugs('ANNOUNCED', 'CANCELLED_BY_PARTNER'), ALL_EARLY);
    expect(shop.found()?.order.lineItems.map((line) => [line.sku, line.quantity])).toEqual([
      ['MUG', 1],
      ['BOOK', 1],
    ]);
    expect(shop.written.at(-1)).toMatchObject({
      expected: { totalCents: shop.found()?.order.totalCents },
    });
  });
});

describe('an address that OTTO corrects', () => {
  const movedTo = (order: SalesOrder, zipCode: string, countryCode = 'DEU'): SalesOrder => {
    const { deliveryAddress } = order;
    if (!deliveryAddress) throw new Error('fixture without address');
    return { ...order, deliveryAddress: { ...deliveryAddress, zipCode, countryCode } };
  };

  it('is written when the shop still shows the old one, without touching the lines', () => {
    const shop = shopAfter(ALL_EARLY, ['PROCESSABLE']);
    importInto(shop, movedTo(mugs('PROCESSABLE'), '04109'));
    const last = shop.written.at(-1);
    expect(last).toMatchObject({ action: 'update', change: { shipping: { postcode: '04109' } } });
    expect(last).not.toHaveProperty('change.line_items');
    expect(last).not.toHaveProperty('change.status');
    expect(shop.found()?.order.shipping.postcode).toBe('04109');
  });

  it('takes the lines along where the new place is taxed otherwise, so that the sum stays', () => {
    const shop = newShop(shopWith({ taxRates: [...GERMAN_RATES, ...AUSTRIAN_RATES] }));
    importInto(shop, mugs('PROCESSABLE', 'PROCESSABLE'));
    importInto(shop, movedTo(mugs('PROCESSABLE', 'PROCESSABLE'), '1010', 'AUT'));
    expect(shop.found()?.order).toMatchObject({ totalCents: 4998, shipping: { country: 'AT' } });
  });

  it('does not take a refunded piece off a second time', () => {
    const shop = newShop(shopWith({ taxRates: [...GERMAN_RATES, ...AUSTRIAN_RATES] }));
    importInto(shop, mugs('PROCESSABLE', 'PROCESSABLE'));
    importInto(shop, mugs('PROCESSABLE', 'CANCELLED_BY_PARTNER'));
    importInto(shop, movedTo(mugs('PROCESSABLE', 'CANCELLED_BY_PARTNER'), '1010', 'AUT'));
    const found = shop.found();
    expect(found?.order).toMatchObject({ totalCents: 4998, lineItems: [{ quantity: 2 }] });
    expect(found?.refunds.map((refund) => refund.amountCents)).toEqual([2499]);
    expect(shop.stockTaken('MUG')).toBe(1);
  });

  it('of a cancelled order is not written any more, and its lines stay', () => {
    const shop = newShop(
      shopWith({
        taxRates: [...GERMAN_RATES, ...AUSTRIAN_RATES],
        baseAddress: { country: 'AT', state: '', postcode: '1010', city: 'Wien' },
      }),
    );
    importInto(shop, mugs('ANNOUNCED'), ALL_EARLY);
    const cancelled = { ...mugs('PROCESSABLE'), positionItems: piecesOf('CANCELLED_BY_PARTNER') };
    importInto(shop, cancelled, ALL_EARLY);
    const order = shop.found()?.order;
    expect(order).toMatchObject({ status: 'cancelled', totalCents: 2499 });
    expect(order?.lineItems).toHaveLength(1);
    expect(order?.billing.last_name).toBe('');
  });
});
