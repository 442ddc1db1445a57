import type { ParcelWish, ReportPiece } from '../../mapping/reporting/transmission.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { type Content, parcelWish, type ShipWish } from './ship-wish.ts';

/** A parcel that is asked for; `positionItemIds` undefined = nobody said what is in it. */
export type Box = ParcelWish & {
  positionItemIds: readonly string[] | undefined;
  shippedAt: string | undefined;
};

export type SortedBoxes = {
  /** what is to be reported */
  open: Box[];
  /** reports that say it already */
  known: Transmission[];
  /** contents that the order does not have open */
  missing: (Content & { trackingNumber: string | undefined })[];
};

/**
 * The parcels of a wish. One whose number a report of the order has already says nothing new, unless it
 * names a piece that was forgotten, or something that the report waits for.
 */
export function sortBoxes(
  wish: ShipWish,
  pieces: readonly ReportPiece[],
  active: readonly Transmission[],
): SortedBoxes {
  const { boxes, missing } = boxesOf(wish, pieces, active);
  const open: Box[] = [];
  const known = new Map<string, Transmission>();
  for (const box of boxes) {
    const having = active.filter((report) => hasNumber(report, box.trackingNumber));
    const forgotten = box.positionItemIds?.filter(
      (id) => !having.some(({ positionItemIds }) => positionItemIds.includes(id)),
    );
    const completes = having.some((report) => isReplaceable(report) && addsTo(report, box));
    if (having.length === 0 || completes) open.push(box);
    else if (forgotten && forgotten.length > 0) open.push({ ...box, positionItemIds: forgotten });
    else for (const report of having) known.set(report.transmissionId, report);
  }
  return { open, known: [...known.values()], missing };
}

/** Surely nothing of it is at OTTO, and it does not get there by itself. */
export function isReplaceable({ kind, state, acceptedAt }: Transmission): boolean {
  if (kind !== 'shipment' || acceptedAt !== undefined) return false;
  return state === 'waiting' || state === 'attention';
}

function boxesOf(
  wish: ShipWish,
  pieces: readonly ReportPiece[],
  active: readonly Transmission[],
): { boxes: Box[]; missing: SortedBoxes['missing'] } {
  const all = wish.parcels.length === 0 ? [{}] : wish.parcels;
  const taken = new Set<string>();
  const missing: SortedBoxes['missing'] = [];
  const boxes = all.map((parcel): Box => {
    const ofAll = all.length === 1 ? wish.positionItemIds : undefined;
    const box = {
      ...parcelWish(parcel),
      positionItemIds: parcel.positionItemIds ?? ofAll,
      shippedAt: parcel.shippedAt ?? wish.shippedAt,
    };
    if (!parcel.contents || parcel.contents.length === 0) return box;
    const having = active.filter((report) => hasNumber(report, box.trackingNumber));
    const ids = parcel.contents.flatMap((content) => {
      const found = idsOf(content, pieces, { having, active, taken });
      if (found.length < content.quantity) {
        missing.push({ ...content, trackingNumber: box.trackingNumber });
        return [];
      }
      return found;
    });
    for (const id of ids) taken.add(id);
    return { ...box, positionItemIds: ids };
  });
  const isEmpty = (box: Box) => box.positionItemIds?.length === 0;
  return { boxes: boxes.filter((box) => !isEmpty(box)), missing };
}

/** Pieces of a SKU, those first that are in this parcel already, then those nobody has reported. */
function idsOf(
  { sku, quantity }: Content,
  pieces: readonly ReportPiece[],
  reports: {
    having: readonly Transmission[];
    active: readonly Transmission[];
    taken: ReadonlySet<string>;
  },
): string[] {
  const { having, active, taken } = reports;
  const ids = pieces
    .filter((piece) => piece.sku === sku && !taken.has(piece.positionItemId))
    .map(({ positionItemId }) => positionItemId);
  const isIn = (some: readonly Transmission[], id: string) =>
    some.some(({ positionItemIds }) => positionItemIds.includes(id));
  const inParcel = ids.filter((id) => isIn(having, id));
  const settled = active.filter((report) => !isReplaceable(report));
  const open = ids.filter((id) => {
    const status = pieces.find((piece) => piece.positionItemId === id)?.fulfillmentStatus;
    return !isIn(having, id) && !isIn(settled, id) && status === 'PROCESSABLE';
  });
  return [...inParcel, ...open].slice(0, quantity);
}

function hasNumber({ kind, parcels }: Transmission, number: string | undefined): boolean {
  if (kind !== 'shipment' || number === undefined) return false;
  return parcels.some(({ trackingNumber }) => trackingNumber === number);
}

function addsTo({ parcels }: Transmission, box: Box): boolean {
  const present = parcels.find(({ trackingNumber }) => trackingNumber === box.trackingNumber);
  const { carrier, carrierName, returnKey } = box;
  const namesOther =
    carrierName !== undefined &&
    (carrier ?? carrierName) !== (present?.carrier ?? present?.carrierName);
  return namesOther || (returnKey !== undefined && returnKey.number !== present?.returnNumber);
}
