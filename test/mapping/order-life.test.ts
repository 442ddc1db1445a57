import { describe, expect, it } from 'vitest';
import { importRulesSchema } from '../../src/mapping/import-rules.ts';
import type { PositionItem, SalesOrder } from '../../src/mapping/otto/sales-order.ts';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import { importInto, planFor } from './support/import-into.ts';
import type { ModelShop } from './support/model-shop.ts';
import { mugs, newShop, orderOf, piecesOf, shopAfter } from './support/mugs.ts';
import { shopWith } from './support/shop-profiles.ts';

const EARLY = importRulesSchema.parse({ announcedImport: 'all' });

const lastNotes = (shop: ModelShop) => shop.written.at(-1)?.notes ?? [];
const linesOf = (shop: ModelShop) =>
  shop.found()?.order.lineItems.map((line) => [line.positionItemIds, line.quantity]);

describe('an order that OTTO cancels as a whole', () => {
  const cancelled = (...reasons: (string | undefined)[]): SalesOrder =>
    orderOf(
      piecesOf(...reasons.map(() => 'CANCELLED_BY_MARKETPLACE' as const)).map((piece, index) => ({
        ...piece,
        cancellationReason: reasons[index],
      })),
    );

  it('gets one note with the status, each reason with its pieces, and a stop for the packers', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE', 'PROCESSABLE', 'PROCESSABLE']);
    importInto(shop, cancelled('PAYMENT_ABORTED', 'PAYMENT_ABORTED', 'ILLEGAL_PRODUCT'), EARLY);
    expect(shop.written.at(-1)).toMatchObject({ change: { status: 'cancelled' } });
    expect(lastNotes(shop)).toEqual([
      {
        key: 'cancelled:piece-1,piece-2,piece-3',
        text: 'Die ganze Bestellung ist bei OTTO Market storniert. 2 × Fancy Shirt »Flower«, Grund: Zahlung abgebrochen. 1 × Fancy Shirt »Flower«, Grund: Artikel darf nicht verkauft werden. Bitte nicht versenden.',
      },
    ]);
  });

  it('before its release is nobody’s to stop', () => {
    const english = importRulesSchema.parse({ announcedImport: 'all', language: 'en' });
    const shop = shopAfter(english, ['ANNOUNCED']);
    importInto(shop, cancelled(undefined), english);
    expect(lastNotes(shop)).toEqual([
      {
        key: 'cancelled:piece-1',
        text: 'The whole order is cancelled at OTTO Market. 1 × Fancy Shirt »Flower«, reason: not named.',
      },
    ]);
  });

  it('is nobody’s to stop either where a person holds it back', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE']);
    shop.changeByHand({ status: 'on-hold' });
    importInto(shop, cancelled(undefined), EARLY);
    expect(lastNotes(shop)[0]?.text).not.toContain('nicht versenden');
  });

  it('is to be stopped where a person gave it to the packers before its release', () => {
    const shop = shopAfter(EARLY, ['ANNOUNCED']);
    shop.changeByHand({ status: 'processing' });
    importInto(shop, cancelled(undefined), EARLY);
    expect(lastNotes(shop)[0]?.text).toContain('Bitte nicht versenden.');
  });

  it('names only the pieces that had no note before', () => {
    const shop = shopAfter(
      EARLY,
      ['PROCESSABLE', 'PROCESSABLE'],
      ['CANCELLED_BY_MARKETPLACE', 'PROCESSABLE'],
    );
    importInto(shop, cancelled('PAYMENT_FRAUD', 'PAYMENT_FRAUD'), EARLY);
    expect(lastNotes(shop).map((note) => note.key)).toEqual(['cancelled:piece-2']);
    const early = shopAfter(
      EARLY,
      ['ANNOUNCED', 'ANNOUNCED'],
      ['CANCELLED_BY_MARKETPLACE', 'ANNOUNCED'],
    );
    importInto(early, cancelled('PAYMENT_FRAUD', 'PAYMENT_FRAUD'), EARLY);
    expect(lastNotes(early).map((note) => note.key)).toEqual(['cancelled:piece-2']);
  });

  it('gets its note also where the owner leaves its status as it is', () => {
    const rules = importRulesSchema.parse({
      statusMapping: { cancelledByMarketplace: 'leave-as-it-is' },
    });
    const shop = shopAfter(rules, ['PROCESSABLE']);
    importInto(shop, cancelled(undefined), rules);
    expect(shop.written.at(-1)).not.toHaveProperty('change.status');
    expect(lastNotes(shop)).toHaveLength(1);
  });
});

