import type { Language } from '../../words/saying.ts';
import type { AccessAnswers } from './access-cli-words.ts';
import type { Answers, DoctorWords, WhyWords } from './answer-words.ts';
import { access as accessDe } from './de/access.ts';
import { answers as answersDe } from './de/answers.ts';
import { doctor as doctorDe } from './de/doctor.ts';
import { faults as faultsDe } from './de/faults.ts';
import { help as helpDe } from './de/help.ts';
import { options as optionsDe } from './de/options.ts';
import { report as reportDe } from './de/report.ts';
import { why as whyDe } from './de/why.ts';
import { access as accessEn } from './en/access.ts';
import { answers as answersEn } from './en/answers.ts';
import { doctor as doctorEn } from './en/doctor.ts';
import { faults as faultsEn } from './en/faults.ts';
import { help as helpEn } from './en/help.ts';
import { options as optionsEn } from './en/options.ts';
import { report as reportEn } from './en/report.ts';
import { why as whyEn } from './en/why.ts';
import type { FaultWords } from './fault-words.ts';
import type { HelpWords, OptionWords } from './help-words.ts';
import type { ReportAnswers } from './report-cli-words.ts';

/** Everything the command line says by itself; sentences about orders come from src/bridge/words. */
export type CliWords = Answers & {
  help: HelpWords;
  options: OptionWords;
  why: WhyWords;
  report: ReportAnswers;
  access: AccessAnswers;
  doctor: DoctorWords;
  faults: FaultWords;
};

export const CLI_WORDS: Record<Language, CliWords> = {
  de: {
    ...answersDe,
    help: helpDe,
    options: optionsDe,
    why: whyDe,
    report: reportDe,
    access: accessDe,
    doctor: doctorDe,
    faults: faultsDe,
  },
  en: {
    ...answersEn,
    help: helpEn,
    options: optionsEn,
    why: whyEn,
    report: reportEn,
    access: accessEn,
    doctor: doctorEn,
    faults: faultsEn,
  },
};
