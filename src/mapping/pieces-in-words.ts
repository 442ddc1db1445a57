import { textFromCents } from './money.ts';
import { isCancelled } from './otto/fulfillment-status.ts';
import type { PositionItem } from './otto/sales-order.ts';
import type { OpenShare } from './refund-shares.ts';
import type { NoteDraft } from './shop-plan.ts';
import { SHOP_WORDS, wordsFor } from './shop-words.ts';

/** The note about one piece that left the sale, in the owner's language. */
export function pieceNote(piece: PositionItem, language: 'de' | 'en'): NoteDraft {
  const words = SHOP_WORDS[language];
  const title = titleOf(piece);
  if (!isCancelled(piece.fulfillmentStatus)) {
    return { key: `returned:${piece.positionItemId}`, text: words.returnedNote({ title }) };
  }
  const reason = reasonOf(piece, language);
  return { key: `cancelled:${piece.positionItemId}`, text: words.cancelledNote({ title, reason }) };
}

/** The note about money that went back while the sale stands. */
export function moneyBackNote(
  share: OpenShare<PositionItem>,
  language: 'de' | 'en',
): NoteDraft | undefined {
  const words = SHOP_WORDS[language];
  if (share.kind === 'rest') return undefined;
  const amount = words.amount(textFromCents(share.cents));
  const text =
    share.kind === 'reduction'
      ? words.reducedNote({ title: titleOf(share.sold.places[0].piece), amount })
      : words.moneyBackNote[share.kind](amount);
  return { key: `money-back:${share.moneyKey}`, text };
}

/**
 * One note about an order that OTTO cancelled as a whole, each reason with the pieces it is for.
 *
 * @param pieces those that left only now; pieces cancelled before have notes of their own
 * @param isAtPackers the packers may have it in hand: then the note tells them to stop
 */
export function cancelledOrderNote(
  pieces: readonly PositionItem[],
  isAtPackers: boolean,
  language: 'de' | 'en',
): NoteDraft {
  const byReason = Map.groupBy(pieces, (piece) => reasonOf(piece, language));
  const reasons = [...byReason].map(([reason, of]) => ({ reason, pieces: countedTitles(of) }));
  const ids = pieces.map((piece) => piece.positionItemId).sort();
  return {
    key: `cancelled:${ids.join(',')}`,
    text: SHOP_WORDS[language].cancelledOrderNote({ reasons, isAtPackers }),
  };
}

/** What was sold in few words, equal pieces counted: "2 × Kochbuch, 1 × Tasse". */
export function countedTitles(pieces: readonly PositionItem[]): string {
  return [...Map.groupBy(pieces, titleOf)]
    .map(([title, equal]) => `${equal.length} × ${title}`)
    .join(', ');
}

function titleOf(piece: PositionItem): string {
  return piece.productTitle || piece.sku;
}

function reasonOf(piece: PositionItem, language: 'de' | 'en'): string {
  const words = SHOP_WORDS[language];
  const raw = piece.cancellationReason ?? '';
  return wordsFor(raw, words.cancellationReason) ?? words.unknownReason(raw);
}
