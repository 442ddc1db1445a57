import type { ToldChange } from '../set-up/describe-changes.ts';
import { changes as german } from './de/changes.ts';
import { settingNames as germanNames } from './de/setting-names.ts';
import { de } from './de.ts';
import { changes as english } from './en/changes.ts';
import { settingNames as englishNames } from './en/setting-names.ts';
import { en } from './en.ts';
import { gapsFrom, wordFor } from './gaps.ts';
import type { Language } from './saying.ts';

const WORDS = {
  de: { changes: german, names: germanNames, labels: de.labels },
  en: { changes: english, names: englishNames, labels: en.labels },
} as const;

/** One sentence about what is different from now on. */
export function changeSentence(language: Language, { code, params }: ToldChange): string {
  const { changes, names, labels } = WORDS[language];
  const gaps = gapsFrom(language, labels, params);
  const setting = String(params.setting ?? '');
  return changes[code]({
    ...gaps,
    setting: settingName(language, setting),
    ofAccount: gaps.has('account') ? names.ofAccount(gaps.text('account')) : '',
    value: (name) => {
      const raw = String(params[name] ?? '');
      const known = new Map(Object.entries<string>(names.values));
      return known.get(`${setting}:${raw}`) ?? known.get(raw) ?? raw;
    },
  });
}

/** A setting by the name the page gives it; one without a name is shown as it is. */
export function settingName(language: Language, setting: string): string {
  return wordFor(WORDS[language].names.names, setting);
}
