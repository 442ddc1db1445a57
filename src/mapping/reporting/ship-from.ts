import type { Carrier } from '../carriers/carrier.ts';
import type { ShipFrom, ShippingRules } from './shipping-rules.ts';
import { matchesSku } from './sku-patterns.ts';

/**
 * Where parcels start: the first place whose conditions hold for all that is in them and for all of
 * their carriers.
 *
 * @returns undefined when none does
 */
export function shipFromFor(
  skus: readonly string[],
  carriers: readonly Carrier[],
  { shipFrom }: Pick<ShippingRules, 'shipFrom'>,
): ShipFrom | undefined {
  return shipFrom.find(
    (place) =>
      (place.skus.length === 0 || skus.every((sku) => matchesSku(sku, place.skus))) &&
      (place.carriers.length === 0 ||
        carriers.every((carrier) => place.carriers.includes(carrier))),
  );
}
