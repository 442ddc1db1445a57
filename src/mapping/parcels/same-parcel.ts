import { carrierFromName } from '../carriers/carrier-names.ts';
import { normaliseTrackingNumber } from '../carriers/tracking-number.ts';
import { sumPieces } from './lenient.ts';
import { hasSamePieces } from './return-numbers.ts';
import type { ShopParcel } from './shop-parcel.ts';

/** One parcel, once from each source that describes it, the most trusted first. */
export type Descriptions = readonly ShopParcel[];

/**
 * Which of several sources' parcels are the same one: those with the same number, however it is
 * written; without a number, those of different sources that say the same of what is in them.
 *
 * @param parcels by source, the most trusted first; of one source no number twice
 */
export function groupSameParcels(parcels: readonly ShopParcel[]): Descriptions[] {
  const groups: ShopParcel[][] = [];
  const join = (parcel: ShopParcel, group: ShopParcel[] | undefined) => {
    if (group) group.push(parcel);
    else groups.push([parcel]);
  };
  const numbered = parcels.filter(({ trackingNumber }) => trackingNumber !== undefined);
  for (const parcel of numbered) {
    join(
      parcel,
      groups.find((group) => group.some((other) => isSameNumber(parcel, other))),
    );
  }
  // Last, as a source that knows the number may have told what is in the parcel.
  for (const parcel of parcels.filter(({ trackingNumber }) => trackingNumber === undefined)) {
    join(
      parcel,
      groups.find(
        (group) =>
          group.every(({ source }) => source !== parcel.source) &&
          group.some((other) => hasSamePieces(parcel, other)),
      ),
    );
  }
  return groups.map((group) =>
    group.toSorted((one, other) => parcels.indexOf(one) - parcels.indexOf(other)),
  );
}

/** One source's parcels, each number once, with what it says of the number in several places. */
export function mergeWithinSource(parcels: readonly ShopParcel[]): ShopParcel[] {
  const merged: ShopParcel[] = [];
  for (const parcel of parcels) {
    const place = merged.findIndex((other) => isSameNumber(other, parcel));
    const other = merged[place];
    if (other) merged[place] = addedUp(other, parcel);
    else merged.push(parcel);
  }
  return merged;
}

/** The first, with what it lacks from the second. */
export function filledUp(one: ShopParcel, other: ShopParcel): ShopParcel {
  const [sayer, silent] = !one.isSaidShipped && other.isSaidShipped ? [other, one] : [one, other];
  const names = [one.carrierName, other.carrierName].filter((name) => name !== undefined);
  const returnNumber = one.returnNumber ?? other.returnNumber;
  return {
    source: one.source,
    carrierName: names.find((name) => carrierFromName(name) !== undefined) ?? names[0],
    trackingNumber: one.trackingNumber ?? other.trackingNumber,
    shippedAt: sayer.shippedAt ?? silent.shippedAt,
    isSaidShipped: sayer.isSaidShipped,
    pieces: one.pieces?.length ? one.pieces : (other.pieces ?? one.pieces),
    ...(returnNumber && { returnNumber }),
  };
}

function addedUp(one: ShopParcel, other: ShopParcel): ShopParcel {
  const filled = filledUp(one, other);
  if (one.isSaidShipped !== other.isSaidShipped) {
    return { ...filled, pieces: one.isSaidShipped ? one.pieces : other.pieces };
  }
  if (!one.pieces || !other.pieces) return filled;
  return { ...filled, pieces: sumPieces([...one.pieces, ...other.pieces]) };
}

function isSameNumber(one: ShopParcel, other: ShopParcel): boolean {
  const [number, otherNumber] = [one.trackingNumber, other.trackingNumber];
  if (number === undefined || otherNumber === undefined) return false;
  return normaliseTrackingNumber(number) === normaliseTrackingNumber(otherNumber);
}
