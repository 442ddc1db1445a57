import { randomUUID } from 'node:crypto';
import { ConfigError } from '../errors.ts';
import type { RunFault } from '../order-import/run-faults.ts';
import type { ReconcileAccount, ReconcileOptions, ReconcileParts } from '../reconcile/ports.ts';
import { type RepairResult, repairDifferences } from '../reconcile/repair-differences.ts';
import { type ReconcileResult, runReconcile } from '../reconcile/run-reconcile.ts';
import type { Account } from '../settings/account-schema.ts';
import { findAccount } from '../settings/find-account.ts';
import { effectiveRules } from '../settings/import-rule-overrides.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { commonParts, type Wired } from './wired.ts';

/** One wish to compare OTTO, ledger and shop. */
export type ReconcileRequest = ReconcileOptions & {
  accountId: string;
  /** order dates from here on, UTC ISO; usual: the days of the settings, and all that is open */
  from?: string | undefined;
  /** order dates before this, UTC ISO; usual: now */
  until?: string | undefined;
  /** called with the id of the run once it stands in the ledger */
  onStarted?: (reconcileRunId: string) => void;
};

/** One wish to repair what a comparison found: the differences that are named, or all it can. */
export type RepairRequest = ReconcileOptions & {
  reconcileRunId: string;
  differenceIds?: readonly number[] | undefined;
  /** called once it has begun */
  onStarted?: () => void;
};

/** The import that follows a repair. */
type FollowUp = (
  request: ReconcileOptions & { accountId: string },
) => Promise<{ ran: false } | { ran: true; fault: RunFault | undefined }>;

export type RepairOutcome =
  | Extract<RepairResult, { ran: false }>
  | (Extract<RepairResult, { ran: true }> & {
      /** why the import that follows ended early; undefined = it did not, or none was needed */
      importFault: RunFault | undefined;
    });

/**
 * @throws ConfigError `account-unknown`, `account-is-draft`, `range-empty`, or what opening the
 *   connections throws
 */
export async function reconcile(
  bridge: Wired,
  request: ReconcileRequest,
): Promise<ReconcileResult> {
  const { accountId, from, until, ...options } = request;
  const settings = await bridge.settings.load();
  const account = findAccount(settings, accountId);
  if (account.state === 'draft') {
    throw new ConfigError('account-is-draft', `The account ${accountId} is a draft`, {
      params: { accountId },
    });
  }
  const now = bridge.clock.now().toISOString();
  const end = until !== undefined && until < now ? until : undefined;
  if (from !== undefined && from >= (end ?? now)) {
    throw new ConfigError('range-empty', 'The range ends before it begins', {
      params: { from, until: end ?? now },
    });
  }
  const parts = partsFor(bridge, settings, account);
  const reconcileRunId = randomUUID();
  const range = { from, until: end };
  return runReconcile(parts, accountFrom(settings, account), range, { ...options, reconcileRunId });
}

/**
 * @param importOrders carries out what the repairs made due
 * @throws ConfigError `reconcile-run-unknown`, `account-unknown`, `account-paused`, or what opening
 *   the connections throws
 */
export async function repair(
  bridge: Wired,
  request: RepairRequest,
  importOrders: FollowUp,
): Promise<RepairOutcome> {
  const { reconcileRunId, differenceIds, onStarted, ...options } = request;
  const run = await bridge.ledger.loadReconcileRun(reconcileRunId);
  if (!run) {
    throw new ConfigError('reconcile-run-unknown', `There is no run ${reconcileRunId}`, {
      params: { reconcileRunId },
    });
  }
  const settings = await bridge.settings.load();
  const account = findAccount(settings, run.account_id);
  if (account.state === 'paused') {
    throw new ConfigError('account-paused', `The account ${account.id} is paused`, {
      params: { accountId: account.id },
    });
  }
  const result = await repairDifferences(
    partsFor(bridge, settings, account),
    accountFrom(settings, account),
    { reconcileRunId, differenceIds },
    { ...options, onStarted },
  );
  if (!result.ran) return result;
  const isNothingDue = result.repaired + result.left === 0;
  if (isNothingDue || result.fault) return { ...result, importFault: undefined };
  // One that runs already, or the next one, does the same: what is due stands in the ledger.
  const outcome = await importOrders({ ...options, accountId: account.id });
  return { ...result, importFault: outcome.ran ? outcome.fault : undefined };
}

function accountFrom(settings: Settings, account: Account): ReconcileAccount {
  return {
    accountId: account.id,
    startAt: account.startAt === null ? undefined : new Date(account.startAt).toISOString(),
    rules: effectiveRules(settings, account),
    days: settings.reconcileDays,
  };
}

function partsFor(bridge: Wired, settings: Settings, account: Account): ReconcileParts {
  const { client, gate } = bridge.connections.shop(settings);
  return {
    source: bridge.connections.otto(account),
    shop: client,
    gate,
    ...commonParts(bridge),
  };
}
