import { countedReceipts } from '../../mapping/receipts/counted-receipts.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';

/** What stands on the receipts of an order. */
export type OrderReceipts = {
  count: number;
  /** newest first */
  numbers: string[];
  /** purchases less refunds, without technical ones */
  balanceCents: number;
  lastCreatedAt: string;
};

/** The receipts of some orders in sum, by their ids; orders without any are absent. */
export async function loadReceiptSums(
  db: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
): Promise<Map<string, OrderReceipts>> {
  const sums = new Map<string, OrderReceipts>();
  for (const some of inChunks([...new Set(salesOrderIds)])) {
    const rows = await db
      .selectFrom('receipts')
      .select([
        'sales_order_id',
        'receipt_number',
        'receipt_type',
        'created_at',
        'is_real',
        'gross_cents',
      ])
      .where('account_id', '=', accountId)
      .where('sales_order_id', 'in', some)
      .execute();
    for (const [salesOrderId, all] of Map.groupBy(rows, (row) => row.sales_order_id)) {
      const ageOf = (row: (typeof all)[number]) => `${row.created_at} ${row.receipt_number}`;
      const newest = all.toSorted((one, other) => (ageOf(one) < ageOf(other) ? 1 : -1));
      sums.set(salesOrderId, {
        count: all.length,
        numbers: newest.map((row) => row.receipt_number),
        balanceCents: countedReceipts(all.map(asReceipt)).reduce(
          (sum, { receiptType, cents }) => (receiptType === 'PURCHASE' ? sum + cents : sum - cents),
          0,
        ),
        lastCreatedAt: newest[0]?.created_at ?? '',
      });
    }
  }
  return sums;
}

function asReceipt(row: { receipt_type: string; is_real: number; gross_cents: number }) {
  return {
    receiptType: row.receipt_type,
    isReal: row.is_real === 1,
    cents: row.gross_cents,
  };
}
