/** Pieces that left together, and the parcels they are in. */
export type Dealt<Piece, Parcel> = { pieces: Piece[]; parcels: Parcel[] };

/**
 * Deals pieces out to parcels of which nobody says what is in them, both in their order: each parcel
 * gets a piece at least, the first ones the surplus. Where there are fewer pieces than parcels each
 * piece gets a parcel, the last ones several. What is dealt out already does not change how the rest
 * is: taking a parcel away with its pieces leaves the others as they were.
 */
export function dealOut<Piece, Parcel>(
  pieces: readonly Piece[],
  parcels: readonly Parcel[],
): Dealt<Piece, Parcel>[] {
  if (pieces.length === 0 || parcels.length === 0) return [];
  if (pieces.length < parcels.length) {
    const shares = sharesOf(parcels.length, pieces.length).reverse();
    return chunks(parcels, shares).map((part, place) => ({
      pieces: pieces.slice(place, place + 1),
      parcels: part,
    }));
  }
  const shares = sharesOf(pieces.length, parcels.length);
  return chunks(pieces, shares).map((part, place) => ({
    pieces: part,
    parcels: parcels.slice(place, place + 1),
  }));
}

/** As even as it goes, the larger shares first. */
function sharesOf(things: number, shares: number): number[] {
  const surplus = things % shares;
  return Array.from(
    { length: shares },
    (_, place) => Math.floor(things / shares) + (place < surplus ? 1 : 0),
  );
}

function chunks<Thing>(things: readonly Thing[], sizes: readonly number[]): Thing[][] {
  return sizes.map((size, place) => {
    const from = sizes.slice(0, place).reduce((sum, before) => sum + before, 0);
    return things.slice(from, from + size);
  });
}
