import type { World } from '../world.ts';
import type { BodyReader } from './body-reader.ts';
import type { TrackingKey } from './shipment-store.ts';

/**
 * A carrier and number belong to one shipment only, whatever order it is for and whoever sent it.
 *
 * @throws BodyRefusal 409 `DUPLICATE_TRACKING_KEY`
 */
export function checkTrackingKeys(world: World, read: BodyReader, keys: TrackingKey[]): void {
  const taken = keys.some(
    (key, index) =>
      world.shipments.findByTrackingKey(key) !== undefined ||
      isForeignKey(world, key) ||
      keys.slice(0, index).some((earlier) => sameKey(earlier, key)),
  );
  if (!taken) return;
  const detail = 'Tracking key already exists for another shipment.';
  throw read.refuse(409, 'DUPLICATE_TRACKING_KEY', detail);
}

/** True when another seller has a shipment under this key. */
export function isForeignKey(world: World, key: TrackingKey): boolean {
  return world.foreignTrackingKeys.some((foreign) => sameKey(foreign, key));
}

function sameKey(one: TrackingKey, other: TrackingKey): boolean {
  return (
    one.trackingNumber !== undefined &&
    one.trackingNumber === other.trackingNumber &&
    one.carrier === other.carrier
  );
}
