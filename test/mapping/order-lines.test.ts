import { describe, expect, it } from 'vitest';
import { draftLines, groupPieces, lineMeta } from '../../src/mapping/order-lines.ts';
import type { DeliveryFee, PositionItem } from '../../src/mapping/otto/sales-order.ts';
import type { ShopProduct, ShopProfile } from '../../src/mapping/woocommerce/shop-profile.ts';
import { pieceWith } from './support/sales-orders.ts';
import { profileWith } from './support/shop-profiles.ts';

const DRESDEN = { country: 'DE', state: '', postcode: '01067', city: 'Dresden' };

const PRODUCTS = new Map<string, ShopProduct>([
  ['SHIRT', { sku: 'SHIRT', productId: 11, variationId: 0, taxStatus: 'taxable' }],
  ['SHIRT-RED', { sku: 'SHIRT-RED', productId: 15, variationId: 16, taxStatus: 'taxable' }],
]);

const feeOf = (grossCents: number, name = 'DELIVERY_FEE_STANDARD'): DeliveryFee => ({
  name,
  grossCents,
  currency: 'EUR',
  vatRatePercent: 19,
  positionItemIds: [],
});

const pieces = (...given: Partial<PositionItem>[]) =>
  given.map((piece, index) => pieceWith({ positionItemId: `piece-${index + 1}`, ...piece }));

function linesOf(
  items: PositionItem[],
  fees: DeliveryFee[] = [],
  profile: ShopProfile = profileWith(),
  language: 'de' | 'en' = 'de',
) {
  return draftLines(groupPieces(items), fees, {
    profile,
    location: DRESDEN,
    products: PRODUCTS,
    language,
  });
}

describe('grouping', () => {
  const idsOf = (items: PositionItem[]) =>
    groupPieces(items).map((group) => group.pieces.map((piece) => piece.positionItemId));

  it('maps two equal position items to one line item of quantity 2', () => {
    const { lineItems } = linesOf(pieces({}, {}));
    expect(lineItems).toHaveLength(1);
    expect(lineItems[0]).toMatchObject({ product_id: 11, quantity: 2, total: '42.000000' });
  });

  it('keeps the order in which kinds were first seen', () => {
    expect(idsOf(pieces({}, { sku: 'B' }, {}, { sku: 'C' }, { sku: 'B' }))).toEqual([
      ['piece-1', 'piece-3'],
      ['piece-2', 'piece-5'],
      ['piece-4'],
    ]);
  });

  it.each([
    ['SKU', { sku: 'OTHER' }],
    ['price', { grossCents: 2500, payableCents: 2499 }],
    ['discount', { payableCents: 1999 }],
    ['VAT rate', { vatRatePercent: 7 }],
    ['take-back', { weeePickup: true }],
  ])('keeps pieces of another %s apart, so that no amount is an average', (_name, other) => {
    expect(idsOf(pieces({}, other))).toEqual([['piece-1'], ['piece-2']]);
  });

  it.each([
    ['id of the piece', { ean: '4000000000000' }],
    ['state', { fulfillmentStatus: 'SENT' }],
    ['promised day', { expectedDeliveryAt: '2026-03-10T23:00:00.000Z' }],
    ['tracking number', { trackingNumber: 'H123' }],
  ] as const)('does not care for the %s', (_name, other) => {
    expect(idsOf(pieces({}, other))).toEqual([['piece-1', 'piece-2']]);
  });

  it('keeps different articles without a SKU apart', () => {
    const articles = pieces(
      { sku: '', productTitle: 'Mug', articleNumber: 'S1' },
      { sku: '', productTitle: 'Cup', articleNumber: 'S2' },
      { sku: '', productTitle: 'Mug', articleNumber: 'S1' },
    );
    expect(idsOf(articles)).toEqual([['piece-1', 'piece-3'], ['piece-2']]);
  });
});

