import { HOUR } from '../clock.ts';
import type { Awaited, Trouble } from './judge-imports.ts';

/** A report that could have left so long ago is stuck, unless OTTO took others meanwhile. */
export const STUCK_AFTER_MS = HOUR;

/** What is known of the reports of one account; moments are UTC ISO. */
export type ReportFacts = {
  /** the cron expression of the reports; undefined = they do not leave by themselves */
  schedule: string | undefined;
  /** when they leave next by schedule */
  nextRunAt: string | undefined;
  /** since when the report is due that waits longest, of those that nobody has to do something for first */
  oldestDueAt: string | undefined;
  /** when OTTO last took one */
  lastAcceptedAt: string | undefined;
};

/**
 * Whether the reports of an account leave by their schedule: what was due at a scheduled time has to be
 * gone within an hour, or OTTO takes others meanwhile, as in a long queue. Like {@link judgeImports} a
 * look only knows the times it has seen coming. Pure.
 *
 * @param awaited what the last look returned
 */
export function judgeReports(
  facts: ReportFacts,
  awaited: Awaited,
  nowMs: number,
): { trouble: Trouble | undefined; awaited: Awaited } {
  const { schedule, nextRunAt, oldestDueAt, lastAcceptedAt } = facts;
  if (schedule === undefined || nextRunAt === undefined) {
    return { trouble: undefined, awaited: undefined };
  }
  const isOpen =
    awaited?.schedule === schedule &&
    oldestDueAt !== undefined &&
    Date.parse(oldestDueAt) <= Date.parse(awaited.at);
  const waitsFor = isOpen ? awaited : { schedule, at: nextRunAt };
  const isLongAgo = (at: string) => nowMs - Date.parse(at) > STUCK_AFTER_MS;
  const isMoving = lastAcceptedAt !== undefined && !isLongAgo(lastAcceptedAt);
  const isStuck = isOpen && isLongAgo(waitsFor.at) && !isMoving;
  return { trouble: isStuck ? 'reports-stuck' : undefined, awaited: waitsFor };
}
