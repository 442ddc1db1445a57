import type { CheckName, CheckWord } from '../set-up/checks/finding.ts';
import type { Gaps, Saying } from './saying.ts';

/** Gaps of a finding's sentence. */
export type CheckGaps = Gaps & { accountState(name: string): string };

/** What the checks of both sides say, beyond what is told by its code everywhere. */
export type CheckWords = {
  checks: Record<CheckName, string>;
  words: Record<CheckWord, (gaps: CheckGaps) => Saying>;
};
