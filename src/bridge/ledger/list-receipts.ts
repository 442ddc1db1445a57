import {
  RECEIPT_TYPES,
  type ReceiptCheckState,
  type ReceiptType,
} from '../../mapping/receipts/receipt-words.ts';
import { beginsWith, bytewise } from './bytewise.ts';
import type { LedgerDatabase } from './database.ts';
import type { ReceiptRow } from './receipt-facts.ts';
import { spellingsOf } from './search-orders.ts';

export type ReceiptFilter = {
  accountId?: string | undefined;
  type?: ReceiptType | undefined;
  /** UTC ISO; created then or later */
  createdFrom?: string | undefined;
  /** created before then */
  createdTo?: string | undefined;
  salesOrderId?: string | undefined;
  /** what the receipt's or the order's number begins with */
  search?: string | undefined;
  /** of the comparison of its order */
  check?: ReceiptCheckState | undefined;
};

/** The last row of the page before. */
export type ReceiptPlace = { createdAt: string; receiptNumber: string; accountId: string };

export type ReceiptListPage = {
  rows: ReceiptRow[];
  /** more fit the search than are looked through */
  isCapped: boolean;
};

/** Of each way in which a search may fit, so many are looked through. */
const MOST_FOUND = 200;

type Asked = ReceiptFilter & { before?: ReceiptPlace | undefined; limit: number };

/**
 * One page of receipts, newest first; `before` is the last row of the page before. However many there
 * are, each statement reads its rows from one index in the order of the list.
 */
export async function listReceipts(db: LedgerDatabase, asked: Asked): Promise<ReceiptListPage> {
  const found = await findReceipts(db, asked);
  if (found) {
    const rows = found.rows.filter((row) => fits(row, asked)).toSorted(newestFirst);
    return { rows: rows.slice(0, asked.limit), isCapped: found.isCapped };
  }
  return { rows: await listByIndex(db, asked), isCapped: false };
}

export function placeOfReceipt(row: ReceiptRow): ReceiptPlace {
  return {
    createdAt: row.created_at,
    receiptNumber: row.receipt_number,
    accountId: row.account_id,
  };
}

/** The sums of one type; technical receipts are counted alone. */
export type ReceiptCount = {
  type: ReceiptType;
  count: number;
  technicalCount: number;
  grossCents: number;
  feesCents: number;
  discountsCents: number;
  vouchersCents: number;
  dueCents: number;
  isCapped: boolean;
};

/** What the receipts of each type come to that a filter lets through, of at most `most` of a type. */
export async function countReceipts(
  db: LedgerDatabase,
  asked: ReceiptFilter & { most: number },
): Promise<ReceiptCount[]> {
  const { most, ...filter } = asked;
  const types = RECEIPT_TYPES.filter((type) => filter.type === undefined || filter.type === type);
  const found = await findReceipts(db, filter);
  const counts: ReceiptCount[] = [];
  for (const type of types) {
    const ofType = { ...filter, type };
    const sums = found
      ? sumsOf(found.rows.filter((row) => fits(row, ofType)))
      : await sumByIndex(db, { ...ofType, limit: most + 1 });
    const isCapped = found?.isCapped ?? sums.count > most;
    counts.push({ type, ...sums, count: Math.min(sums.count, most), isCapped });
  }
  return counts;
}

type Sums = Omit<ReceiptCount, 'type' | 'isCapped'>;

async function sumByIndex(db: LedgerDatabase, asked: Asked): Promise<Sums> {
  const row = await db
    .selectFrom(listOne(db, asked).as('some'))
    .select((eb) => {
      const real = eb.case().when('is_real', '=', 1);
      const sum = (column: (typeof SUMMED)[number]) =>
        eb.fn.sum(real.then(eb.ref(column)).else(0).end());
      return [
        eb.fn.countAll().as('count'),
        eb.fn.sum('is_real').as('real'),
        sum('gross_cents').as('gross'),
        sum('fees_cents').as('fees'),
        sum('discounts_cents').as('discounts'),
        sum('vouchers_cents').as('vouchers'),
        sum('due_cents').as('due'),
      ];
    })
    .executeTakeFirstOrThrow();
  const count = Number(row.count);
  return {
    count,
    technicalCount: count - Number(row.real ?? 0),
    grossCents: Number(row.gross ?? 0),
    feesCents: Number(row.fees ?? 0),
    discountsCents: Number(row.discounts ?? 0),
    vouchersCents: Number(row.vouchers ?? 0),
    dueCents: Number(row.due ?? 0),
  };
}

const SUMMED = [
  'gross_cents',
  'fees_cents',
  'discounts_cents',
  'vouchers_cents',
  'due_cents',
] as const;

