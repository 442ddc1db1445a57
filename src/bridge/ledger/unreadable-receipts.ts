import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';

/** Notes receipts that OTTO lists and nobody here can read; '' = one of which the number can't be read either. */
export async function noteUnreadableReceipts(
  db: LedgerDatabase,
  accountId: string,
  receiptNumbers: readonly string[],
  now: string,
): Promise<void> {
  for (const some of inChunks([...new Set(receiptNumbers)].toSorted())) {
    await db
      .insertInto('unreadable_receipts')
      .values(
        some.map((receiptNumber) => ({
          account_id: accountId,
          receipt_number: receiptNumber,
          asked_at: now,
        })),
      )
      .onConflict((oc) =>
        oc.columns(['account_id', 'receipt_number']).doUpdateSet({ asked_at: now }),
      )
      .execute();
  }
}

/** They can be read by now. */
export async function forgetUnreadableReceipts(
  db: LedgerDatabase,
  accountId: string,
  receiptNumbers: readonly string[],
): Promise<void> {
  for (const some of inChunks(receiptNumbers)) {
    await db
      .deleteFrom('unreadable_receipts')
      .where('account_id', '=', accountId)
      .where('receipt_number', 'in', some)
      .execute();
  }
}

/** Those not asked for since a moment, the longest waiting first; undefined = any, in the same order. */
export async function listUnreadableReceipts(
  db: LedgerDatabase,
  accountId: string,
  { askedBefore, limit }: { askedBefore?: string; limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('unreadable_receipts')
    .select('receipt_number')
    .where('account_id', '=', accountId)
    .$if(askedBefore !== undefined, (query) => query.where('asked_at', '<', askedBefore ?? ''))
    .orderBy('asked_at')
    .orderBy('receipt_number')
    .limit(limit)
    .execute();
  return rows.map((row) => row.receipt_number);
}

export async function countUnreadableReceipts(
  db: LedgerDatabase,
  accountId: string,
): Promise<number> {
  const { count } = await db
    .selectFrom('unreadable_receipts')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  return Number(count);
}
