import type { ImportCounters, ImportRunLineRow, ImportRunRow } from '../../ledger/import-runs.ts';
import { counterLine, outcomeWord, runStateWord } from '../../words/owner-words.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import { readParams, tell, tellStored } from '../words-of-request.ts';

export function presentImportRun(
  language: Language,
  row: ImportRunRow,
  nextRunAt: string | undefined,
): AnswerOf<'getImportRun'> {
  const counters = countersOf(row);
  const isRehearsal = row.is_rehearsal === 1;
  return {
    importRunId: row.import_run_id,
    accountId: row.account_id,
    cause: row.cause,
    isRehearsal,
    state: row.state,
    since: row.since_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    counters,
    summary:
      row.state === 'running' && counters.seen === 0
        ? runStateWord(language, row.state)
        : counterLine(language, counters, { isRehearsal }),
    fault: tellStored(language, row.error_code, row.error_params),
    nextRunAt: nextRunAt ?? null,
  };
}

export function presentRunLine(
  language: Language,
  row: ImportRunLineRow,
): AnswerOf<'listImportRunLines'>['items'][number] {
  const { reason, ...params } = readParams(row.params);
  return {
    lineId: row.line_id,
    at: row.at,
    salesOrderId: row.sales_order_id,
    orderNumber: row.order_number,
    outcome: row.outcome,
    outcomeWord: outcomeWord(language, row.outcome),
    wooOrderId: row.woo_order_id,
    reason: reason === undefined ? null : tell(language, String(reason), params),
  };
}

function countersOf(row: ImportRunRow): ImportCounters {
  const { seen, created, updated, unchanged, backlog, held, failed, skipped } = row;
  return { seen, created, updated, unchanged, backlog, held, failed, skipped };
}
