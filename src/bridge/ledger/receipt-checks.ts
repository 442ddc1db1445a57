import type { Selectable } from 'kysely';
import type { ReceiptCheckState } from '../../mapping/receipts/receipt-words.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { type Cause, setOrderCauses } from './incidents.ts';
import { sortIntoTabs } from './order-tabs.ts';
import type { LedgerTables } from './tables.ts';

export type ReceiptCheckRow = Selectable<LedgerTables['receipt_checks']>;

/** What a comparison came to, to stand in the ledger. */
export type CheckResult = {
  salesOrderId: string;
  state: ReceiptCheckState;
  /** JSON, as bridge/receipts/check-details.ts makes and reads it */
  details: string;
  lookAt: string | undefined;
  /** as the row said when the order was read: one that was asked for meanwhile stays due */
  dueSince: string | null;
  /** what is wrong; only of orders that the ledger knows */
  causes: readonly Cause[] | undefined;
};

/** Has some orders compared from a moment on, whether they ever were or not. */
export async function markReceiptChecks(
  trx: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
  at: string,
): Promise<void> {
  for (const some of inChunks([...new Set(salesOrderIds)].toSorted())) {
    await trx
      .insertInto('receipt_checks')
      .values(
        some.map((salesOrderId) => ({
          account_id: accountId,
          sales_order_id: salesOrderId,
          state: 'pending' as const,
          look_at: at,
        })),
      )
      .onConflict((oc) => oc.columns(['account_id', 'sales_order_id']).doUpdateSet({ look_at: at }))
      .execute();
  }
}

/** Those to be compared by now, the longest due first. */
export async function loadDueChecks(
  db: LedgerDatabase,
  accountId: string,
  asked: { now: string; limit: number },
): Promise<ReceiptCheckRow[]> {
  return db
    .selectFrom('receipt_checks')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('look_at', '<=', asked.now)
    .orderBy('look_at')
    .limit(asked.limit)
    .execute();
}

/** What is known of some orders' comparisons, by their ids; absent = never asked for. */
export async function loadReceiptChecks(
  db: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
): Promise<Map<string, ReceiptCheckRow>> {
  const rows: ReceiptCheckRow[] = [];
  for (const some of inChunks([...new Set(salesOrderIds)])) {
    const found = await db
      .selectFrom('receipt_checks')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('sales_order_id', 'in', some)
      .execute();
    rows.push(...found);
  }
  return new Map(rows.map((row) => [row.sales_order_id, row]));
}

/** Commits what comparisons came to, with the incidents of the orders and the lists of receipts. */
export async function saveReceiptChecks(
  db: LedgerDatabase,
  accountId: string,
  results: readonly CheckResult[],
  now: string,
): Promise<void> {
  if (results.length === 0) return;
  await db.transaction().execute(async (trx) => {
    // In one order everywhere, so that two over the same orders wait in a row.
    for (const result of results.toSorted(bySalesOrderId)) {
      await saveOne(trx, accountId, result, now);
    }
    const known = results.flatMap(({ salesOrderId, causes }) =>
      causes ? [{ salesOrderId, causes }] : [],
    );
    await setOrderCauses(trx, accountId, known, 'receipts', now);
    await sortIntoTabs(
      trx,
      accountId,
      known.map(({ salesOrderId }) => salesOrderId),
    );
  });
}

function bySalesOrderId(one: CheckResult, other: CheckResult): number {
  return one.salesOrderId < other.salesOrderId ? -1 : 1;
}

async function saveOne(
  trx: LedgerDatabase,
  accountId: string,
  { salesOrderId, state, details, lookAt, dueSince }: CheckResult,
  now: string,
): Promise<void> {
  const compared = { state, details, checked_at: now };
  await trx
    .insertInto('receipt_checks')
    .values({
      account_id: accountId,
      sales_order_id: salesOrderId,
      ...compared,
      look_at: lookAt ?? null,
    })
    .onConflict((oc) =>
      oc.columns(['account_id', 'sales_order_id']).doUpdateSet((eb) => ({
        ...compared,
        look_at: eb
          .case()
          .when(
            dueSince === null
              ? eb('receipt_checks.look_at', 'is', null)
              : eb('receipt_checks.look_at', '=', dueSince),
          )
          .then(lookAt ?? null)
          .else(eb.ref('receipt_checks.look_at'))
          .end(),
      })),
    )
    .execute();
  await trx
    .updateTable('receipts')
    .set({ check_state: state })
    .where('account_id', '=', accountId)
    .where('sales_order_id', '=', salesOrderId)
    .where('check_state', '!=', state)
    .execute();
}

/** The last row of the page before. */
export type CheckPlace = { accountId: string; salesOrderId: string };

/** Comparisons in a state; `after` continues a page. */
export async function listReceiptChecks(
  db: LedgerDatabase,
  asked: {
    state: ReceiptCheckState;
    accountId?: string | undefined;
    after?: CheckPlace | undefined;
    limit: number;
  },
): Promise<ReceiptCheckRow[]> {
  const { state, accountId, after, limit } = asked;
  let query = db.selectFrom('receipt_checks').selectAll().where('state', '=', state);
  if (accountId !== undefined) query = query.where('account_id', '=', accountId);
  if (after !== undefined) {
    query = query.where((eb) =>
      eb(
        eb.refTuple('account_id', 'sales_order_id'),
        '>',
        eb.tuple(after.accountId, after.salesOrderId),
      ),
    );
  }
  return query.orderBy('account_id').orderBy('sales_order_id').limit(limit).execute();
}
