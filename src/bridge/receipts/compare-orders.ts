import { compareReceipts } from '../../mapping/receipts/compare-receipts.ts';
import { judgeCheck } from '../../mapping/receipts/judge-check.ts';
import type { Cause } from '../ledger/incidents.ts';
import type { CheckResult, ReceiptCheckRow } from '../ledger/receipt-checks.ts';
import type { ReceiptFacts } from '../ledger/receipt-facts.ts';
import { type CheckDetails, readCheckDetails, writeCheckDetails } from './check-details.ts';
import { comparedOrderOf } from './compared-order-of.ts';
import type { ReceiptsRun } from './ports.ts';

/** What stands about an order's comparison, before it is compared anew. */
export type DueCheck = Pick<ReceiptCheckRow, 'details' | 'look_at'>;

/**
 * Compares some orders and commits what it came to.
 *
 * @param checks by the order's id; absent = never compared
 * @param readWhole ids of orders all of whose receipts were read just now
 */
export async function compareOrders(
  run: Pick<ReceiptsRun, 'accountId' | 'ledger' | 'counters' | 'now'>,
  facts: readonly ReceiptFacts[],
  checks: ReadonlyMap<string, DueCheck>,
  readWhole: ReadonlySet<string>,
): Promise<void> {
  const { accountId, ledger, counters } = run;
  const now = run.now();
  const results = facts.map((order) => {
    const before = checks.get(order.salesOrderId);
    return compareOne(accountId, order, before, readWhole.has(order.salesOrderId), now);
  });
  await ledger.saveReceiptChecks(accountId, results, now);
  counters.compared += results.length;
  counters.differ += results.filter(({ state }) => state === 'differs').length;
}

function compareOne(
  accountId: string,
  facts: ReceiptFacts,
  before: DueCheck | undefined,
  wasReadWhole: boolean,
  now: string,
): CheckResult {
  const { salesOrderId, row } = facts;
  const known = readCheckDetails(before?.details ?? '{}');
  const comparison = compareReceipts(comparedOrderOf(facts), facts.comparedReceipts);
  const { state, since, lookAt } = judgeCheck(comparison, known.since, now);
  const kept = { since, isReadWhole: known.isReadWhole || wasReadWhole };
  const details = writeCheckDetails(comparison, kept);
  const differs = state === 'differs' ? [causeOf(accountId, facts, readCheckDetails(details))] : [];
  return {
    salesOrderId,
    state,
    details,
    lookAt,
    dueSince: before?.look_at ?? null,
    causes: row ? differs : undefined,
  };
}

/** One incident for each order, with what differs first and the sums of all sides. */
function causeOf(
  accountId: string,
  { row, salesOrderId }: ReceiptFacts,
  details: CheckDetails,
): Cause {
  const { purchaseCents, refundCents, ottoCents, shopCents } = details.sums;
  const [first] = details.findings;
  return {
    code: 'receipts-differ',
    about: salesOrderId,
    accountId,
    params: {
      orderNumber: row?.order_number ?? '',
      wooOrderId: row?.woo_order_id ?? '',
      receiptsCents: (purchaseCents ?? 0) - (refundCents ?? 0),
      ...(ottoCents === null ? {} : { ottoCents }),
      ...(shopCents === null ? {} : { shopCents }),
      ...(first ? { ...first.params, finding: first.code } : {}),
    },
  };
}
