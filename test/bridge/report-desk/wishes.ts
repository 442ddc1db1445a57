import type { Transmission } from '../../../src/bridge/ledger/transmission-rows.ts';
import type { Together } from '../../../src/bridge/report-desk/pack-boxes.ts';
import { shippingRulesSchema } from '../../../src/mapping/reporting/shipping-rules.ts';
import type { ReportPiece } from '../../../src/mapping/reporting/transmission.ts';

export const T1 = '00340434161094042557';
export const T2 = '00340434161094042564';
export const T3 = '00340434161094042571';

export function piece(positionItemId: string, changes: Partial<ReportPiece> = {}): ReportPiece {
  return {
    positionItemId,
    fulfillmentStatus: 'PROCESSABLE',
    sku: 'MUG',
    expectedDeliveryAt: undefined,
    payableCents: 1_000,
    ...changes,
  };
}

export function report(changes: Partial<Transmission> = {}): Transmission {
  return {
    transmissionId: 'r1',
    accountId: 'main',
    salesOrderId: 'o1',
    orderNumber: 'bu5h6x7z2k',
    wooOrderId: 1,
    kind: 'shipment',
    state: 'accepted',
    reason: undefined,
    source: 'shop',
    sourceKey: undefined,
    positionItemIds: ['a'],
    parcels: [{ carrier: 'DHL', trackingNumber: T1 }],
    shipDate: undefined,
    shipFrom: undefined,
    deliverBy: undefined,
    failures: 0,
    createdAt: '2026-03-20T08:00:00.000Z',
    nextTryAt: undefined,
    sentAt: undefined,
    failingSince: undefined,
    acceptedAt: undefined,
    endedAt: undefined,
    agreedAt: undefined,
    ottoShipmentId: undefined,
    ...changes,
  };
}

export function together(rules: object = {}): Together {
  return {
    carrierChoices: new Map(),
    deliveryTypes: new Map(),
    rules: shippingRulesSchema.parse(rules),
  };
}
