import { CAME_BACK } from '../../mapping/returns/came-back.ts';
import type { ReturnStatus } from '../../mapping/returns/return-words.ts';
import { wordFor } from './gaps.ts';
import type { Language } from './saying.ts';

type WayBack = 'ANNOUNCED' | 'ON_THE_WAY' | 'DELIVERED';

type Words = {
  status: Record<ReturnStatus | typeof CAME_BACK, string>;
  /** OTTO lists no return of it */
  none: string;
  wayBack: Record<WayBack, string>;
};

const WORDS: Record<Language, Words> = {
  de: {
    status: {
      ANNOUNCED: 'angekündigt',
      ACCEPTED: 'angenommen',
      REJECTED: 'abgelehnt',
      MISDIRECTED: 'bei OTTO statt bei Ihnen',
      [CAME_BACK]: 'zurück, ohne Ankündigung',
    },
    none: 'nicht angekündigt',
    wayBack: {
      ANNOUNCED: 'Retourenlabel erstellt',
      ON_THE_WAY: 'unterwegs zu Ihnen',
      DELIVERED: 'bei Ihnen angekommen',
    },
  },
  en: {
    status: {
      ANNOUNCED: 'announced',
      ACCEPTED: 'accepted',
      REJECTED: 'rejected',
      MISDIRECTED: 'at OTTO instead of with you',
      [CAME_BACK]: 'back without an announcement',
    },
    none: 'not announced',
    wayBack: {
      ANNOUNCED: 'return label made',
      ON_THE_WAY: 'on its way to you',
      DELIVERED: 'arrived at your place',
    },
  },
};

/** What OTTO says of a return; undefined = it lists none. A word that is not known as it is. */
export function returnStatusWord(language: Language, status: string | undefined): string {
  const { status: words, none } = WORDS[language];
  return status === undefined ? none : wordFor(words, status);
}

/** Where a parcel is on its way back; a word that is not known as it is. */
export function wayBackWord(language: Language, state: string): string {
  return wordFor(WORDS[language].wayBack, state);
}
