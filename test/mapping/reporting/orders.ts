import { importRulesSchema } from '../../../src/mapping/import-rules.ts';
import type { ShopParcel } from '../../../src/mapping/parcels/shop-parcel.ts';
import { type PlanReportsInput, planReports } from '../../../src/mapping/reporting/plan-reports.ts';
import type { ReportPlan } from '../../../src/mapping/reporting/report-plan.ts';
import {
  type ShippingRules,
  shippingRulesSchema,
} from '../../../src/mapping/reporting/shipping-rules.ts';
import type {
  KnownTransmission,
  ParcelWish,
  ReportPiece,
  ShipmentWish,
} from '../../../src/mapping/reporting/transmission.ts';
import type { WooOrder, WooRefund } from '../../../src/mapping/woocommerce/order.ts';
import { joinIds, META } from '../../../src/mapping/woocommerce/order-meta.ts';
import { lineWith, refundWith, wooOrderWith } from '../support/woo-orders.ts';

export const NOW = '2026-03-10T12:00:00.000Z';
export const COMPLETED_AT = '2026-03-10T11:58:00.000Z';

/** Numbers whose check digits fit, and that no other carrier writes. */
export const DHL_NUMBERS = [
  '00340434161094042557',
  '00340434161094042564',
  '00340434161094042571',
  '00340434161094042588',
] as const;

export const HERMES_NUMBER = 'H1234567890123456789';

export const IMPORT_RULES = importRulesSchema.parse({});

export function shippingRules(given: Partial<ShippingRules> = {}): ShippingRules {
  return {
    ...shippingRulesSchema.parse({
      shipFrom: [{ name: 'Lager', city: 'Dresden', zipCode: '01067' }],
    }),
    ...given,
  };
}

/** A PROCESSABLE mug. */
export function pieceOf(positionItemId: string, given: Partial<ReportPiece> = {}): ReportPiece {
  return {
    positionItemId,
    fulfillmentStatus: 'PROCESSABLE',
    sku: 'MUG',
    expectedDeliveryAt: '2026-03-12T23:00:00.000Z',
    payableCents: 2_499,
    ...given,
  };
}

/** Mugs of the given states, "p1" and so on. */
export function piecesOf(...statuses: string[]): ReportPiece[] {
  return statuses.map((fulfillmentStatus, place) =>
    pieceOf(`p${place + 1}`, { fulfillmentStatus }),
  );
}

export const mugs = (count: number): ReportPiece[] =>
  piecesOf(...Array.from({ length: count }, () => 'PROCESSABLE'));

/** One line for each list of ids, numbered from 1, each as the bridge wrote it. */
export function orderOf(lines: readonly string[][], given: Partial<WooOrder> = {}): WooOrder {
  const { meta, ...rest } = given;
  return wooOrderWith({
    lineItems: lines.map((positionItemIds, place) =>
      lineWith({ lineItemId: place + 1, quantity: positionItemIds.length, positionItemIds }),
    ),
    meta: {
      [META.statusWritten]: 'processing',
      [META.phase]: 'processable',
      [META.pieces]: joinIds(lines.flat()),
      ...meta,
    },
    ...rest,
  });
}

/** The same, packed and sent off a little before {@link NOW}. */
export function shippedOrder(lines: readonly string[][], given: Partial<WooOrder> = {}): WooOrder {
  return orderOf(lines, { status: 'completed', completedAt: COMPLETED_AT, ...given });
}

/** The order with a person's quantity in one of its lines. */
export function withQuantity(order: WooOrder, lineItemId: number, quantity: number): WooOrder {
  return {
    ...order,
    lineItems: order.lineItems.map((line) =>
      line.lineItemId === lineItemId ? { ...line, quantity } : line,
    ),
  };
}

/** A number without a word about what is in the parcel. */
export function parcelOf(trackingNumber?: string, given: Partial<ShopParcel> = {}): ShopParcel {
  return {
    source: 'shipment-tracking',
    carrierName: undefined,
    trackingNumber,
    shippedAt: undefined,
    isSaidShipped: false,
    pieces: undefined,
    ...given,
  };
}

/** A parcel with so many pieces of each line. */
export function parcelWith(
  trackingNumber: string | undefined,
  quantities: Record<number, number>,
  given: Partial<ShopParcel> = {},
): ShopParcel {
  const pieces = Object.entries(quantities).map(([lineItemId, quantity]) => ({
    lineItemId: Number(lineItemId),
    quantity,
  }));
  return parcelOf(trackingNumber, { source: 'fulfillments', pieces, ...given });
}

export function refundByHand(lineItemId: number, quantity: number): WooRefund {
  return refundWith({ lines: [{ lineItemId, quantity }] });
}

export type Given = Partial<Omit<PlanReportsInput, 'found'>> & {
  order: WooOrder;
  refunds?: WooRefund[];
};

export function inputOf({ order, refunds = [], ...given }: Given): PlanReportsInput {
  const ids = order.lineItems.flatMap((line) => line.positionItemIds);
  return {
    pieces: ids.map((id) => pieceOf(id)),
    found: { order, refunds },
    parcels: [],
    known: [],
    rules: shippingRules(),
    importRules: IMPORT_RULES,
    now: NOW,
    ...given,
  };
}

export const planFor = (given: Given): ReportPlan => planReports(inputOf(given));

/** What is in which parcel: "p1 p2 in 0034…", each number by its place in the shop's list. */
export function contents(wishes: readonly ShipmentWish[]): [string[], (string | undefined)[]][] {
  return wishes.map(({ positionItemIds, parcels }) => [
    positionItemIds,
    parcels.map(({ trackingNumber }) => trackingNumber),
  ]);
}

export function parcelWish(
  trackingNumber: string | undefined,
  given: Partial<ParcelWish> = {},
): ParcelWish {
  return {
    carrier: undefined,
    carrierName: undefined,
    trackingNumber,
    returnKey: undefined,
    ...given,
  };
}

/** A report of the shop that is due, with these pieces under this number. */
export function reportOf(
  positionItemIds: string[],
  trackingNumber: string | undefined,
  given: Partial<KnownTransmission> = {},
): KnownTransmission {
  return {
    transmissionId: `report-${positionItemIds.join('-')}`,
    kind: 'shipment',
    state: 'due',
    source: 'shop',
    reasonCode: undefined,
    positionItemIds,
    parcels: [parcelWish(trackingNumber)],
    shipDate: COMPLETED_AT,
    createdAt: NOW,
    wasSent: false,
    ...given,
  };
}

/** The shop's wish to cancel a piece, still waiting. */
export function cancellationOf(
  positionItemId: string,
  given: Partial<KnownTransmission> = {},
): KnownTransmission {
  return reportOf([positionItemId], undefined, {
    transmissionId: `cancel-${positionItemId}`,
    kind: 'cancellation',
    state: 'waiting',
    parcels: [],
    shipDate: undefined,
    ...given,
  });
}
