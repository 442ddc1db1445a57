import fc from 'fast-check';
import { afterSale } from './after-sale-steps.ts';
import { atOtto, type NewOrder, newOrder } from './otto-steps.ts';
import { afterSaleStep, reportStep, type Shipping, shipping } from './report-steps.ts';
import { type Habits, habits } from './returns-desk-steps.ts';
import { inShop } from './shop-steps.ts';
import { type StockWish, stockStep, stockWish } from './stock-steps.ts';

/** Mappings an owner may choose, each over the usual one. */
export const MAPPINGS = {
  usual: {},
  'packing room': { processable: 'verpacken' },
  'own word for sent': { sent: 'versendet' },
  'own word for returned': { returned: 'retour' },
  'announced as pending': { announced: 'pending' },
} as const;

const minutes = fc.constantFrom(1, 1, 5, 15, 60, 150, 420);

const atBridge = fc.oneof(
  { weight: 16, arbitrary: fc.record({ do: fc.constant('import' as const), minutes }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('look at shop' as const), minutes }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('webhooks' as const),
      how: fc.constantFrom('delivered' as const, 'lost' as const, 'delivered twice' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('read after sale' as const),
      what: fc.constantFrom('receipts' as const, 'returns' as const),
    }),
  },
);

const settings = fc.oneof(
  fc.record({
    do: fc.constant('announced orders' as const),
    enter: fc.constantFrom('off' as const, 'all' as const, 'prepayment' as const),
  }),
  fc.record({
    do: fc.constant('map statuses' as const),
    as: fc.constantFrom(
      'usual' as const,
      'packing room' as const,
      'own word for sent' as const,
      'own word for returned' as const,
      'announced as pending' as const,
    ),
  }),
  fc.record({
    do: fc.constant('restock' as const),
    which: fc.constantFrom('restockCancelled' as const, 'restockReturned' as const),
    on: fc.boolean(),
  }),
);

const backup = fc.oneof(
  fc.record({ do: fc.constant('copy ledger' as const) }),
  fc.record({ do: fc.constant('put ledger back' as const) }),
  fc.record({ do: fc.constant('empty ledger' as const) }),
);

/** What any step is shortened to, so that a broken history keeps only what matters. */
const nothing = fc.record({ do: fc.constant('nothing' as const) });

const step = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: nothing },
  { weight: 40, arbitrary: atOtto },
  { weight: 14, arbitrary: afterSale },
  { weight: 22, arbitrary: inShop },
  { weight: 30, arbitrary: atBridge },
  { weight: 4, arbitrary: settings },
  { weight: 4, arbitrary: backup },
  { weight: 10, arbitrary: afterSaleStep },
  { weight: 24, arbitrary: stockStep },
);

/** The same where packers are at work: much is shipped, and the rest happens in between. */
const stepWithPackers = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: nothing },
  { weight: 11, arbitrary: atOtto },
  { weight: 8, arbitrary: afterSale },
  { weight: 8, arbitrary: inShop },
  { weight: 16, arbitrary: atBridge },
  { weight: 1, arbitrary: settings },
  { weight: 2, arbitrary: backup },
  { weight: 62, arbitrary: reportStep },
  { weight: 10, arbitrary: stockStep },
);

export type Step = typeof stepWithPackers extends fc.Arbitrary<infer Value> ? Value : never;

/** A history: how announced orders are taken at first, a first order, and then whatever happens. */
export type History = {
  announced: 'off' | 'all' | 'prepayment';
  /** whether anybody works in the shop; where nobody does, everything is told to the last piece */
  hasPeople: boolean;
  /** absent = nobody packs, and the bridge reports nothing */
  shipping?: Shipping;
  /** absent = OTTO answers as it usually does */
  habits?: Habits | undefined;
  /** absent = OTTO is told nothing of the stock */
  stock?: StockWish | undefined;
  first: NewOrder;
  steps: Step[];
};

const announced = fc.constantFrom('all' as const, 'off' as const, 'prepayment' as const);

/** Half of the histories happen with an OTTO that has its own ways. */
const oddly = fc.option(habits, { nil: undefined, freq: 2 });

/** In some of the histories alone: most of what happens has nothing to do with it. */
const told = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: stockWish },
);

/** Everything is sent already, and the rest is about what comes after that. */
const stepAfterSale = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: nothing },
  { weight: 4, arbitrary: atOtto },
  { weight: 16, arbitrary: afterSale },
  { weight: 3, arbitrary: inShop },
  { weight: 14, arbitrary: atBridge },
  { weight: 2, arbitrary: settings },
  { weight: 3, arbitrary: backup },
  { weight: 40, arbitrary: afterSaleStep },
  { weight: 10, arbitrary: stockStep },
);

const withoutPackers = (most: number): fc.Arbitrary<History> =>
  fc.record({
    announced,
    hasPeople: fc.boolean(),
    habits: oddly,
    stock: told,
    first: newOrder,
    steps: fc.array(step, { minLength: 4, maxLength: Math.min(25, most), size: 'max' }),
  });

const withPackers = (most: number): fc.Arbitrary<History> =>
  fc.record({
    announced,
    hasPeople: fc.boolean(),
    shipping,
    habits: oddly,
    stock: told,
    first: fc.oneof(
      {
        weight: 3,
        arbitrary: newOrder.map((first) => ({ ...first, begins: 'released' as const })),
      },
      { weight: 1, arbitrary: newOrder },
    ),
    steps: fc
      .array(stepWithPackers, { minLength: 6, maxLength: Math.min(30, most), size: 'max' })
      .map((steps): Step[] => [{ do: 'import', minutes: 1 }, ...steps]),
  });

const afterTheSale = (most: number): fc.Arbitrary<History> =>
  fc.record({
    announced,
    hasPeople: fc.boolean(),
    habits: oddly,
    stock: told,
    first: newOrder.map((first) => ({ ...first, begins: 'released' as const })),
    steps: fc
      .array(stepAfterSale, { minLength: 4, maxLength: Math.min(20, most), size: 'max' })
      .map((steps): Step[] => [
        { do: 'import', minutes: 1 },
        { do: 'send', order: 0, pieces: 0 },
        { do: 'import', minutes: 1 },
        ...steps,
      ]),
  });

/**
 * Steps that are not possible when their turn comes are left out, so that any list is a legal history.
 *
 * @param most steps there may be, beside those that a history begins with
 */
export function historiesOf(most: number): fc.Arbitrary<History> {
  return fc.oneof(
    { weight: 3, arbitrary: withPackers(most) },
    { weight: 2, arbitrary: withoutPackers(most) },
    { weight: 2, arbitrary: afterTheSale(most) },
  );
}

export const history: fc.Arbitrary<History> = historiesOf(Number.POSITIVE_INFINITY);
