import { setTimeout as pause } from 'node:timers/promises';
import type { Bridge, ImportOutcome } from '../create-bridge.ts';
import { isPassingDatabaseFault } from '../database-fault.ts';
import { ConfigError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';
import type { ImportWish } from './choose-imports.ts';
import { ImportRefusedError } from './import-refused-error.ts';
import { endOfImport } from './job-ends.ts';
import type { JobRecorder } from './job-recorder.ts';
import { runElsewhere } from './run-elsewhere.ts';

/** The answer to a wish: which run it came to, and whether that run was in hand already. */
export type ImportTicket = {
  accountId: string;
  importRunId: string;
  joined: boolean;
  isRehearsal: boolean;
};

/** Where every import of this process begins: at most one of an account is in hand at a time. */
export type ImportDesk = {
  /**
   * Begins a run for each wish, or joins the one in hand. Resolves once every run stands in the
   * ledger; the runs go on.
   *
   * @throws ImportRefusedError, or the ConfigError that kept a run from beginning
   */
  place(wishes: readonly ImportWish[]): Promise<ImportTicket[]>;
  /** takes no more wishes, tells the runs in hand to stop and waits until they have */
  stop(): Promise<void>;
};

type Begun = { importRunId: string; joined: boolean };
type InHand = { wish: ImportWish; begun: Promise<Begun>; ended: Promise<void> };

export function createImportDesk(parts: {
  importOrders: Bridge['importOrders'];
  ledger: Pick<Ledger, 'loadImportRun' | 'listImportRuns'>;
  logger: Logger;
  recorder?: Pick<JobRecorder, 'record'>;
}): ImportDesk {
  const { ledger, logger } = parts;
  const inHand = new Map<string, InHand>();
  const stopping = new AbortController();

  function begin(wish: ImportWish): InHand {
    const { accountId, cause, since, isRehearsal } = wish;
    let importRunId: string | undefined;
    const { signal } = stopping;
    const run = () =>
      parts.importOrders({
        accountId,
        cause,
        since,
        rehearse: isRehearsal,
        signal,
        holderKind: 'service',
        onStarted: (id) => {
          importRunId = id;
        },
      });
    const about = { job: 'order-import', accountId, cause };
    // A rehearsal is somebody's look at what would be, not the job.
    const outcome =
      parts.recorder && !isRehearsal
        ? parts.recorder.record(about, run, endOfImport, signal)
        : run();
    const ended = outcome
      .then(
        () => undefined,
        (error: unknown) => logFailure(logger, { accountId, importRunId }, error),
      )
      .finally(() => inHand.delete(accountId));
    const begun = beginning(wish, outcome, () => importRunId);
    begun.catch(() => undefined); // told to who asked; a scheduled run has nobody to tell
    const present = { wish, begun, ended };
    inHand.set(accountId, present);
    return present;
  }

  /** A run has its id before it has the lease: it counts as begun when the ledger knows it. */
  async function beginning(
    wish: ImportWish,
    outcome: Promise<ImportOutcome>,
    idOf: () => string | undefined,
  ): Promise<Begun> {
    let settled = false;
    const settle = () => {
      settled = true;
    };
    outcome.then(settle, settle);
    for (;;) {
      const isLastLook = settled;
      const importRunId = idOf();
      const row = importRunId === undefined ? undefined : await ledger.loadImportRun(importRunId);
      if (row) return { importRunId: row.import_run_id, joined: false };
      if (isLastLook) break;
      await pause(2); // in real time: the other side is a database, not our clock
    }
    await outcome; // throws what kept it from beginning
    const elsewhere = await runElsewhere(ledger, wish.accountId);
    if (elsewhere !== undefined) return { importRunId: elsewhere, joined: true };
    throw new ImportRefusedError('already-running', { accountId: wish.accountId });
  }

  return {
    async place(wishes) {
      if (stopping.signal.aborted) throw new ImportRefusedError('service-stopping');
      for (const wish of wishes) {
        const present = inHand.get(wish.accountId);
        if (!present || covers(present.wish, wish)) continue;
        throw new ImportRefusedError('other-run-in-hand', { accountId: wish.accountId });
      }
      const runs = wishes.map((wish) => {
        const present = inHand.get(wish.accountId);
        return present ? { ...present, joins: true } : { ...begin(wish), joins: false };
      });
      return Promise.all(
        runs.map(async ({ wish, begun, joins }) => {
          const { importRunId, joined } = await begun;
          const { accountId, isRehearsal } = wish;
          return { accountId, importRunId, joined: joins || joined, isRehearsal };
        }),
      );
    },
    async stop() {
      stopping.abort(new Error('The service stops'));
      await Promise.all([...inHand.values()].map(({ ended }) => ended));
    },
  };
}

/** Does the run in hand everything that the wish asks for? */
function covers(run: ImportWish, wish: ImportWish): boolean {
  if (run.isRehearsal !== wish.isRehearsal) return false;
  return run.since === wish.since || (wish.since === undefined && !wish.isRehearsal);
}

function logFailure(
  logger: Logger,
  run: { accountId: string; importRunId: string | undefined },
  error: unknown,
): void {
  if (error instanceof ConfigError) {
    logger.warn('import-run-refused', { ...run, code: error.code });
    return;
  }
  const reason = error instanceof Error ? error.message : String(error);
  if (isPassingDatabaseFault(error)) logger.warn('import-run-cut-off', { ...run, reason });
  else logger.error('import-run-crashed', { ...run, reason });
}
