import type { Selectable } from 'kysely';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { addEvents } from './events.ts';
import { openIncident, resolveIncidents } from './incidents.ts';
import type { LedgerTables } from './tables.ts';

export type ReconcileRunRow = Selectable<LedgerTables['reconcile_runs']>;
export type ReconcileDifferenceRow = Selectable<LedgerTables['reconcile_differences']>;

type NewDifference = {
  salesOrderId: string;
  orderNumber: string;
  code: string;
  params: Record<string, string | number>;
  repair: string | undefined;
};

/** What a comparison came to, or why it ended before it did. */
export type ReconcileEnd =
  | {
      counts: {
        atOtto: number;
        inLedger: number;
        inShop: number;
        waiting: number;
        keptOut: number;
        reasons: Record<string, number>;
      };
      differences: readonly NewDifference[];
      /** nothing outside this range is open either: without differences the incident is over */
      coversAll: boolean;
    }
  | { error: { code: string; params: Record<string, string | number> } };

const INCIDENT = 'reconcile-differences';

export async function startReconcileRun(
  db: LedgerDatabase,
  run: {
    reconcileRunId: string;
    accountId: string;
    cause: string;
    from: string;
    until: string;
    startedAt: string;
  },
): Promise<void> {
  await db
    .insertInto('reconcile_runs')
    .values({
      reconcile_run_id: run.reconcileRunId,
      account_id: run.accountId,
      cause: run.cause,
      from_at: run.from,
      until_at: run.until,
      state: 'running',
      started_at: run.startedAt,
      at_otto: 0,
      in_ledger: 0,
      in_shop: 0,
      waiting: 0,
      kept_out: 0,
      differences: 0,
    })
    .execute();
}

/** Commits what a run came to, with its differences and the one incident that tells of them. */
export async function finishReconcileRun(
  db: LedgerDatabase,
  run: { reconcileRunId: string; accountId: string },
  end: ReconcileEnd,
  now: string,
): Promise<void> {
  const { reconcileRunId, accountId } = run;
  await db.transaction().execute(async (trx) => {
    const outcome =
      'error' in end
        ? {
            state: 'failed' as const,
            error_code: end.error.code,
            error_params: JSON.stringify(end.error.params),
          }
        : {
            state: 'finished' as const,
            at_otto: end.counts.atOtto,
            in_ledger: end.counts.inLedger,
            in_shop: end.counts.inShop,
            waiting: end.counts.waiting,
            kept_out: end.counts.keptOut,
            reasons: JSON.stringify(end.counts.reasons),
            differences: end.differences.length,
          };
    await trx
      .updateTable('reconcile_runs')
      .set({ ...outcome, finished_at: now })
      .where('reconcile_run_id', '=', reconcileRunId)
      .execute();
    if ('error' in end) return;
    await addDifferences(trx, run, end.differences);
    const count = end.differences.length;
    if (count > 0) {
      const params = { accountId, count, reconcileRunId };
      await openIncident(trx, { code: INCIDENT, about: accountId, accountId, params }, now);
    } else if (end.coversAll) {
      await resolveIncidents(trx, [INCIDENT], accountId, now);
    }
  });
}

async function addDifferences(
  trx: LedgerDatabase,
  run: { reconcileRunId: string; accountId: string },
  differences: readonly NewDifference[],
): Promise<void> {
  for (const some of inChunks(differences)) {
    const rows = some.map((one) => ({
      reconcile_run_id: run.reconcileRunId,
      account_id: run.accountId,
      sales_order_id: one.salesOrderId,
      order_number: one.orderNumber,
      code: one.code,
      params: JSON.stringify(one.params),
      repair: one.repair ?? null,
    }));
    await trx.insertInto('reconcile_differences').values(rows).execute();
  }
}

/** Runs whose process ended before they did: whoever takes the lease next closes them. */
export async function closeBrokenReconcileRuns(
  db: LedgerDatabase,
  accountId: string,
  now: string,
): Promise<void> {
  await db
    .updateTable('reconcile_runs')
    .set({
      state: 'failed',
      error_code: 'reconcile-interrupted',
      error_params: '{}',
      finished_at: now,
    })
    .where('account_id', '=', accountId)
    .where('state', '=', 'running')
    .execute();
}

export async function loadReconcileRun(
  db: LedgerDatabase,
  reconcileRunId: string,
): Promise<ReconcileRunRow | undefined> {
  return db
    .selectFrom('reconcile_runs')
    .selectAll()
    .where('reconcile_run_id', '=', reconcileRunId)
    .executeTakeFirst();
}

/** One page of comparisons, newest first; `before` is the last row of the page before. */
export async function listReconcileRuns(
  db: LedgerDatabase,
  page: {
    accountId?: string | undefined;
    before?: { startedAt: string; reconcileRunId: string } | undefined;
    limit: number;
  },
): Promise<ReconcileRunRow[]> {
  const { accountId, before } = page;
  let query = db.selectFrom('reconcile_runs').selectAll();
  if (accountId !== undefined) query = query.where('account_id', '=', accountId);
  if (before !== undefined) {
    query = query.where((eb) =>
      eb(
        eb.refTuple('started_at', 'reconcile_run_id'),
        '<',
        eb.tuple(before.startedAt, before.reconcileRunId),
      ),
    );
  }
  return query
    .orderBy('started_at', 'desc')
    .orderBy('reconcile_run_id', 'desc')
    .limit(page.limit)
    .execute();
}

export async function listReconcileDifferences(
  db: LedgerDatabase,
  reconcileRunId: string,
  page: { after: number; limit: number },
): Promise<ReconcileDifferenceRow[]> {
  return db
    .selectFrom('reconcile_differences')
    .selectAll()
    .where('reconcile_run_id', '=', reconcileRunId)
    .where('difference_id', '>', page.after)
    .orderBy('difference_id')
    .limit(page.limit)
    .execute();
}

/** A repair was carried out; whether it helped shows in the next comparison. */
export async function markRepaired(
  db: LedgerDatabase,
  repaired: Pick<ReconcileDifferenceRow, 'difference_id' | 'account_id' | 'sales_order_id'>,
  events: readonly { kind: string; params: Record<string, string | number> }[],
  now: string,
): Promise<void> {
  const { difference_id: differenceId, account_id: accountId } = repaired;
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('reconcile_differences')
      .set({ repaired_at: now })
      .where('difference_id', '=', differenceId)
      .execute();
    const told = [{ salesOrderId: repaired.sales_order_id, events }];
    await addEvents(trx, accountId, told, 'reconcile', now);
  });
}
