import { type KnownTransmission, UNSENT_STATES } from './transmission.ts';

/** Something of these may be at OTTO, or is said to be: the shop's next word does not move them. */
const SETTLED_REASONS: readonly string[] = ['accepted-not-shown', 'by-hand-not-at-otto'];

/** True while its pieces belong to a report. */
export function isActive({ state }: KnownTransmission): boolean {
  return state !== 'withdrawn';
}

/**
 * True for a report that follows what the shop says next: it came from the shop, and surely nothing of
 * it is at OTTO, be it that it never left or that OTTO refused it. What a person said here stays.
 */
export function followsShop({ source, state, reasonCode }: KnownTransmission): boolean {
  if (source !== 'shop') return false;
  if (UNSENT_STATES.includes(state)) return true;
  return state === 'attention' && !SETTLED_REASONS.includes(reasonCode ?? '');
}

/** An order's reports by what may still become of them. */
export type KnownReports = {
  /** shipments that stay as they are */
  fixedShipments: KnownTransmission[];
  /** shipments that follow the shop */
  openShipments: KnownTransmission[];
  /** all that are not withdrawn */
  cancellations: KnownTransmission[];
};

export function sortReports(known: readonly KnownTransmission[]): KnownReports {
  const active = known.filter(isActive);
  const shipments = active.filter(({ kind }) => kind === 'shipment');
  return {
    fixedShipments: shipments.filter((report) => !followsShop(report)),
    openShipments: shipments
      .filter(followsShop)
      .sort(
        (a, b) => compare(a.createdAt, b.createdAt) || compare(a.transmissionId, b.transmissionId),
      ),
    cancellations: active.filter(({ kind }) => kind === 'cancellation'),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Ids of all pieces in some reports. */
export function idsIn(reports: readonly KnownTransmission[]): Set<string> {
  return new Set(reports.flatMap(({ positionItemIds }) => positionItemIds));
}
