import type { OttoReceipt, UnreadableReceipt } from '../../mapping/receipts/receipt.ts';
import { RECEIPT_TYPES } from '../../mapping/receipts/receipt-words.ts';
import type { ReadReceipt } from '../ledger/receipts.ts';
import { atOtto } from '../order-import/run-faults.ts';
import type { ReceiptsRun } from './ports.ts';
import type { ReceiptDays } from './receipt-days.ts';

/** A receipt that has no number that could be read. */
export const NAMELESS = '';

/**
 * Reads what OTTO lists, page after page, each committed as it comes. One that can't be read is noted,
 * the rest go on.
 */
export async function takeReceipts(
  run: ReceiptsRun,
  asked: ReceiptDays & { salesOrderId?: string | undefined },
): Promise<void> {
  const { from, to, salesOrderId } = asked;
  const query = {
    types: [...RECEIPT_TYPES],
    from,
    to,
    ...(salesOrderId === undefined ? {} : { salesOrderId }),
  };
  const pages = run.source.listReceipts(query, run.signal)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await atOtto(() => pages.next());
      if (next.done) return;
      run.signal.throwIfAborted();
      await run.keepLease();
      await takePage(run, next.value);
    }
  } finally {
    await pages.return?.();
  }
}

type Page = { receipts: readonly OttoReceipt[]; unreadable: readonly UnreadableReceipt[] };

async function takePage(run: ReceiptsRun, page: Page): Promise<void> {
  const { accountId, counters, ledger } = run;
  const known = page.receipts.filter(isOfKnownType);
  const others = page.receipts.filter((receipt) => !isOfKnownType(receipt));
  const unreadable = [
    ...page.unreadable,
    ...others.map(({ receiptNumber }) => ({ receiptNumber, problems: ['receiptType'] })),
  ];
  counters.read += known.length + unreadable.length;
  counters.unreadable += unreadable.length;
  await keepReceipts(run, known);
  const numbers = unreadable.map(({ receiptNumber }) => receiptNumber ?? NAMELESS);
  await ledger.noteUnreadableReceipts(accountId, numbers, run.now());
  if (unreadable.length === 0) return;
  const problems = [...new Set(unreadable.flatMap((one) => one.problems))];
  run.logger.error('receipts-unreadable', { accountId, count: unreadable.length, problems });
}

/** Keeps receipts that can be read, by now or as ever. */
export async function keepReceipts(
  { accountId, counters, ledger, now }: ReceiptsRun,
  receipts: readonly ReadReceipt[],
): Promise<void> {
  counters.added += (await ledger.saveReceipts(accountId, receipts, now())).length;
  const numbers = receipts.map(({ receiptNumber }) => receiptNumber);
  await ledger.forgetUnreadableReceipts(accountId, numbers);
}

export function isOfKnownType(receipt: OttoReceipt): receipt is ReadReceipt {
  return RECEIPT_TYPES.some((type) => type === receipt.receiptType);
}