describe('the product of a line', () => {
  it('is named by id for a simple product', () => {
    const [line] = linesOf(pieces({})).lineItems;
    expect(line).toMatchObject({ product_id: 11 });
    for (const key of ['variation_id', 'sku', 'name']) expect(line).not.toHaveProperty(key);
  });

  it('is named by parent and variation for a variation', () => {
    const [line] = linesOf(pieces({ sku: 'SHIRT-RED' })).lineItems;
    expect(line).toMatchObject({ product_id: 15, variation_id: 16 });
    expect(line).not.toHaveProperty('sku');
  });

  it('is a named line with its SKU where the shop has none, and the owner hears of it', () => {
    const { lineItems, issues } = linesOf(pieces({ sku: 'GONE', productTitle: 'Old mug' }));
    expect(lineItems[0]).toMatchObject({
      sku: 'otto-market/GONE',
      name: 'Old mug',
      tax_class: '',
    });
    expect(lineItems[0]?.meta_data).toContainEqual({ key: 'SKU', value: 'GONE' });
    expect(lineItems[0]).not.toHaveProperty('product_id');
    expect(issues).toEqual([{ code: 'sku-not-in-shop', params: { sku: 'GONE' } }]);
  });

  it.each([
    [
      { sku: 'GONE', productTitle: '', articleNumber: 'S1' },
      { sku: 'otto-market/GONE', name: 'GONE' },
    ],
    [
      { sku: '', productTitle: '', articleNumber: 'S1' },
      { sku: 'otto-market/S1', name: 'S1' },
    ],
    [
      { sku: '', productTitle: 'Mug', articleNumber: 'S1' },
      { sku: 'otto-market/S1', name: 'Mug' },
    ],
    [
      { sku: '', productTitle: '', articleNumber: '' },
      { sku: 'otto-market/', name: 'OTTO Market' },
    ],
  ])(
    'always has a reference and a name, for the shop refuses a line without: %j',
    (piece, line) => {
      expect(linesOf(pieces(piece)).lineItems[0]).toMatchObject(line);
    },
  );
});

describe('the amounts of a line', () => {
  it.each([
    [{ grossCents: 1999 }, 1, '16.798319'],
    [{ grossCents: 999 }, 3, '25.184874'],
    [{ grossCents: 2490, vatRatePercent: 7 }, 1, '23.271028'],
  ])('are net with six decimals: %j × %d is %s', (piece, quantity, net) => {
    const items = pieces(...Array.from({ length: quantity }, () => piece));
    expect(linesOf(items).lineItems[0]).toMatchObject({ quantity, subtotal: net, total: net });
  });

  it('show a discount as the difference of subtotal and total', () => {
    const [line] = linesOf(pieces({ grossCents: 1190, payableCents: 595 })).lineItems;
    expect(line).toMatchObject({ subtotal: '10.000000', total: '5.000000' });
  });

  it('show a gift as a total of nothing', () => {
    const [line] = linesOf(pieces({ grossCents: 1190, payableCents: 0 })).lineItems;
    expect(line).toMatchObject({ subtotal: '10.000000', total: '0.000000' });
  });

  it('never show a total above the subtotal', () => {
    const [line] = linesOf(pieces({ grossCents: 595, payableCents: 1190 })).lineItems;
    expect(line).toMatchObject({ subtotal: '10.000000', total: '10.000000' });
  });

  it('name the tax class that has the VAT rate of OTTO', () => {
    const { lineItems } = linesOf(
      pieces({}, { vatRatePercent: 7, sku: 'B' }, { vatRatePercent: 0, sku: 'C' }),
    );
    expect(lineItems.map((line) => line.tax_class)).toEqual(['', 'reduced-rate', 'zero-rate']);
  });
});

