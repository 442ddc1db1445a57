import type { RunDetails } from 'fast-check';

/**
 * Fails with the shortest story that breaks, and how to have it told again.
 *
 * @param words of a command that stand around seed and path, e.g. `npm run test:faults` after them
 * @throws Error when the property failed, or was given up before anything was tried
 */
export function tellFailure<Values>(
  outcome: RunDetails<Values>,
  { also = '', command = '' }: { also?: string; command?: string } = {},
): void {
  const { failed, interrupted, numRuns, numShrinks, seed, counterexamplePath } = outcome;
  if (!failed) {
    if (interrupted) console.info(`ran out of time after ${numRuns} histories`);
    return;
  }
  const { errorInstance: error } = outcome;
  const story = error instanceof Error ? error.message : String(error);
  throw new Error(
    [
      `History ${numRuns} broke; ${numShrinks} times shortened. Again: ${[also, `FC_SEED=${seed} FC_PATH=${counterexamplePath}`, command].filter(Boolean).join(' ')}`,
      story,
    ].join('\n\n'),
    { cause: error },
  );
}
