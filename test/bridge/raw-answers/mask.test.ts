import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MASK, mask, type Shown } from '../../../src/bridge/raw-answers/mask.ts';
import {
  SHOWN_OF_NOTE,
  SHOWN_OF_OTTO,
  SHOWN_OF_REFUND,
  SHOWN_OF_SHOP_ORDER,
} from '../../../src/bridge/raw-answers/shown-places.ts';
import { META } from '../../../src/mapping/woocommerce/order-meta.ts';
import { buildSalesOrder, inventedAddresses, inventedPeople } from '../../fixtures/otto/index.ts';

const ADDRESSES = ['a', 'b', 'c'].flatMap((seed) => {
  const { deliveryAddress, invoiceAddress } = inventedAddresses(seed, true);
  return [deliveryAddress, invoiceAddress];
});

/** Names, doors, towns, mail and phone of every invented person; what may stand in an id by chance is out. */
const PERSONAL = [
  ...new Set(
    [...inventedPeople, ...ADDRESSES].flatMap(
      ({
        firstName,
        lastName,
        street,
        houseNumber,
        zipCode,
        city,
        addition,
        phoneNumber,
        email,
      }) => [
        firstName,
        lastName,
        street,
        `${street} ${houseNumber}`,
        zipCode,
        city,
        addition ?? '',
        phoneNumber ?? '',
        email ?? '',
      ],
    ),
  ),
].filter((text) => text.length > 1);

const personal = fc.constantFrom(...PERSONAL);
const fieldName = fc.constantFrom('notes', 'giftMessage', 'buyer', 'recipient_name', '_x', 'value');

/** Anything a program may add, with people all over it: as values, in lists, as names of fields. */
const { added } = fc.letrec<{ added: unknown }>((tie) => ({
  added: fc.oneof(
    { maxDepth: 4 },
    personal,
    personal.map((text) => `Für ${text} abgeben`),
    fc.integer({ min: 10_000_000, max: 99_999_999 }),
    fc.array(tie('added'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fieldName, personal), tie('added'), { maxKeys: 4 }),
    fc.record({ key: fc.oneof(fieldName, personal), value: tie('added') }),
  ),
}));

/** Puts something next to what is there, in as many places as there are. */
function addEverywhere(value: unknown, name: string, extra: unknown): unknown {
  if (Array.isArray(value)) {
    return [...value.map((entry) => addEverywhere(entry, name, extra)), extra];
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => [
    key,
    addEverywhere(entry, name, extra),
  ]);
  return Object.fromEntries([[name, extra], ...entries]);
}

const { deliveryAddress } = inventedAddresses('a', true);

const SHOP_ORDER = {
  id: 1234,
  status: 'processing',
  total: '55.91',
  customer_note: `Bitte bei ${deliveryAddress.lastName} klingeln`,
  order_key: 'wc_order_Secret123',
  date_created: '2026-03-20T08:00:00',
  billing: { first_name: deliveryAddress.firstName, email: '', postcode: deliveryAddress.zipCode },
  shipping: { last_name: deliveryAddress.lastName, phone: deliveryAddress.phoneNumber },
  meta_data: [
    { id: 1, key: META.phase, value: 'processable' },
    { id: 2, key: META.billingStreet, value: deliveryAddress.street },
    { id: 3, key: META.addressWritten, value: 'fingerprint' },
    { id: 4, key: '_plugin_buyer', value: deliveryAddress.lastName },
    { id: 5, key: deliveryAddress.city, value: 'x' },
    { id: 6, key: META.tracking, value: { of: deliveryAddress.lastName } },
  ],
  line_items: [
    { id: 7, name: 'Fancy Shirt', quantity: 2, taxes: [{ id: 1, total: '7.98', subtotal: '' }] },
  ],
  fee_lines: [{ id: 8, name: `Rabatt ${deliveryAddress.lastName}`, total: '-1.00' }],
  refunds: [{ id: 9, reason: `Kulanz ${deliveryAddress.lastName}`, total: '-5.00' }],
};

const NOTES = [
  { id: 1, author: 'Inselkind Probst', note: 'Herr Beispiel rief an', customer_note: false },
];

const ANSWERS: { side: string; answer: unknown; shown: Shown }[] = [
  {
    side: 'OTTO',
    answer: buildSalesOrder({ ...inventedAddresses('a', true) }),
    shown: SHOWN_OF_OTTO,
  },
  { side: 'the shop', answer: SHOP_ORDER, shown: SHOWN_OF_SHOP_ORDER },
  { side: 'refunds', answer: [SHOP_ORDER], shown: [SHOWN_OF_REFUND] },
  { side: 'notes', answer: NOTES, shown: [SHOWN_OF_NOTE] },
];

