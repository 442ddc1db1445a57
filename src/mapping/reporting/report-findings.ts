import type { CountedParcel } from './counted-parcels.ts';
import type { KnownReports } from './known-reports.ts';
import { numbersOf } from './report-numbers.ts';
import type { ReportFinding } from './report-plan.ts';
import type { ShipmentWish } from './transmission.ts';

/**
 * Parcels that stand in no report, as all pieces are reported: in place of a reported number that the
 * shop shows no more, or beside it. OTTO lets nobody change a number afterwards.
 */
export function findOddParcels(
  parcels: readonly CountedParcel[],
  wishes: readonly ShipmentWish[],
  { fixedShipments, openShipments }: KnownReports,
): ReportFinding[] {
  const shown = parcels.flatMap(({ number }) => number ?? []);
  const inReports = new Set([
    ...[...fixedShipments, ...openShipments].flatMap(numbersOf),
    ...wishes.flatMap(numbersOf),
  ]);
  const unused = shown.filter((number) => !inReports.has(number));
  const gone = fixedShipments.flatMap(numbersOf).filter((number) => !shown.includes(number));
  return unused.map((number, place) => {
    const reported = gone[place];
    return reported === undefined
      ? { code: 'parcel-without-pieces', trackingNumber: number }
      : { code: 'tracking-changed-after-report', reported, now: number };
  });
}
