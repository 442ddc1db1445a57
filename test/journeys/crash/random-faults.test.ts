import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Ledger, openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { askedNumber } from '../../asked.ts';
import { eachDatabase, freshLocation } from '../../databases.ts';
import type { FaultMatch } from '../../fakes/woocommerce/fault-plan.ts';
import { MAIN, MINUTE, startWorld, type World } from '../support/world.ts';
import { emptyPlace } from './ledger-files.ts';
import { breaches, runUntilQuiet } from './picture.ts';

const SECOND = 1_000;

/** The same runs every time, until somebody asks for others: FC_SEED=…, and more of them: FC_RUNS=… */
const SEED = askedNumber('FC_SEED', 20_260_320);
const RUNS = askedNumber('FC_RUNS', 9);

const SHOP_CALLS = {
  creates: { method: 'POST', path: /\/orders(\/batch)?$/ },
  batches: { method: 'POST', path: '/orders/batch' },
  changes: { method: 'PUT' },
  refunds: { method: 'POST', path: '/refunds' },
  notes: { method: 'POST', path: '/notes' },
  listings: { method: 'GET', path: /\/orders$/ },
  reads: { method: 'GET' },
} as const satisfies Record<string, FaultMatch>;

const shopFault = fc.record({
  side: fc.constant('shop' as const),
  how: fc.constantFrom(
    'drops the call',
    'drops the answer',
    'cuts off',
    '500',
    '502',
    '503',
    'web page',
    '429',
    '401',
    'dies after one',
    'dies after two',
    'is late',
    'is slow',
  ),
  on: fc.constantFrom(
    'creates' as const,
    'creates' as const,
    'batches' as const,
    'changes' as const,
    'refunds' as const,
    'notes' as const,
    'listings' as const,
    'reads' as const,
  ),
  times: fc.integer({ min: 1, max: 4 }),
});

const ottoFault = fc.record({
  side: fc.constant('otto' as const),
  how: fc.constantFrom('drops', 'cuts off', 'cuts off quietly', '500', '429', '401'),
  on: fc.constantFrom('order-list' as const, 'single-order' as const, 'token' as const),
  times: fc.integer({ min: 1, max: 4 }),
});

const step = fc.record({
  /** what happens at OTTO before the run */
  events: fc.array(
    fc.record({
      kind: fc.constantFrom('order', 'order', 'announced', 'release', 'cancel', 'send', 'return'),
      at: fc.nat(),
    }),
    { maxLength: 4 },
  ),
  faults: fc.array(fc.oneof({ weight: 3, arbitrary: shopFault }, ottoFault), { maxLength: 3 }),
  pauseSeconds: fc.constantFrom(0, 1, 30, 60, 119, 121, 300, 660),
  /** the process dies at one of its ledger calls */
  diesAfter: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 3 }),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
type Fault = Step['faults'][number];

/** Orders what shall go wrong; what is held until released is handed back to be let go. */
function orderFault(world: World, fault: Fault): (() => void) | undefined {
  if (fault.side === 'otto') return orderOttoFault(world, fault);
  const { faults } = world.shop;
  const match = { ...SHOP_CALLS[fault.on], times: fault.times };
  const once = { ...match, times: 1 };
  switch (fault.how) {
    case 'drops the call':
      faults.dropBeforeEffect(match);
      return undefined;
    case 'drops the answer':
      faults.dropAfterEffect(match);
      return undefined;
    case 'cuts off':
      faults.cutOffBody(undefined, match);
      return undefined;
    case '500':
      faults.serverError(match);
      return undefined;
    case '502':
      faults.badGateway(match);
      return undefined;
    case '503':
      faults.maintenance(match);
      return undefined;
    case 'web page':
      faults.htmlInsteadOfJson(match);
      return undefined;
    case '429':
      faults.tooManyRequests(2, match);
      return undefined;
    case '401':
      faults.refuse(401, match);
      return undefined;
    case 'dies after one':
      faults.killBatchAfter(1, match);
      return undefined;
    case 'dies after two':
      faults.killBatchAfter(2, match);
      return undefined;
    case 'is late':
      return faults.delayAfterEffect('until-released', once).release;
    default:
      return faults.delayBeforeEffect('until-released', once).release;
  }
}

function orderOttoFault(world: World, { how, on, times }: Extract<Fault, { side: 'otto' }>) {
  const { faults } = world.otto;
  if (how === 'drops') faults.dropBeforeEffect({ on, times });
  else if (how === 'cuts off') faults.cutOffBody({ on, times });
  else if (how === 'cuts off quietly') faults.cutOffBody({ on, times, pretendsToBeComplete: true });
  else faults.answerWith(Number(how), { on, times });
  return undefined;
}

