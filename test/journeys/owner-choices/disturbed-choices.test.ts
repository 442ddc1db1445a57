import { describe, expect, it } from 'vitest';
import { type Ledger, openLedger } from '../../../src/bridge/ledger/ledger.ts';
import type { WireSalesOrder } from '../../fixtures/otto/index.ts';
import { HOUR, MAIN, MINUTE, startWorld, type World } from '../support/world.ts';
import { choose, codesOf, eventsOf, look } from './choice-world.ts';

/** What a killed process does after the point it died at: nothing. */
class Killed extends Error {}

type Death = {
  /** calls that still pass; undefined = it lives */
  left: number | undefined;
  /** whether the last call took effect */
  after: boolean;
};

/** A ledger that dies with its process at a point of the choice. */
function mortal(ledger: Ledger, death: Death): Ledger {
  return new Proxy(ledger, {
    get(target, name: keyof Ledger) {
      const method = target[name];
      if (typeof method !== 'function' || name === 'close') return method;
      return async (...rest: unknown[]) => {
        if (death.left === undefined) return Reflect.apply(method, target, rest);
        if (death.left === 0 && !death.after) throw new Killed();
        if (death.left < 0) throw new Killed();
        death.left -= 1;
        const result = await Reflect.apply(method, target, rest);
        if (death.left < 0) throw new Killed();
        return result;
      };
    },
  });
}

type Story = { deed(world: World, id: number): void; side: 'otto' | 'shop'; shows: unknown };

const STORIES: Record<string, Story> = {
  'as at OTTO, of a status': {
    deed: ({ shop }, id) => shop.hands.setStatus(id, 'cancelled'),
    side: 'otto',
    shows: ['processing'],
  },
  'as in the shop, of a status': {
    deed: ({ shop }, id) => shop.hands.setStatus(id, 'cancelled'),
    side: 'shop',
    shows: ['cancelled'],
  },
  'as at OTTO, of a deleted order': {
    deed: ({ shop }, id) => shop.hands.deleteForGood(id),
    side: 'otto',
    shows: ['processing'],
  },
  'as in the shop, of a deleted order': {
    deed: ({ shop }, id) => shop.hands.deleteForGood(id),
    side: 'shop',
    shows: [],
  },
  'as at OTTO, of an order in the bin': {
    deed: ({ shop }, id) => shop.hands.trash(id),
    side: 'otto',
    shows: ['processing'],
  },
  'as in the shop, of an order in the bin': {
    deed: ({ shop }, id) => shop.hands.trash(id),
    side: 'shop',
    shows: ['trash'],
  },
};

async function contradicted({ deed }: Story) {
  const death: Death = { left: undefined, after: false };
  const world = await startWorld({
    openLedger: async (place) => mortal(await openLedger(place), death),
  });
  const order = world.order();
  await world.run();
  deed(world, world.shopOrder(order.salesOrderId).id);
  await look(world, order);
  expect(await codesOf(world, order)).toHaveLength(1);
  return { world, order, death };
}

/** What the owner and the shop see in the end. */
async function endOf(world: World, order: WireSalesOrder) {
  await world.runAfter(HOUR);
  await look(world, order);
  const events = await eventsOf(world, order);
  return {
    open: await codesOf(world, order),
    shop: world.shopOrders(order.salesOrderId).map(({ status }) => status),
    choices: events.filter(({ kind }) => kind.startsWith('owner-chose')).length,
  };
}

describe.each(Object.entries(STORIES))('a choice %s', (_name, story) => {
  it('comes to the same when it was killed at any point and is made again', async () => {
    for (const after of [false, true]) {
      for (let point = 0; ; point += 1) {
        const { world, order, death } = await contradicted(story);
        Object.assign(death, { left: point, after });
        const first = await choose(world, order, story.side).catch((error: unknown) => error);
        death.left = undefined;
        if (first instanceof Killed) {
          await world.restart();
          await choose(world, order, story.side);
        }
        const end = await endOf(world, order);
        expect(end, `killed ${after ? 'after' : 'before'} call ${point}`).toMatchObject({
          open: [],
          shop: story.shows,
        });
        // One that took effect before the end came may be told, and one that was made again.
        expect([1, 2]).toContain(end.choices);
        if (!(first instanceof Killed)) {
          expect(point).toBeGreaterThan(2);
          break;
        }
      }
    }
  }, 120_000);
});

describe('a choice made while an import is at the order', () => {
  it('is not lost on it: the next import carries it out', async () => {
    const world = await startWorld();
    const order = world.order();
    await world.run();
    const { id } = world.shopOrder(order.salesOrderId);
    world.shop.hands.setStatus(id, 'cancelled');
    await look(world, order);
    const { ledger } = world.bridge;
    await ledger.lookAgainAt(MAIN, [order.salesOrderId], world.clock.now().toISOString());
    let chosen = false;
    world.shop.hooks.onRequest = async ({ method }) => {
      if (chosen || method !== 'GET') return;
      chosen = true;
      await choose(world, order, 'otto');
    };
    await world.run();
    delete world.shop.hooks.onRequest;
    expect(chosen).toBe(true);
    await world.runAfter(MINUTE);
    expect(world.shopOrder(order.salesOrderId).status).toBe('processing');
    expect(await codesOf(world, order)).toEqual([]);
  });
});
