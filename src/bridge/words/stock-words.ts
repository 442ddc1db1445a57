import type { StockState } from '../../mapping/stock/stock-words.ts';
import { formatMoment, formatNumber } from './formats.ts';
import type { Language } from './saying.ts';

const PREFIX = 'stock-';

/** A finding as the code its sentence has. */
export function stockCode(finding: string): string {
  return `${PREFIX}${finding}`;
}

const STATES: Record<Language, Record<StockState, string>> = {
  de: {
    unread: 'Noch nicht gelesen',
    'not-told': 'Wird nicht gemeldet',
    due: 'Wird gesendet',
    pushed: 'Von OTTO angenommen',
    agrees: 'OTTO zeigt die Menge',
    differs: 'OTTO zeigt eine andere Menge',
    unknown: 'OTTO kennt die SKU nicht',
    refused: 'Von OTTO abgelehnt',
  },
  en: {
    unread: 'Not read yet',
    'not-told': 'OTTO is not told',
    due: 'Being sent',
    pushed: 'Taken by OTTO',
    agrees: 'OTTO shows it',
    differs: 'OTTO shows another number',
    unknown: 'OTTO does not know the SKU',
    refused: 'Refused by OTTO',
  },
};

export function stockStateWord(language: Language, state: StockState): string {
  return STATES[language][state];
}

type Vacation = {
  isOn: boolean;
  total: number;
  atZero: number;
  verifiedAt: string | undefined;
  isVerified: boolean;
};

/** How far the vacation has come, in a sentence. */
export function vacationSentence(language: Language, vacation: Vacation): string {
  const { isOn, verifiedAt, isVerified } = vacation;
  const total = formatNumber(language, vacation.total);
  const atZero = formatNumber(language, vacation.atZero);
  const at = verifiedAt === undefined ? '' : formatMoment(language, verifiedAt);
  if (language === 'de') {
    if (!isOn) return 'Kein Urlaub: OTTO zeigt, was Ihr Shop hat.';
    if (isVerified) return `Urlaub: Alle ${total} SKUs zeigen bei OTTO 0 Stück, geprüft am ${at}.`;
    const checked = at === '' ? 'noch nicht geprüft' : `geprüft am ${at}`;
    return `Urlaub: ${atZero} von ${total} SKUs zeigen bei OTTO 0 Stück, ${checked}.`;
  }
  if (!isOn) return 'No vacation: OTTO shows what your shop has.';
  if (isVerified) return `Vacation: all ${total} SKUs show 0 at OTTO, verified ${at}.`;
  const checked = at === '' ? 'not verified yet' : `verified ${at}`;
  return `Vacation: ${atZero} of ${total} SKUs show 0 at OTTO, ${checked}.`;
}

/** What beginning or ending the vacation brings about. */
export function stockNotice(language: Language, step: 'start' | 'end', changes: number): string {
  const count = formatNumber(language, changes);
  if (language === 'de') {
    return step === 'start'
      ? `Bei OTTO gehen ${count} SKUs auf 0 Stück, neue bleiben auf 0. Bestellungen, die schon da sind, bleiben und sind zu versenden. Ihr Shop verkauft weiter wie bisher.`
      : `Bei OTTO zeigen ${count} SKUs wieder, was Ihr Shop hat, und sind dort wieder zu kaufen.`;
  }
  return step === 'start'
    ? `At OTTO ${count} SKUs go to 0, and new ones stay at 0. Orders that are there already stay and are to be shipped. Your shop goes on selling as before.`
    : `At OTTO ${count} SKUs show again what your shop has, and can be bought there again.`;
}
