import { whyNotShip } from '../../mapping/may-ship.ts';
import { parseFulfillmentStatus } from '../../mapping/otto/fulfillment-status.ts';
import { LANE_OF, type ReportPiece } from '../../mapping/reporting/transmission.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import { type Box, isReplaceable, type SortedBoxes, sortBoxes } from './boxes.ts';
import { type PackedParcels, packBoxes, type Together } from './pack-boxes.ts';
import type { Refusal } from './ports.ts';
import type { LeftWhy, ShipWish } from './ship-wish.ts';

/** What a wish comes to for its order, before anything is judged or committed. */
export type WishPlan = {
  /** nothing of it can be reported */
  refusal: Refusal | undefined;
  shipments: PackedParcels[];
  /** reports that say it already */
  known: Transmission[];
  /** reports that wait for something, or were refused: what is said now takes their place */
  replaces: Transmission[];
  /** pieces that are not reported by it */
  left: { positionItemId: string; why: LeftWhy }[];
  /** contents of parcels that the order does not have open */
  missing: SortedBoxes['missing'];
};

export type WishedOrder = {
  orderNumber: string;
  pieces: readonly ReportPiece[];
  /** all reports of the order */
  reports: readonly Transmission[];
};

/** Decides which pieces of an order a wish is about, and what is in which parcel. Pure. */
export function planWish(
  { orderNumber, pieces, reports }: WishedOrder,
  wish: ShipWish,
  together: Together,
): WishPlan {
  const active = reports.filter(
    ({ state, kind }) => state !== 'withdrawn' && LANE_OF[kind] === 'out',
  );
  const { open, known, missing } = sortBoxes(wish, pieces, active);
  const nothing: WishPlan = {
    refusal: undefined,
    shipments: [],
    known,
    replaces: [],
    left: [],
    missing,
  };
  const refused = (code: string, params: Refusal['params'] = {}): WishPlan => ({
    ...nothing,
    known: [],
    refusal: { code, params: { orderNumber, ...params } },
  });
  const asked = askedIds(wish, open);
  const unknown = asked?.find((id) => !pieces.some(({ positionItemId }) => positionItemId === id));
  if (unknown !== undefined) return refused('report-piece-unknown', { positionItemId: unknown });
  const [lacking] = missing;
  if (open.length === 0) {
    const isLacking = lacking !== undefined && known.length === 0;
    return isLacking ? refused('csv-sku-not-in-order', { sku: lacking.sku }) : nothing;
  }
  const twice = namedTwice(open);
  if (twice !== undefined) return refused('report-piece-twice', { positionItemId: twice });

  const wanted = asked ? pieces.filter((piece) => asked.includes(piece.positionItemId)) : pieces;
  const { free, left, replaces } = choosePieces(wish, wanted, active, known);
  if (free.length === 0) {
    if (known.length > 0) return { ...nothing, left };
    return { ...refusalFor(wanted, active, refused), left };
  }
  const packed = packBoxes(free, open, together);
  if ('mixed' in packed) return refused('report-pieces-for-other-carrier', { skus: packed.mixed });
  const why = open.every(saysWhatIsInside) ? 'in-no-parcel' : 'other-goods';
  const others = packed.left.map((positionItemId) => ({ positionItemId, why }) as const);
  return { ...nothing, shipments: packed.shipments, replaces, left: [...left, ...others] };
}

function saysWhatIsInside({ positionItemIds }: Box): boolean {
  return positionItemIds !== undefined;
}

/** The pieces that are named at all; undefined = none are, so all are meant. */
function askedIds({ positionItemIds }: ShipWish, boxes: readonly Box[]): string[] | undefined {
  const named = boxes.flatMap((box) => box.positionItemIds ?? []);
  if (positionItemIds !== undefined) return [...new Set([...positionItemIds, ...named])];
  return boxes.every(saysWhatIsInside) ? [...new Set(named)] : undefined;
}

/** A piece may be named with several parcels only where it is alone in each. */
function namedTwice(boxes: readonly Box[]): string | undefined {
  const ids = boxes.flatMap((box) => [...new Set(box.positionItemIds ?? [])]);
  return ids.find(
    (id, at) =>
      ids.indexOf(id) !== at &&
      boxes.some(
        ({ positionItemIds: inBox = [] }) => inBox.includes(id) && inBox.some((one) => one !== id),
      ),
  );
}

function choosePieces(
  wish: ShipWish,
  wanted: readonly ReportPiece[],
  active: readonly Transmission[],
  known: readonly Transmission[],
) {
  const free: ReportPiece[] = [];
  const left: WishPlan['left'] = [];
  const replaces = new Map<string, Transmission>();
  for (const piece of wanted) {
    const { positionItemId } = piece;
    const report = active.find((one) => holds(one, piece));
    const fulfillmentStatus = parseFulfillmentStatus(piece.fulfillmentStatus);
    // A pack-stop of the order lets the report wait; which piece it is about, its state says.
    const why = whyNotShip({ fulfillmentStatus }, { hasPackStop: false });
    if (report && known.includes(report)) continue;
    if (report && !(isReplaceable(report) && saysMore(wish, report)))
      left.push({ positionItemId, why: 'in-other-report' });
    else if (why !== undefined) left.push({ positionItemId, why });
    else {
      free.push(piece);
      if (report) replaces.set(report.transmissionId, report);
    }
  }
  return { free, left, replaces: [...replaces.values()] };
}

/** A wish without a number must not take away the one that a waiting report has. */
function saysMore({ parcels }: ShipWish, report: Transmission): boolean {
  const isWithout = parcels.every(({ trackingNumber = '' }) => trackingNumber.trim() === '');
  return !isWithout || report.parcels.every(({ trackingNumber }) => trackingNumber === undefined);
}

function refusalFor(
  wanted: readonly ReportPiece[],
  active: readonly Transmission[],
  refused: (code: string, params?: Refusal['params']) => WishPlan,
): WishPlan {
  const other = active.find((report) => wanted.some((piece) => holds(report, piece)));
  if (!other) return refused('report-nothing-to-ship');
  const trackingNumber = other.parcels[0]?.trackingNumber;
  return refused('report-piece-in-other-report', trackingNumber ? { trackingNumber } : {});
}

function holds({ positionItemIds }: Transmission, { positionItemId }: ReportPiece): boolean {
  return positionItemIds.includes(positionItemId);
}
