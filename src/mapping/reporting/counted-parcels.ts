import { isParcelCarrier } from '../carriers/carrier.ts';
import { carrierFromName } from '../carriers/carrier-names.ts';
import { isReturnAlone } from '../parcels/return-numbers.ts';
import type { ParcelPieces, ShopParcel } from '../parcels/shop-parcel.ts';
import { numberIn } from './judged-parcel.ts';
import type { ShopLine } from './shop-pieces.ts';
import type { ShopSaying } from './shop-saying.ts';

/** A parcel that counts for an order's reports. */
export type CountedParcel = {
  parcel: ShopParcel;
  /** normalised */
  number: string | undefined;
  /** of our lines alone; undefined = nobody says what is in it */
  items: ParcelPieces[] | undefined;
  /** its source says that these pieces left, whatever the order's status */
  isSaidShipped: boolean;
};

/**
 * The parcels of an order whose pieces left: all of a shipped one; of one that is still to be packed
 * those of which it is said item by item. Each number once; a parcel with nothing of ours is none.
 */
export function countedParcels(
  parcels: readonly ShopParcel[],
  lines: readonly ShopLine[],
  saying: ShopSaying,
): CountedParcel[] {
  if (saying === 'held' || saying === 'off' || saying === 'no-order') return [];
  const ours = new Set(lines.map(({ line }) => line.lineItemId));
  const counted = parcels
    .filter((parcel) => !isReturnAlone(parcel))
    .flatMap((parcel): CountedParcel[] => {
      const named = parcel.pieces?.length ? parcel.pieces : undefined;
      const items = named?.filter(({ lineItemId }) => ours.has(lineItemId));
      if (items?.length === 0) return [];
      const isSaidShipped = parcel.isSaidShipped && items !== undefined;
      return [{ parcel, number: numberIn(parcel.trackingNumber), items, isSaidShipped }];
    })
    .filter(({ isSaidShipped }) => isSaidShipped || saying !== 'to-ship');
  return counted.filter(
    ({ number }, place) =>
      number === undefined || counted.findIndex((other) => other.number === number) === place,
  );
}

/** True when it is named after a forwarder. */
export function isByForwarder({ parcel }: CountedParcel): boolean {
  const carrier = carrierFromName(parcel.carrierName ?? '');
  return carrier !== undefined && !isParcelCarrier(carrier);
}
