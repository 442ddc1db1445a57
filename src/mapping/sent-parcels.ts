import type { PositionItem } from './otto/sales-order.ts';
import { countedTitles } from './pieces-in-words.ts';
import type { NoteDraft } from './shop-plan.ts';
import { SHOP_WORDS } from './shop-words.ts';
import { wholePieces } from './stock/expand-sets.ts';
import type { WooMeta } from './woocommerce/order.ts';
import { META } from './woocommerce/order-meta.ts';

/** One parcel as OTTO shows it: "CARRIER number", as much of it as OTTO names, and what is in it. */
type SentParcel = { tracking: string; key: string; pieces: PositionItem[] };

const SEPARATOR = '; ';

/**
 * What of the parcels reported at OTTO, by whomever, the shop order does not show yet: its tracking
 * meta, complete, and one private note for each new parcel. Pieces sent without any tracking leave no
 * trace in the meta, so their note is only written along with the order's being sent.
 *
 * @param written the meta as it stands; a parcel in it stays, whatever OTTO shows later
 */
export function planSentParcels(
  positionItems: readonly PositionItem[],
  written: string | undefined,
  language: 'de' | 'en',
): { meta: WooMeta[]; notes: NoteDraft[]; untrackedNotes: NoteDraft[] } {
  const known = written?.split(SEPARATOR) ?? [];
  const parcels = parcelsOf(positionItems);
  const added = parcels.filter(({ tracking }) => tracking !== '' && !known.includes(tracking));
  const value = [...known, ...added.map(({ tracking }) => tracking)].join(SEPARATOR);
  return {
    meta: added.length > 0 ? [{ key: META.tracking, value }] : [],
    notes: added.map((parcel) => noteOf(parcel, language)),
    untrackedNotes: parcels
      .filter(({ tracking }) => tracking === '')
      .map((parcel) => noteOf(parcel, language)),
  };
}

function parcelsOf(positionItems: readonly PositionItem[]): SentParcel[] {
  const sent = wholePieces(positionItems).filter(
    ({ fulfillmentStatus }) => fulfillmentStatus === 'SENT' || fulfillmentStatus === 'RETURNED',
  );
  return [...Map.groupBy(sent, trackingOf)].map(([tracking, pieces]) => {
    const ids = pieces.map((piece) => piece.positionItemId).sort();
    const key = tracking === '' ? ids.join(',') : tracking.replace(' ', ':');
    return { tracking, key: `sent:${key}`, pieces };
  });
}

function trackingOf({ carrier, trackingNumber }: PositionItem): string {
  // The separator must not occur in what it separates.
  return [carrier, trackingNumber]
    .map((text) => (text ?? '').replaceAll(';', ' ').replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join(' ');
}

function noteOf(parcel: SentParcel, language: 'de' | 'en'): NoteDraft {
  const { sentNote } = SHOP_WORDS[language];
  const { key, tracking } = parcel;
  return { key, text: sentNote({ pieces: countedTitles(parcel.pieces), tracking }) };
}
