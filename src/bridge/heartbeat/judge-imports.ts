import { HOUR, MINUTE } from '../clock.ts';

/** So long after its time an import may still be on its way to success. */
export const IMPORT_GRACE_MS = 15 * MINUTE;
/** A run that takes longer hangs, or is a back-fill that somebody looks at anyway. */
const LONGEST_RUN_MS = 3 * HOUR;
/** So many runs whose process ended in them, within {@link STORM_MS}, are no accident. */
const STORM_RUNS = 3;
const STORM_MS = HOUR;

/** Why the dead man's switch is silent. */
export type Trouble =
  | 'import-late'
  | 'imports-interrupted'
  | 'ledger-not-writable'
  | 'reports-stuck'
  | 'settings-not-readable';

/** What is known of the imports of one account; moments are UTC ISO. */
export type ImportFacts = {
  /** its cron expression; undefined = it is not imported by itself */
  schedule: string | undefined;
  /** when it runs next by schedule */
  nextRunAt: string | undefined;
  /** end of the last one that went through */
  lastSuccessAt: string | undefined;
  /** the latest runs that were no rehearsals */
  latest: readonly { state: string; startedAt: string; errorCode: string | null }[];
};

/** The scheduled time that has not been followed by a success yet, as the last look knew it. */
export type Awaited = { schedule: string; at: string } | undefined;

export type ImportVerdict = { trouble: Trouble | undefined; awaited: Awaited };

/**
 * Whether the imports of an account succeed by their schedule: each scheduled time has to be followed by
 * a success within a grace. A look only knows the times it has seen coming, so that a bridge that just
 * started is not late. Pure.
 *
 * @param awaited what the last look returned
 */
export function judgeImports(facts: ImportFacts, awaited: Awaited, nowMs: number): ImportVerdict {
  const { schedule, nextRunAt, lastSuccessAt, latest } = facts;
  if (schedule === undefined || nextRunAt === undefined) {
    return { trouble: undefined, awaited: undefined };
  }
  const isKnown = awaited?.schedule === schedule;
  const isSatisfied =
    isKnown && lastSuccessAt !== undefined && Date.parse(lastSuccessAt) >= Date.parse(awaited.at);
  const isOpen = isKnown && !isSatisfied;
  const waitsFor = isOpen ? awaited : { schedule, at: nextRunAt };
  const ageOf = (at: string) => nowMs - Date.parse(at);
  const interrupted = latest.filter(
    ({ errorCode, startedAt }) => errorCode === 'interrupted' && ageOf(startedAt) < STORM_MS,
  );
  if (interrupted.length >= STORM_RUNS) {
    return { trouble: 'imports-interrupted', awaited: waitsFor };
  }
  const isAtWork = latest.some(
    ({ state, startedAt }) => state === 'running' && ageOf(startedAt) < LONGEST_RUN_MS,
  );
  const isLate = isOpen && !isAtWork && ageOf(waitsFor.at) > IMPORT_GRACE_MS;
  return { trouble: isLate ? 'import-late' : undefined, awaited: waitsFor };
}
