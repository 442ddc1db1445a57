import type { AnswerOf } from '../../../bridge/http/api-contract.ts';

export type SetUp = AnswerOf<'getSetUp'>;
export type Step = SetUp['steps'][number]['step'];

/** The wizard's steps, in their order. */
export const STEPS = [
  'shop',
  'checks',
  'account',
  'statuses',
  'announced',
  'shipping',
  'mail-proof',
  'rehearsal',
  'live',
] as const satisfies readonly Step[];

/** Where a step lies; before the first is the welcome. */
export function addressOfStep(step: Step | undefined): string {
  return step === undefined ? '/setup' : `/setup/${step}`;
}

export function stepAfter(step: Step): Step | undefined {
  return STEPS[STEPS.indexOf(step) + 1];
}

export function stepBefore(step: Step): Step | undefined {
  return STEPS[STEPS.indexOf(step) - 1];
}
