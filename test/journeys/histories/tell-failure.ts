import type { RunDetails } from 'fast-check';

/**
 * Fails with the shortest story that breaks, and how to have it told again.
 *
 * @throws Error when the property failed, or was given up before anything was tried
 */
export function tellFailure<Values>(outcome: RunDetails<Values>): void {
  const { failed, interrupted, numRuns, numShrinks, seed, counterexamplePath } = outcome;
  if (!failed) {
    if (interrupted) console.info(`ran out of time after ${numRuns} histories`);
    return;
  }
  const { errorInstance: error } = outcome;
  const story = error instanceof Error ? error.message : String(error);
  throw new Error(
    [
      `History ${numRuns} broke; ${numShrinks} times shortened. Again: FC_SEED=${seed} FC_PATH=${counterexamplePath}`,
      story,
    ].join('\n\n'),
    { cause: error },
  );
}
