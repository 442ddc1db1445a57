import { type Clock, SECOND } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { NewestChanges } from '../ledger/newest-changes.ts';
import { TOPICS, type Topic } from './contract/events.ts';

/** How long a change may go unnoticed that nobody told; the look is cheap, and one for all who watch. */
export const CHANGE_LOOK_MS = 2 * SECOND;

/** What stands now, and which topics changed since it was told last. */
export type Change = { topics: Topic[] } & Pick<NewestChanges, 'openIncidents' | 'runsInHand'>;

export type ChangeWatch = {
  /** Tells what stands now at once, and again whenever something changed, until the signal. */
  follow(tell: (change: Change) => void, signal: AbortSignal): Promise<void>;
};

const PLACES = {
  orders: 'orders',
  incidents: 'incidents',
  transmissions: 'transmissions',
  'import-runs': 'importRuns',
  jobs: 'jobs',
  receipts: 'receipts',
  stock: 'stock',
  returns: 'returns',
  skus: 'skus',
} as const satisfies Record<Topic, keyof NewestChanges>;

type WatchParts = {
  ledger: Pick<Ledger, 'hearNews' | 'loadNewestChanges'>;
  clock: Pick<Clock, 'sleep'>;
};

/** Looks at the ledger while somebody watches: what another process did is noticed alike. */
export function createChangeWatch(parts: WatchParts): ChangeWatch {
  const watchers = new Set<(now: NewestChanges) => void>();
  let isLooking = false;

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    let waking = new AbortController();
    const hearNoMore = parts.ledger.hearNews(() => waking.abort());
    try {
      while (watchers.size > 0) {
        await sleepUntil(waking.signal);
        waking = new AbortController(); // what comes during the look needs another one
        if (watchers.size === 0) break;
        // A ledger that does not answer for a while is asked again; its watchers wait.
        const now = await parts.ledger.loadNewestChanges().catch(() => undefined);
        if (now) for (const tell of [...watchers]) tell(now);
      }
    } finally {
      hearNoMore();
      isLooking = false;
    }
  }

  const sleepUntil = (woken: AbortSignal) =>
    parts.clock.sleep(CHANGE_LOOK_MS, woken).catch((error: unknown) => {
      if (!woken.aborted) throw error;
    });

  return {
    async follow(tell, signal) {
      let told = await parts.ledger.loadNewestChanges();
      tell({ ...countsOf(told), topics: [] });
      const watcher = (now: NewestChanges) => {
        const topics = TOPICS.filter((topic) => now[PLACES[topic]] !== told[PLACES[topic]]);
        told = now;
        if (topics.length > 0) tell({ ...countsOf(now), topics });
      };
      const ended = new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      watchers.add(watcher);
      void look();
      await ended;
      watchers.delete(watcher);
    },
  };
}

function countsOf({ openIncidents, runsInHand }: NewestChanges): Omit<Change, 'topics'> {
  return { openIncidents, runsInHand };
}
