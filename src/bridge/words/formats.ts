import type { Language } from './saying.ts';

const LOCALES = { de: 'de-DE', en: 'en-GB' } as const satisfies Record<Language, string>;
const HOUR_MS = 3_600_000;

const forBoth = <Format>(make: (locale: string) => Format): Record<Language, Format> => ({
  de: make(LOCALES.de),
  en: make(LOCALES.en),
});

const MONEY = forBoth(
  (locale) => new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }),
);
const NUMBER = forBoth((locale) => new Intl.NumberFormat(locale));
const MOMENT = forBoth(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'Europe/Berlin',
    }),
);
const ZONE = forBoth(
  (locale) => new Intl.DateTimeFormat(locale, { timeZoneName: 'short', timeZone: 'Europe/Berlin' }),
);

/** @returns e.g. "55,91 €" or "€55.91" */
export function formatCents(language: Language, cents: number): string {
  return MONEY[language].format(cents / 100);
}

/** @returns e.g. "12.345" or "12,345" */
export function formatNumber(language: Language, value: number): string {
  return NUMBER[language].format(value);
}

/**
 * A moment as clocks in Germany show it. In the hour that an autumn night has twice, the zone is
 * added, so that no two moments read the same.
 *
 * @returns e.g. "21.11.2026, 22:01" or "21 Nov 2026, 22:01"; a text that is no date as it is
 */
export function formatMoment(language: Language, isoUtc: string): string {
  const time = Date.parse(isoUtc);
  if (Number.isNaN(time)) return isoUtc;
  const at = (ms: number) => MOMENT[language].format(ms);
  const isTwice = at(time) === at(time + HOUR_MS) || at(time) === at(time - HOUR_MS);
  return isTwice ? `${at(time)} ${zoneName(language, time)}` : at(time);
}

function zoneName(language: Language, time: number): string {
  const parts = ZONE[language].formatToParts(time);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
