import { describe, expect, it } from 'vitest';
import { mapAddresses } from '../../src/mapping/address.ts';
import { checkShopOrder, planTotalRepair } from '../../src/mapping/check-shop-order.ts';
import { salesOrderOf } from './support/basket.ts';
import { pieceWith } from './support/sales-orders.ts';
import { EMPTY_ADDRESS, lineWith, wooOrderWith } from './support/woo-orders.ts';

const addresses = mapAddresses(salesOrderOf({}));
if (!addresses) throw new Error('fixture without address');
const { billing, shipping } = addresses;

const EXPECTED = { totalCents: 2499, status: 'processing', addresses: { billing, shipping } };
const ANSWER = wooOrderWith({ billing, shipping });

describe('comparing the answer of the shop with what was written', () => {
  it('finds nothing where everything arrived', () => {
    expect(checkShopOrder(EXPECTED, ANSWER)).toEqual([]);
  });

  it('finds a total that is off by a cent, in both directions', () => {
    for (const totalCents of [2498, 2500]) {
      expect(checkShopOrder(EXPECTED, { ...ANSWER, totalCents })).toEqual([
        { code: 'total', expectedCents: 2499, actualCents: totalCents },
      ]);
    }
  });

  it('finds a status the shop changed without a word', () => {
    expect(checkShopOrder(EXPECTED, { ...ANSWER, status: 'pending' })).toEqual([
      { code: 'status', expected: 'processing', actual: 'pending' },
    ]);
  });

  it('finds an address row that got lost', () => {
    const found = checkShopOrder(EXPECTED, { ...ANSWER, billing: EMPTY_ADDRESS });
    expect(found).toEqual([
      {
        code: 'address',
        which: 'billing',
        fields: 'first_name, last_name, address_1, city, postcode, country',
      },
    ]);
  });

  it.each(['first_name', 'address_2', 'state', 'postcode', 'phone'] as const)(
    'finds a changed %s and names the field, not its value',
    (field) => {
      const changed = { ...shipping, [field]: 'SECRET' };
      const found = checkShopOrder(EXPECTED, { ...ANSWER, shipping: changed });
      expect(found).toEqual([{ code: 'address', which: 'shipping', fields: field }]);
    },
  );

  it('does not look at addresses that were not written', () => {
    expect(checkShopOrder({ ...EXPECTED, addresses: undefined }, wooOrderWith())).toEqual([]);
  });

  it('finds an e-mail to which the shop would write', () => {
    expect(checkShopOrder(EXPECTED, { ...ANSWER, billingEmail: 'x@example.org' })).toEqual([
      { code: 'email-present' },
    ]);
  });

  it('finds everything at once', () => {
    const codes = checkShopOrder(EXPECTED, {
      ...wooOrderWith({ totalCents: 1, status: 'failed', billingEmail: 'x@example.org' }),
    }).map((difference) => difference.code);
    expect(codes).toEqual(['total', 'status', 'address', 'address', 'email-present']);
  });
});

describe('the repair of a wrong total', () => {
  const fee = (grossCents: number) => ({
    name: 'DELIVERY_FEE_STANDARD',
    grossCents,
    currency: 'EUR',
    vatRatePercent: 19,
    positionItemIds: [],
  });
  const SALE = salesOrderOf({
    positionItems: [pieceWith({ positionItemId: 'piece-1', grossCents: 2975, payableCents: 2380 })],
    deliveryFees: [fee(595)],
  });
  const WANTED = 2975;
  const shippingLines = [
    {
      lineId: 2,
      title: 'OTTO Market: Versand',
      total: '5.95',
      taxes: [{ rateId: 1, total: '1.13' }],
      grossCents: 708,
    },
  ];
  const repair = (given: Parameters<typeof wooOrderWith>[0]) =>
    planTotalRepair(SALE, wooOrderWith({ shippingLines, ...given }), WANTED, 'de');

  it('is none where the total is right', () => {
    expect(repair({ totalCents: WANTED })).toBeUndefined();
  });

  it.each([
    [WANTED - 1, ['0.01']],
    [WANTED - 5, ['0.05']],
    [WANTED + 1, ['-0.01']],
    [WANTED + 3, ['-0.01', '-0.01', '-0.01']],
    [WANTED + 5, ['-0.01', '-0.01', '-0.01', '-0.01', '-0.01']],
  ])('of %d cents is a rounding fee of %j', (totalCents, totals) => {
    expect(repair({ totalCents })).toEqual({
      fee_lines: totals.map((total) => ({
        name: 'Rundungsdifferenz OTTO Market',
        total,
        tax_status: 'none',
      })),
    });
  });

  it('speaks English too', () => {
    const change = planTotalRepair(SALE, wooOrderWith({ totalCents: WANTED - 1 }), WANTED, 'en');
    expect(change?.fee_lines?.[0]?.name).toBe('OTTO Market rounding difference');
  });

  it.each([WANTED - 6, WANTED + 6, WANTED + 565])(
    'of %d cents is no rounding: the lines are written for the rates that were applied',
    (totalCents) => {
      expect(repair({ totalCents })).toEqual({
        line_items: [{ id: 1, quantity: 1, subtotal: '25.000000', total: '20.000000' }],
        shipping_lines: [
          {
            id: 2,
            method_id: 'otto_market',
            method_title: 'OTTO Market: Versand',
            total: '5.000000',
          },
        ],
      });
    },
  );

  it('writes gross where the shop applied no rate', () => {
    const change = repair({
      totalCents: 2500,
      lineItems: [lineWith({ taxes: [] })],
      shippingLines: [{ lineId: 2, title: 'Versand', total: '5.00', taxes: [], grossCents: 500 }],
    });
    expect(change?.line_items?.[0]).toMatchObject({ subtotal: '29.750000', total: '23.800000' });
    expect(change?.shipping_lines?.[0]).toMatchObject({ total: '5.950000' });
  });

  it('has no shipping lines to write where the order has none', () => {
    expect(repair({ totalCents: 9999, shippingLines: [] })).not.toHaveProperty('shipping_lines');
  });

  it.each([
    ['a line of somebody else', [lineWith(), lineWith({ lineItemId: 9, positionItemIds: [] })]],
    ['another quantity in a line', [lineWith({ quantity: 2 })]],
    ['a piece OTTO does not know', [lineWith({ positionItemIds: ['elsewhere'] })]],
  ])('leaves an order alone that a person worked on: %s', (_name, lineItems) => {
    expect(repair({ totalCents: 9999, lineItems })).toBeUndefined();
  });
});
