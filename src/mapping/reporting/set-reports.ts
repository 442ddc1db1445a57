import { piecesInShop } from '../stock/expand-sets.ts';
import { wholeId, wholeIds } from '../stock/part-id.ts';
import type { WooOrder } from '../woocommerce/order.ts';
import { isForwarderSku } from './delivery-type.ts';
import { followsShop, type KnownReports } from './known-reports.ts';
import type { ParcelGroup } from './shipping.ts';
import type { ShippingRules } from './shipping-rules.ts';
import type { ShopLine, ShopPiece } from './shop-pieces.ts';
import type { KnownTransmission } from './transmission.ts';

/**
 * What the lines of the shop order hold, where a piece may be several products of a set, each in a
 * parcel of its own. OTTO hears of whole pieces alone.
 */
export type InParts = {
  pieces: ShopPiece[];
  /** the reports of the order, each with the parts of its pieces */
  reports: KnownReports;
};

export function inParts(
  pieces: readonly ShopPiece[],
  reports: KnownReports,
  order: WooOrder,
): InParts {
  const parts = piecesInShop(pieces, order);
  const partsOf = Map.groupBy(parts, ({ positionItemId }) => wholeId(positionItemId));
  const withParts = (report: KnownTransmission): KnownTransmission => ({
    ...report,
    positionItemIds: report.positionItemIds.flatMap(
      (id) => partsOf.get(id)?.map((part) => part.positionItemId) ?? [id],
    ),
  });
  return {
    pieces: parts,
    reports: {
      fixedShipments: reports.fixedShipments.map(withParts),
      openShipments: reports.openShipments.map(withParts),
      cancellations: reports.cancellations.map(withParts),
    },
  };
}

/**
 * Ids of the pieces of which every part is among these: one product of a set that a person took out is
 * not the piece.
 */
export function wholeIn(partIds: ReadonlySet<string>, parts: readonly ShopPiece[]): Set<string> {
  const partsOf = Map.groupBy(parts, ({ positionItemId }) => wholeId(positionItemId));
  const isWhole = (id: string) =>
    (partsOf.get(id) ?? []).every((part) => partIds.has(part.positionItemId));
  return new Set(wholeIds(partIds).filter(isWhole));
}

/**
 * The parts that a person took out. A piece that the shop had cancelled is meant first, but not one of
 * which only some products are meant: its cancellation is taken back.
 *
 * @param reports with the parts of their pieces
 */
export function takenOutOfSets(
  reports: KnownReports,
  takenOutBy: (reports: KnownReports) => Set<string>,
): Set<string> {
  const takenOut = takenOutBy(reports);
  const isMeantInPart = (report: KnownTransmission) =>
    followsShop(report) &&
    report.positionItemIds.some((id) => takenOut.has(id)) &&
    !report.positionItemIds.every((id) => takenOut.has(id));
  const cancellations = reports.cancellations.filter((report) => !isMeantInPart(report));
  if (cancellations.length === reports.cancellations.length) return takenOut;
  return takenOutOfSets({ ...reports, cancellations }, takenOutBy);
}

/**
 * The same parcels with whole pieces in them: a piece whose parts left in several parcels is in all of
 * these. A piece is shipped only when all of it is that the shop still holds.
 *
 * @param lines what the shop holds
 * @param takenOut ids of the parts that a person took out: nobody waits for them
 */
export function inWholePieces(
  groups: readonly ParcelGroup[],
  pieces: readonly ShopPiece[],
  {
    lines,
    takenOut,
    rules,
  }: {
    lines: readonly ShopLine[];
    takenOut: ReadonlySet<string>;
    rules: ShippingRules;
  },
): ParcelGroup[] {
  const expected = Map.groupBy(
    lines.flatMap((line) => line.pieces).filter((part) => !takenOut.has(part.positionItemId)),
    ({ positionItemId }) => wholeId(positionItemId),
  );
  const groupOf = new Map(groups.flatMap((group) => group.pieces.map((part) => [part, group])));
  const parcels = [...new Set(groups.flatMap((group) => group.parcels))];
  const byId = new Map(pieces.map((piece) => [piece.positionItemId, piece]));
  const together = new Map<string, ParcelGroup>();
  for (const id of wholeIds([...groupOf.keys()].map((part) => part.positionItemId))) {
    const parts = expected.get(id) ?? [];
    const piece = byId.get(id);
    if (!piece || parts.length === 0 || !parts.every((part) => groupOf.has(part))) continue;
    const place = merged(parts.flatMap((part) => groupOf.get(part) ?? []));
    const key = JSON.stringify([
      place.parcels.map((parcel) => parcels.indexOf(parcel)),
      place.keeps?.transmissionId,
      isForwarderSku(piece.sku, rules),
    ]);
    const known = together.get(key);
    if (known) known.pieces.push(piece);
    else together.set(key, { ...place, pieces: [piece] });
  }
  return [...together.values()];
}

/** A number that the shop names counts before one that only a report has. */
function merged(places: readonly ParcelGroup[]): ParcelGroup {
  const parcels = [...new Set(places.flatMap((group) => group.parcels))];
  const keeps = places.find((group) => group.keeps)?.keeps;
  const isNumbered = parcels.some(({ number }) => number !== undefined);
  return keeps && !isNumbered ? { pieces: [], parcels: [], keeps } : { pieces: [], parcels };
}
