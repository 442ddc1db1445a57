import type { OttoReceipt, UnreadableReceipt } from '../../mapping/receipts/receipt.ts';
import { RECEIPT_TYPES } from '../../mapping/receipts/receipt-words.ts';
import type { ReadReceipt } from '../ledger/receipts.ts';
import { atOtto } from '../order-import/run-faults.ts';
import type { ReceiptsRun } from './ports.ts';
import type { ReceiptDays } from './receipt-days.ts';

const UNREADABLE = 'receipt-unreadable';

/** A receipt that has no number that could be read. */
const NAMELESS = '';

/**
 * Reads what OTTO lists, page after page, each committed as it comes. One that can't be read is told
 * with its number, the rest go on.
 *
 * @returns numbers of receipts that could not be read
 */
export async function takeReceipts(
  run: ReceiptsRun,
  asked: ReceiptDays & { salesOrderId?: string | undefined },
): Promise<Set<string>> {
  const { from, to, salesOrderId } = asked;
  const unreadable = new Set<string>();
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
      if (next.done) return unreadable;
      run.signal.throwIfAborted();
      await run.keepLease();
      for (const one of await takePage(run, next.value)) unreadable.add(one);
    }
  } finally {
    await pages.return?.();
  }
}

type Page = { receipts: readonly OttoReceipt[]; unreadable: readonly UnreadableReceipt[] };

async function takePage(run: ReceiptsRun, page: Page): Promise<string[]> {
  const { accountId, counters, ledger } = run;
  const known = page.receipts.filter(isOfKnownType);
  const others = page.receipts.filter((receipt) => !isOfKnownType(receipt));
  const unreadable = [
    ...page.unreadable,
    ...others.map(({ receiptNumber }) => ({ receiptNumber, problems: ['receiptType'] })),
  ];
  counters.read += known.length + unreadable.length;
  counters.unreadable += unreadable.length;
  counters.added += (await ledger.saveReceipts(accountId, known, run.now())).length;
  for (const one of unreadable) await tellUnreadable(run, one);
  return unreadable.map(({ receiptNumber }) => receiptNumber ?? NAMELESS);
}

function isOfKnownType(receipt: OttoReceipt): receipt is ReadReceipt {
  return RECEIPT_TYPES.some((type) => type === receipt.receiptType);
}

async function tellUnreadable(run: ReceiptsRun, one: UnreadableReceipt): Promise<void> {
  const { accountId } = run;
  const receiptNumber = one.receiptNumber ?? NAMELESS;
  run.logger.error('receipt-unreadable', { accountId, receiptNumber, problems: one.problems });
  await run.ledger.openIncident(
    {
      code: UNREADABLE,
      about: aboutOf(accountId, receiptNumber),
      accountId,
      params: { accountId, ...(receiptNumber === NAMELESS ? {} : { receiptNumber }) },
    },
    run.now(),
  );
}

function aboutOf(accountId: string, receiptNumber: string): string {
  return `${accountId}:${receiptNumber}`;
}

/** Of receipts that could not be read once, so many are asked for again in a look. */
const MOST_ASKED_AGAIN = 20;

/**
 * Asks again for what could not be read before and was not listed now: a newer version of the bridge may
 * read it. What can be read by now is no incident any more.
 *
 * @param unreadable numbers of those that could not be read in this look
 */
export async function askAgainForUnreadable(
  run: ReceiptsRun,
  unreadable: ReadonlySet<string>,
): Promise<void> {
  const { accountId, ledger } = run;
  const open = await ledger.listIncidents({
    state: 'open',
    code: UNREADABLE,
    accountId,
    limit: MOST_ASKED_AGAIN,
  });
  for (const incident of open) {
    const about = incident.cause.slice(`${UNREADABLE}:`.length);
    const receiptNumber = about.slice(`${accountId}:`.length);
    if (unreadable.has(receiptNumber)) continue;
    if (receiptNumber !== NAMELESS && !(await isRead(run, receiptNumber))) continue;
    await ledger.resolveIncidents([UNREADABLE], about, run.now());
  }
}

async function isRead(run: ReceiptsRun, receiptNumber: string): Promise<boolean> {
  const { accountId, ledger, source } = run;
  if (await ledger.loadReceipt(accountId, receiptNumber)) return true;
  const receipt = await source.getReceipt(receiptNumber, run.signal).catch(() => undefined);
  if (!receipt || !isOfKnownType(receipt)) return false;
  run.counters.added += (await ledger.saveReceipts(accountId, [receipt], run.now())).length;
  return true;
}