/** Something happens to one of OTTO's orders, if it can. */
function letHappen(world: World, { kind, at }: Step['events'][number]): void {
  const { otto } = world;
  const orders = otto.state.orders.all();
  if (kind === 'order' || kind === 'announced') {
    const fulfillmentStatus = kind === 'announced' ? 'ANNOUNCED' : 'PROCESSABLE';
    const seed = `random ${orders.length}`;
    const pieces = Array.from({ length: 1 + (at % 3) }, () => ({ fulfillmentStatus }));
    world.order({ seed, positionItems: pieces, ...(at % 2 ? { initialDeliveryFees: [] } : {}) });
    return;
  }
  const order = orders[at % Math.max(1, orders.length)];
  if (!order) return;
  const inState = (status: string) =>
    order.positionItems.filter(({ fulfillmentStatus }) => fulfillmentStatus === status);
  const [ready] = inState('PROCESSABLE');
  const { salesOrderId } = order;
  if (kind === 'release' && inState('ANNOUNCED').length > 0) otto.release(salesOrderId);
  if (kind === 'cancel' && ready) otto.cancelByMarketplace(salesOrderId, [ready.positionItemId]);
  if (kind === 'send' && ready) otto.send(salesOrderId);
  if (kind === 'return' && inState('SENT').length > 0) otto.returnItems(salesOrderId);
}

class Died extends Error {}

/** A process that dies at a ledger call does nothing more, not even tidy up. */
function mortal(ledger: Ledger, life: { callsLeft: number }): Ledger {
  return new Proxy(ledger, {
    get(target, name: keyof Ledger) {
      const method = target[name];
      if (typeof method !== 'function' || name === 'close') return method;
      return async (...rest: unknown[]) => {
        life.callsLeft -= 1;
        if (life.callsLeft < 0) throw new Died();
        return Reflect.apply(method, target, rest);
      };
    },
  });
}

async function live(world: World, life: { callsLeft: number }, one: Step): Promise<void> {
  for (const event of one.events) letHappen(world, event);
  const held = one.faults.flatMap((fault) => orderFault(world, fault) ?? []);
  life.callsLeft = one.diesAfter ?? Number.POSITIVE_INFINITY;
  try {
    await world.bridge.importOrders({
      accountId: MAIN,
      cause: 'schedule',
      signal: new AbortController().signal,
      holderKind: 'service',
    });
  } catch (error) {
    if (!(error instanceof Died)) throw error;
  }
  const hasDied = life.callsLeft < 0;
  life.callsLeft = Number.POSITIVE_INFINITY;
  if (hasDied) await world.restart();
  // What the shop holds goes on while nobody waits for it any more.
  await world.clock.advance((one.pauseSeconds * SECOND) / 2);
  for (const release of held) release();
  await world.clock.advance((one.pauseSeconds * SECOND) / 2);
}

eachDatabase('whatever goes wrong', ({ kind }) => {
  it('ends with one whole shop order for each sales order', async () => {
    console.info(`${kind}: FC_SEED=${SEED} FC_RUNS=${RUNS}`);
    const location = await freshLocation(kind);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 7 }), async (steps) => {
        const ends: (() => unknown)[] = [];
        const life = { callsLeft: Number.POSITIVE_INFINITY };
        try {
          await emptyPlace(location);
          const world = await startWorld({
            location,
            shopTimeoutMs: 1_000,
            rules: { announcedImport: 'all' },
            // Its own limit counts real seconds, which hardly pass here.
            otto: { pageSizeCap: 2, tokenRateLimitPerSecond: 1_000 },
            shop: { settings: { phpMaxExecutionTime: 30 } },
            openLedger: async (place) => mortal(await openLedger(place), life),
            onEnd: (end) => ends.unshift(end),
          });
          world.order({ seed: 'first' });
          world.order({ seed: 'second', positionItems: [{}, {}] });
          for (const one of steps) await live(world, life, one);
          world.shop.faults.clear();
          world.otto.faults.clear();
          await world.clock.advance(12 * MINUTE);
          await runUntilQuiet(world, { apartMs: 6 * 60 * MINUTE, most: 8 });
          expect(await breaches(world)).toEqual([]);
        } finally {
          for (const end of ends) await end();
        }
      }),
      { seed: SEED, numRuns: RUNS, endOnFailure: process.env.FC_SHRINK === undefined },
    );
  }, 580_000);
});