function sumsOf(rows: readonly ReceiptRow[]): Sums {
  const real = rows.filter((row) => row.is_real === 1);
  const sum = (column: (typeof SUMMED)[number]) =>
    real.reduce((total, row) => total + (row[column] ?? 0), 0);
  return {
    count: rows.length,
    technicalCount: rows.length - real.length,
    grossCents: sum('gross_cents'),
    feesCents: sum('fees_cents'),
    discountsCents: sum('discounts_cents'),
    vouchersCents: sum('vouchers_cents'),
    dueCents: sum('due_cents'),
  };
}

/** The receipts of one order, or those a search names; undefined = neither is asked for. */
async function findReceipts(
  db: LedgerDatabase,
  { salesOrderId, accountId, search }: ReceiptFilter,
): Promise<ReceiptListPage | undefined> {
  if (salesOrderId !== undefined) {
    const rows = await db
      .selectFrom('receipts')
      .selectAll()
      .where('sales_order_id', '=', salesOrderId)
      .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? ''))
      .execute();
    return { rows, isCapped: false };
  }
  if (search === undefined) return undefined;
  const rows = new Map<string, ReceiptRow>();
  let isCapped = false;
  for (const text of spellingsOf(search)) {
    for (const column of ['receipts.receipt_number', 'receipts.order_number'] as const) {
      const found = await db
        .selectFrom('receipts')
        .selectAll()
        .where(beginsWith(db, column, text))
        .orderBy(bytewise(db, column))
        .limit(MOST_FOUND + 1)
        .execute();
      isCapped ||= found.length > MOST_FOUND;
      for (const row of found) rows.set(`${row.account_id} ${row.receipt_number}`, row);
    }
  }
  return { rows: [...rows.values()], isCapped };
}

/** By the comparison alone there is no list of an index: the lists of each type are merged. */
async function listByIndex(db: LedgerDatabase, asked: Asked): Promise<ReceiptRow[]> {
  if (asked.check === undefined || asked.type !== undefined) return listOne(db, asked).execute();
  const [first, ...others] = RECEIPT_TYPES.map((type) => listOne(db, { ...asked, type }));
  if (!first) return [];
  // Sorted by the database as each part is: it compares text as its language does.
  const part = (query: typeof first) => db.selectFrom(query.as('part')).selectAll();
  const merged = others.reduce((all, query) => all.unionAll(part(query)), part(first));
  return db
    .selectFrom(merged.as('merged'))
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('receipt_number', 'desc')
    .orderBy('account_id', 'desc')
    .limit(asked.limit)
    .execute();
}

function listOne(db: LedgerDatabase, asked: Asked) {
  const { accountId, type, createdFrom, createdTo, check, before } = asked;
  let query = db.selectFrom('receipts').selectAll();
  if (accountId !== undefined) query = query.where('account_id', '=', accountId);
  if (type !== undefined) query = query.where('receipt_type', '=', type);
  if (check !== undefined) query = query.where('check_state', '=', check);
  if (createdFrom !== undefined) query = query.where('created_at', '>=', createdFrom);
  if (createdTo !== undefined) query = query.where('created_at', '<', createdTo);
  if (before !== undefined) {
    const place = [before.createdAt, before.receiptNumber, before.accountId] as const;
    query = query.where((eb) =>
      eb(eb.refTuple('created_at', 'receipt_number', 'account_id'), '<', eb.tuple(...place)),
    );
  }
  return query
    .orderBy('created_at', 'desc')
    .orderBy('receipt_number', 'desc')
    .orderBy('account_id', 'desc')
    .limit(asked.limit);
}

/** The same as {@link listOne} asks of the database, for receipts that are found already. */
function fits(
  row: ReceiptRow,
  asked: ReceiptFilter & { before?: ReceiptPlace | undefined },
): boolean {
  const { accountId, type, createdFrom, createdTo, check, before } = asked;
  return (
    (accountId === undefined || row.account_id === accountId) &&
    (type === undefined || row.receipt_type === type) &&
    (check === undefined || row.check_state === check) &&
    (createdFrom === undefined || row.created_at >= createdFrom) &&
    (createdTo === undefined || row.created_at < createdTo) &&
    (before === undefined || keyOf(placeOfReceipt(row)) < keyOf(before))
  );
}

function newestFirst(one: ReceiptRow, other: ReceiptRow): number {
  return keyOf(placeOfReceipt(one)) < keyOf(placeOfReceipt(other)) ? 1 : -1;
}

function keyOf({ createdAt, receiptNumber, accountId }: ReceiptPlace): string {
  return `${createdAt} ${receiptNumber} ${accountId}`;
}
