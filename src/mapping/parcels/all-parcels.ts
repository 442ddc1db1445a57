import type { ParcelSource } from './parcel-sources.ts';
import { dealReturns, isReturnAlone } from './return-numbers.ts';
import { filledUp, groupSameParcels, mergeWithinSource } from './same-parcel.ts';
import type { ReturnNumber, ShopParcel } from './shop-parcel.ts';

export type ParcelRanking = {
  /** the owner's sources, the most trusted first; what others say does not count */
  sources: readonly ParcelSource[];
  /** where return numbers may come from, the first one counts; "pool" is none of the shop's */
  returnSources?: readonly ('order-meta' | 'label-plugin' | 'pool')[];
};

/**
 * Each parcel of an order once, however many sources describe it.
 *
 * - The same tracking number, however it is written, is the same parcel. Without one, a parcel is
 *   another source's if both say what is in it, and it is the same.
 * - What the first source says counts, the next fills in what is missing; a carrier's name that is known
 *   goes before one that is not. Any source may say that it left.
 * - Within one source the pieces under one number are added up; once it says that some of them left,
 *   those that it does not say it of stay out.
 * - Return numbers that stand alone go to the parcels: see `dealReturns`. Those of order meta count even
 *   where `meta` is no source of parcels.
 */
export function allParcels(parcels: readonly ShopParcel[], ranking: ParcelRanking): ShopParcel[] {
  const { sources, returnSources = ['order-meta', 'label-plugin'] } = ranking;
  const real = parcels.filter((parcel) => !isReturnAlone(parcel));
  const ranked = sources.flatMap((source) =>
    mergeWithinSource(real.filter((parcel) => parcel.source === source)),
  );
  const groups = groupSameParcels(ranked);
  const merged = groups.map((group) => group.reduce(filledUp));
  const alone = [...new Set<ParcelSource>([...sources, 'meta'])].map((source) =>
    dealReturns(merged, returnsAlone(parcels, source)),
  );
  const found = merged.map(({ returnNumber: _, ...parcel }, place) => {
    const returns = [
      ...(groups[place] ?? []).map(({ returnNumber }) => returnNumber),
      ...alone.map((dealt) => dealt[place]),
    ].filter((returnNumber) => returnNumber !== undefined);
    const returnNumber = chosenOf(returns, returnSources);
    return returnNumber ? { ...parcel, returnNumber } : parcel;
  });
  return found.toSorted(
    (one, other) => sources.indexOf(one.source) - sources.indexOf(other.source),
  );
}

function returnsAlone(parcels: readonly ShopParcel[], source: ParcelSource) {
  return parcels
    .filter((parcel) => parcel.source === source && isReturnAlone(parcel))
    .flatMap(({ returnNumber }) => (returnNumber ? [{ returnNumber, pieces: undefined }] : []));
}

function chosenOf(
  returns: readonly ReturnNumber[],
  order: NonNullable<ParcelRanking['returnSources']>,
): ReturnNumber | undefined {
  const ofKind = order.map((kind) =>
    returns.find(({ source }) => kind === (source === 'meta' ? 'order-meta' : 'label-plugin')),
  );
  return ofKind.find((found) => found !== undefined);
}
