import type { CheckName, Finding } from '../set-up/checks/finding.ts';
import { checks as german } from './de/checks.ts';
import { de } from './de.ts';
import { checks as english } from './en/checks.ts';
import { en } from './en.ts';
import { gapsFrom, wordFor } from './gaps.ts';
import { sayingOf } from './owner-words.ts';
import type { Language, Saying } from './saying.ts';

const WORDS = {
  de: { ...german, labels: de.labels },
  en: { ...english, labels: en.labels },
} as const;

/** What one finding of the checks tells the owner. */
export function findingSaying(language: Language, { word, code, params }: Finding): Saying {
  const { words, labels } = WORDS[language];
  if (word === undefined) return sayingOf(language, code ?? '', params);
  const gaps = gapsFrom(language, labels, params);
  return words[word]({
    ...gaps,
    accountState: (name) => wordFor(labels.accountState, gaps.text(name)),
  });
}

export function checkWord(language: Language, check: CheckName): string {
  return WORDS[language].checks[check];
}
