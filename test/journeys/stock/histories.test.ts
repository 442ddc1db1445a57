import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { askedNumber } from '../../asked.ts';
import { sandboxProducts } from '../../fixtures/otto/index.ts';
import { Died, type Life, mortal } from '../histories/mortal-ledger.ts';
import { DAY, MINUTE } from '../support/world.ts';
import { type StockWorld, startStockWorld } from './stock-world.ts';

const SKUS = ['MUG', 'PLATE', 'JUG'] as const;

const sku = fc.constantFrom(...SKUS);
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('stock' as const),
      sku,
      to: fc.integer({ min: -2, max: 9 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('sell' as const), sku, isAnnounced: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('import' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('tell' as const),
      minutes: fc.integer({ min: 0, max: 40 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('status' as const), sku, isOnSale: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('vacation' as const), isOn: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('by-hand' as const), sku, to: fc.nat(20) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('shop-down' as const),
      times: fc.integer({ min: 1, max: 8 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('otto-fault' as const),
      kind: fc.constantFrom(
        'dropAfterEffect' as const,
        'dropBeforeEffect' as const,
        'tooManyRequests' as const,
      ),
      times: fc.integer({ min: 1, max: 8 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('die' as const), after: fc.nat(25) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

async function startHistory(salesLowerQuantities: boolean) {
  const ends: (() => unknown)[] = [];
  const life: Life = { callsLeft: Number.POSITIVE_INFINITY };
  const world = await startStockWorld({
    otto: { salesLowerQuantities },
    openLedger: async (location) => mortal(await openLedger(location), life),
    onEnd: (end) => ends.push(end),
  });
  const products = new Map(SKUS.map((each) => [each, world.sold({ sku: each, stockQuantity: 5 })]));
  const end = async () => {
    for (const each of ends.toReversed()) await each();
  };
  return { world, life, products, end };
}

type History = Awaited<ReturnType<typeof startHistory>>;

/** A process that dies is started again, and nothing else of it goes on. */
async function mayDie({ world, life }: History, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Died)) throw error;
    life.callsLeft = Number.POSITIVE_INFINITY;
    // Its leases die with it.
    await world.bridge.ledger.releaseLeasesOf('service');
    await world.restart();
  }
}

async function live(history: History, each: Step, index: number): Promise<void> {
  const { world, life, products } = history;
  switch (each.do) {
    case 'stock':
      return world.shop.hands.setStock(products.get(each.sku)?.id ?? 0, each.to);
    case 'sell':
      world.order({
        seed: `sold-${index}`,
        positionItems: [
          {
            fulfillmentStatus: each.isAnnounced ? 'ANNOUNCED' : 'PROCESSABLE',
            product: { ...sandboxProducts.shirt, sku: each.sku },
          },
        ],
      });
      return;
    case 'import':
      return mayDie(history, () => world.runAfter(MINUTE));
    case 'tell':
      return mayDie(history, () => world.tellAfter(each.minutes * MINUTE));
    case 'status':
      world.shop.hands.changeProduct(products.get(each.sku)?.id ?? 0, {
        status: each.isOnSale ? 'publish' : 'private',
      });
      return;
    case 'vacation':
      return mayDie(history, () => world.setStockSettings({ isVacation: each.isOn }));
    case 'by-hand':
      return world.otto.setQuantity(each.sku, each.to);
    case 'shop-down':
      world.shop.faults.badGateway({ times: each.times, path: '/products' });
      return;
    case 'otto-fault':
      world.otto.faults[each.kind]({
        on: ({ path }) => path.includes('availability'),
        times: each.times,
      });
      return;
    case 'die':
      life.callsLeft = each.after;
  }
}

/** What OTTO has to show in the end, by the shop and the orders alone. */
function numbersInTheEnd({ world, products }: History): [string, number][] {
  return SKUS.map((each) => {
    const product = products.get(each);
    const announced = world.otto.state.orders
      .all()
      .flatMap(({ positionItems }) => positionItems)
      .filter((piece) => piece.product.sku === each && piece.fulfillmentStatus === 'ANNOUNCED');
    const free = (product?.stockQuantity ?? 0) - announced.length;
    return [each, product?.status === 'publish' ? Math.max(0, free) : 0];
  });
}

/** @param isTouched somebody typed numbers in at OTTO, which the bridge overwrites only once by itself */
async function settleDown({ world, life }: History, isTouched: boolean): Promise<void> {
  life.callsLeft = Number.POSITIVE_INFINITY;
  world.shop.faults.clear();
  world.otto.faults.clear();
  await world.bridge.ledger.releaseLeasesOf('service');
  await world.setStockSettings({ isVacation: false });
  await world.runAfter(10 * MINUTE);
  await world.run();
  await world.tellAfter(10 * MINUTE);
  if (isTouched) await world.bridge.stockDesk.pushNow({});
  // OTTO may have lowered a number by a sale of its own: its list is read every day.
  await world.tellAfter(DAY);
  for (let times = 0; times < 3; times += 1) await world.tellAfter(20 * MINUTE);
}

const shown = (world: StockWorld): [string, number | undefined][] =>
  SKUS.map((each) => [each, world.atOtto(each)]);

describe('Any history of stock', () => {
  it('ends with the last number of the shop at OTTO', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 4, maxLength: 22 }),
        fc.boolean(),
        async (steps, salesLowerQuantities) => {
          const history = await startHistory(salesLowerQuantities);
          try {
            for (const [index, each] of steps.entries()) await live(history, each, index);
            const isTouched = steps.some((each) => each.do === 'by-hand');
            await settleDown(history, isTouched);
            expect(shown(history.world)).toEqual(numbersInTheEnd(history));
            expect(await history.world.incidentCodes()).toEqual([]);
          } finally {
            await history.end();
          }
        },
      ),
      { numRuns: askedNumber('STOCK_HISTORIES', 12) },
    );
  }, 300_000);
});
