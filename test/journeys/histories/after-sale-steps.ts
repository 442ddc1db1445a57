import fc from 'fast-check';
import { RETURN_CONDITIONS } from '../../../src/mapping/returns/return-words.ts';

/** Which order is asked first whether the step is possible with it; then the others are. */
const order = fc.nat({ max: 2 });
const piece = fc.nat({ max: 3 });

/** What happens at OTTO to pieces that were sent, without our doing. */
export const afterSale = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('reduce price' as const),
      order,
      piece,
      // One of them is what people refund by hand.
      cents: fc.constantFrom(100, 100, 333, 1_250),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refund fee' as const),
      order,
      cents: fc.constantFrom(undefined, 100, 295),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('announce return' as const),
      order,
      piece,
      goesToOtto: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('accept return' as const),
      order,
      piece,
      condition: fc.constantFrom(...RETURN_CONDITIONS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('reject return' as const), order, piece }),
  },
  {
    weight: 1,
    // Decided about together with others, it alone is refused.
    arbitrary: fc.record({ do: fc.constant('disown piece' as const), order, piece }),
  },
);

export type StepAfterSale = typeof afterSale extends fc.Arbitrary<infer Value> ? Value : never;
