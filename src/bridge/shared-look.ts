import { type Clock, SECOND } from './clock.ts';

/** What hangs for so long may be back meanwhile, on another machine. */
export const LOOK_ANEW_MS = 20 * SECOND;

/**
 * Lets all who ask at once share one look, also one that hangs: what does not answer is not asked by each
 * of them. Whoever asks when it hangs for 20 seconds begins another.
 */
export function sharedLook<Result>(
  look: () => Promise<Result>,
  clock: Pick<Clock, 'now'>,
): () => Promise<Result> {
  let underWay: { sinceMs: number; found: Promise<Result> } | undefined;
  return () => {
    const nowMs = clock.now().getTime();
    if (underWay && nowMs - underWay.sinceMs < LOOK_ANEW_MS) return underWay.found;
    const begun = {
      sinceMs: nowMs,
      found: look().finally(() => {
        if (underWay === begun) underWay = undefined;
      }),
    };
    underWay = begun;
    return begun.found;
  };
}
