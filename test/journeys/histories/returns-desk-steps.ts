import fc from 'fast-check';
import {
  ACCEPTANCE_REASONS,
  REJECTION_REASONS,
  RETURN_CONDITIONS,
} from '../../../src/mapping/returns/return-words.ts';

/** Which order is asked first whether the step is possible with it; then the others are. */
const order = fc.nat({ max: 2 });
/** Bit by bit the sent pieces that are meant; none = all of them. */
const pieces = fc.nat({ max: 15 });
const condition = fc.constantFrom(...RETURN_CONDITIONS);
const at = fc.constant('returns desk' as const);

/** What the owner decides after the sale; what left by mistake is taken back by a reason of its own. */
export const atReturnsDesk = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      at,
      do: fc.constant('accept here' as const),
      order,
      pieces,
      /** the sent pieces of all orders in one go */
      isForAll: fc.constantFrom(false, false, true),
      condition,
      reason: fc.constantFrom('RETURN_RECEIVED' as const, ...ACCEPTANCE_REASONS),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      at,
      do: fc.constant('reject here' as const),
      order,
      pieces,
      isForAll: fc.constantFrom(false, false, true),
      condition,
      reason: fc.constantFrom(...REJECTION_REASONS),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      at,
      do: fc.constant('reduce here' as const),
      order,
      piece: fc.nat({ max: 3 }),
      // The same amounts as OTTO's own, and one that is too much for most.
      cents: fc.constantFrom(100, 100, 333, 1_250, 90_000),
      /** a click that came twice, with the same name or as a second wish */
      twice: fc.constantFrom('no' as const, 'same' as const, 'again' as const),
    }),
  },
);

/** OTTO answers as nobody described it: what it names of the pieces it took, and where the others. */
export const habits = fc.record({
  decisionResults: fc.constantFrom('objects' as const, 'ids' as const, 'nothing' as const),
  refusedPieceNamedIn: fc.constantFrom('path' as const, 'detail' as const, 'nowhere' as const),
  allRefusedStatus: fc.constantFrom(422 as const, 207 as const),
  decidingTwice: fc.constantFrom('error' as const, 'without-effect' as const),
  returnedVisibleAfterMs: fc.constantFrom(0, 0, 10 * 60_000),
  returnListLagMs: fc.constantFrom(0, 0, 10 * 60_000),
  reductionListLagMs: fc.constantFrom(0, 0, 10 * 60_000),
  reductionProcessedAfterMs: fc.constantFrom(0, 0, 30 * 60_000),
});

export type Habits = typeof habits extends fc.Arbitrary<infer Value> ? Value : never;
export type StepAtReturnsDesk =
  typeof atReturnsDesk extends fc.Arbitrary<infer Value> ? Value : never;
