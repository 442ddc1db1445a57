import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { askedNumber } from '../asked.ts';
import { breachesOf, openOrders, openReductions } from './judge-day.ts';
import { logInPerson, type PersonAtPage, type ReducedPiece } from './people.ts';
import { LONG_MS, reap } from './reaper.ts';
import type { Replica } from './replica.ts';
import { type ReplicaWorld, setUp, startReplicaWorld } from './replica-world.ts';
import {
  type Chance,
  createChance,
  createShopDay,
  keptPiece,
  orderFault,
  type ShopDay,
} from './shop-day.ts';

const REPLICAS = askedNumber('REPLICAS', 2);
const ORDERS = askedNumber('ORDERS', 300);
const SEED = askedNumber('SEED', 7);
/** `KILL_EVERY` in seconds */
const KILL_EVERY_MS = askedNumber('KILL_EVERY', 5) * 1_000;
/** `REAL_TIME=1`: leases run out by themselves and nobody's clock jumps, which takes its time */
const PASSES = process.env.REAL_TIME ? 'as-it-is' : 'by-jump';

/** Orders that wait at most; more are poured in only when these get fewer. They wait for time, not for work. */
const MOST_OPEN = 800;
const TICK_MS = 250;
const PER_TICK = Math.max(10, Math.ceil(ORDERS / 200));
/** After so many ticks without news it is time itself that is waited for. */
const STALLED_TICKS = 48;
const GIVE_UP_MS = 10 * 60_000 + ORDERS * 500 + (PASSES === 'as-it-is' ? 30 * 60_000 : 0);

it(`${REPLICAS} replicas, one killed every ${KILL_EVERY_MS / 1_000} s, bring ${ORDERS} orders through: none lost, none doubled`, async () => {
  const world = await startReplicaWorld();
  const owner = await world.openBridge();
  await setUp(world, owner);
  const chance = createChance(SEED);
  const day = createShopDay(world);
  const tell = createTeller();
  await Promise.all(Array.from({ length: REPLICAS }, async () => (await world.start()).ready()));
  await expect.poll(() => world.balancer.ready().length, { timeout: 30_000 }).toBe(REPLICAS);
  const anna = await logInPerson(world.balancer);
  tell(`${REPLICAS} replicas are ready; SEED=${SEED}`);

  const stop = new AbortController();
  const reaped = { killed: 0, paused: 0 };
  const kills = { everyMs: KILL_EVERY_MS, passes: PASSES, signal: stop.signal } as const;
  const people = Promise.all([
    reap(world, chance, reaped, kills),
    visit(anna, () => keptPiece(world, chance), stop.signal),
    live({
      world,
      day,
      chance,
      stop,
      reduced: anna.reduced,
      tell: (what) => tell(`${what}; ${reaped.killed} killed, ${reaped.paused} paused`),
    }),
  ]);
  try {
    await people;
  } finally {
    stop.abort();
    tellLog(world.replicas, tell);
  }
  tell(`all is through; ${reaped.killed} killed, ${reaped.paused} paused`);
  // What one that was paused would still do now that it is awake.
  await pause(3_000);
  await day.sent();
  // A webhook about an order that the import is to look at waits for the next import.
  await expect
    .poll(async () => (await owner.ledger.loadOpenDeliveries(1_000)).length, { timeout: 400_000 })
    .toBe(0);

  expect(await breachesOf(world, day, owner, anna.reduced)).toEqual([]);
  expect(anna.complaints).toEqual([]);
  expect(await anna.savedNow()).toBe(anna.saved());
  const deliveries = world.balancer.passed.filter(({ deliveryId }) => deliveryId !== '');
  const taken = deliveries.filter(({ status }) => status === 200).length;
  expect(taken).toBeGreaterThan(0);
  tell(
    `${deliveries.length} webhooks, ${taken} taken; ${world.shop.requests.length} calls to the shop, ${world.otto.requests.length} to OTTO; ${day.cancelledIds.size} orders cancelled, ${anna.reduced.length} prices reduced`,
  );
  expect(world.replicas.flatMap(({ noise }) => noise)).toEqual([]);
});

/** Orders pour in and are packed, things go wrong, until all is through; the kills end a little before. */
async function live(parts: {
  world: ReplicaWorld;
  day: ShopDay;
  chance: Chance;
  stop: AbortController;
  reduced: readonly ReducedPiece[];
  tell: (what: string) => void;
}): Promise<void> {
  const { world, day, chance, stop, reduced, tell } = parts;
  const startedAt = performance.now();
  let open = 0;
  let sameFor = 0;
  for (let tick = 1; ; tick += 1) {
    if (day.poured() < ORDERS && open < MOST_OPEN) day.pour(PER_TICK);
    const isAllIn = day.poured() >= ORDERS;
    if (tick % 12 === 0 || isAllIn) day.releaseAll();
    day.pack();
    if (tick % 6 === 0 && !stop.signal.aborted) orderFault(world, chance);
    if (tick % 8 === 0) {
      const before = open;
      open = openOrders(world, day) + openReductions(world, reduced);
      sameFor = open === before ? sameFor + 8 : 0;
      // What is open then waits for its time, in peace.
      if (isAllIn && open <= ORDERS / 10 && !stop.signal.aborted) {
        stop.abort();
        world.shop.faults.clear();
        world.otto.faults.clear();
      }
      if (isAllIn && open === 0) return;
    }
    if (isAllIn && PASSES === 'by-jump' && sameFor >= STALLED_TICKS) {
      sameFor = 0;
      world.clock.jump(LONG_MS);
    }
    if (tick % 40 === 0) {
      tell(`${day.poured()} poured in, ${world.shop.state.orders.size} in the shop, ${open} open`);
    }
    if (performance.now() - startedAt > GIVE_UP_MS) throw new Error(`${open} are still open`);
    await pause(TICK_MS);
  }
}

async function visit(
  person: PersonAtPage,
  complaint: () => ReducedPiece | undefined,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await person.act();
    const piece = complaint();
    if (piece) await person.reducePrice(piece);
    await pause(1_000);
  }
}

function createTeller(): (what: string) => void {
  const startedAt = performance.now();
  return (what) => console.log(`${Math.round((performance.now() - startedAt) / 1_000)} s: ${what}`);
}

/** What the replicas warned of, and how often. */
function tellLog(replicas: readonly Replica[], tell: (line: string) => void): void {
  const warnings = replicas.flatMap(({ log }) => log.filter(({ level }) => level >= 40));
  const counts = Map.groupBy(warnings, ({ event, code, reason }) =>
    [event, code, reason].filter(Boolean).join(' '),
  );
  for (const [warning, lines] of counts) tell(`${lines.length} × ${warning}`);
}
