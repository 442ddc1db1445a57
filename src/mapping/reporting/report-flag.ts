import { OPEN_STATES, type TransmissionState } from './transmission.ts';

/** What a shop order says about its reports to OTTO: under way, or failed and in need of somebody. */
export type ReportFlag = 'pending' | 'failed';

/**
 * The flag of an order from all of its reports.
 *
 * @returns undefined when none is open: all are through, withdrawn, or in the owner's own hand
 */
export function reportFlagOf(
  transmissions: readonly { state: TransmissionState }[],
): ReportFlag | undefined {
  const states = transmissions.map(({ state }) => state);
  if (states.includes('attention')) return 'failed';
  return states.some((state) => OPEN_STATES.includes(state)) ? 'pending' : undefined;
}
