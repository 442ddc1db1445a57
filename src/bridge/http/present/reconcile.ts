import type { ReconcileDifferenceRow, ReconcileRunRow } from '../../ledger/reconcile-runs.ts';
import { reasonWord } from '../../words/owner-words.ts';
import { differenceSaying, reconcileLine, repairWord } from '../../words/reconcile-words.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import { readParams, tellStored } from '../words-of-request.ts';

export function presentReconcileRun(
  language: Language,
  row: ReconcileRunRow,
): AnswerOf<'getReconcileRun'> {
  const counts = {
    atOtto: row.at_otto,
    inLedger: row.in_ledger,
    inShop: row.in_shop,
    waiting: row.waiting,
    keptOut: row.kept_out,
    differences: row.differences,
  };
  // A run that did not come to its end has counted nothing.
  const isFinished = row.state === 'finished';
  return {
    reconcileRunId: row.reconcile_run_id,
    accountId: row.account_id,
    cause: row.cause,
    state: row.state,
    from: row.from_at,
    until: row.until_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    line: isFinished ? reconcileLine(language, counts) : null,
    counts: isFinished ? counts : null,
    reasons: Object.entries(readParams(row.reasons)).map(([code, count]) => ({
      code,
      word: reasonWord(language, code),
      count: Number(count),
    })),
    fault: tellStored(language, row.error_code, row.error_params),
  };
}

export function presentDifference(
  language: Language,
  row: ReconcileDifferenceRow,
): AnswerOf<'listReconcileDifferences'>['items'][number] {
  const { code } = row;
  const params = { orderNumber: row.order_number, ...readParams(row.params) };
  const { what, follows, todo } = differenceSaying(language, code, params);
  return {
    differenceId: row.difference_id,
    accountId: row.account_id,
    salesOrderId: row.sales_order_id,
    orderNumber: row.order_number,
    about: { code, params, what, follows: follows ?? null, todo: todo ?? null },
    repair: row.repair,
    repairWord: repairWord(language, row.repair),
    repairedAt: row.repaired_at,
  };
}
