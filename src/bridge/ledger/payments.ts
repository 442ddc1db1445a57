import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables } from './tables.ts';

export type PaymentRow = Selectable<LedgerTables['payments']>;

/** Payment records that changed since a moment, oldest change first; `after` continues a page. */
export async function listPayments(
  db: LedgerDatabase,
  filter: {
    changedSince: string | undefined;
    after: { changedAt: string; salesOrderId: string; accountId: string } | undefined;
    limit: number;
  },
): Promise<PaymentRow[]> {
  const { changedSince, after } = filter;
  let query = db.selectFrom('payments').selectAll();
  const inRange = after !== undefined && after.changedAt >= (changedSince ?? '');
  if (changedSince !== undefined && !inRange) query = query.where('changed_at', '>=', changedSince);
  if (inRange) {
    query = query.where((eb) =>
      eb(
        eb.refTuple('changed_at', 'sales_order_id', 'account_id'),
        '>',
        eb.tuple(after.changedAt, after.salesOrderId, after.accountId),
      ),
    );
  }
  return query
    .orderBy('changed_at')
    .orderBy('sales_order_id')
    .orderBy('account_id')
    .limit(filter.limit)
    .execute();
}
