import { de } from './de.ts';
import { en } from './en.ts';
import { gapsFrom } from './gaps.ts';
import type { Language } from './saying.ts';

const LABELS = { de: de.labels, en: en.labels } as const;

/** A secret by its position in the settings, in words. */
export function secretName(language: Language, position: string): string {
  return gapsFrom(language, LABELS[language], { position }).secret('position');
}
