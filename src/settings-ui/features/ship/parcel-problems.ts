import type { ParcelDraft, ShipmentDraft } from './shipment-draft.ts';

/** What is wrong with a parcel as it is typed; `piece` is an id, parcels count from 1. */
export type ParcelProblem =
  | { is: 'number-missing' }
  | { is: 'nothing-inside' }
  | { is: 'in-other-parcel'; piece: string; otherParcel: number }
  | { is: 'in-no-parcel'; piece: string };

/** By the key of the parcel. */
export type ParcelProblems = ReadonlyMap<number, readonly ParcelProblem[]>;

export const NO_PROBLEMS: ReadonlyMap<string, ParcelProblems> = new Map();

/** The ways in which the bridge says that a number is missing. */
const NUMBER_MISSING = ['report-tracking-expected', 'report-tracking-missing'];

/**
 * What is wrong where there are several parcels: of one alone the bridge knows whether it needs a number.
 *
 * @param ticked ids of the pieces that left
 */
export function parcelProblems(
  parcels: readonly ParcelDraft[],
  ticked: readonly string[],
): ParcelProblems {
  if (parcels.length < 2 || ticked.length === 0) return new Map();
  return new Map(
    parcels.map((parcel, at) => [
      parcel.key,
      [
        ...(isBlank(parcel) ? [{ is: 'number-missing' } as const] : []),
        ...(ticked.length > 1 ? piecesProblems(parcels, at, ticked) : []),
      ],
    ]),
  );
}

/** The parcels without a number, where the bridge says of the order that one is missing. */
export function numbersMissing(
  parcels: readonly ParcelDraft[],
  reports: readonly { about: { code: string } | null }[],
): ParcelProblems {
  const isMissing = reports.some(({ about }) => about && NUMBER_MISSING.includes(about.code));
  const without = parcels.filter(({ trackingNumber }) => trackingNumber.trim() === '');
  return new Map(
    isMissing ? without.map(({ key }) => [key, [{ is: 'number-missing' } as const]]) : [],
  );
}

/** By the order's id; orders in which all is well are not in it. */
export function problemsOf(
  drafts: readonly ShipmentDraft[],
  find: (draft: ShipmentDraft) => ParcelProblems,
): ReadonlyMap<string, ParcelProblems> {
  const found = drafts.map((draft) => [draft.salesOrderId, find(draft)] as const);
  return new Map(found.filter(([, of]) => [...of.values()].some((some) => some.length > 0)));
}

function piecesProblems(
  parcels: readonly ParcelDraft[],
  at: number,
  ticked: readonly string[],
): ParcelProblem[] {
  const inside = parcels.map(({ pieces }) => ticked.filter((id) => pieces.includes(id)));
  const lost = ticked.filter((id) => !inside.some((ids) => ids.includes(id)));
  const own = inside[at] ?? [];
  // What nobody put anywhere is dealt out among the parcels of which nothing is said.
  if (own.length === 0) return lost.length === 0 ? [{ is: 'nothing-inside' }] : [];
  const isDealt = inside.some((ids) => ids.length === 0);
  const others = own.flatMap((piece): ParcelProblem[] => {
    const other = inside.findIndex((ids, index) => index < at && ids.includes(piece));
    if (other === -1) return [];
    // A piece may travel in several parcels, where it is alone in them.
    const isAlone = inside.every((ids) => ids.length < 2 || !ids.includes(piece));
    const isLikelyMeant = isAlone && (isDealt || lost.length === 0);
    return isLikelyMeant ? [] : [{ is: 'in-other-parcel', piece, otherParcel: other + 1 }];
  });
  const isLast = at === parcels.length - 1;
  const nowhere = isLast && !isDealt ? lost : [];
  return [...others, ...nowhere.map((piece) => ({ is: 'in-no-parcel', piece }) as const)];
}

function isBlank({ trackingNumber, carrier, returnNumber }: ParcelDraft): boolean {
  return [trackingNumber, carrier, returnNumber].every((text) => text.trim() === '');
}
