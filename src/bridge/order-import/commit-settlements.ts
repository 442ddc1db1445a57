import type { Settlement } from '../ledger/settlements.ts';
import type { ImportRun } from './import-run.ts';

/** Commits what became of some orders, counts each that is done with, and says so in the log. */
export async function commitSettlements(run: ImportRun, settlements: Settlement[]): Promise<void> {
  await run.ledger.settleOrders(run.account.accountId, run.importRunId, settlements, run.now());
  for (const { line, salesOrderId, orderNumber, shopOrder, contentHash } of settlements) {
    const isUnderWay = !line && contentHash === undefined;
    if (!isUnderWay) run.count(counterOf(line?.outcome));
    if (!line) continue;
    run.logger.info(`sales-order-${line.outcome}`, {
      importRunId: run.importRunId,
      salesOrderId,
      orderNumber,
      wooOrderId: shopOrder?.wooOrderId,
      ...line.params,
    });
  }
}

function counterOf(outcome: string | undefined) {
  switch (outcome) {
    case 'created':
    case 'updated':
    case 'backlog':
    case 'held':
    case 'failed':
    case 'skipped':
      return outcome;
    default:
      return 'unchanged';
  }
}
