import type { Language } from '../../words/saying.ts';
import type { AccessAnswers } from './access-cli-words.ts';
import type { Answers, DoctorWords, WhyWords } from './answer-words.ts';
import { access as accessDe } from './de/access.ts';
import { answers as answersDe } from './de/answers.ts';
import { decisions as decisionsDe } from './de/decisions.ts';
import { doctor as doctorDe } from './de/doctor.ts';
import { faults as faultsDe } from './de/faults.ts';
import { help as helpDe } from './de/help.ts';
import { keeping as keepingDe } from './de/keeping.ts';
import { options as optionsDe } from './de/options.ts';
import { receipts as receiptsDe } from './de/receipts.ts';
import { report as reportDe } from './de/report.ts';
import { returns as returnsDe } from './de/returns.ts';
import { skus as skusDe } from './de/skus.ts';
import { stock as stockDe } from './de/stock.ts';
import { why as whyDe } from './de/why.ts';
import type { DecisionAnswers } from './decision-cli-words.ts';
import { access as accessEn } from './en/access.ts';
import { answers as answersEn } from './en/answers.ts';
import { decisions as decisionsEn } from './en/decisions.ts';
import { doctor as doctorEn } from './en/doctor.ts';
import { faults as faultsEn } from './en/faults.ts';
import { help as helpEn } from './en/help.ts';
import { keeping as keepingEn } from './en/keeping.ts';
import { options as optionsEn } from './en/options.ts';
import { receipts as receiptsEn } from './en/receipts.ts';
import { report as reportEn } from './en/report.ts';
import { returns as returnsEn } from './en/returns.ts';
import { skus as skusEn } from './en/skus.ts';
import { stock as stockEn } from './en/stock.ts';
import { why as whyEn } from './en/why.ts';
import type { FaultWords } from './fault-words.ts';
import type { HelpWords, OptionWords } from './help-words.ts';
import type { KeepingAnswers } from './keeping-cli-words.ts';
import type { ReceiptAnswers } from './receipt-cli-words.ts';
import type { ReportAnswers } from './report-cli-words.ts';
import type { ReturnAnswers } from './return-cli-words.ts';
import type { SkuAnswers } from './sku-cli-words.ts';
import type { StockAnswers } from './stock-cli-words.ts';

/** Everything the command line says by itself; sentences about orders come from src/bridge/words. */
export type CliWords = Answers & {
  help: HelpWords;
  options: OptionWords;
  why: WhyWords;
  receipts: ReceiptAnswers;
  returns: ReturnAnswers;
  report: ReportAnswers;
  access: AccessAnswers;
  decisions: DecisionAnswers;
  keeping: KeepingAnswers;
  skus: SkuAnswers;
  stock: StockAnswers;
  doctor: DoctorWords;
  faults: FaultWords;
};

export const CLI_WORDS: Record<Language, CliWords> = {
  de: {
    ...answersDe,
    help: helpDe,
    options: optionsDe,
    why: whyDe,
    receipts: receiptsDe,
    returns: returnsDe,
    report: reportDe,
    access: accessDe,
    decisions: decisionsDe,
    keeping: keepingDe,
    skus: skusDe,
    stock: stockDe,
    doctor: doctorDe,
    faults: faultsDe,
  },
  en: {
    ...answersEn,
    help: helpEn,
    options: optionsEn,
    why: whyEn,
    receipts: receiptsEn,
    returns: returnsEn,
    report: reportEn,
    access: accessEn,
    decisions: decisionsEn,
    keeping: keepingEn,
    skus: skusEn,
    stock: stockEn,
    doctor: doctorEn,
    faults: faultsEn,
  },
};