/** Texts of the answer, field names included; what merely contains one by chance is not one. */
function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, entry]) => [key, ...textsOf(entry)]);
  }
  return [String(value)];
}

describe('a masked answer', () => {
  it.each(ANSWERS)(
    'of $side names no person, whatever is added to it anywhere',
    ({ answer, shown }) => {
      fc.assert(
        fc.property(fc.oneof(fieldName, personal), added, (name, extra) => {
          const texts = textsOf(mask(addEverywhere(answer, name, extra), shown));
          const leaks = PERSONAL.filter((text) =>
            texts.some((told) => (/^\d+$/.test(text) ? told === text : told.includes(text))),
          );
          expect(leaks).toEqual([]);
          expect(texts.filter((text) => /^\d{8}$/.test(text))).toEqual([]);
        }),
        { numRuns: 300 },
      );
    },
  );

  it('shows states, sums, dates, titles and the shape of the rest', () => {
    expect(mask(SHOP_ORDER, SHOWN_OF_SHOP_ORDER)).toEqual({
      id: 1234,
      status: 'processing',
      total: '55.91',
      customer_note: MASK,
      order_key: MASK,
      date_created: '2026-03-20T08:00:00',
      billing: { first_name: MASK, email: '', postcode: MASK },
      shipping: { last_name: MASK, phone: MASK },
      meta_data: [
        { id: 1, key: META.phase, value: 'processable' },
        { id: 2, key: META.billingStreet, value: MASK },
        { id: 3, key: META.addressWritten, value: MASK },
        { id: 4, key: '_plugin_buyer', value: MASK },
        { id: 5, key: MASK, value: MASK },
        { id: 6, key: META.tracking, value: { of: MASK } },
      ],
      line_items: [
        {
          id: 7,
          name: 'Fancy Shirt',
          quantity: 2,
          taxes: [{ id: 1, total: '7.98', subtotal: '' }],
        },
      ],
      fee_lines: [{ id: 8, name: MASK, total: '-1.00' }],
      refunds: [{ id: 9, reason: MASK, total: '-5.00' }],
    });
    const order = buildSalesOrder({ positionItems: [{ fulfillmentStatus: 'SENT' }] });
    expect(mask(order, SHOWN_OF_OTTO)).toMatchObject({
      orderNumber: order.orderNumber,
      positionItems: order.positionItems.map(({ product, ...piece }) => ({
        ...piece,
        product: { sku: product.sku, productTitle: product.productTitle, vatRate: product.vatRate },
      })),
      deliveryAddress: { lastName: MASK, zipCode: MASK, countryCode: MASK },
    });
  });

  it.each([
    ['an address in the place of a number', { total: 'Musterallee 12a' }],
    ['a mail in the place of a title', { payment_method_title: 'erika@kundin.example' }],
    ['a sentence in the place of a state', { status: 'Max Beispiel wartet' }],
    ['a name in the place of a date', { date_created: 'Erika' }],
    ['a number in the place of a flag', { needs_payment: 491555550100 }],
    ['an object in the place of an id', { id: { of: 'Erika' } }],
    ['a text where a list is known', { line_items: 'Erika' }],
  ])('hides %s', (_what, answer) => {
    const shown = JSON.stringify(mask(answer, SHOWN_OF_SHOP_ORDER));
    for (const value of Object.values(answer)) {
      const text = typeof value === 'object' ? 'Erika' : String(value);
      expect(shown).not.toContain(text);
    }
  });

  it('keeps fields apart whose names are hidden', () => {
    const answer = { Erika: 1, Max: 2, '12a': 3, known: 4 };
    expect(mask(answer, {})).toEqual({
      [MASK]: MASK,
      [`${MASK}2`]: MASK,
      [`${MASK}3`]: MASK,
      known: MASK,
    });
  });

  it('takes a field called like something every object has for what it is', () => {
    const answer: unknown = JSON.parse('{"__proto__":{"id":"Erika"},"constructor":"Max"}');
    expect(JSON.stringify(mask(answer, SHOWN_OF_SHOP_ORDER))).toBe(
      `{"__proto__":{"id":"${MASK}"},"constructor":"${MASK}"}`,
    );
  });
});
