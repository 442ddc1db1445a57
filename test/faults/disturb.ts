import type { Clock } from '../../src/bridge/clock.ts';
import type { LedgerLocation } from '../../src/bridge/ledger/database.ts';
import { openLedger } from '../../src/bridge/ledger/ledger.ts';
import type { Chronicle, Disturbance } from '../journeys/histories/chronicle.ts';
import type { Surroundings } from '../journeys/histories/live.ts';
import { noteDeadRun, revive } from '../journeys/histories/report-runs.ts';
import { HOUR, MAIN, MINUTE } from '../journeys/support/world.ts';
import { atQuery, dying, killing, noBlow, type OpenBlow, type QueryDoor } from './blows.ts';
import type { ChildDesk } from './child-desk.ts';
import { databaseStrike, type ServerDesk } from './database-troubles.ts';
import { isQuiet } from './other-side.ts';
import { saveSettingsInTrouble } from './settings-troubles.ts';
import { hangs, IMPATIENT_MS, orderTrouble } from './side-troubles.ts';
import type { Blow, Trouble } from './troubles.ts';
import { watchedDialect } from './watched-dialect.ts';

/** So long a side is left alone at most after calls in a row that failed. */
const LONGEST_REST = HOUR;
/** So long the lease of a run that could not give it back is held, and a little. */
const LEASES_END = 4 * MINUTE;
/** Within the time that a shop may be at a call. */
const SOON = MINUTE / 2;

/** What disturbances are made with; one for all histories. */
export type Tools = {
  /** a folder on a disk that can be filled; empty = there is none */
  smallDisk: string;
  server: ServerDesk;
  child: ChildDesk;
  /** how often what has struck */
  counts: Map<string, number>;
};

/** Lets one trouble after the other befall a history's bridge, each in one of its acts. */
export function disturbed(
  location: LedgerLocation,
  troubles: readonly Trouble[],
  tools: Tools,
): Surroundings {
  const left = [...troubles];
  const time = { offsetMs: 0 };
  const door: QueryDoor = { watch: async () => undefined };
  const disturbance: Disturbance = {
    async around(chronicle, act) {
      const trouble = left.shift();
      if (!trouble) {
        await act();
        return [];
      }
      const isSlow = trouble.sides.some(hangs);
      const patientMs = isSlow ? await setShopTimeout(chronicle, IMPATIENT_MS) : undefined;
      const blow = await prepare(chronicle, trouble.blow);
      const struck = await befall(chronicle, act, trouble, blow, tools.counts);
      if (patientMs !== undefined) await setShopTimeout(chronicle, patientMs);
      if (!blow.hasStruck() && isAtWrite(trouble.blow)) left.unshift({ ...trouble, sides: [] });
      return struck;
    },
    async heal({ world }) {
      left.length = 0;
      time.offsetMs = 0;
      await world.clock.advance(LEASES_END);
    },
  };

  const prepare = async (chronicle: Chronicle, blow: Blow | undefined): Promise<OpenBlow> => {
    if (!blow) return noBlow;
    switch (blow.what) {
      case 'dies':
        return dying(chronicle, blow);
      case 'killed':
        return killing(chronicle, blow, tools.child);
      case 'settings':
        return saveSettingsInTrouble(chronicle, blow.how, { ...tools, location, door });
      case 'clock': {
        const strike = async () => {
          // One that is wrong already is put right.
          time.offsetMs = time.offsetMs === 0 ? blow.minutes * MINUTE : 0;
          return true;
        };
        const name = `the clock jumps by ${blow.minutes} minutes, or back`;
        return atQuery(door, blow.after, { name, strike, heal: async () => undefined }, 'lives');
      }
      default:
        return atQuery(door, blow.after, databaseStrike(location, blow.how, tools), 'broken');
    }
  };

  return {
    disturbance,
    openLedger: (at) =>
      openLedger(at, {
        around: (dialect) => watchedDialect(dialect, (...moment) => door.watch(...moment)),
      }),
    timeOfBridge: (clock): Clock => ({
      now: () => new Date(clock.now().getTime() + time.offsetMs),
      sleep: clock.sleep,
    }),
  };
}

/** Few acts write: it waits for one that does. */
function isAtWrite(blow: Blow | undefined): boolean {
  return blow !== undefined && 'at' in blow && blow.at.startsWith('write');
}

async function befall(
  chronicle: Chronicle,
  act: () => Promise<void>,
  { sides, startsAgain }: Trouble,
  blow: OpenBlow,
  counts: Tools['counts'],
): Promise<string[]> {
  const { world } = chronicle;
  const rested = chronicle.restsUntil;
  const ordered = sides.map((side) => orderTrouble(world, side));
  chronicle.restsUntil = Number.POSITIVE_INFINITY;
  let fault: { error: unknown } | undefined;
  try {
    await act();
  } catch (error) {
    fault = { error };
  }
  if (chronicle.restsUntil === Number.POSITIVE_INFINITY) chronicle.restsUntil = rested;
  const after = await blow.end();
  const isDead = after === 'dead' || (after === 'broken' && startsAgain);
  if (sides.some(hangs) && ordered.some((one) => one.hasStruck())) {
    await actMeanwhile(chronicle, isDead);
  }
  for (const one of ordered) await one.end();
  const struck = [...ordered, blow].filter((one) => one.hasStruck()).map(({ name }) => name);
  world.otto.faults.clear();
  world.shop.faults.clear();
  await isQuiet(world);
  if (after !== 'lives') noteDeadRun(chronicle);
  if (isDead) await revive(chronicle);
  else if (after === 'broken') await world.clock.advance(LEASES_END);
  if (struck.length > 0) chronicle.restsUntil = world.clock.now().getTime() + LONGEST_REST;
  for (const name of struck.map((one) => one.replace(/ \(.*\)$/, ''))) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (fault && (after === 'lives' || isSlip(fault.error))) throw fault.error;
  return struck;
}

/** The shop is still at a call that nobody waits for any more, and the next run finds it so. */
async function actMeanwhile(chronicle: Chronicle, isDead: boolean): Promise<void> {
  const { world } = chronicle;
  if (isDead) await revive(chronicle);
  await world.clock.advance(SOON);
  await world.bridge.importOrders({
    accountId: MAIN,
    cause: 'schedule',
    signal: new AbortController().signal,
    holderKind: 'service',
  });
}

/** A slip in the code is none of what a database, or the end of a process, throws. */
function isSlip(error: unknown): boolean {
  return [TypeError, ReferenceError, RangeError].some((kind) => error instanceof kind);
}

/** @returns what it was */
async function setShopTimeout({ world }: Chronicle, timeoutMs: number): Promise<number> {
  const { shop } = await world.bridge.settings.load();
  await world.update((settings) => ({
    ...settings,
    shop: settings.shop && { ...settings.shop, timeoutMs },
  }));
  return shop?.timeoutMs ?? timeoutMs;
}
