import type { ImportRules } from '../import-rules.ts';
import { mayShip } from '../otto/fulfillment-status.ts';
import type { ShopParcel } from '../parcels/shop-parcel.ts';
import type { FoundShopOrder } from '../shop-plan.ts';
import { countedParcels } from './counted-parcels.ts';
import { graceEndsAt } from './grace.ts';
import { followsShop, idsIn, type KnownReports, sortReports } from './known-reports.ts';
import { matchReports, type WantedShipment } from './match-reports.ts';
import { contentsOf } from './parcel-contents.ts';
import { piecesTakenOut } from './pieces-taken-out.ts';
import { planCancellations } from './plan-cancellations.ts';
import { findOddParcels } from './report-findings.ts';
import { numbersOf } from './report-numbers.ts';
import type { ReportPlan } from './report-plan.ts';
import { returnOfParcel } from './return-of-parcel.ts';
import { inParts, inWholePieces, takenOutOfSets, wholeIn } from './set-reports.ts';
import type { ParcelGroup } from './shipping.ts';
import type { ShippingRules } from './shipping-rules.ts';
import { isOpenAtOtto, readPieces, type ShopPiece, shopLines } from './shop-pieces.ts';
import { type ShopSaying, sayingOf } from './shop-saying.ts';
import type { KnownTransmission, ParcelWish, ReportPiece, ShipmentWish } from './transmission.ts';

export type PlanReportsInput = {
  /** all pieces of the sales order, as the ledger has them */
  pieces: readonly ReportPiece[];
  /** the shop order, read just now */
  found: FoundShopOrder;
  /** what the sources that are switched on say, each parcel once: see `allParcels` */
  parcels: readonly ShopParcel[];
  /** all reports of the order, those included that ended well */
  known: readonly KnownTransmission[];
  rules: ShippingRules;
  importRules: ImportRules;
  /** UTC ISO */
  now: string;
  /** when the order was first seen as shipped, UTC ISO, for a shop that does not say so itself */
  shippedAt?: string;
};

/**
 * What the shop's side asks to be reported to OTTO: which pieces left in which parcels, and which are to
 * be cancelled. Pure; planning again after the plan was applied (withdrawn, then corrected, then new
 * ones) asks for nothing more.
 *
 * Only pieces in a line of the shop order are shipped by it, and only what OTTO released. A piece in a
 * report is not asked for again; only reports that follow the shop are changed, see `followsShop`.
 */
export function planReports(input: PlanReportsInput): ReportPlan {
  const { found, known, rules, importRules, now } = input;
  const reports = sortReports(known);
  const pieces = readPieces(input.pieces);
  const parts = inParts(pieces, reports, found.order);
  const lines = shopLines(found, parts.pieces);
  const saying = sayingOf(found.order, rules, importRules);
  const partsTakenOut = takenOutOfSets(parts.reports, (known) =>
    piecesTakenOut(parts.pieces, lines, found, saying, known),
  );
  const takenOut = wholeIn(partsTakenOut, parts.pieces);
  const cancellations = planCancellations(takenOut, pieces, reports, rules);
  const parcels = countedParcels(input.parcels, lines, saying);
  const free = freePieces(
    lines.flatMap((line) => line.pieces),
    partsTakenOut,
    parts.reports,
  );
  const said = saidShipped(free, saying, parts.reports);
  const contents = contentsOf({ lines, free, said, parcels, known: parts.reports, rules });
  const shop = { lines, takenOut: partsTakenOut, rules };
  const wanted = inWholePieces(contents, pieces, shop).map((group) =>
    wantedShipment(group, input, saying),
  );
  const shippable = new Set(pieces.filter(mayShip).map(({ positionItemId }) => positionItemId));
  // What became of any other piece at OTTO is for the judge of its report.
  const isPlanned = (id: string) => shippable.has(id) || takenOut.has(id);
  const open = reports.openShipments.filter((report) => report.positionItemIds.some(isPlanned));
  const shipments = matchReports(wanted, open, isPlanned);
  const wishes = wanted.map(({ wish }) => wish);
  return {
    shipments: shipments.shipments,
    cancellations: cancellations.wishes,
    corrected: shipments.corrected,
    withdrawn: [...cancellations.withdrawn, ...shipments.withdrawn],
    findings: hasOpenPiece(pieces, wishes, reports) ? [] : findOddParcels(parcels, wishes, reports),
    lookAgainAt: graceEnd(wishes, reports, rules, now),
  };
}

