import type { ShippingRules } from '../../../src/mapping/reporting/shipping-rules.ts';
import { PRODUCTS } from './at-otto.ts';
import type { Chronicle } from './chronicle.ts';
import { POOL_PREFIX } from './parcel-numbers.ts';
import { FORWARDER_GOODS, POOLS, type Shipping } from './report-steps.ts';
import { CARRIER_META, RETURN_META, TRACKING_META } from './shop-word.ts';

/** What a small shop has set up: one place, its own meta keys, the tracking plugin, fulfillments. */
export function shippingRules({
  cancellations,
  pool,
  forwarder,
}: Shipping): Partial<ShippingRules> {
  const place = { name: 'Lager', city: 'Dresden', zipCode: '01067', countryCode: 'DEU' };
  return {
    shippedStatuses: ['completed'],
    shipFrom: [{ ...place, skus: [], carriers: [] }],
    parcelSources: ['fulfillments', 'shipment-tracking', 'meta'],
    trackingMetaKeys: [TRACKING_META],
    carrierMetaKeys: [CARRIER_META],
    returnMetaKeys: [RETURN_META],
    returnPools: pool === 'none' ? [] : [returnPool(POOLS[pool])],
    forwarderSkus: FORWARDER_GOODS[forwarder].map((goods) => PRODUCTS[goods].sku),
    cancellations,
  };
}

export function returnPool(size: number): ShippingRules['returnPools'][number] {
  return {
    id: 'dhl',
    carrier: 'DHL',
    prefix: POOL_PREFIX,
    digits: 6,
    firstSerial: 1,
    lastSerial: size,
    checkDigit: 'dhl-identcode',
  };
}

/** SKUs of the goods that the owner says travel by forwarder. */
export function goodsByForwarder({ shipping }: Chronicle): string[] {
  return FORWARDER_GOODS[shipping?.forwarder ?? 'none'].map((goods) => PRODUCTS[goods].sku);
}

/** OTTO knows the goods as parcel goods, and has turned a report without a return number away for them. */
export function isTaughtAsParcel({ calls, world }: Chronicle, sku: string): boolean {
  const { behaviour, state } = world.otto;
  const isOfSku = (id: string) => state.orders.findPiece(id)?.piece.product.sku === sku;
  return (
    !behaviour.travelsByForwarder(sku) &&
    calls.some(
      ({ kind, positionItemIds, request }) =>
        kind === 'ship' && request.outcome === 400 && positionItemIds.some(isOfSku),
    )
  );
}
