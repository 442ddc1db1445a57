import type { ReturnStep } from '../../../mapping/returns/may-decide.ts';

/** Commands about returns. */
export type ReturnCommandName = 'returns' | 'returns read';

export type ReturnOptionName = 'returnsAccount' | 'returnStatus' | 'returnsAll' | 'findReturn';

/** What these commands answer. */
export type ReturnAnswers = {
  /** begins what is told of a piece */
  about: (order: string, sku: string | undefined) => string;
  since: (statusWord: string, moment: string) => string;
  wayBack: (stateWord: string) => string;
  number: (numbers: string) => string;
  next: (steps: string) => string;
  /** what may be done about a piece now */
  step: Record<ReturnStep, string>;
  noReturns: string;
  notFound: (number: string) => string;
  readDone: (counts: { read: string; changed: string; moved: string }) => string;
};
