import type { Clock } from '../clock.ts';

/** Waits for some work, but no longer than this. @returns whether it came to its end */
export async function endsWithin(
  ms: number,
  work: Promise<unknown>,
  clock: Pick<Clock, 'sleep'>,
): Promise<boolean> {
  const waiting = new AbortController();
  const inTime = await Promise.race([
    work.then(() => true),
    clock.sleep(ms, waiting.signal).then(() => false),
  ]);
  waiting.abort();
  return inTime;
}
