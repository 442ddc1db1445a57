import fc from 'fast-check';
import { it } from 'vitest';
import { askedNumber } from '../../asked.ts';
import { eachDatabase, freshLocation } from '../../databases.ts';
import { liveThrough } from './live.ts';
import { history } from './steps.ts';
import { tellFailure } from './tell-failure.ts';

/** The same histories every time, until somebody asks for others: FC_SEED=…, and more: FC_RUNS=… */
const SEED = askedNumber('FC_SEED', 20_260_320);
const PATH = process.env.FC_PATH;
const USUAL_RUNS = { sqlite: 24, postgres: 6 } as const;

/** Long enough to shrink a broken history; what is shrunk by then is told. */
const TIME_MS = askedNumber('FC_TIME_MS', 240_000);

eachDatabase('whatever happens at OTTO and in the shop', ({ kind }) => {
  const numRuns = askedNumber('FC_RUNS', USUAL_RUNS[kind]);

  it(
    'the shop tells the truth in the end, and nobody loses what he did there',
    async () => {
      console.info(`${kind}: FC_SEED=${SEED} FC_RUNS=${numRuns}`);
      const place = await freshLocation(kind);
      await fc.assert(
        fc.asyncProperty(history, (one) => liveThrough(one, place)),
        {
          seed: SEED,
          numRuns,
          ...(PATH === undefined ? {} : { path: PATH }),
          interruptAfterTimeLimit: TIME_MS,
          reporter: tellFailure,
        },
      );
    },
    2 * TIME_MS,
  );
});
