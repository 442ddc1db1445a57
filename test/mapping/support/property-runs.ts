import type fc from 'fast-check';
import { askedNumber } from '../../asked.ts';

/**
 * How often a property is tried. The usual runs are the same every time, so that a red test is about
 * the change at hand; `FC_RUNS=20000` digs deeper with new chances each time, `FC_SEED` repeats one.
 */
export function runs<Values>(most: number): fc.Parameters<Values> {
  // Half of them is enough for every day: what a deep run found has an example of its own.
  const usual = Math.ceil(most / 2);
  const wanted = askedNumber('FC_RUNS', 0);
  const usualSeed = wanted > 0 ? {} : { seed: 4711 };
  const isAsked = process.env.FC_SEED !== undefined;
  return {
    numRuns: wanted || usual,
    ...(isAsked ? { seed: askedNumber('FC_SEED', 0) } : usualSeed),
  };
}

/** Time for one property: deep runs may take as long as they need. */
export const PROPERTY_TIMEOUT_MS = process.env.FC_RUNS === undefined ? 120_000 : 3_600_000;
