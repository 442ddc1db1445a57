import { HOUR, MINUTE } from '../clock.ts';
import { atOtto } from '../order-import/run-faults.ts';
import type { StockAccount } from './ports.ts';
import type { StockRun } from './stock-run.ts';
import { vacationSince } from './vacation.ts';

export const OTTO_LIST = 'stock-at-otto';

/** The whole list is read at least so often; a little less than a day, so that it stays at night. */
const WHOLE_LIST_MS = 23 * HOUR;
/** OTTO may take a moment to show what it took. */
const SHOWN_AFTER_MS = 3 * MINUTE;
/** Where more than so many wait to be seen, the list costs fewer calls. */
const MOST_ALONE = 20;
const LIST_AGAIN_MS = 10 * MINUTE;

/** True where OTTO's list was never read: nobody knows what it has. */
export async function isListUnread(run: StockRun, accountId: string): Promise<boolean> {
  return (await run.ledger.loadReadCursor(accountId, OTTO_LIST)).readAt === undefined;
}

/** Reads what OTTO shows: the whole list now and then, what it took a few minutes ago, what it refused. */
export async function readBack(run: StockRun, account: StockAccount): Promise<void> {
  const { accountId } = account;
  const { readAt } = await run.ledger.loadReadCursor(accountId, OTTO_LIST);
  const unverified = await run.ledger.loadUnverifiedStock(accountId, {
    takenBefore: run.ago(SHOWN_AFTER_MS),
    limit: MOST_ALONE + 1,
  });
  const open = [...unverified, ...(run.refusedAmong.get(accountId) ?? [])];
  const isOlderThan = (ms: number) => readAt === undefined || readAt < run.ago(ms);
  const isMany = open.length > MOST_ALONE;
  if (isOlderThan(WHOLE_LIST_MS) || (await isVacationOpen(run, accountId, readAt))) {
    return readList(run, account);
  }
  if (isMany && isOlderThan(LIST_AGAIN_MS)) return readList(run, account);
  if (!isMany) for (const sku of open) await readOne(run, account, sku);
}

/** On vacation the list is read until it shows zero of everything, and then for what is new there. */
async function isVacationOpen(
  run: StockRun,
  accountId: string,
  readAt: string | undefined,
): Promise<boolean> {
  if (!run.wish.isVacation) return false;
  const since = await vacationSince(run.ledger);
  if (readAt === undefined || since === undefined || readAt < since) return true;
  const { total, atZero } = await run.ledger.countVacation([accountId]);
  return readAt < run.ago(atZero < total ? LIST_AGAIN_MS : HOUR);
}

export async function readList(run: StockRun, { accountId, otto }: StockAccount): Promise<void> {
  const { ledger, wish } = run;
  const readAt = run.now();
  const isVacation = wish.isVacation;
  const pages = otto.listQuantities(run.signal)[Symbol.asyncIterator]();
  for (;;) {
    const page = await atOtto(() => pages.next());
    if (page.done) break;
    await run.keepLease();
    await ledger.noteShownStock(accountId, page.value, { readAt, now: run.now(), isVacation });
    run.counters.readBack += page.value.length;
  }
  const gone = await ledger.loadNotShown(accountId, readAt);
  const shown = gone.map((sku) => ({ sku, quantity: undefined, changedAt: undefined }));
  await ledger.noteShownStock(accountId, shown, { readAt, now: run.now(), isVacation });
  await ledger.saveReadCursor(accountId, OTTO_LIST, { cursorAt: readAt, readAt });
}

async function readOne(
  run: StockRun,
  { accountId, otto }: StockAccount,
  sku: string,
): Promise<void> {
  run.signal.throwIfAborted();
  const readAt = run.now();
  const shown = await atOtto(() => otto.getQuantity(sku, run.signal));
  await run.keepLease();
  const { isVacation } = run.wish;
  await run.ledger.noteShownStock(
    accountId,
    [{ sku, quantity: shown?.quantity, changedAt: shown?.changedAt }],
    { readAt, now: run.now(), isVacation },
  );
  run.counters.readBack += 1;
}
