import { DAY, HOUR, MINUTE } from '../clock.ts';
import type { AttemptEnd } from '../ledger/transmission-attempts.ts';
import type { ReasonInLedger, Transmission } from '../ledger/transmission-rows.ts';
import type { ReportRun } from './report-run.ts';

/** Each wait is made longer or shorter by up to this share, so that not all end together. */
const JITTER = 0.2;

/**
 * How long a report that OTTO did not take waits: a minute, then twice as long each time, an hour in
 * the end. Never less than OTTO asked for.
 *
 * @param failures how often it failed in a row, this time included, at least 1
 * @param random from 0 to 1
 */
export function waitAfterFailure(
  failures: number,
  random: number,
  askedMs: number | undefined,
): number {
  const doubled = MINUTE * 2 ** Math.min(Math.max(failures, 1) - 1, 10);
  const usual = Math.min(doubled, HOUR) * (1 - JITTER + 2 * JITTER * random);
  return Math.round(Math.max(usual, askedMs ?? 0));
}

/**
 * What becomes of a report that OTTO surely does not have: it is sent again after `waitMs`, or given up
 * where the owner lets failing reports be tried for so many days only. By default that is for ever.
 */
export function againOrGivenUp(
  run: ReportRun,
  { failingSince }: Pick<Transmission, 'failingSince'>,
  again: { reason: ReasonInLedger | null; waitMs: number; countsAsFailure: boolean },
): AttemptEnd['next'] {
  const { stopAfterDays: days } = run.account.rules;
  const failsForMs =
    failingSince === undefined ? 0 : run.clock.now().getTime() - Date.parse(failingSince);
  if (days !== null && failingSince !== undefined && failsForMs >= days * DAY) {
    const reason = { code: 'given-up', params: { days } };
    return { state: 'attention', reason, nextTryAt: null, countsAsFailure: again.countsAsFailure };
  }
  const { reason, waitMs, countsAsFailure } = again;
  return { state: 'due', reason, nextTryAt: run.later(waitMs), countsAsFailure };
}
