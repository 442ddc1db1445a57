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
    ...Array.from({ length: 7 }, () => expect.stringMatching(/^ ?\d+\. .* nothing$/)),
    '',
    'What broke:',
    '  - order A: is blue',
  ]);
});

const AFTER_THE_SALE: History = {
  announced: 'all',
  hasPeople: false,
  stock: { buffer: 1, cap: null },
  first: { do: 'new order', begins: 'released', pieces: [ONE_PIECE, ONE_PIECE], feesCents: [] },
  steps: [
    { do: 'import', minutes: 1 },
    { do: 'send', order: 0, pieces: 0 },
    { do: 'import', minutes: 1 },
    {
      at: 'returns desk',
      do: 'accept here',
      order: 0,
      pieces: 1,
      isForAll: false,
      condition: 'B',
      reason: 'RETURN_RECEIVED',
    },
    { at: 'returns desk', do: 'reduce here', order: 0, piece: 1, cents: 333, twice: 'same' },
    { at: 'stock', do: 'set stock', goods: 'cookbook', to: 2.5 },
    { at: 'stock', do: 'set stock', goods: 'smartphone', to: -3 },
    { at: 'reports', do: 'report', minutes: 1, looks: false, faults: [], diesAfter: undefined },
    { at: 'stock', do: 'tell stock', minutes: 1, faults: [], diesAfter: undefined },
  ],
};

it('tells of the returns desk and of the stock in a sentence each', async () => {
  const place = await freshLocation('sqlite');
  const story: string[] = [];
  await liveThrough(AFTER_THE_SALE, place, (chronicle) => {
    story.push(...chronicle.story);
    return [];
  });
  const said = story.map((line) => line.replace(/^ *\d+\. \S+ \S+ {2}/, ''));
  const book = 'Kochbuch »Suppen & Eintöpfe«';
  expect(said.slice(6, 12)).toEqual([
    `the owner accepts the return of 1 × ${book} (B, RETURN_RECEIVED)`,
    `the owner reduces 1 × ${book} of A by 3.33, clicked twice`,
    `a person counts 2.5 of ${book}`,
    'a person counts -3 of Smartphone »CallMe 1000«',
    'reports: A: 1 piece told to be accepted (B, RETURN_RECEIVED) (200); A: 1 piece told to be reduced by 3.33 (202)',
    `tells the stock: 1 × ${book}`,
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
  const does = shortest?.steps.map((step) => step.do);
  // Some histories always begin with an import.
  expect(does?.filter((what) => what !== 'nothing' && what !== 'import')).toEqual(['send']);
  expect(shortest?.first.pieces).toHaveLength(1);
}, 120_000);
