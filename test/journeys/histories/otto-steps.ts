import fc from 'fast-check';

/** Goods by name; two of them the shop does not have. */
export const GOODS = ['smartphone', 'shirt', 'cookbook', 'sofa', 'lawnMower', 'panel'] as const;

export type PieceDraft = { goods: (typeof GOODS)[number]; discountCents: number };

/** How an order begins: not released, not paid, released, or one piece released and the others not. */
const BEGINNINGS = ['announced', 'prepayment', 'released', 'partly-released'] as const;

const REASONS = [
  'CANCELLED_ON_CUSTOMER_WISH',
  'PAYMENT_ABORTED',
  'PAYMENT_FRAUD',
  'SOMETHING_NEW',
] as const;

/** Which order is asked first whether the step is possible with it; then the others are. */
const order = fc.nat({ max: 2 });
/** Bit by bit the pieces that are moved; none that may move = all of those. */
const pieces = fc.nat({ max: 15 });

/** A sale. */
export const newOrder = fc.record({
  do: fc.constant('new order' as const),
  begins: fc.constantFrom(...BEGINNINGS),
  pieces: fc.array(
    fc.record({
      goods: fc.constantFrom('smartphone' as const, 'shirt' as const, ...GOODS),
      discountCents: fc.constantFrom(0, 0, 0, 1, 333, 500),
    }),
    { minLength: 1, maxLength: 4, size: 'max' },
  ),
  feesCents: fc.constantFrom([], [595], [295, 2400]),
});

/** What OTTO does with orders by itself. */
export const atOtto = fc.oneof(
  { weight: 4, arbitrary: newOrder },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('release' as const), order, pieces }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('cancel' as const),
      order,
      pieces,
      by: fc.constantFrom('marketplace' as const, 'partner' as const),
      reason: fc.constantFrom(...REASONS),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), order, pieces }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('return' as const), order, pieces }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('new address' as const),
      order,
      who: fc.nat({ max: 5 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('vanish' as const), order, piece: fc.nat({ max: 3 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('come back' as const), order }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('move backward' as const),
      order,
      from: fc.constantFrom('SENT' as const, 'PROCESSABLE' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('odd listing' as const),
      order,
      how: fc.constantFrom('repeats' as const, 'misses' as const),
    }),
  },
);

export type StepAtOtto = typeof atOtto extends fc.Arbitrary<infer Value> ? Value : never;
export type NewOrder = Extract<StepAtOtto, { do: 'new order' }>;
