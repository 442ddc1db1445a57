import type { ChangeCode } from '../set-up/describe-changes.ts';
import type { Gaps } from './saying.ts';

/** Gaps of a sentence about settings. */
export type ChangeGaps = Gaps & {
  /** the setting by the name the page gives it */
  setting: string;
  /** the account's name with a space behind, in brackets; "" for the common settings */
  ofAccount: string;
  /** a value in words */
  value(name: string): string;
};

export type SayChange = (gaps: ChangeGaps) => string;
export type ChangeWords = Record<ChangeCode, SayChange>;

export type SettingNames = {
  names: Record<string, string>;
  /** by `setting:value`, or by the value alone where it means the same everywhere */
  values: Record<string, string>;
  ofAccount: (account: string) => string;
};
