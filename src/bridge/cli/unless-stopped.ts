import { SECOND } from '../clock.ts';

/** What is nearly there gets so long after the signal. */
const GRACE_MS = 2 * SECOND;

/**
 * What comes of some work, unless it hangs, on a database for instance, and the process is told to stop.
 *
 * @returns undefined when it was given up; it goes on until the process ends
 */
export async function unlessStopped<Result>(
  work: Promise<Result>,
  signal: AbortSignal,
): Promise<Result | undefined> {
  const { promise: givenUp, resolve } = Promise.withResolvers<undefined>();
  let waiting: NodeJS.Timeout | undefined;
  const giveUpSoon = () => {
    waiting = setTimeout(resolve, GRACE_MS, undefined);
  };
  if (signal.aborted) giveUpSoon();
  else signal.addEventListener('abort', giveUpSoon, { once: true });
  try {
    return await Promise.race([work, givenUp]);
  } finally {
    clearTimeout(waiting);
    signal.removeEventListener('abort', giveUpSoon);
  }
}
