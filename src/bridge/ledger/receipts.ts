import type { OttoReceipt } from '../../mapping/receipts/receipt.ts';
import type { ReceiptType } from '../../mapping/receipts/receipt-words.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { addEvents } from './events.ts';
import { markReceiptChecks } from './receipt-checks.ts';
import { noteMoneyOfReceipts } from './receipt-money.ts';

/** A receipt of one of the types that are read. */
export type ReadReceipt = OttoReceipt & { receiptType: ReceiptType };

/**
 * Keeps receipts with what follows from them, all in one transaction: the money that went back, a line
 * in the timeline of their orders, and that these are to be compared. A receipt never changes, so that
 * one that is known is left as it is.
 *
 * @returns those that were not known
 */
export async function saveReceipts(
  db: LedgerDatabase,
  accountId: string,
  receipts: readonly ReadReceipt[],
  now: string,
): Promise<ReadReceipt[]> {
  // One list may name a receipt twice; PostgreSQL takes each row once in a statement.
  const byNumber = new Map(receipts.map((receipt) => [receipt.receiptNumber, receipt]));
  if (byNumber.size === 0) return [];
  return db.transaction().execute(async (trx) => {
    const added: ReadReceipt[] = [];
    for (const some of inChunks([...byNumber.values()])) {
      added.push(...(await insertNew(trx, accountId, some, now)));
    }
    if (added.length === 0) return [];
    await insertPieces(trx, accountId, added);
    const ids = [...new Set(added.map(({ salesOrderId }) => salesOrderId))];
    await noteMoneyOfReceipts(trx, accountId, ids, now);
    await addEvents(trx, accountId, added.toSorted(oldestFirst).map(eventOf), 'otto', now);
    await markReceiptChecks(trx, accountId, ids, now);
    return added;
  });
}

async function insertNew(
  trx: LedgerDatabase,
  accountId: string,
  receipts: readonly ReadReceipt[],
  now: string,
): Promise<ReadReceipt[]> {
  const rows = await trx
    .insertInto('receipts')
    .values(
      receipts.map((receipt) => ({
        account_id: accountId,
        receipt_number: receipt.receiptNumber,
        receipt_type: receipt.receiptType,
        sales_order_id: receipt.salesOrderId,
        order_number: receipt.orderNumber ?? null,
        created_at: receipt.createdAt,
        is_real: receipt.isReal ? 1 : 0,
        gross_cents: receipt.grossCents,
        due_cents: receipt.dueCents ?? null,
        items_cents: receipt.itemsCents,
        fees_cents: receipt.feesCents,
        services_cents: receipt.servicesCents,
        discounts_cents: receipt.discountsCents,
        vouchers_cents: receipt.vouchersCents,
        taxes: JSON.stringify(receipt.taxes),
        linked_receipt_number: receipt.linkedReceiptNumber ?? null,
        refund_kind: receipt.refundKind ?? null,
        payment_method: receipt.paymentMethod ?? null,
        read_at: now,
      })),
    )
    .onConflict((oc) => oc.columns(['account_id', 'receipt_number']).doNothing())
    .returning('receipt_number')
    .execute();
  const numbers = new Set(rows.map((row) => row.receipt_number));
  return receipts.filter(({ receiptNumber }) => numbers.has(receiptNumber));
}

async function insertPieces(
  trx: LedgerDatabase,
  accountId: string,
  receipts: readonly ReadReceipt[],
): Promise<void> {
  const rows = receipts.flatMap(({ receiptNumber, pieces }) =>
    pieces.map(({ positionItemId, cents }) => ({
      account_id: accountId,
      receipt_number: receiptNumber,
      position_item_id: positionItemId,
      cents: cents ?? null,
    })),
  );
  for (const some of inChunks(rows)) {
    await trx
      .insertInto('receipt_pieces')
      .values(some)
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
}

function oldestFirst(one: ReadReceipt, other: ReadReceipt): number {
  const ageOf = ({ createdAt, receiptNumber }: ReadReceipt) => `${createdAt} ${receiptNumber}`;
  return ageOf(one) < ageOf(other) ? -1 : 1;
}

const EVENT_KINDS = {
  PURCHASE: 'receipt-purchase',
  REFUND: 'receipt-refund',
  PARTIAL_REFUND: 'receipt-partial-refund',
} as const satisfies Record<ReceiptType, string>;

function eventOf({ salesOrderId, receiptNumber, receiptType, isReal, grossCents }: ReadReceipt) {
  const kind = isReal ? EVENT_KINDS[receiptType] : 'receipt-technical';
  return { salesOrderId, events: [{ kind, params: { receiptNumber, cents: grossCents } }] };
}
