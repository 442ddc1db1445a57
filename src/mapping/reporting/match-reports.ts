import { carrierFromName } from '../carriers/carrier-names.ts';
import { carrierNameKey } from './carrier-key.ts';
import { numberIn } from './judged-parcel.ts';
import { numbersOf } from './report-numbers.ts';
import type { ReportPlan } from './report-plan.ts';
import type { KnownTransmission, ParcelWish, ShipmentWish } from './transmission.ts';

/** A shipment as the shop asks for it now. */
export type WantedShipment = {
  wish: ShipmentWish;
  /** false: nobody says when it left, so a report that has a day keeps it */
  isDateSaid: boolean;
};

/**
 * What turns the reports that follow the shop into what it asks for now: a report is corrected where
 * it has the number, or at least pieces, of what is asked for; what is left of them is withdrawn, what is left
 * of the wishes is new. A corrected report never takes a piece that another one holds which stays: then
 * it is withdrawn, and made anew.
 *
 * @param open those with a piece that is planned for
 * @param isPlanned false for a piece that can't be shipped any more, and that nobody took out either:
 * it stays in its report
 */
export function matchReports(
  wanted: readonly WantedShipment[],
  open: readonly KnownTransmission[],
  isPlanned: (positionItemId: string) => boolean,
): Pick<ReportPlan, 'shipments' | 'corrected' | 'withdrawn'> {
  const pairs = pairUp(wanted, open);
  const staying = [...pairs.values()];
  const takesFromOther = ({ wish }: WantedShipment, own: KnownTransmission) =>
    wish.positionItemIds.some((id) =>
      staying.some((report) => report !== own && report.positionItemIds.includes(id)),
    );
  const corrected: ReportPlan['corrected'] = [];
  const shipments: ShipmentWish[] = [];
  const left = new Set(open);
  for (const each of wanted) {
    const report = pairs.get(each);
    if (!report || takesFromOther(each, report)) {
      shipments.push(each.wish);
      continue;
    }
    left.delete(report);
    if (saysTheSame(each.wish, report, isPlanned)) continue;
    const shipDate = each.isDateSaid ? each.wish.shipDate : (report.shipDate ?? each.wish.shipDate);
    const wish = { ...each.wish, parcels: withReturnNumbers(each.wish.parcels, report), shipDate };
    corrected.push({ transmissionId: report.transmissionId, wish });
  }
  return { shipments, corrected, withdrawn: [...left].map((report) => report.transmissionId) };
}

/**
 * A return number that the report has stays with its parcel, also when that gets another number of its
 * own: one from a pool is never given again. No two parcels get the same.
 */
function withReturnNumbers(
  parcels: readonly ParcelWish[],
  { parcels: known }: KnownTransmission,
): ParcelWish[] {
  const said = parcels.map(({ returnKey }) => numberIn(returnKey?.number));
  const isSaid = (number: string | undefined) => number !== undefined && said.includes(number);
  const left = known.filter(({ returnKey }) => !isSaid(numberIn(returnKey?.number)));
  const same = parcels.map(({ trackingNumber }) => {
    const number = numberIn(trackingNumber);
    const at = left.findIndex((one) => numberIn(one.trackingNumber) === number);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  });
  return parcels.map((parcel, place) => ({
    ...parcel,
    returnKey: parcel.returnKey ?? (same[place] ?? left.shift())?.returnKey,
  }));
}

/** The likest first: a common number counts before any number of common pieces. */
function pairUp(
  wanted: readonly WantedShipment[],
  open: readonly KnownTransmission[],
): Map<WantedShipment, KnownTransmission> {
  const likest = wanted
    .flatMap((each) => open.map((report) => ({ each, report, ...likeness(each.wish, report) })))
    .filter(({ numbers, pieces }) => numbers + pieces > 0)
    .sort((a, b) => b.numbers - a.numbers || b.pieces - a.pieces);
  const pairs = new Map<WantedShipment, KnownTransmission>();
  const paired = new Set<KnownTransmission>();
  for (const { each, report } of likest) {
    if (pairs.has(each) || paired.has(report)) continue;
    pairs.set(each, report);
    paired.add(report);
  }
  return pairs;
}

function likeness(wish: ShipmentWish, report: KnownTransmission) {
  return {
    numbers: common(numbersOf(wish), numbersOf(report)),
    pieces: common(wish.positionItemIds, report.positionItemIds),
  };
}

function common(some: readonly string[], others: readonly string[]): number {
  return some.filter((each) => others.includes(each)).length;
}

function saysTheSame(
  wish: ShipmentWish,
  report: KnownTransmission,
  isPlanned: (positionItemId: string) => boolean,
): boolean {
  const held = report.positionItemIds.filter(isPlanned);
  const hasSamePieces =
    held.length === wish.positionItemIds.length &&
    common(held, wish.positionItemIds) === held.length;
  return (
    hasSamePieces &&
    report.parcels.length === wish.parcels.length &&
    wish.parcels.every((parcel) => report.parcels.some((known) => isSameParcel(parcel, known)))
  );
}

/** What the shop does not say may have been found since: a carrier, a number from the pool. */
function isSameParcel(wish: ParcelWish, known: ParcelWish): boolean {
  return (
    numberIn(wish.trackingNumber) === numberIn(known.trackingNumber) &&
    isSameCarrier(wish, known) &&
    isSameReturn(wish.returnKey, known.returnKey)
  );
}

function isSameCarrier({ carrierName: name }: ParcelWish, known: ParcelWish): boolean {
  if (name === undefined) return true;
  const { carrier, carrierName = '' } = known;
  const isSameName = carrierNameKey(carrierName) === carrierNameKey(name);
  return isSameName || (carrier !== undefined && carrierFromName(name) === carrier);
}

function isSameReturn(wish: ParcelWish['returnKey'], known: ParcelWish['returnKey']): boolean {
  if (wish === undefined) return true;
  const isSameNumber = numberIn(wish.number) === numberIn(known?.number);
  return isSameNumber && (wish.carrier ?? known?.carrier) === (known?.carrier ?? wish.carrier);
}