/** What may be shipped by the shop: released, in a line, not taken out of it, in no report that stays. */
function freePieces(
  inLines: readonly ShopPiece[],
  takenOut: ReadonlySet<string>,
  { fixedShipments, cancellations }: KnownReports,
): ShopPiece[] {
  const held = idsIn([
    ...fixedShipments,
    ...cancellations.filter((report) => !followsShop(report)),
  ]);
  return inLines.filter(
    (piece) =>
      mayShip(piece) && !takenOut.has(piece.positionItemId) && !held.has(piece.positionItemId),
  );
}

function saidShipped(
  free: readonly ShopPiece[],
  saying: ShopSaying,
  { openShipments }: KnownReports,
): ShopPiece[] {
  if (saying === 'shipped') return [...free];
  if (saying !== 'unsaid') return [];
  const reported = idsIn(openShipments);
  return free.filter(({ positionItemId }) => reported.has(positionItemId));
}

/** A parcel may yet be that of a piece that is in no report. */
function hasOpenPiece(
  pieces: readonly ShopPiece[],
  wishes: readonly ShipmentWish[],
  { fixedShipments, cancellations }: KnownReports,
): boolean {
  const placed = idsIn([...fixedShipments, ...cancellations]);
  const wished = new Set(wishes.flatMap(({ positionItemIds }) => positionItemIds));
  return pieces
    .filter(isOpenAtOtto)
    .some(({ positionItemId: id }) => !placed.has(id) && !wished.has(id));
}

function wantedShipment(
  { pieces, parcels, keeps }: ParcelGroup,
  input: PlanReportsInput,
  saying: ShopSaying,
): WantedShipment {
  const { found, rules, now } = input;
  const positionItemIds = pieces.map(({ positionItemId }) => positionItemId);
  const said = keeps
    ? keeps.shipDate
    : (parcels.find(({ parcel }) => parcel.shippedAt)?.parcel.shippedAt ??
      orderShippedAt(input, saying));
  const shipDate = said !== undefined && said < now ? said : now;
  const wishes =
    keeps?.parcels ??
    (parcels.length > 0 ? parcels : [undefined]).map(
      (counted): ParcelWish => ({
        carrier: undefined,
        carrierName: counted?.parcel.carrierName,
        trackingNumber: counted?.number,
        returnKey: returnOfParcel(counted?.parcel, found.order, rules),
      }),
    );
  return {
    wish: { kind: 'shipment', positionItemIds, parcels: [...wishes], shipDate },
    isDateSaid: said !== undefined,
  };
}

/**
 * The shop's day of completion is that of the first time; it says nothing about what is shipped after
 * something else was reported.
 */
function orderShippedAt(
  { found, known, shippedAt }: PlanReportsInput,
  saying: ShopSaying,
): string | undefined {
  if (saying !== 'shipped') return shippedAt;
  const { completedAt } = found.order;
  const { fixedShipments } = sortReports(known);
  const isUsedUp =
    completedAt === undefined || fixedShipments.some((report) => report.createdAt > completedAt);
  return isUsedUp ? shippedAt : completedAt;
}

/** When the first of the shipments that wait for a number has waited long enough. */
function graceEnd(
  wishes: readonly ShipmentWish[],
  { openShipments }: KnownReports,
  rules: ShippingRules,
  now: string,
): string | undefined {
  return wishes
    .filter((wish) => numbersOf(wish).length < wish.parcels.length)
    .map((wish) => {
      const report = openShipments.find(({ positionItemIds }) =>
        positionItemIds.some((id) => wish.positionItemIds.includes(id)),
      );
      return graceEndsAt(report?.createdAt ?? now, rules);
    })
    .filter((end) => end > now)
    .sort()
    .at(0);
}
