import fc from 'fast-check';
import { atReturnsDesk, type StepAtReturnsDesk } from './returns-desk-steps.ts';

/** How often the bridge dies in a run, counted in calls to its ledger. */
const LONGEST_LIFE = 45;

/** Who brings a parcel, as packers write it down; the last one is nobody OTTO knows. */
export const CARRIERS = ['DHL', 'Hermes', 'Bote Blitz'] as const;

/** Numbers that fit, one with a wrong check digit, and one that another order has already. */
const NUMBERS = ['fit', 'mistyped', "another order's"] as const;

/** Goods the owner says travel by forwarder: none, the right ones, or parcel goods among them. */
export const FORWARDER_GOODS = {
  none: [],
  right: ['sofa'],
  wrong: ['sofa', 'shirt'],
} as const;

/** What the pool of return numbers holds. */
export const POOLS = { large: 10_000, small: 2, none: 0 } as const;

const order = fc.nat({ max: 2 });
/** Bit by bit the pieces that are meant; none that is open = all of those. */
const pieces = fc.nat({ max: 15 });

/** Each of them once, and the first so many times more. */
function mostly<Value>(all: readonly [Value, ...Value[]], times: number): fc.Arbitrary<Value> {
  const [first] = all;
  return fc.constantFrom(...all, ...Array.from({ length: times }, () => first));
}

const parcels = {
  howMany: fc.constantFrom(1, 1, 1, 1, 0, 2, 3),
  carrier: mostly(CARRIERS, 8),
  numbers: mostly(NUMBERS, 10),
};

const atPackingTable = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      at: fc.constant('packing table' as const),
      do: fc.constant('ship' as const),
      order,
      ...parcels,
      plugin: fc.constantFrom('meta' as const, 'tracking plugin' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      at: fc.constant('packing table' as const),
      do: fc.constant('print labels' as const),
      order,
      ...parcels,
      plugin: fc.constantFrom('meta' as const, 'tracking plugin' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      at: fc.constant('packing table' as const),
      do: fc.constant('fulfil' as const),
      order,
      line: fc.nat({ max: 3 }),
      pieces: fc.constantFrom(1, 1, 2, 4),
      hasNumber: fc.constantFrom(true, true, false),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      at: fc.constant('packing table' as const),
      do: fc.constant('note return number' as const),
      order,
      carrier: fc.constantFrom('DHL' as const, 'DHL' as const, 'DPD' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      at: fc.constant('packing table' as const),
      do: fc.constant('unpack' as const),
      order,
      status: fc.constantFrom('processing' as const, 'cancelled' as const),
    }),
  },
);

const atDesk = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      at: fc.constant('desk' as const),
      do: fc.constant('ship here' as const),
      order,
      pieces,
      ...parcels,
      via: fc.constantFrom(
        'ship-list' as const,
        'web-service' as const,
        'csv' as const,
        'command' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      at: fc.constant('desk' as const),
      do: fc.constant('cancel here' as const),
      order,
      pieces,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      at: fc.constant('desk' as const),
      do: fc.constant('say yes' as const),
      order,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      at: fc.constant('desk' as const),
      do: fc.constant('correct' as const),
      order,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      at: fc.constant('desk' as const),
      do: fc.constant('withdraw' as const),
      order,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      at: fc.constant('desk' as const),
      do: fc.constant('take by hand' as const),
      order,
      /** whether the owner did it at OTTO before he said so */
      isDone: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      at: fc.constant('desk' as const),
      do: fc.constant('send again' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      at: fc.constant('desk' as const),
      do: fc.constant('choose carrier' as const),
    }),
  },
);

const CALLS = [
  'create-shipment',
  'create-shipment',
  'shipments',
  'multiparcel',
  'add-to-shipment',
  'cancellation',
  'single-shipment',
  'single-order',
  'accept-returns',
  'reject-returns',
  'reduce-price',
  'list-returns',
  'list-price-reductions',
] as const;

const FAULTS = [
  '400',
  '400 piece not found',
  '401',
  '403',
  '404',
  '409 duplicate number',
  '409 other shipment',
  '413',
  '429',
  '429 for two minutes',
  '500',
  '500 after all',
  'is late',
  'drops the call',
  'drops the answer',
  'drops the answer',
  'cuts off',
  'cuts off quietly',
] as const;

const fault = fc.record({
  on: fc.constantFrom(...CALLS),
  how: fc.constantFrom(...FAULTS),
  times: fc.constantFrom(1, 1, 2, 4),
});

const run = fc.record({
  at: fc.constant('reports' as const),
  do: fc.constant('report' as const),
  minutes: fc.constantFrom(1, 1, 1, 5, 15, 60),
  /** whether the bridge looks at the shop before, as it does each minute */
  looks: fc.constantFrom(true, true, false),
  faults: fc.array(fault, { maxLength: 2, size: 'max' }),
  /** the process dies after so many calls to its ledger; undefined = it does not */
  diesAfter: fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.nat({ max: LONGEST_LIFE }) },
  ),
});

const ofReports = fc.oneof(
  { weight: 12, arbitrary: run },
  {
    weight: 1,
    arbitrary: fc.record({
      at: fc.constant('reports' as const),
      do: fc.constant('show sent pieces' as const),
      minutesLater: fc.constantFrom(0, 5, 90),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      at: fc.constant('reports' as const),
      do: fc.constant('cancellations' as const),
      are: fc.constantFrom('at-once' as const, 'ask' as const, 'off' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      at: fc.constant('reports' as const),
      do: fc.constant('fill pool' as const),
    }),
  },
);

export type StepAtPackingTable =
  typeof atPackingTable extends fc.Arbitrary<infer Value> ? Value : never;
export type StepAtDesk = typeof atDesk extends fc.Arbitrary<infer Value> ? Value : never;
export type StepOfReports = typeof ofReports extends fc.Arbitrary<infer Value> ? Value : never;
export type ReportRunStep = typeof run extends fc.Arbitrary<infer Value> ? Value : never;
export type OttoFault = typeof fault extends fc.Arbitrary<infer Value> ? Value : never;
/** Parcels that somebody noted down. */
export type NotedParcels = Pick<
  Extract<StepAtPackingTable, { do: 'ship' }>,
  'howMany' | 'carrier' | 'numbers'
>;

/** Everything about reports, in the shop, at the bridge's desk and between it and OTTO. */
export const reportStep = fc.oneof(
  { weight: 14, arbitrary: atPackingTable },
  { weight: 9, arbitrary: atDesk },
  { weight: 16, arbitrary: ofReports },
  { weight: 5, arbitrary: atReturnsDesk },
);

/** What is decided after the sale, and told OTTO, where nobody packs. */
export const afterSaleStep = fc.oneof(
  { weight: 1, arbitrary: atReturnsDesk },
  { weight: 1, arbitrary: run },
);

export type ReportStep = StepAtPackingTable | StepAtDesk | StepOfReports | StepAtReturnsDesk;

/** How the shop ships. */
export type Shipping = {
  cancellations: 'at-once' | 'ask' | 'off';
  pool: keyof typeof POOLS;
  forwarder: keyof typeof FORWARDER_GOODS;
};

export const shipping: fc.Arbitrary<Shipping> = fc.record({
  cancellations: fc.constantFrom('at-once' as const, 'ask' as const, 'off' as const),
  pool: mostly(['large', 'small', 'none'] as const, 3),
  forwarder: fc.constantFrom('none' as const, 'right' as const, 'wrong' as const),
});
