import { reportLabels as de } from './de/report-labels.ts';
import { reportLabels as en } from './en/report-labels.ts';
import { wordFor } from './gaps.ts';
import { reasonWord } from './owner-words.ts';
import { reportCode } from './report-code.ts';
import type { ReportLabels } from './report-labels.ts';
import type { Language } from './saying.ts';

const LABELS = { de, en } as const satisfies Record<Language, ReportLabels>;

/** A short word about reports; one that the list does not have is shown as it is. */
export function reportWord(language: Language, list: keyof ReportLabels, word: string): string {
  return wordFor(LABELS[language][list], word);
}

/** Why a report is not through, in a few words for tables. */
export function reportReasonWord(language: Language, code: string): string {
  return reasonWord(language, reportCode(code));
}
