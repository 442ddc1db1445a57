import fc from 'fast-check';
import { expect, it } from 'vitest';
import { freshLocation } from '../../databases.ts';
import { BrokenHistory, liveThrough } from './live.ts';
import { type History, history } from './steps.ts';
import { tellFailure } from './tell-failure.ts';

const ONE_PIECE = { goods: 'cookbook', discountCents: 0 } as const;

const PREPAID: History = {
  announced: 'prepayment',
  hasPeople: true,
  first: {
    do: 'new order',
    begins: 'prepayment',
    pieces: [ONE_PIECE, ONE_PIECE],
    feesCents: [595],
  },
  steps: [
    { do: 'import', minutes: 5 },
    { do: 'restore', order: 0 },
    { do: 'set status', order: 0, status: 'cancelled' },
    { do: 'release', order: 0, pieces: 0 },
    { do: 'import', minutes: 15 },
  ],
};

it('tells what happened line by line, leaves out what could not happen, and says what broke', async () => {
  const place = await freshLocation('sqlite');
  const broken = await liveThrough(PREPAID, place, () => ['order A: is blue']).catch(
    (error: unknown) => error,
  );
  expect(broken).toBeInstanceOf(BrokenHistory);
  expect(String(broken).split('\n')).toEqual([
    'BrokenHistory:  1. 03-20 08:00  announced orders enter: prepayment',
    ' 2. 03-20 08:00  OTTO: new prepayment order A of 2 × Kochbuch »Suppen & Eintöpfe«, delivery 5.95',
    ' 3. 03-20 08:05  import: A created as on-hold, 65.75 for 2 × Kochbuch »Suppen & Eintöpfe«, refunded nothing (left 65.75), no address',
    ' 4. 03-20 08:05  a person sets the shop order of A to cancelled',
    ' 5. 03-20 08:05  OTTO: A: 2 × Kochbuch »Suppen & Eintöpfe« released',
    expect.stringMatching(/^ 6\. 03-20 08:20 {2}import: A: no address → to \S+$/),
    ...Array.from({ length: 6 }, () => expect.stringMatching(/^ ?\d+\. .* nothing$/)),
    '',
    'What broke:',
    '  - order A: is blue',
  ]);
});

it('shortens a history to what breaks it', async () => {
  const place = await freshLocation('sqlite');
  const outcome = await fc.check(
    fc.asyncProperty(history, (one) =>
      liveThrough(one, place, ({ story }) =>
        story.some((line) => line.includes('sent')) ? ['something was sent'] : [],
      ),
    ),
    { seed: 7, numRuns: 50 },
  );
  expect(() => tellFailure(outcome)).toThrow(
    /shortened\. Again: FC_SEED=7 FC_PATH=[\d:]+\n\n 1\. /,
  );
  const [shortest] = outcome.counterexample ?? [];
  const does = shortest?.steps.map((step) => step.do).filter((what) => what !== 'nothing');
  expect(does).toEqual(['send']);
  expect(shortest?.first.pieces).toHaveLength(1);
}, 120_000);
