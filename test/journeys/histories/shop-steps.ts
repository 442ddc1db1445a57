import fc from 'fast-check';

/** Any status of the shop that a person might set; the last ones are the shop's own. */
export const STATUSES = [
  'pending',
  'on-hold',
  'processing',
  'completed',
  'cancelled',
  'failed',
  'refunded',
  'verpacken',
  'geklaert',
] as const;

/** Which order is asked first whether the step is possible with it; then the others are. */
const order = fc.nat({ max: 2 });
const line = fc.nat({ max: 3 });

/** What people do in the shop. */
export const inShop = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('set status' as const),
      order,
      status: fc.constantFrom(...STATUSES),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('set quantity' as const),
      order,
      line,
      by: fc.constantFrom(-1, 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove line' as const), order, line }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('add fee' as const),
      order,
      total: fc.constantFrom('5.00', '-2.50'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('edit address' as const), order }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      order,
      line,
      what: fc.constantFrom('one piece' as const, 'one euro' as const, 'the rest' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('throw away' as const), order }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), order }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), order }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fill in e-mail' as const), order }) },
);

export type StepInShop = typeof inShop extends fc.Arbitrary<infer Value> ? Value : never;
