import type { Express } from 'express';
import { z } from 'zod';
import type { ReconcileDifferenceRow, ReconcileRunRow } from '../../ledger/reconcile-runs.ts';
import { API_OPERATIONS } from '../api-contract.ts';
import { subjectOfSeveral } from '../audit-notes.ts';
import { moment } from '../contract/parts.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { HttpLedger, HttpParts, LanguageOf } from '../http-parts.ts';
import { differencesCsv } from '../present/differences-csv.ts';
import { presentDifference, presentReconcileRun } from '../present/reconcile.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';

const ROWS_AT_A_TIME = 1_000;

const placeSchema = z
  .tuple([moment, z.uuid()])
  .transform(([startedAt, reconcileRunId]) => ({ startedAt, reconcileRunId }));

export function serveReconcile(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { ledger } = parts;

  serveOperation(app, API_OPERATIONS.startReconcileRuns, languageOf, async ({ body, note }) => {
    const runs = await parts.startReconcile(body);
    note({ subject: subjectOfSeveral(runs.map((run) => run.accountId)) });
    return runs;
  });

  serveOperation(app, API_OPERATIONS.listReconcileRuns, languageOf, async ({ query, language }) => {
    const { accountId, cursor, limit } = query;
    const before = readCursor(cursor, placeSchema);
    const rows = await ledger.listReconcileRuns({ accountId, before, limit: limit + 1 });
    const page = pageOf(rows, limit, (row) => [row.started_at, row.reconcile_run_id]);
    return {
      items: page.rows.map((row) => presentReconcileRun(language, row)),
      nextCursor: page.nextCursor,
    };
  });

  serveOperation(app, API_OPERATIONS.getReconcileRun, languageOf, async ({ params, language }) =>
    presentReconcileRun(language, await runOf(ledger, params.reconcileRunId)),
  );

  serveOperation(
    app,
    API_OPERATIONS.listReconcileDifferences,
    languageOf,
    async ({ params, query, language }) => {
      const { reconcileRunId } = params;
      await runOf(ledger, reconcileRunId);
      const { after, limit } = query;
      const page = { after, limit: limit + 1 };
      const rows = await ledger.listReconcileDifferences(reconcileRunId, page);
      const items = rows.slice(0, limit).map((row) => presentDifference(language, row));
      const nextAfter = rows.length > limit ? (items.at(-1)?.differenceId ?? null) : null;
      return { items, nextAfter };
    },
  );

  serveOperation(
    app,
    API_OPERATIONS.downloadReconcileDifferences,
    languageOf,
    async ({ params, language }) => {
      const { reconcileRunId } = params;
      await runOf(ledger, reconcileRunId);
      return differencesCsv(language, await allDifferences(ledger, reconcileRunId));
    },
  );

  serveOperation(app, API_OPERATIONS.startRepair, languageOf, async ({ params, body }) => {
    const { reconcileRunId } = params;
    await runOf(ledger, reconcileRunId);
    await parts.startRepair({ reconcileRunId, differenceIds: body.differenceIds });
    return { reconcileRunId };
  });
}

async function runOf(ledger: HttpLedger, reconcileRunId: string): Promise<ReconcileRunRow> {
  const row = await ledger.loadReconcileRun(reconcileRunId);
  if (row) return row;
  throw new Problem(404, 'reconcile-run-unknown');
}

/** Everything a comparison found, in the order in which it was found. */
export async function allDifferences(
  ledger: Pick<HttpLedger, 'listReconcileDifferences'>,
  reconcileRunId: string,
): Promise<ReconcileDifferenceRow[]> {
  const all: ReconcileDifferenceRow[] = [];
  for (;;) {
    const page = { after: all.at(-1)?.difference_id ?? 0, limit: ROWS_AT_A_TIME };
    const rows = await ledger.listReconcileDifferences(reconcileRunId, page);
    all.push(...rows);
    if (rows.length < ROWS_AT_A_TIME) return all;
  }
}
