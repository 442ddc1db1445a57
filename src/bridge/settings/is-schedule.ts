import { createTask, validate } from 'node-cron';

const LONGEST_SCHEDULE = 200;

/** Settings are read often, and hold the same few. */
const judged = new Map<string, boolean>();
const MOST_KEPT = 1_000;

/** True for a cron expression that comes at some time: not on 31 January, if that is a second Monday. */
export function isSchedule(text: string): boolean {
  const known = judged.get(text);
  if (known !== undefined) return known;
  if (judged.size >= MOST_KEPT) judged.clear();
  // node-cron writes out every number of a range before it judges them: 1-999999999 would never end.
  const isReadable = text.length <= LONGEST_SCHEDULE && !/\d{3}/.test(text) && validate(text);
  const isOne = isReadable && comesAtSomeTime(text);
  judged.set(text, isOne);
  return isOne;
}

function comesAtSomeTime(text: string): boolean {
  const task = createTask(text, () => undefined);
  try {
    return task.getNextRuns(1).length > 0;
  } catch {
    return false;
  } finally {
    task.destroy();
  }
}