describe('a piece that OTTO lists only after the import', () => {
  it.each(['ANNOUNCED', 'PROCESSABLE'] as const)('gets its line, while %s', (status) => {
    const shop = shopAfter(EARLY, [status], [status, status]);
    expect(shop.written.map((step) => step.action)).toEqual(['create', 'update']);
    expect(linesOf(shop)).toEqual([
      [['piece-1'], 1],
      [['piece-2'], 1],
    ]);
    expect(shop.found()?.order).toMatchObject({
      totalCents: 4998,
      meta: { [META.pieces]: 'piece-1,piece-2' },
    });
    expect(shop.found()?.order.lineItems.map((line) => line.productId)).toEqual([10, 10]);
    expect(shop.stockTaken('MUG')).toBe(2);
  });

  it('does not come back once a person took its line out', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE'], ['PROCESSABLE', 'PROCESSABLE']);
    const [, added] = shop.found()?.order.lineItems ?? [];
    shop.changeByHand({ line_items: [{ id: added?.lineItemId ?? 0, quantity: 0 }] });
    importInto(shop, mugs('PROCESSABLE', 'PROCESSABLE'), EARLY);
    importInto(shop, mugs('SENT', 'SENT'), EARLY);
    expect(linesOf(shop)).toEqual([[['piece-1'], 1]]);
  });

  it('waits with its order for its SKU, where the owner wants that', () => {
    const rules = importRulesSchema.parse({ unknownSku: 'hold' });
    const shop = shopAfter(rules, ['PROCESSABLE']);
    const [first] = piecesOf('PROCESSABLE');
    const gone = { ...first, positionItemId: 'piece-2', sku: 'GONE' } as const;
    if (!first) throw new Error('no piece');
    expect(planFor(shop, orderOf([first, { ...first, ...gone }]), rules).step).toEqual({
      action: 'hold',
      reason: { code: 'sku-not-in-shop', skus: 'GONE' },
    });
  });

  it('is not taken for one where the order does not say what was written to it', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE']);
    shop.changeByHand({ meta_data: [{ key: META.pieces, value: null }] });
    expect(planFor(shop, mugs('PROCESSABLE', 'PROCESSABLE'), EARLY).step.action).toBe('none');
  });

  it('does not come back after its order was written anew without saying so', () => {
    const shop = shopAfter(EARLY, ['ANNOUNCED', 'ANNOUNCED']);
    const id = shop.found()?.order.lineItems[0]?.lineItemId ?? 0;
    shop.changeByHand({
      meta_data: [{ key: META.pieces, value: null }],
      line_items: [
        { id, meta_data: [{ key: META.linePositionItems, value: 'piece-1' }], quantity: 1 },
      ],
    });
    const shrunk = mugs('CANCELLED_BY_PARTNER', 'ANNOUNCED', 'ANNOUNCED');
    importInto(shop, shrunk, EARLY);
    expect(linesOf(shop)).toEqual([]);
    expect(shop.found()?.order.meta[META.pieces]).toBe('piece-1,piece-2,piece-3');
  });

  it('keeps what a person added, and its sum', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE']);
    shop.changeByHand({
      fee_lines: [{ name: 'Geschenkpapier', total: '2.00', tax_status: 'none' }],
    });
    importInto(shop, mugs('PROCESSABLE', 'PROCESSABLE'), EARLY);
    expect(shop.written.at(-1)).toMatchObject({ expected: { totalCents: 4998 + 200 } });
    expect(shop.found()?.order.totalCents).toBe(4998 + 200);
  });
});