describe('delivery fees', () => {
  it('become shipping lines by name, taxed as the shop will tax them', () => {
    const fees = [
      feeOf(595),
      feeOf(2400, 'DELIVERY_FEE_FREIGHT_SURCHARGE'),
      feeOf(100, 'EXPRESS'),
      feeOf(0, 'toString'),
    ];
    expect(linesOf(pieces({}), fees).shippingLines).toEqual([
      { method_id: 'otto_market', method_title: 'OTTO Market: Versand', total: '5.000000' },
      {
        method_id: 'otto_market',
        method_title: 'OTTO Market: Speditionszuschlag',
        total: '20.168067',
      },
      { method_id: 'otto_market', method_title: 'OTTO Market: EXPRESS', total: '0.840336' },
      { method_id: 'otto_market', method_title: 'OTTO Market: toString', total: '0.000000' },
    ]);
  });

  it('of a basket of books are taxed as books', () => {
    const { shippingLines } = linesOf(pieces({ vatRatePercent: 7 }), [feeOf(595)]);
    expect(shippingLines[0]?.total).toBe('5.560748');
  });

  it('have English names where the owner wants them, and one even without a name', () => {
    const fees = [feeOf(595), feeOf(0, ''), feeOf(1, 'DELIVERY_FEE_FREIGHT_SURCHARGE')];
    const { shippingLines } = linesOf(pieces({}), fees, profileWith(), 'en');
    expect(shippingLines.map((line) => line.method_title)).toEqual([
      'OTTO Market: delivery',
      'OTTO Market: delivery',
      'OTTO Market: freight surcharge',
    ]);
  });
});

describe('in a shop that rounds at the subtotal', () => {
  const atSubtotal = profileWith({ roundAtSubtotal: true });
  // 24.00 / 1.19 = 20.168067, which that shop rounds to 20.17 without rounding its tax.
  const fee = feeOf(2400);

  it('the dearest line makes up for what rounding adds to delivery', () => {
    const { lineItems, shippingLines } = linesOf(
      pieces({ grossCents: 119 }, { sku: 'SHIRT-RED', grossCents: 1190 }),
      [fee],
      atSubtotal,
    );
    expect(shippingLines[0]?.total).toBe('20.168067');
    expect(lineItems.map((line) => line.total)).toEqual(['1.000000', '9.998376']);
    expect(lineItems.map((line) => line.subtotal)).toEqual(['1.000000', '10.000000']);
  });

  it('a half cent of delivery counts as rounded up', () => {
    // 0.03 / 1.2 = 0.025, which that shop rounds to 0.03.
    const taxRates = atSubtotal.taxRates.map((rate) => ({ ...rate, ratePercent: 20 }));
    const profile = { ...atSubtotal, taxRates };
    const [line] = linesOf(
      pieces({ grossCents: 120, vatRatePercent: 20 }),
      [feeOf(3)],
      profile,
    ).lineItems;
    expect(line?.total).toBe('0.995834');
  });

  it('no line goes below nothing for it', () => {
    // 0.09 / 1.19 = 0.075630 rounds to 0.08: three of them add more than the only piece costs.
    const fees = [feeOf(9), feeOf(9), feeOf(9)];
    expect(linesOf(pieces({ grossCents: 1 }), fees, atSubtotal).lineItems[0]?.total).toBe(
      '0.000000',
    );
  });

  it('nothing is moved where taxes are off or rounding is per line', () => {
    for (const profile of [profileWith(), profileWith({ roundAtSubtotal: true, taxesOn: false })]) {
      const gross = profile.taxesOn ? '10.000000' : '11.900000';
      expect(linesOf(pieces({ grossCents: 1190 }), [fee], profile).lineItems[0]?.total).toBe(gross);
    }
  });
});

describe('the meta of a line', () => {
  it('names its pieces, the VAT rate of OTTO and what a piece costs', () => {
    expect(
      lineMeta(
        { pieces: [pieceWith({ positionItemId: 'a' }), pieceWith({ positionItemId: 'b' })] },
        'de',
        false,
      ),
    ).toEqual([
      { key: '_otto_market_position_items', value: 'a,b' },
      { key: '_otto_market_vat_rate', value: '19' },
      { key: '_otto_market_cents', value: '2499' },
    ]);
  });

  it.each([
    ['de', 'Altgeräte-Mitnahme', 'ja'],
    ['en', 'Old appliance take-back', 'yes'],
  ] as const)('shows a take-back to the packer (%s)', (language, key, value) => {
    expect(lineMeta({ pieces: [pieceWith({ weeePickup: true })] }, language, false)).toEqual([
      { key: '_otto_market_position_items', value: 'piece-1' },
      { key: '_otto_market_vat_rate', value: '19' },
      { key: '_otto_market_cents', value: '2499' },
      { key: '_otto_market_take_back', value: 'yes' },
      { key, value },
    ]);
  });
});
