import { isParcelCarrier } from '../../mapping/carriers/carrier.ts';
import { carrierOfParcel } from '../../mapping/reporting/carrier-of-parcel.ts';
import { dealOut } from '../../mapping/reporting/deal-out.ts';
import { goesByForwarder } from '../../mapping/reporting/delivery-type.ts';
import type { JudgeContext } from '../../mapping/reporting/judge-context.ts';
import type { ParcelWish, ReportPiece } from '../../mapping/reporting/transmission.ts';
import type { Box } from './boxes.ts';

/** Pieces that left together, and what they left in: see ShipmentWish. */
export type PackedParcels = {
  positionItemIds: string[];
  parcels: ParcelWish[];
  /** when the last of the parcels was handed over, UTC ISO */
  shippedAt: string | undefined;
};

export type Together = Pick<JudgeContext, 'carrierChoices' | 'deliveryTypes' | 'rules'>;

/**
 * What goes into which parcel, parcel goods and forwarder goods apart.
 *
 * @param free pieces that can be reported
 * @returns `left`: ids for which no parcel fits; or the SKUs that were put into a parcel of the other kind
 */
export function packBoxes(
  free: readonly ReportPiece[],
  boxes: readonly Box[],
  together: Together,
): { shipments: PackedParcels[]; left: string[] } | { mixed: string } {
  const isFreight = (piece: ReportPiece) => goesByForwarder(piece.sku, together);
  const named = boxes.filter((box) => box.positionItemIds !== undefined);
  const shipments: PackedParcels[] = [];
  for (const some of Map.groupBy(named, keyOfPieces).values()) {
    const ids = some[0]?.positionItemIds ?? [];
    const inside = free.filter(({ positionItemId }) => ids.includes(positionItemId));
    if (inside.length === 0) continue;
    const skus = inside.filter(isFreight).map(({ sku }) => sku);
    if (skus.length > 0 && skus.length < inside.length) return { mixed: unique(skus).join(', ') };
    shipments.push(packed(inside.map(idOf), some));
  }
  const taken = new Set(named.flatMap((box) => box.positionItemIds ?? []));
  const rest = free.filter(({ positionItemId }) => !taken.has(positionItemId));
  const open = boxes.filter((box) => box.positionItemIds === undefined);
  const groups = apart(rest, open, isFreight, together);
  const dealt = groups.flatMap((group) => deal(group.pieces.map(idOf), group.boxes, together));
  const left = groups.flatMap((group) => (group.boxes.length === 0 ? group.pieces : []));
  return { shipments: [...shipments, ...dealt], left: left.map(idOf) };
}

/** Several parcels with several pieces may be the owner's to say; the report waits for it then. */
function deal(ids: string[], boxes: readonly Box[], { rules }: Together): PackedParcels[] {
  if (ids.length === 0 || boxes.length === 0) return [];
  const isUnclear = ids.length > 1 && boxes.length > 1;
  if (isUnclear && rules.parcelsWithoutPieces === 'ask') return [packed(ids, boxes)];
  return dealOut(ids, boxes).map(({ pieces, parcels }) => packed(pieces, parcels));
}

function apart(
  pieces: readonly ReportPiece[],
  boxes: readonly Box[],
  isFreight: (piece: ReportPiece) => boolean,
  together: Together,
): { pieces: readonly ReportPiece[]; boxes: readonly Box[] }[] {
  const freight = pieces.filter(isFreight);
  if (freight.length === 0 || freight.length === pieces.length) return [{ pieces, boxes }];
  const goods = pieces.filter((piece) => !isFreight(piece));
  const isNameless = (box: Box) => !box.carrierName && !box.trackingNumber;
  // Nothing was said but that it left: so did both kinds.
  if (boxes.every(isNameless)) {
    return [goods, freight].map((some) => ({ pieces: some, boxes: boxes.slice(0, 1) }));
  }
  const isForwarders = (box: Box) => {
    const carrier = carrierOfParcel(box, false, together);
    return carrier !== undefined && !isParcelCarrier(carrier);
  };
  return [
    { pieces: goods, boxes: boxes.filter((box) => !isForwarders(box)) },
    { pieces: freight, boxes: boxes.filter(isForwarders) },
  ];
}

function packed(positionItemIds: string[], boxes: readonly Box[]): PackedParcels {
  return {
    positionItemIds,
    parcels: boxes.map(({ positionItemIds: _ids, shippedAt: _at, ...parcel }) => parcel),
    shippedAt: boxes
      .flatMap(({ shippedAt }) => shippedAt ?? [])
      .toSorted()
      .at(-1),
  };
}

function keyOfPieces({ positionItemIds = [] }: Box): string {
  return unique(positionItemIds).toSorted().join(' ');
}

const idOf = ({ positionItemId }: ReportPiece) => positionItemId;
const unique = <Text>(texts: readonly Text[]) => [...new Set(texts)];
