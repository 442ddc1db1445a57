import type { Language } from '../api/session.ts';
import type { Words } from './words.ts';

/** One language is loaded, not all. */
export async function loadWords(language: Language): Promise<Words> {
  switch (language) {
    case 'de':
      return (await import('./de.ts')).de;
    case 'fr':
      return (await import('./fr.ts')).fr;
    default:
      return (await import('./en.ts')).en;
  }
}
