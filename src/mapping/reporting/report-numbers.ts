import { numberIn } from './judged-parcel.ts';
import type { KnownTransmission } from './transmission.ts';

/** The tracking numbers in a report, normalised. */
export function numbersOf({ parcels }: Pick<KnownTransmission, 'parcels'>): string[] {
  return parcels.flatMap(({ trackingNumber }) => numberIn(trackingNumber) ?? []);
}
