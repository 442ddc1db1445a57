import { buildPositionItem, euro } from '../../../fixtures/otto/build-position-item.ts';
import {
  buildSalesOrder,
  freightSurcharge,
  standardFee,
} from '../../../fixtures/otto/build-sales-order.ts';
import { sandboxProducts } from '../../../fixtures/otto/products.ts';
import type { Seed } from '../../../fixtures/otto/seeded.ts';
import type { WireProduct, WireSalesOrder } from '../../../fixtures/otto/wire.ts';

export const scenarioNumbers = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type ScenarioNumber = (typeof scenarioNumbers)[number];

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const { smartphone, shirt, lawnMower, sofa, fridge } = sandboxProducts;

/** What a scenario is made of; everything not given is an ordinary PROCESSABLE order. */
type Scenario = {
  products: WireProduct[];
  /** How long before now it was ordered. */
  orderedAgoMs: number;
  status: string;
  paymentMethod: string;
  standardFee: number | 'free';
  freightSurcharge?: number;
  cancellationReason?: string;
  takeBack?: true;
  /** EUR off the first piece. */
  discount?: number;
};

const ordinary = {
  status: 'PROCESSABLE',
  paymentMethod: 'PAYPAL',
  orderedAgoMs: 36 * MINUTE,
  standardFee: 5.95,
} as const;

/** The eight scenarios of the order generator; states and specialities as documented, mixes ours (section 1). */
const scenarios: Record<ScenarioNumber, Scenario> = {
  1: { ...ordinary, products: [smartphone, shirt, shirt, lawnMower] },
  2: { ...ordinary, products: [smartphone, lawnMower], paymentMethod: 'INVOICE_SINGLE' },
  3: { ...ordinary, products: [shirt, smartphone], standardFee: 'free' },
  4: { ...ordinary, products: [lawnMower, shirt], discount: 40 },
  5: {
    ...ordinary,
    products: [fridge, fridge, shirt],
    status: 'ANNOUNCED',
    paymentMethod: 'PREPAYMENT',
    orderedAgoMs: 0,
    freightSurcharge: 29.95,
    takeBack: true,
  },
  6: {
    ...ordinary,
    products: [smartphone, shirt],
    status: 'CANCELLED_BY_MARKETPLACE',
    paymentMethod: 'PREPAYMENT',
    orderedAgoMs: 14 * DAY,
    cancellationReason: 'PAYMENT_ABORTED',
  },
  7: { ...ordinary, products: [shirt, shirt, smartphone], paymentMethod: 'CREDIT_CARD' },
  8: {
    ...ordinary,
    products: [shirt, smartphone, sofa, fridge],
    paymentMethod: 'INVOICE_INSTALLMENTS',
    freightSurcharge: 49,
  },
};

/** The order of one scenario, freshly changed at `at`. Equal seeds give equal ids. */
export function scenarioOrder(number: ScenarioNumber, seed: Seed, at: Date): WireSalesOrder {
  const scenario = scenarios[number];
  const orderDate = new Date(at.getTime() - scenario.orderedAgoMs).toISOString();
  const changedAt = at.toISOString();
  const positionItems = scenario.products.map((product, index) =>
    buildPositionItem({
      seed: `${seed}/${index + 1}`,
      orderedAt: orderDate,
      product,
      fulfillmentStatus: scenario.status,
      ...(scenario.discount !== undefined && index === 0 ? { discount: scenario.discount } : {}),
      ...(scenario.takeBack && product === fridge ? { weeePickup: true } : {}),
      ...(scenario.status === 'PROCESSABLE' ? { processableDate: changedAt } : {}),
      ...(scenario.cancellationReason === undefined
        ? {}
        : { cancellationDate: changedAt, cancellationReason: scenario.cancellationReason }),
    }),
  );
  return buildSalesOrder({
    seed,
    orderDate,
    lastModifiedDate: changedAt,
    orderLifecycleInformation: { lifecycleChangeDate: changedAt },
    payment: { paymentMethod: scenario.paymentMethod },
    positionItems,
    ...feesOf(scenario, positionItems),
    ...discountOf(scenario, positionItems),
  });
}

type Pieces = WireSalesOrder['positionItems'];

function feesOf(scenario: Scenario, pieces: Pieces): Partial<WireSalesOrder> {
  const { standardFee: amount, freightSurcharge: surcharge } = scenario;
  return {
    initialDeliveryFees: [
      ...(amount === 'free' ? [] : [standardFee(pieces, amount)]),
      ...(surcharge === undefined ? [] : [freightSurcharge(pieces, surcharge)]),
    ],
  };
}

function discountOf({ discount }: Scenario, [first]: Pieces): Partial<WireSalesOrder> {
  if (discount === undefined || first === undefined) return {};
  return {
    initialDiscounts: [
      {
        name: 'PARTNER_DISCOUNT',
        discountId: 'd-4004',
        discountName: `${discount} € Rabatt`,
        discountAmount: euro(discount),
        positionItemIds: [first.positionItemId],
        vatRate: first.product.vatRate,
      },
    ],
  };
}
