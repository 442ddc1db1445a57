import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables } from './tables.ts';

export type ImportRunRow = Selectable<LedgerTables['import_runs']>;
export type ImportRunLineRow = Selectable<LedgerTables['import_run_lines']>;

/** What a run did, counted in orders. */
export type ImportCounters = {
  seen: number;
  created: number;
  updated: number;
  unchanged: number;
  backlog: number;
  held: number;
  failed: number;
  skipped: number;
};

/** The counters of a run that has done nothing yet. */
export function noCounters(): ImportCounters {
  return {
    seen: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    backlog: 0,
    held: 0,
    failed: 0,
    skipped: 0,
  };
}

export async function startImportRun(
  db: LedgerDatabase,
  run: {
    importRunId: string;
    accountId: string;
    cause: string;
    isRehearsal: boolean;
    sinceAt: string | undefined;
    startedAt: string;
  },
): Promise<void> {
  await db
    .insertInto('import_runs')
    .values({
      import_run_id: run.importRunId,
      account_id: run.accountId,
      cause: run.cause,
      is_rehearsal: run.isRehearsal ? 1 : 0,
      since_at: run.sinceAt ?? null,
      state: 'running',
      started_at: run.startedAt,
      ...noCounters(),
    })
    .execute();
}

/** Keeps the counters of a running run; the page and the command line read them as progress. */
export async function saveRunCounters(
  db: LedgerDatabase,
  importRunId: string,
  counters: ImportCounters,
): Promise<void> {
  await db
    .updateTable('import_runs')
    .set(counters)
    .where('import_run_id', '=', importRunId)
    .execute();
}

export async function finishImportRun(
  db: LedgerDatabase,
  importRunId: string,
  end: {
    finishedAt: string;
    counters: ImportCounters;
    error: { code: string; params: Record<string, string | number> } | undefined;
  },
): Promise<void> {
  await db
    .updateTable('import_runs')
    .set({
      ...end.counters,
      state: end.error ? 'failed' : 'finished',
      error_code: end.error?.code ?? null,
      error_params: end.error ? JSON.stringify(end.error.params) : null,
      finished_at: end.finishedAt,
    })
    .where('import_run_id', '=', importRunId)
    .execute();
}

/** Runs whose process ended before they did: whoever takes the lease next closes them. */
export async function closeBrokenRuns(
  db: LedgerDatabase,
  accountId: string,
  now: string,
): Promise<void> {
  await db
    .updateTable('import_runs')
    .set({ state: 'failed', error_code: 'interrupted', error_params: '{}', finished_at: now })
    .where('account_id', '=', accountId)
    .where('state', '=', 'running')
    .execute();
}

/** A line of a run that hangs on no row of its own, e.g. an order nobody could read. */
export async function addRunLine(
  db: LedgerDatabase,
  line: {
    importRunId: string;
    at: string;
    salesOrderId: string | undefined;
    orderNumber: string | undefined;
    outcome: string;
    params: Record<string, string | number>;
  },
): Promise<void> {
  await db
    .insertInto('import_run_lines')
    .values({
      import_run_id: line.importRunId,
      at: line.at,
      sales_order_id: line.salesOrderId ?? null,
      order_number: line.orderNumber ?? null,
      outcome: line.outcome,
      woo_order_id: null,
      params: JSON.stringify(line.params),
    })
    .execute();
}

export async function loadImportRun(
  db: LedgerDatabase,
  importRunId: string,
): Promise<ImportRunRow | undefined> {
  return db
    .selectFrom('import_runs')
    .selectAll()
    .where('import_run_id', '=', importRunId)
    .executeTakeFirst();
}

/** Runs, the latest first; `before` is the last of the page before. */
export async function listImportRuns(
  db: LedgerDatabase,
  asked: {
    accountId?: string | undefined;
    before?: { startedAt: string; importRunId: string } | undefined;
    limit: number;
  },
): Promise<ImportRunRow[]> {
  const { accountId, before, limit } = asked;
  return db
    .selectFrom('import_runs')
    .selectAll()
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? ''))
    .$if(before !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('started_at', 'import_run_id'),
          '<',
          eb.tuple(before?.startedAt ?? '', before?.importRunId ?? ''),
        ),
      ),
    )
    .orderBy('started_at', 'desc')
    .orderBy('import_run_id', 'desc')
    .limit(limit)
    .execute();
}

export async function listRunLines(
  db: LedgerDatabase,
  importRunId: string,
  page: { after: number; limit: number },
): Promise<ImportRunLineRow[]> {
  return db
    .selectFrom('import_run_lines')
    .selectAll()
    .where('import_run_id', '=', importRunId)
    .where('line_id', '>', page.after)
    .orderBy('line_id')
    .limit(page.limit)
    .execute();
}
