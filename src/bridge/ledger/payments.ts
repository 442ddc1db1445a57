import type { Selectable } from 'kysely';
import { beginsWith, bytewise } from './bytewise.ts';
import type { LedgerDatabase } from './database.ts';
import { spellingsOf } from './search-orders.ts';
import type { LedgerTables } from './tables.ts';

export type PaymentRow = Selectable<LedgerTables['payments']>;

export type PaymentFilter = {
  accountId?: string | undefined;
  /** UTC ISO; changed then or later */
  changedSince?: string | undefined;
  /** paid then or later; the list is one by payment then, else by change */
  paidFrom?: string | undefined;
  /** paid before then; likewise */
  paidTo?: string | undefined;
  /** what the order number begins with */
  search?: string | undefined;
};

/** The last row of the page before: what the list is sorted by, and the order. */
export type PaymentPlace = { at: string; salesOrderId: string; accountId: string };

/** Of a search, so many are looked through. */
const MOST_FOUND = 200;

/** Payment records, by default the oldest change first; `after` continues a page. */
export async function listPayments(
  db: LedgerDatabase,
  asked: PaymentFilter & {
    sort?: 'oldest' | 'newest' | undefined;
    after?: PaymentPlace | undefined;
    limit: number;
  },
): Promise<PaymentRow[]> {
  const { sort, after, limit } = asked;
  const column = sortedBy(asked);
  const [way, beyond] = sort === 'newest' ? (['desc', '<'] as const) : (['asc', '>'] as const);
  let query = (await among(db, asked)).selectAll();
  if (after !== undefined) {
    const place = [after.at, after.salesOrderId, after.accountId] as const;
    query = query.where((eb) =>
      eb(eb.refTuple(column, 'sales_order_id', 'account_id'), beyond, eb.tuple(...place)),
    );
  }
  return query
    .orderBy(column, way)
    .orderBy('sales_order_id', way)
    .orderBy('account_id', way)
    .limit(limit)
    .execute();
}

/** What the list is sorted by. */
export function placeOfPayment(row: PaymentRow, filter: PaymentFilter): PaymentPlace {
  return { at: row[sortedBy(filter)], salesOrderId: row.sales_order_id, accountId: row.account_id };
}

/** The sum of the payments a filter lets through, of at most `most` of them. */
export async function sumPayments(
  db: LedgerDatabase,
  filter: PaymentFilter & { most: number },
): Promise<{ count: number; sumCents: number; isCapped: boolean }> {
  const some = (await among(db, filter)).select('amount_cents').limit(filter.most + 1);
  const { count, sum } = await db
    .selectFrom(some.as('some'))
    .select((eb) => [eb.fn.countAll().as('count'), eb.fn.sum('amount_cents').as('sum')])
    .executeTakeFirstOrThrow();
  const isCapped = Number(count) > filter.most;
  return { count: Math.min(Number(count), filter.most), sumCents: Number(sum ?? 0), isCapped };
}

function sortedBy({ paidFrom, paidTo }: PaymentFilter): 'paid_at' | 'changed_at' {
  return paidFrom === undefined && paidTo === undefined ? 'changed_at' : 'paid_at';
}

/** Those that a filter lets through. Of a search, the keys are looked up first: it is no sorted list. */
async function among(db: LedgerDatabase, filter: PaymentFilter) {
  const { accountId, changedSince, paidFrom, paidTo, search } = filter;
  let query = db.selectFrom('payments');
  if (accountId !== undefined) query = query.where('account_id', '=', accountId);
  if (changedSince !== undefined) query = query.where('changed_at', '>=', changedSince);
  if (paidFrom !== undefined) query = query.where('paid_at', '>=', paidFrom);
  if (paidTo !== undefined) query = query.where('paid_at', '<', paidTo);
  if (search !== undefined) {
    const numbers = await orderNumbers(db, search);
    const wanted = numbers.length === 0 ? [''] : numbers;
    query = query.where(bytewise(db, 'payments.order_number'), 'in', wanted);
  }
  return query;
}

async function orderNumbers(db: LedgerDatabase, search: string): Promise<string[]> {
  const numbers = new Set<string>();
  for (const text of spellingsOf(search)) {
    const rows = await db
      .selectFrom('payments')
      .select('order_number')
      .where(beginsWith(db, 'payments.order_number', text))
      .orderBy(bytewise(db, 'payments.order_number'))
      .limit(MOST_FOUND)
      .execute();
    for (const row of rows) numbers.add(row.order_number);
  }
  return [...numbers];
}
