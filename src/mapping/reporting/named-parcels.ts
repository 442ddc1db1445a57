import { readPartId } from '../stock/part-id.ts';
import type { CountedParcel } from './counted-parcels.ts';
import { numbersOf } from './report-numbers.ts';
import type { ParcelGroup, Shipping } from './shipping.ts';
import type { ShopLine, ShopPiece } from './shop-pieces.ts';

/**
 * The parcels of which is said, item by item, what is in them, with the pieces meant: which of several
 * equal ones goes by the line's order. A parcel that names only a piece which the one before has, has
 * another part of it. What is reported under the parcel's number already is not meant again.
 */
export function fillNamedParcels(shipping: Shipping): ParcelGroup[] {
  const withItems = shipping.parcels.filter(({ items }) => items !== undefined);
  const named = [
    ...withItems.filter(({ isSaidShipped }) => isSaidShipped),
    ...withItems.filter(({ isSaidShipped }) => !isSaidShipped),
  ];
  const missing = stillMissing(named, shipping);
  const taken = new Set<ShopPiece>();
  const groups: ParcelGroup[] = [];
  for (const parcel of named) {
    const wanted = missing.get(parcel) ?? new Map<number, number>();
    const pieces = shipping.lines.flatMap((line) =>
      choose(line, parcel, shipping, taken).slice(0, wanted.get(line.line.lineItemId) ?? 0),
    );
    for (const piece of pieces) taken.add(piece);
    if (pieces.length > 0) groups.push({ pieces, parcels: [parcel] });
    else if (parcel.number !== undefined)
      secondPartOf(groups, wanted, shipping, taken)?.push(parcel);
  }
  return groups;
}

/** The pieces of a line that a parcel may hold; those in its own report come first, others' last. */
function choose(
  { pieces }: ShopLine,
  { number, isSaidShipped }: CountedParcel,
  { free, said, parcels, known }: Shipping,
  taken: ReadonlySet<ShopPiece>,
): ShopPiece[] {
  const among = isSaidShipped ? free : said;
  const turnOf = ({ positionItemId }: ShopPiece): number => {
    // Products of equal sets go by the line's order alone: each may be in a parcel of its own.
    if (readPartId(positionItemId)) return 0;
    const report = known.openShipments.find((each) =>
      each.positionItemIds.includes(positionItemId),
    );
    const numbers = report ? numbersOf(report) : [];
    if (numbers.length === 0) return 1;
    if (number !== undefined) return numbers.includes(number) ? 0 : 2;
    // A number that no parcel shows was typed in, maybe for just this one.
    return parcels.some((each) => each.number && numbers.includes(each.number)) ? 1 : 0;
  };
  return pieces
    .filter((piece) => among.includes(piece) && !taken.has(piece))
    .sort((a, b) => turnOf(a) - turnOf(b));
}

type Quantities = Map<number, number>;

/**
 * How many pieces of each line a parcel names that no report has under its number. Pieces that left in a
 * report under a number the shop does not show, or under none, count as those of some parcel named
 * here: more likely a number was changed, or is told by two, than equal pieces left twice.
 */
function stillMissing(
  named: readonly CountedParcel[],
  { lines, parcels, known }: Shipping,
): Map<CountedParcel, Quantities> {
  const shown = new Set(parcels.flatMap(({ number }) => number ?? []));
  const reported = known.fixedShipments.map((report) => ({ report, numbers: numbersOf(report) }));
  const countIn = (line: ShopLine, matching: typeof reported) =>
    line.pieces.filter(({ positionItemId: id }) =>
      matching.some(({ report }) => report.positionItemIds.includes(id)),
    ).length;
  const missing = new Map(
    named.map((parcel): [CountedParcel, Quantities] => {
      const { number } = parcel;
      const under = reported.filter(({ numbers }) => number && numbers.includes(number));
      return [
        parcel,
        new Map(
          lines.map((line) => [
            line.line.lineItemId,
            quantityIn(parcel, line) - countIn(line, under),
          ]),
        ),
      ];
    }),
  );
  const elsewhere = reported.filter(({ numbers }) => !numbers.some((number) => shown.has(number)));
  // The order is the same before and after some of them left, or a piece would change its parcel.
  const inTurn = [
    ...named.filter(({ number }) => number === undefined),
    ...named.filter(({ number }) => number !== undefined),
  ];
  for (const line of lines) {
    const { lineItemId } = line.line;
    let left = countIn(line, elsewhere);
    for (const parcel of inTurn) {
      const quantities = missing.get(parcel);
      const wanted = Math.max(0, quantities?.get(lineItemId) ?? 0);
      const absorbed = Math.min(wanted, left);
      quantities?.set(lineItemId, wanted - absorbed);
      left -= absorbed;
    }
  }
  return missing;
}

function quantityIn({ items }: CountedParcel, { line }: ShopLine): number {
  return (items ?? [])
    .filter(({ lineItemId }) => lineItemId === line.lineItemId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/** The parcels of a single piece of the only line that this one names, when no other piece is left. */
function secondPartOf(
  groups: readonly ParcelGroup[],
  wanted: Quantities,
  { lines, free }: Shipping,
  taken: ReadonlySet<ShopPiece>,
): CountedParcel[] | undefined {
  const [only, ...others] = [...wanted].filter(([, quantity]) => quantity > 0);
  if (!only || others.length > 0) return undefined;
  const line = lines.find(({ line: { lineItemId } }) => lineItemId === only[0]);
  if (line?.pieces.some((piece) => free.includes(piece) && !taken.has(piece))) return undefined;
  return groups.findLast(
    ({ pieces: [piece, ...more], parcels }) =>
      more.length === 0 &&
      piece !== undefined &&
      line?.pieces.includes(piece) === true &&
      parcels.every(({ number }) => number !== undefined),
  )?.parcels;
}
