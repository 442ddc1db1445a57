import { createRequire } from 'node:module';
import { jobLabels as de } from './de/jobs.ts';
import { jobLabels as en } from './en/jobs.ts';
import { formatMoment, formatNumber } from './formats.ts';
import { wordFor } from './gaps.ts';
import type { JobLabels } from './job-labels.ts';
import type { Language } from './saying.ts';

// Its own default export is another thing to each loader; required it is the same everywhere.
const load = createRequire(import.meta.url);
const cronstrue: typeof import('cronstrue') = load('cronstrue');
load('cronstrue/locales/de.js'); // adds German to it; all its languages would be 1 MB

const LABELS = { de, en } as const satisfies Record<Language, JobLabels>;

const OFF = 'off';

/** A short word about jobs; one that the list does not have is shown as it is. */
export function jobWord(
  language: Language,
  list: 'name' | 'does' | 'cause' | 'outcome',
  word: string,
): string {
  return wordFor(LABELS[language][list], word);
}

/** What a run counted, e.g. "3 angelegt, 1 zu klären"; "" when nothing was counted. */
export function jobCounterLine(language: Language, counters: Record<string, number>): string {
  return Object.entries(counters)
    .filter(([, count]) => count > 0)
    .map(
      ([name, count]) =>
        `${formatNumber(language, count)} ${wordFor(LABELS[language].counter, name)}`,
    )
    .join(', ');
}

/** A schedule as the owner set it, in words: cron, `off`, or null = the default. */
export function scheduleWords(
  language: Language,
  job: string,
  schedule: string | null,
  defaultSchedule: string,
): string {
  const { schedule: words } = LABELS[language];
  if (schedule === OFF) return words.off;
  if (schedule === null && job === 'reports') return words.atOnce;
  return cronWords(language, schedule ?? defaultSchedule);
}

/** The default among schedules to choose from. */
export function usualScheduleWords(
  language: Language,
  job: string,
  defaultSchedule: string,
): string {
  const words = scheduleWords(language, job, null, defaultSchedule);
  return LABELS[language].schedule.usual(uncapitalised(words));
}

/** A cron expression in words; one that can't be told as it is. */
export function cronWords(language: Language, expression: string): string {
  const { everyHourAt, daily } = LABELS[language].schedule;
  const minute = /^([1-9]|[1-5]\d) \* \* \* \*$/.exec(expression)?.[1];
  if (minute !== undefined) return everyHourAt(Number(minute));
  const words = told(language, expression);
  const isDaily = /^\d+ \d+(,\d+)* \* \* \*$/.test(expression);
  return isDaily ? daily(words.replace(/^\S+ /, '')) : words;
}

function told(language: Language, expression: string): string {
  try {
    return cronstrue.default.toString(expression, { locale: language, use24HourTimeFormat: true });
  } catch {
    return expression;
  }
}

function uncapitalised(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

/**
 * What a new schedule changes, in sentences.
 *
 * @param words the schedule in words; undefined = switched off
 * @param nextRunAt UTC ISO; undefined = not by itself for now
 */
export function scheduleChanges(
  language: Language,
  job: string,
  words: string | undefined,
  nextRunAt: string | undefined,
): string[] {
  const { changed, name } = LABELS[language];
  const called = wordFor(name, job);
  if (words === undefined) return [changed.off(called), wordFor(changed.missed, job)];
  const next = nextRunAt === undefined ? [] : [changed.runsNext(formatMoment(language, nextRunAt))];
  return [changed.runs(called, uncapitalised(words)), ...next];
}