describe('a price that OTTO changes after the import', () => {
  const repriced = (order: SalesOrder, ...cents: number[]): SalesOrder => ({
    ...order,
    positionItems: order.positionItems.map((piece, index): PositionItem => {
      const payableCents = cents[index] ?? piece.payableCents;
      return { ...piece, payableCents };
    }),
  });
  const order = mugs('PROCESSABLE', 'PROCESSABLE');

  it.each(['ANNOUNCED', 'PROCESSABLE'] as const)('is written to the line, while %s', (status) => {
    const shop = shopAfter(EARLY, [status, status]);
    importInto(shop, repriced(mugs(status, status), 1999, 1999), EARLY);
    expect(shop.found()?.order).toMatchObject({ totalCents: 3998 });
    expect(linesOf(shop)).toEqual([[['piece-1', 'piece-2'], 2]]);
  });

  it('of one piece gives it a line of its own', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE', 'PROCESSABLE']);
    importInto(shop, repriced(order, 2499, 1999), EARLY);
    expect(shop.found()?.order.totalCents).toBe(4498);
    expect(linesOf(shop)).toEqual([
      [['piece-1'], 1],
      [['piece-2'], 1],
    ]);
    expect(shop.stockTaken('MUG')).toBe(2);
  });

  it('is not written over a refund, nor over what a person wrote', () => {
    const refunded = shopAfter(
      EARLY,
      ['PROCESSABLE', 'PROCESSABLE'],
      ['PROCESSABLE', 'CANCELLED_BY_PARTNER'],
    );
    const after = repriced(mugs('PROCESSABLE', 'CANCELLED_BY_PARTNER'), 1999, 2499);
    expect(planFor(refunded, after, EARLY).step.action).toBe('none');
    const changed = shopAfter(EARLY, ['PROCESSABLE', 'PROCESSABLE']);
    const id = changed.found()?.order.lineItems[0]?.lineItemId ?? 0;
    changed.changeByHand({ line_items: [{ id, total: '10.00' }] });
    expect(planFor(changed, repriced(order, 1999, 1999), EARLY).step.action).toBe('none');
  });

  it('leaves lines at their old price that only have to be written along', () => {
    const shop = shopAfter(
      EARLY,
      ['PROCESSABLE', 'PROCESSABLE'],
      ['PROCESSABLE', 'CANCELLED_BY_PARTNER'],
    );
    const late = repriced(mugs('PROCESSABLE', 'CANCELLED_BY_PARTNER', 'PROCESSABLE'), 1999);
    importInto(shop, late, EARLY);
    expect(shop.found()?.order.totalCents).toBe(3 * 2499);
  });
});

describe('a piece that OTTO lists no more', () => {
  const shop = shopAfter(EARLY, ['PROCESSABLE', 'PROCESSABLE']);
  const [piece] = piecesOf('SENT');
  const without = orderOf(piece ? [piece] : []);

  it('holds the order until it is back', () => {
    expect(planFor(shop, without, EARLY).step).toEqual({
      action: 'hold',
      reason: { code: 'pieces-vanished', pieces: 1, positionItemIds: 'piece-2' },
    });
    expect(planFor(shop, without, EARLY, true).step.action).toBe('hold');
    expect(planFor(shop, mugs('SENT', 'SENT'), EARLY).step.action).toBe('update');
  });

  it('holds it no more once a person took it out of the line, or named it as refunded', () => {
    const taken = shopAfter(EARLY, ['PROCESSABLE', 'PROCESSABLE']);
    const id = taken.found()?.order.lineItems[0]?.lineItemId ?? 0;
    taken.changeByHand({ line_items: [{ id, quantity: 1 }] });
    expect(planFor(taken, without, EARLY).step.action).toBe('update');
    const named = shopAfter(EARLY, ['PROCESSABLE', 'PROCESSABLE']);
    named.changeByHand({ meta_data: [{ key: META.refundedByHand, value: 'piece-2' }] });
    expect(planFor(named, without, EARLY).step.action).toBe('update');
  });
});

