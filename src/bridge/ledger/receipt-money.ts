import { moneyOfOrder } from '../../mapping/receipts/money-of-receipt.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { holdOrders } from './hold-orders.ts';
import { addMoneyBackIn, type MoneyBackInLedger } from './money-back.ts';
import { comparedReceiptsOf, receiptPiecesOf, receiptsOf } from './receipt-facts.ts';

/**
 * Notes what all receipts of some orders gave back. All of them, as a receipt that is read may change
 * which of the earlier ones count; what is known adds nothing. OTTO's list of price reductions may have
 * told of some before their receipts were there.
 */
export async function noteMoneyOfReceipts(
  trx: LedgerDatabase,
  accountId: string,
  salesOrderIds: readonly string[],
  now: string,
): Promise<void> {
  for (const some of inChunks(salesOrderIds.toSorted())) {
    await holdOrders(trx, accountId, some);
    const receipts = await receiptsOf(trx, accountId, some);
    const receiptPieces = await receiptPiecesOf(
      trx,
      accountId,
      receipts.map((row) => row.receipt_number),
    );
    const known = await trx
      .selectFrom('money_back')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('sales_order_id', 'in', some)
      .execute();
    const knownByOrder = Map.groupBy(known, (row) => row.sales_order_id);
    const money: MoneyBackInLedger[] = [];
    for (const [salesOrderId, own] of Map.groupBy(receipts, (row) => row.sales_order_id)) {
      const noted = (knownByOrder.get(salesOrderId) ?? []).map((row) => ({
        moneyKey: row.money_key,
        kind: row.kind,
        positionItemId: row.position_item_id ?? undefined,
        cents: row.cents,
        receiptNumber: row.receipt_number ?? undefined,
      }));
      const all = moneyOfOrder(comparedReceiptsOf({ receipts: own, receiptPieces }), noted);
      money.push(...all.map((one) => ({ ...one, salesOrderId })));
    }
    await addMoneyBackIn(trx, accountId, money, now);
  }
}
