import { formatCents } from './formats.ts';
import type { Language } from './saying.ts';

const WORDS = {
  de: {
    notice:
      'Eine Stornierung lässt sich bei OTTO nicht zurücknehmen. OTTO warnt: Stornierungen durch Händler schaden der Zufriedenheit der Käufer und sollen selten sein.',
    cost: (pieces: number, sum: string) =>
      `${pieces === 1 ? 'Storniert würde ein Stück' : `Storniert würden ${pieces} Stück`} über ${sum}; diesen Betrag zahlt OTTO dann nicht.`,
    fee: (fee: string) =>
      `Von der Bestellung bleibt nichts übrig. Was aus den Versandkosten von ${fee} wird, sagt erst OTTOs Beleg.`,
  },
  en: {
    notice:
      'A cancellation can’t be undone at OTTO. OTTO warns: cancellations by sellers harm the buyers’ satisfaction and should be rare.',
    cost: (pieces: number, sum: string) =>
      `${pieces === 1 ? 'One piece' : `${pieces} pieces`} would be cancelled, ${sum}; OTTO then does not pay this sum.`,
    fee: (fee: string) =>
      `Nothing of the order is left. What becomes of the delivery fee of ${fee}, only OTTO’s receipt tells.`,
  },
} as const;

/** What has to be known before anything is cancelled at OTTO. */
export function cancelNotice(language: Language): string {
  return WORDS[language].notice;
}

/** What cancelling pieces of one order costs, in whole sentences. Sums are integer cents. */
export function cancelCost(
  language: Language,
  cost: { pieces: number; sumCents: number; deliveryFeeCents: number | undefined },
): string {
  const words = WORDS[language];
  const { pieces, sumCents, deliveryFeeCents } = cost;
  const sum = words.cost(pieces, formatCents(language, sumCents));
  return deliveryFeeCents === undefined
    ? sum
    : `${sum} ${words.fee(formatCents(language, deliveryFeeCents))}`;
}