describe('parcels reported at OTTO', () => {
  const DHL = { carrier: 'DHL', trackingNumber: '00340434161094042557' };
  const HERMES = { carrier: 'HERMES', trackingNumber: 'H1234567890123450001' };
  const sentWith = (...tracking: (Partial<PositionItem> | undefined)[]): SalesOrder =>
    orderOf(
      piecesOf(...tracking.map((each) => (each ? 'SENT' : 'PROCESSABLE'))).map((piece, index) => ({
        ...piece,
        ...tracking[index],
      })),
    );
  const trackingIn = (shop: ModelShop) => shop.found()?.order.meta[META.tracking];
  const NOTE = 'Bei OTTO Market als versendet gemeldet';

  it('are noted once each, with what is in them, and listed in the order', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE', 'PROCESSABLE', 'PROCESSABLE']);
    importInto(shop, sentWith(DHL, DHL, undefined), EARLY);
    expect(shop.written.at(-1)).not.toHaveProperty('change.status');
    expect(trackingIn(shop)).toBe('DHL 00340434161094042557');
    expect(lastNotes(shop)).toEqual([
      {
        key: 'sent:DHL:00340434161094042557',
        text: `${NOTE}: 2 × Fancy Shirt »Flower«, DHL 00340434161094042557.`,
      },
    ]);
    importInto(shop, sentWith(DHL, DHL, HERMES), EARLY);
    expect(shop.found()?.order.status).toBe('completed');
    expect(trackingIn(shop)).toBe('DHL 00340434161094042557; HERMES H1234567890123450001');
    expect(lastNotes(shop).map((note) => note.key)).toEqual(['sent:HERMES:H1234567890123450001']);
  });

  it('come with an order that is created when it was sent already', () => {
    const shop = newShop();
    importInto(shop, sentWith(DHL, HERMES), EARLY);
    expect(shop.written).toHaveLength(1);
    expect(trackingIn(shop)).toBe('DHL 00340434161094042557; HERMES H1234567890123450001');
    expect(lastNotes(shop)).toHaveLength(2);
  });

  it('without a number are listed by their carrier; without either they are only noted', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE', 'PROCESSABLE']);
    importInto(shop, sentWith({ carrier: 'HES' }, {}), EARLY);
    expect(trackingIn(shop)).toBe('HES');
    expect(lastNotes(shop)).toEqual([
      { key: 'sent:HES', text: `${NOTE}: 1 × Fancy Shirt »Flower«, HES.` },
      { key: 'sent:piece-2', text: `${NOTE}: 1 × Fancy Shirt »Flower«.` },
    ]);
  });

  it('without tracking are noted only once nothing is left to be shipped', () => {
    const shop = newShop();
    importInto(shop, sentWith({}, undefined), EARLY);
    expect(lastNotes(shop)).toEqual([]);
    importInto(shop, sentWith({}, {}), EARLY);
    expect(lastNotes(shop).map((note) => note.key)).toEqual(['sent:piece-1,piece-2']);
  });

  it('stay listed when OTTO shows them no more, and when their pieces come back', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE', 'PROCESSABLE']);
    importInto(shop, sentWith(DHL, HERMES), EARLY);
    importInto(shop, mugs('SENT', 'RETURNED'), EARLY);
    expect(trackingIn(shop)).toBe('DHL 00340434161094042557; HERMES H1234567890123450001');
  });

  it('say nothing about the status, be the owner’s mapping another one by now', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE', 'PROCESSABLE']);
    const rules = importRulesSchema.parse({ statusMapping: { processable: 'packed' } });
    importInto(shop, sentWith(DHL, undefined), rules);
    expect(shop.found()?.order).toMatchObject({
      status: 'processing',
      meta: { [META.statusWritten]: 'processing' },
    });
  });

  it('can’t break the list by what stands in them', () => {
    const shop = newShop();
    importInto(shop, sentWith({ carrier: 'DHL;', trackingNumber: ' 1;\n2 ' }), EARLY);
    expect(trackingIn(shop)).toBe('DHL 1 2');
    expect(
      planFor(shop, sentWith({ carrier: 'DHL;', trackingNumber: ' 1;\n2 ' })).step.action,
    ).toBe('none');
  });
});

