import type { Selectable } from 'kysely';
import type { ComparedReceipt } from '../../mapping/receipts/compared-order.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import type { SalesOrderRow } from './sales-orders.ts';
import type { LedgerTables } from './tables.ts';
import { theseOrders } from './these-orders.ts';

export type ReceiptRow = Selectable<LedgerTables['receipts']>;

/** Everything the ledger knows of an order that its receipts are compared with. */
export type ReceiptFacts = {
  salesOrderId: string;
  /** undefined = the ledger knows receipts of it alone */
  row: SalesOrderRow | undefined;
  pieces: Selectable<LedgerTables['position_items']>[];
  receipts: ReceiptRow[];
  receiptPieces: Selectable<LedgerTables['receipt_pieces']>[];
  /** the receipts as they are compared */
  comparedReceipts: ComparedReceipt[];
  moneyBack: Selectable<LedgerTables['money_back']>[];
};

/** What is known of some orders, as it stands at one moment. */
export async function loadReceiptFacts(
  db: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
): Promise<ReceiptFacts[]> {
  const facts: ReceiptFacts[] = [];
  for (const some of inChunks([...new Set(salesOrderIds)])) {
    facts.push(...(await factsOf(db, accountId, some)));
  }
  return facts;
}

/** Receipts as they are compared. */
export function comparedReceiptsOf({
  receipts,
  receiptPieces,
}: Pick<ReceiptFacts, 'receipts' | 'receiptPieces'>): ComparedReceipt[] {
  const pieces = Map.groupBy(receiptPieces, (piece) => piece.receipt_number);
  return receipts.map((row) => ({
    receiptNumber: row.receipt_number,
    receiptType: row.receipt_type,
    createdAt: row.created_at,
    isReal: row.is_real === 1,
    grossCents: row.gross_cents,
    feesCents: row.fees_cents,
    servicesCents: row.services_cents,
    pieces: (pieces.get(row.receipt_number) ?? []).map((piece) => ({
      positionItemId: piece.position_item_id,
      cents: piece.cents ?? undefined,
    })),
  }));
}

async function factsOf(
  db: LedgerDatabase,
  accountId: string,
  ids: readonly string[],
): Promise<ReceiptFacts[]> {
  const read = await db.transaction().execute(async (trx) => {
    const receipts = await receiptsOf(trx, accountId, ids);
    const numbers = receipts.map((row) => row.receipt_number);
    return {
      receipts,
      named: await receiptPiecesOf(trx, accountId, numbers),
      rows: await trx
        .selectFrom('sales_orders')
        .selectAll()
        .where(theseOrders(accountId, ids))
        .execute(),
      items: await trx
        .selectFrom('position_items')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('sales_order_id', 'in', [...ids])
        .execute(),
      money: await trx
        .selectFrom('money_back')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('sales_order_id', 'in', [...ids])
        .execute(),
    };
  });
  const orderOf = new Map(read.receipts.map((row) => [row.receipt_number, row.sales_order_id]));
  const rows = new Map(read.rows.map((row) => [row.sales_order_id, row]));
  const items = Map.groupBy(read.items, (row) => row.sales_order_id);
  const receipts = Map.groupBy(read.receipts, (row) => row.sales_order_id);
  const named = Map.groupBy(read.named, (row) => orderOf.get(row.receipt_number) ?? '');
  const money = Map.groupBy(read.money, (row) => row.sales_order_id);
  return ids.map((salesOrderId) => {
    const own = {
      receipts: receipts.get(salesOrderId) ?? [],
      receiptPieces: named.get(salesOrderId) ?? [],
    };
    return {
      ...own,
      salesOrderId,
      row: rows.get(salesOrderId),
      pieces: items.get(salesOrderId) ?? [],
      comparedReceipts: comparedReceiptsOf(own),
      moneyBack: money.get(salesOrderId) ?? [],
    };
  });
}

/** Of some orders, oldest first; sorted here, so that the database finds them by their order alone. */
export async function receiptsOf(
  db: LedgerDatabase,
  accountId: string,
  ids: readonly string[],
): Promise<ReceiptRow[]> {
  const rows = await db
    .selectFrom('receipts')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('sales_order_id', 'in', [...ids])
    .execute();
  const ageOf = (row: ReceiptRow) => `${row.created_at} ${row.receipt_number}`;
  return rows.toSorted((one, other) => (ageOf(one) < ageOf(other) ? -1 : 1));
}

/** The pieces on some receipts. */
export async function receiptPiecesOf(
  db: LedgerDatabase,
  accountId: string,
  numbers: readonly string[],
) {
  const rows: ReceiptFacts['receiptPieces'] = [];
  for (const some of inChunks(numbers)) {
    const found = await db
      .selectFrom('receipt_pieces')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('receipt_number', 'in', some)
      .execute();
    rows.push(...found);
  }
  return rows;
}

/** One receipt; undefined = it was never read. */
export async function loadReceipt(
  db: LedgerDatabase,
  accountId: string,
  receiptNumber: string,
): Promise<ReceiptRow | undefined> {
  return db
    .selectFrom('receipts')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('receipt_number', '=', receiptNumber)
    .executeTakeFirst();
}
