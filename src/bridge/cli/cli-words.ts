import { de } from './words-de.ts';
import { en } from './words-en.ts';

/** What the command line says by itself, by language. */
export const CLI_WORDS = { de, en } as const;
