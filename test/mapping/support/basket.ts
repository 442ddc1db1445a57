import fc from 'fast-check';
import type {
  DeliveryFee,
  PositionItem,
  SalesOrder,
} from '../../../src/mapping/otto/sales-order.ts';
import type { ProductSeed } from '../../fakes/woocommerce/products.ts';
import { pieceWith } from './sales-orders.ts';

/** What the shop of these tests sells: every tax status, a variation, and classes that disagree. */
export const SHOP_PRODUCTS: readonly ProductSeed[] = [
  { id: 10, sku: 'MUG', name: 'Blue mug', price: '19.99' },
  { id: 11, sku: 'BOOK', name: 'Cookbook', price: '24.90', taxClass: 'reduced-rate' },
  { id: 12, sku: 'VOUCHER', name: 'Untaxed card', price: '50', taxStatus: 'none' },
  { id: 13, sku: 'SERVICE', name: 'Shipping-only tax', price: '5', taxStatus: 'shipping' },
  { id: 14, sku: 'PANEL', name: 'Balcony panel', price: '219.01', taxClass: 'zero-rate' },
  { id: 15, sku: '', name: 'T-shirt', type: 'variable' },
  { id: 16, sku: 'SHIRT-RED', name: 'T-shirt, red', price: '29.90', parentId: 15 },
  { id: 17, sku: 'SHIRT-BLUE', name: 'T-shirt, blue', price: '29.90', parentId: 15 },
];

const SKUS = [...SHOP_PRODUCTS.flatMap(({ sku }) => sku || []), 'NOT-IN-SHOP', ''];

const cents = (largest: number) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: largest }) },
    { weight: 1, arbitrary: fc.constantFrom(999, 1999, 2490, 2499, 59_900, 99_999) },
  );

/** One piece of any price up to 9,999.99, a third of them discounted, some for free. */
const piece = fc.record({
  sku: fc.constantFrom(...SKUS),
  grossCents: cents(999_999),
  discount: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  ),
  vatRatePercent: fc.constantFrom(19, 19, 19, 7, 7, 0),
  weeePickup: fc.boolean(),
});

/** One to eight pieces; some are the same thing bought again. */
export const basketOfPieces: fc.Arbitrary<PositionItem[]> = fc
  .array(fc.record({ kind: piece, times: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((kinds) =>
    kinds
      .flatMap(({ kind, times }) => Array.from({ length: times }, () => kind))
      .slice(0, 8)
      .map(({ discount, ...kind }, index) =>
        pieceWith({
          ...kind,
          positionItemId: `piece-${index + 1}`,
          payableCents: kind.grossCents - Math.floor(kind.grossCents * discount),
          processableAt: '2026-03-02T08:50:00.000Z',
        }),
      ),
  );

export const deliveryFees: fc.Arbitrary<DeliveryFee[]> = fc
  .array(cents(4_900), { maxLength: 3 })
  .map((fees) =>
    fees.map((grossCents, index) => ({
      name: ['DELIVERY_FEE_STANDARD', 'DELIVERY_FEE_FREIGHT_SURCHARGE', ''][index] ?? '',
      grossCents,
      currency: 'EUR',
      vatRatePercent: 19,
      positionItemIds: [],
    })),
  );

const DOOR = {
  salutation: 'MS',
  firstName: 'Erika',
  lastName: 'Mustermann',
  street: 'Musterallee',
  houseNumber: '12a',
  addition: '',
  countryCode: 'DEU',
  phoneNumber: undefined,
  email: undefined,
};

const place = fc.constantFrom(
  { zipCode: '01067', city: 'Dresden' },
  { zipCode: '27498', city: 'Helgoland' },
  { zipCode: '78266', city: 'Büsingen' },
  { zipCode: '80331', city: 'München' },
  { zipCode: '80 331', city: 'münchen' },
);

/** A released order: what buyers order, to where they live. */
export const releasedOrder: fc.Arbitrary<SalesOrder> = fc
  .record({ positionItems: basketOfPieces, deliveryFees, deliver: place, bill: place })
  .map(({ positionItems, deliveryFees: fees, deliver, bill }) =>
    salesOrderOf({
      positionItems,
      deliveryFees: fees,
      deliveryAddress: { ...DOOR, ...deliver },
      invoiceAddress: { ...DOOR, ...bill },
    }),
  );

export function salesOrderOf(given: Partial<SalesOrder>): SalesOrder {
  return {
    salesOrderId: 'a46fb35b-9c77-41c9-af10-2676b756a9af',
    orderNumber: '5nhxzdr88b',
    orderedAt: '2026-03-02T08:14:27.000Z',
    changedAt: '2026-03-02T08:50:00.000Z',
    paymentMethod: 'PAYPAL',
    deliveryAddress: { ...DOOR, zipCode: '01067', city: 'Dresden' },
    invoiceAddress: { ...DOOR, zipCode: '01067', city: 'Dresden' },
    positionItems: [pieceWith()],
    deliveryFees: [],
    suspectedFraudCase: false,
    ...given,
  };
}
