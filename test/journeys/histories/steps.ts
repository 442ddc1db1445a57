import fc from 'fast-check';
import { afterSale } from './after-sale-steps.ts';
import { reportStep, type Shipping, shipping } from './report-steps.ts';

/** Goods by name; two of them the shop does not have. */
export const GOODS = ['smartphone', 'shirt', 'cookbook', 'sofa', 'lawnMower', 'panel'] as const;

export type PieceDraft = { goods: (typeof GOODS)[number]; discountCents: number };

/** How an order begins: not released, not paid, released, or one piece released and the others not. */
const BEGINNINGS = ['announced', 'prepayment', 'released', 'partly-released'] as const;

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

/** Mappings an owner may choose, each over the usual one. */
export const MAPPINGS = {
  usual: {},
  'packing room': { processable: 'verpacken' },
  'own word for sent': { sent: 'versendet' },
  'own word for returned': { returned: 'retour' },
  'announced as pending': { announced: 'pending' },
} as const;

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
const line = fc.nat({ max: 3 });

const newOrder = fc.record({
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

const atOtto = fc.oneof(
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

const inShop = fc.oneof(
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
);

export type Step = typeof stepWithPackers extends fc.Arbitrary<infer Value> ? Value : never;
export type StepAtOtto = typeof atOtto extends fc.Arbitrary<infer Value> ? Value : never;
export type StepInShop = typeof inShop extends fc.Arbitrary<infer Value> ? Value : never;
export type NewOrder = Extract<Step, { do: 'new order' }>;

/** A history: how announced orders are taken at first, a first order, and then whatever happens. */
export type History = {
  announced: 'off' | 'all' | 'prepayment';
  /** whether anybody works in the shop; where nobody does, everything is told to the last piece */
  hasPeople: boolean;
  /** absent = nobody packs, and the bridge reports nothing */
  shipping?: Shipping;
  first: NewOrder;
  steps: Step[];
};

const announced = fc.constantFrom('all' as const, 'off' as const, 'prepayment' as const);

const withoutPackers: fc.Arbitrary<History> = fc.record({
  announced,
  hasPeople: fc.boolean(),
  first: newOrder,
  steps: fc.array(step, { minLength: 4, maxLength: 25, size: 'max' }),
});

const withPackers: fc.Arbitrary<History> = fc.record({
  announced,
  hasPeople: fc.boolean(),
  shipping,
  first: fc.oneof(
    { weight: 3, arbitrary: newOrder.map((first) => ({ ...first, begins: 'released' as const })) },
    { weight: 1, arbitrary: newOrder },
  ),
  steps: fc
    .array(stepWithPackers, { minLength: 6, maxLength: 30, size: 'max' })
    .map((steps): Step[] => [{ do: 'import', minutes: 1 }, ...steps]),
});

/** Steps that are not possible when their turn comes are left out, so that any list is a legal history. */
export const history: fc.Arbitrary<History> = fc.oneof(
  { weight: 2, arbitrary: withPackers },
  { weight: 1, arbitrary: withoutPackers },
);
