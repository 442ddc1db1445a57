import type { ReturnNumber, ShopParcel } from './shop-parcel.ts';

/** A return number, and what the return is for when its source says so. */
export type FoundReturn = { returnNumber: ReturnNumber; pieces: ShopParcel['pieces'] };

/**
 * The return number of each parcel: the one for the same pieces, else the next in order. A single number
 * that names no pieces is for all parcels (OTTO lets pieces share one). What is left over is put away.
 *
 * @returns as many as there are parcels, in their order
 */
export function dealReturns(
  parcels: readonly Pick<ShopParcel, 'pieces'>[],
  returns: readonly FoundReturn[],
): (ReturnNumber | undefined)[] {
  const [first, ...others] = returns;
  if (first && others.length === 0 && first.pieces === undefined) {
    return parcels.map(() => first.returnNumber);
  }
  const left = [...returns];
  const take = (found: FoundReturn | undefined) => {
    if (found) left.splice(left.indexOf(found), 1);
    return found?.returnNumber;
  };
  const fitting = parcels.map((parcel) => take(left.find((found) => hasSamePieces(parcel, found))));
  return fitting.map((returnNumber) => returnNumber ?? take(left[0]));
}

/** A return number of the whole order: the place of a parcel, with nothing in it but the number. */
export function returnAlone(returnNumber: ReturnNumber): ShopParcel {
  return {
    source: returnNumber.source,
    carrierName: undefined,
    trackingNumber: undefined,
    shippedAt: undefined,
    isSaidShipped: false,
    pieces: undefined,
    returnNumber,
  };
}

/** True for what {@link returnAlone} makes: no parcel, only a number for one of another source. */
export function isReturnAlone(parcel: ShopParcel): boolean {
  const { trackingNumber, pieces, isSaidShipped, returnNumber } = parcel;
  return !trackingNumber && !pieces && !isSaidShipped && returnNumber !== undefined;
}

/** Both say what is in them, and it is the same. */
export function hasSamePieces(
  one: Pick<ShopParcel, 'pieces'>,
  other: Pick<ShopParcel, 'pieces'>,
): boolean {
  if (!one.pieces?.length || one.pieces.length !== other.pieces?.length) return false;
  const quantities = new Map(
    other.pieces.map(({ lineItemId, quantity }) => [lineItemId, quantity]),
  );
  return one.pieces.every(({ lineItemId, quantity }) => quantities.get(lineItemId) === quantity);
}