describe('a return', () => {
  const rules = importRulesSchema.parse({
    statusMapping: { sent: 'shipped', returned: 'came-back' },
  });
  const shopWithout = (slug: string) =>
    shopWith().orderStatuses.filter((status) => status.slug !== slug);

  it.each(['came-back', 'shipped'])(
    'is not booked while the shop lacks the status %s on its way',
    (status) => {
      const shop = shopAfter(rules, ['PROCESSABLE']);
      shop.shop.settings.orderStatuses = shopWithout(status);
      expect(planFor(shop, mugs('RETURNED'), rules).step).toEqual({
        action: 'hold',
        reason: { code: 'status-not-in-shop', phase: 'returned', status },
      });
    },
  );

  it('is booked where a person keeps the status anyway', () => {
    const shop = shopAfter(rules, ['PROCESSABLE']);
    shop.changeByHand({ status: 'packed' });
    shop.shop.settings.orderStatuses = shopWithout('came-back');
    expect(planFor(shop, mugs('RETURNED'), rules).step.action).toBe('refund');
  });

  it('of more than is left waits for a person, until he names it', () => {
    const shop = shopAfter(EARLY, ['SENT', 'SENT']);
    shop.refundByHand(4000);
    expect(planFor(shop, mugs('RETURNED', 'SENT'), EARLY).step).toEqual({
      action: 'hold',
      reason: { code: 'refund-exceeds-rest', cents: 2499, leftCents: 998 },
    });
    shop.changeByHand({ meta_data: [{ key: META.refundedByHand, value: 'piece-1' }] });
    expect(planFor(shop, mugs('RETURNED', 'SENT'), EARLY).step.action).toBe('none');
  });

  it('of more than is left keeps neither the status nor what comes with it waiting', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE', 'PROCESSABLE']);
    shop.refundByHand(4000);
    const sent = mugs('CANCELLED_BY_PARTNER', 'SENT');
    expect(planFor(shop, sent, EARLY).step).toMatchObject({ change: { status: 'completed' } });
    importInto(shop, sent, EARLY);
    expect(shop.found()?.order.status).toBe('completed');
    expect(planFor(shop, sent, EARLY).step).toMatchObject({
      reason: { code: 'refund-exceeds-rest' },
    });
  });
});

describe('a piece that appears as the others are cancelled', () => {
  it('is added before their refund, which would end the order', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE']);
    importInto(shop, mugs('CANCELLED_BY_MARKETPLACE', 'PROCESSABLE'), EARLY);
    expect(shop.found()?.order.status).toBe('processing');
    expect(shop.found()?.refunds.map((refund) => refund.positionItemIds)).toEqual([['piece-1']]);
  });
});

describe('a status that the owner mapped anew', () => {
  it('counts as ours where a person moved the order to it', () => {
    const packing = importRulesSchema.parse({ statusMapping: { processable: 'packed' } });
    const shop = shopAfter(EARLY, ['PROCESSABLE']);
    shop.changeByHand({ status: 'packed' });
    importInto(shop, mugs('SENT'), packing);
    expect(shop.found()?.order.status).toBe('completed');
  });
});

describe('a line that a person changed', () => {
  it('keeps its quantity and amount while other lines are written', () => {
    const shop = shopAfter(EARLY, ['PROCESSABLE', 'PROCESSABLE']);
    const id = shop.found()?.order.lineItems[0]?.lineItemId ?? 0;
    shop.changeByHand({ line_items: [{ id, quantity: 1, total: '10.00', subtotal: '10.00' }] });
    importInto(shop, mugs('PROCESSABLE', 'PROCESSABLE', 'PROCESSABLE'), EARLY);
    expect(shop.found()?.order.lineItems).toMatchObject([
      { quantity: 1, grossCents: 1190 },
      { quantity: 1, grossCents: 2499 },
    ]);
    expect(shop.written.at(-1)).toMatchObject({ expected: { totalCents: 1190 + 2499 } });
    expect(shop.found()?.order.totalCents).toBe(1190 + 2499);
  });

  it('is left alone while OTTO cancels something else of it', () => {
    const shop = shopAfter(EARLY, ['ANNOUNCED', 'ANNOUNCED', 'ANNOUNCED']);
    const id = shop.found()?.order.lineItems[0]?.lineItemId ?? 0;
    shop.changeByHand({ line_items: [{ id, quantity: 5 }] });
    const order = mugs('ANNOUNCED', 'ANNOUNCED', 'CANCELLED_BY_PARTNER');
    expect(planFor(shop, order, EARLY).step.action).toBe('none');
  });

  it('is taken over where the person only did ahead what OTTO did then', () => {
    const shop = shopAfter(EARLY, ['ANNOUNCED', 'ANNOUNCED']);
    const id = shop.found()?.order.lineItems[0]?.lineItemId ?? 0;
    shop.changeByHand({ line_items: [{ id, quantity: 1 }] });
    importInto(shop, mugs('ANNOUNCED', 'CANCELLED_BY_PARTNER'), EARLY);
    expect(linesOf(shop)).toEqual([[['piece-1'], 1]]);
    expect(shop.found()?.order.totalCents).toBe(2499);
  });
});
