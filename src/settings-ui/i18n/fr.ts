import { en } from './en.ts';
import { setUp } from './fr/set-up.ts';
import { settings } from './fr/settings.ts';
import { shell } from './fr/shell.ts';
import type { Words } from './words.ts';

/** French for setting up and for the settings; the work screens are English then. */
export const fr: Words = { ...en, shell, settings, setUp };
