import type { Bridge } from '../create-bridge.ts';
import { ConfigError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ReconcileResult } from '../reconcile/run-reconcile.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { accountById } from './choose-imports.ts';
import { ImportRefusedError } from './import-refused-error.ts';
import type { Job, JobDesk, JobRecord } from './job-desk.ts';
import { endOfReconcile } from './job-ends.ts';

/** The answer to a wish: which comparison it came to, and whether that was in hand already. */
export type ReconcileTicket = { accountId: string; reconcileRunId: string; joined: boolean };

/** Where the comparisons and repairs of this process begin. Each goes on after it was begun. */
export type ReconcileDesk = {
  /**
   * No accounts named = every active one. Resolves once every comparison stands in the ledger.
   *
   * @throws ImportRefusedError, or the ConfigError that kept one from beginning
   */
  start(asked: {
    accountIds?: string[] | undefined;
    from?: string | undefined;
    until?: string | undefined;
  }): Promise<ReconcileTicket[]>;
  /** @throws ConfigError what kept it from beginning */
  repair(asked: { reconcileRunId: string; differenceIds?: number[] | undefined }): Promise<void>;
  /** compares every active account, one after the other */
  nightly: Job<ReconcileResult[]>;
};

export function createReconcileDesk(parts: {
  bridge: Pick<Bridge, 'reconcile' | 'repairDifferences' | 'settings'>;
  jobs: JobDesk;
  ledger: Pick<Ledger, 'listReconcileRuns'>;
}): ReconcileDesk {
  const { bridge, jobs, ledger } = parts;
  const byClick = { cause: 'click', holderKind: 'service' } as const;

  /** Several may be asked for at once; the lease in the ledger tells them apart, not the name. */
  function begin<Begun, Result>(
    work: (signal: AbortSignal, begun: (value: Begun) => void) => Promise<Result>,
    record?: JobRecord<Result>,
  ): Promise<Begun> {
    const { promise, resolve, reject } = Promise.withResolvers<Begun>();
    const name = `reconcile:${crypto.randomUUID()}`;
    const job = async (signal: AbortSignal) => {
      try {
        return await work(signal, resolve);
      } catch (error) {
        reject(error);
        throw error;
      }
    };
    const ended = jobs.run(name, job, record);
    // Says something only where the desk took no job any more.
    void ended.then(() => reject(new ImportRefusedError('service-stopping')));
    return promise;
  }

  async function startOne(
    accountId: string,
    range: { from?: string | undefined; until?: string | undefined },
  ): Promise<ReconcileTicket> {
    const begun = await begin<string | undefined, ReconcileResult>(
      async (signal, onBegun) => {
        const asked = { accountId, ...range, ...byClick, signal, onStarted: onBegun };
        const result = await bridge.reconcile(asked);
        if (!result.ran) onBegun(undefined);
        return result;
      },
      { job: 'reconcile', cause: 'click', endOf: (result) => endOfReconcile([result]) },
    );
    if (begun !== undefined) return { accountId, reconcileRunId: begun, joined: false };
    const [latest] = await ledger.listReconcileRuns({ accountId, limit: 1 });
    if (latest?.state !== 'running') throw inHand(accountId);
    return { accountId, reconcileRunId: latest.reconcile_run_id, joined: true };
  }

  return {
    async start({ accountIds, ...range }) {
      const chosen = chooseAccounts(await bridge.settings.load(), accountIds);
      return Promise.all(chosen.map((accountId) => startOne(accountId, range)));
    },
    async repair(asked) {
      await begin<void, void>(async (signal, onBegun) => {
        const wish = { ...asked, ...byClick, signal, onStarted: onBegun };
        const outcome = await bridge.repairDifferences(wish);
        if (!outcome.ran) throw inHand(undefined);
      });
    },
    async nightly(signal) {
      const asked = { cause: 'schedule', holderKind: 'service', signal } as const;
      const failures: unknown[] = [];
      const results: ReconcileResult[] = [];
      for (const accountId of chooseAccounts(await bridge.settings.load(), undefined)) {
        if (signal.aborted) break;
        // One account that can't be compared is no reason not to compare the others.
        try {
          results.push(await bridge.reconcile({ ...asked, accountId }));
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
      return results;
    },
  };
}

function chooseAccounts(settings: Settings, accountIds: string[] | undefined): string[] {
  const chosen =
    accountIds === undefined
      ? settings.accounts.filter(({ state }) => state === 'active')
      : [...new Set(accountIds)].map((accountId) => accountById(settings, accountId));
  if (chosen.length === 0) throw new ImportRefusedError('no-active-account');
  return chosen.map(({ id }) => id);
}

function inHand(accountId: string | undefined): ConfigError {
  return new ConfigError('already-reconciling', 'Another comparison or repair is in hand', {
    params: accountId === undefined ? {} : { accountId },
  });
}
