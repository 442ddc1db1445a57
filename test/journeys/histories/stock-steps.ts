import fc from 'fast-check';

/** Goods whose number people change; all of them are in the shop and at OTTO. */
const goods = fc.constantFrom('smartphone' as const, 'shirt' as const, 'cookbook' as const);
const at = fc.constant('stock' as const);

const FAULTS = [
  '400',
  '413',
  '429',
  '500',
  '500 after all',
  'drops the call',
  'drops the answer',
  'cuts off',
] as const;

const run = fc.record({
  at,
  do: fc.constant('tell stock' as const),
  minutes: fc.constantFrom(1, 1, 5, 60),
  faults: fc.array(
    fc.record({
      on: fc.constantFrom(
        'push-quantities' as const,
        'push-quantities' as const,
        'list-quantities' as const,
        'single-quantity' as const,
      ),
      how: fc.constantFrom(...FAULTS),
      times: fc.constantFrom(1, 1, 4),
    }),
    { maxLength: 1 },
  ),
  /** the process dies after so many calls to its ledger; undefined = it does not */
  diesAfter: fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.nat({ max: 25 }) },
  ),
});

/** What happens to the shop's stock, to the owner's rules for it, and between the bridge and OTTO. */
export const stockStep = fc.oneof(
  { weight: 6, arbitrary: run },
  {
    weight: 5,
    arbitrary: fc.record({
      at,
      do: fc.constant('set stock' as const),
      goods,
      to: fc.constantFrom(0, 1, 2, 3, 7, 50, -3, 2.5),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      at,
      do: fc.constant('stop counting' as const),
      goods,
      isThere: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ at, do: fc.constant('on sale' as const), goods, is: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      at,
      do: fc.constant('stock rules' as const),
      buffer: fc.constantFrom(0, 1, 2),
      cap: fc.constantFrom(null, null, 5, 0),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ at, do: fc.constant('vacation' as const), is: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ at, do: fc.constant('OTTO knows' as const), goods, is: fc.boolean() }),
  },
);

export type StockStep = typeof stockStep extends fc.Arbitrary<infer Value> ? Value : never;
export type StockRunStep = typeof run extends fc.Arbitrary<infer Value> ? Value : never;

/** What the owner wants OTTO to be told of the stock. */
export type StockWish = { buffer: number; cap: number | null };

export const stockWish: fc.Arbitrary<StockWish> = fc.record({
  buffer: fc.constantFrom(0, 0, 1),
  cap: fc.constantFrom(null, null, 20),
});
