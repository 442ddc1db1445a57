import type { Chronicle } from '../journeys/histories/chronicle.ts';
import type { ChildDesk } from './child-desk.ts';
import type { DatabaseStrike } from './database-troubles.ts';
import { workInChild } from './in-child.ts';
import { atCall } from './other-side.ts';
import type { Blow } from './troubles.ts';
import type { QueryWatch } from './watched-dialect.ts';

/** A blow that has been prepared: it strikes while the bridge acts. */
export type OpenBlow = {
  /** for the story */
  name: string;
  hasStruck(): boolean;
  /** how the process stands after it: broken = what it was about to do may not be done, or not noted */
  end(): Promise<'lives' | 'broken' | 'dead'>;
};

export const noBlow: OpenBlow = { name: '', hasStruck: () => false, end: async () => 'lives' };

/** Where each query of the bridge passes. */
export type QueryDoor = { watch: QueryWatch };

/** The process does nothing more after so many calls to its ledger, or while a write of its is under way. */
export function dying(
  { life, world }: Chronicle,
  { at, after }: Extract<Blow, { what: 'dies' }>,
): OpenBlow {
  const die = () => {
    life.callsLeft = 0;
  };
  if (at === 'ledger call') life.callsLeft = after;
  const stop = at === 'ledger call' ? () => undefined : atCall(world, at, after, die);
  const isDead = () => life.callsLeft < 0;
  let wasDead = false;
  return {
    name: `the process ends at ${at} (${after})`,
    hasStruck: () => wasDead || isDead(),
    end: async () => {
      stop();
      wasDead = isDead();
      life.callsLeft = Number.POSITIVE_INFINITY;
      return wasDead ? 'dead' : 'lives';
    },
  };
}

/** The process is killed for real. */
export function killing(
  { world }: Chronicle,
  { at, after }: Extract<Blow, { what: 'killed' }>,
  child: ChildDesk,
): OpenBlow {
  const before = child.killed;
  const back = workInChild(world, child, at === 'query' ? after : undefined);
  const stop = at === 'query' ? () => undefined : atCall(world, at, after, () => child.kill());
  const isDead = () => child.killed > before;
  return {
    name: `SIGKILL at ${at} (${after})`,
    hasStruck: isDead,
    end: async () => {
      stop();
      back();
      return isDead() ? 'dead' : 'lives';
    },
  };
}

/** Something begins at one of the bridge's queries, or at the first after it that it fits. */
export function atQuery(
  door: QueryDoor,
  after: number,
  { name, strike, heal }: DatabaseStrike,
  leaves: 'lives' | 'broken',
): OpenBlow {
  let queries = 0;
  let state: 'waits' | 'strikes' | 'struck' = 'waits';
  let striking: Promise<void> | undefined;
  const strikeAt: QueryWatch = async (moment, connection) => {
    state = 'strikes';
    try {
      state = (await strike(moment, connection)) ? 'struck' : 'waits';
    } catch (error) {
      state = 'struck';
      throw error;
    }
  };
  door.watch = async (moment, connection) => {
    queries += 1;
    if (state !== 'waits' || queries <= after) return;
    striking = strikeAt(moment, connection);
    await striking;
  };
  return {
    name: `${name} (${after})`,
    hasStruck: () => state === 'struck',
    end: async () => {
      door.watch = async () => undefined;
      // What failed by it may be over before it is: a server that is being restarted.
      await striking?.catch(() => undefined);
      await heal();
      return state === 'struck' ? leaves : 'lives';
    },
  };
}
