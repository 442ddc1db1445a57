import { type Clock, DAY, MINUTE } from '../clock.ts';
import type { Bridge } from '../create-bridge.ts';
import { ConfigError } from '../errors.ts';
import type { ImportCounters } from '../ledger/import-runs.ts';
import type { Logger } from '../logger.ts';
import type { Rehearsed } from '../order-import/rehearse-import.ts';
import { ImportStopped, type RunFault } from '../order-import/run-faults.ts';

/** What a rehearsal shows holds names and addresses: it is kept in memory, and not for long. */
const KEEP_MS = 30 * MINUTE;
const MOST_ORDERS = 200;
const MOST_REHEARSALS = 5;
const LOOK_BACK_MS = 14 * DAY;

/** One rehearsal, as far as it is. */
export type RehearsalView = {
  importRunId: string;
  accountId: string;
  isRunning: boolean;
  startedAt: string;
  endedAt: string | null;
  counters: ImportCounters;
  fault: RunFault | undefined;
  orders: readonly Rehearsed[];
  hasMore: boolean;
};

export type Rehearsals = {
  /**
   * Begins one, or joins the one of the same account that is in hand.
   *
   * @throws what keeps an import from beginning
   */
  start(asked: { accountId: string; since: string | undefined }): Promise<string>;
  /** @throws ConfigError `rehearsal-unknown` */
  view(importRunId: string): RehearsalView;
  isRunning(accountId: string): boolean;
  /** tells those in hand to stop, waits for them and forgets all */
  stop(): Promise<void>;
};

type Held = Omit<RehearsalView, 'orders' | 'hasMore'> & { orders: Rehearsed[]; left: number };

export function createRehearsals(parts: {
  importOrders: Bridge['importOrders'];
  clock: Clock;
  logger: Logger;
  noCounters: () => ImportCounters;
}): Rehearsals {
  const { clock, logger } = parts;
  const stopping = new AbortController();
  const held = new Map<string, Held>();
  const inHand = new Map<string, { begun: Promise<string>; ended: Promise<void> }>();

  function begin(accountId: string, since: string): Promise<string> {
    const { promise: begun, resolve, reject } = Promise.withResolvers<string>();
    let mine: Held | undefined;
    const work = parts.importOrders({
      accountId,
      cause: 'click',
      since,
      rehearse: true,
      holderKind: 'service',
      signal: stopping.signal,
      onStarted: (importRunId) => {
        mine = hold(importRunId, accountId);
        resolve(importRunId);
      },
      onProgress: (counters) => {
        if (mine) mine.counters = { ...counters };
      },
      onRehearsed: (order) => {
        if (mine && mine.orders.length < MOST_ORDERS) mine.orders.push(order);
        else if (mine) mine.left += 1;
      },
    });
    const ended = work
      .then(
        (outcome) => {
          if (mine && outcome.ran) mine.counters = { ...outcome.counters };
          if (mine && outcome.ran) mine.fault = outcome.fault;
        },
        (error: unknown) => {
          if (mine) mine.fault = faultOf(error);
          logger.warn('rehearsal-failed', { accountId, reason: reasonOf(error) });
          reject(error);
        },
      )
      .finally(() => {
        inHand.delete(accountId);
        if (mine) endHolding(mine);
      });
    inHand.set(accountId, { begun, ended });
    return begun;
  }

  function hold(importRunId: string, accountId: string): Held {
    for (const id of [...held.keys()].slice(0, held.size - MOST_REHEARSALS + 1)) held.delete(id);
    const one: Held = {
      importRunId,
      accountId,
      isRunning: true,
      startedAt: clock.now().toISOString(),
      endedAt: null,
      counters: parts.noCounters(),
      fault: undefined,
      orders: [],
      left: 0,
    };
    held.set(importRunId, one);
    return one;
  }

  function endHolding(one: Held): void {
    one.isRunning = false;
    one.endedAt = clock.now().toISOString();
    const forget = () => {
      held.delete(one.importRunId);
    };
    clock.sleep(KEEP_MS, stopping.signal).then(forget, forget);
  }

  return {
    async start({ accountId, since }) {
      const present = inHand.get(accountId);
      if (present) return present.begun;
      const usual = new Date(clock.now().getTime() - LOOK_BACK_MS).toISOString();
      return begin(accountId, since ?? usual);
    },
    view(importRunId) {
      const one = held.get(importRunId);
      if (one === undefined) {
        throw new ConfigError('rehearsal-unknown', 'This rehearsal is not known any more');
      }
      const { left, ...rest } = one;
      return { ...rest, hasMore: left > 0 };
    },
    isRunning: (accountId) => inHand.has(accountId),
    async stop() {
      stopping.abort(new Error('The service stops'));
      await Promise.all([...inHand.values()].map(({ ended }) => ended));
      held.clear();
    },
  };
}

function faultOf(error: unknown): RunFault {
  if (error instanceof ImportStopped) return error.fault;
  if (error instanceof ConfigError) return { code: error.code, params: error.params };
  return { code: 'unexpected', params: {} };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
