import type { Express } from 'express';
import { z } from 'zod';
import { API_OPERATIONS } from '../api-contract.ts';
import { subjectOfSeveral } from '../audit-notes.ts';
import { moment } from '../contract/parts.ts';
import { pageOf, readCursor } from '../cursor.ts';
import type { HttpParts, LanguageOf } from '../http-parts.ts';
import { presentImportRun, presentRunLine } from '../present/import-runs.ts';
import { Problem } from '../problem.ts';
import { serveOperation } from '../serve-operation.ts';

const placeSchema = z
  .tuple([moment, z.uuid()])
  .transform(([startedAt, importRunId]) => ({ startedAt, importRunId }));

export function serveImportRuns(app: Express, parts: HttpParts, languageOf: LanguageOf): void {
  const { ledger } = parts;

  serveOperation(app, API_OPERATIONS.startImportRuns, languageOf, async ({ body, note }) => {
    const runs = await parts.startImports(body);
    note({
      subject: subjectOfSeveral(runs.map((run) => run.accountId)),
      details: {
        ...(body.since === undefined ? {} : { since: body.since }),
        ...(runs.some((run) => run.isRehearsal) ? { rehearse: true } : {}),
      },
    });
    return runs;
  });

  serveOperation(app, API_OPERATIONS.listImportRuns, languageOf, async ({ query, language }) => {
    const { cursor, limit, accountId: account } = query;
    const before = readCursor(cursor, placeSchema);
    const rows = await ledger.listImportRuns({ accountId: account, before, limit: limit + 1 });
    const page = pageOf(rows, limit, (row) => [row.started_at, row.import_run_id]);
    const items = page.rows.map((row) =>
      presentImportRun(language, row, parts.nextRunAt(row.account_id)),
    );
    return { items, nextCursor: page.nextCursor };
  });

  serveOperation(app, API_OPERATIONS.getImportRun, languageOf, async ({ params, language }) => {
    const row = await ledger.loadImportRun(params.importRunId);
    if (!row) throw new Problem(404, 'import-run-unknown');
    return presentImportRun(language, row, parts.nextRunAt(row.account_id));
  });

  serveOperation(
    app,
    API_OPERATIONS.listImportRunLines,
    languageOf,
    async ({ params, query, language }) => {
      const run = await ledger.loadImportRun(params.importRunId);
      if (!run) throw new Problem(404, 'import-run-unknown');
      const { after, limit } = query;
      const rows = await ledger.listRunLines(params.importRunId, { after, limit: limit + 1 });
      const page = rows.slice(0, limit);
      return {
        items: page.map((row) => presentRunLine(language, row)),
        nextAfter: rows.length > limit ? (page.at(-1)?.line_id ?? null) : null,
      };
    },
  );
}
