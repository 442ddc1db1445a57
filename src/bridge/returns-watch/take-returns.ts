import { DAY } from '../clock.ts';
import { atOtto } from '../order-import/run-faults.ts';
import type { ReturnPage } from '../otto/returns.ts';
import type { ReturnsRun } from './ports.ts';

/** How far OTTO's list of returns was read, by OTTO's own moments. */
export const RETURNS = 'returns';

/** A change may show up in OTTO's list late; what is read twice changes nothing. */
const OVERLAP_MS = 2 * DAY;

/**
 * Reads OTTO's list of returns, the newest change first, down to what a look before has read; the first
 * look reads all of it. Each page is committed as it comes, the cursor moves after the last one alone.
 */
export async function takeReturns(run: ReturnsRun): Promise<void> {
  const { accountId, ledger } = run;
  const beganAt = run.now();
  const { cursorAt } = await ledger.loadReadCursor(accountId, RETURNS);
  const until =
    cursorAt === undefined ? undefined : new Date(Date.parse(cursorAt) - OVERLAP_MS).toISOString();
  let newest = cursorAt;
  const pages = run.source.listReturns({}, run.signal)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await atOtto(() => pages.next());
      if (next.done) break;
      run.signal.throwIfAborted();
      await run.keepLease();
      const page = next.value;
      await takePage(run, page, { isFirst: cursorAt === undefined });
      for (const { occurredAt } of page.returns) {
        if (newest === undefined || occurredAt > newest) newest = occurredAt;
      }
      if (reaches(page, until)) break;
    }
  } finally {
    await pages.return?.();
  }
  await run.keepLease();
  await ledger.saveReadCursor(accountId, RETURNS, {
    // One dated in the future would hide everything that happens until then.
    cursorAt: newest === undefined || newest > beganAt ? beganAt : newest,
    readAt: run.now(),
  });
}

async function takePage(
  run: ReturnsRun,
  page: ReturnPage,
  { isFirst }: { isFirst: boolean },
): Promise<void> {
  const { accountId, counters, ledger } = run;
  const now = run.now();
  counters.read += page.returns.length;
  counters.unreadable += page.unreadable;
  counters.changed += await ledger.saveReturns(accountId, page.returns, { isFirst, now });
}

/** True for a page that ends beyond what was read before: newer changes stand before it. */
function reaches({ returns }: ReturnPage, until: string | undefined): boolean {
  const last = returns.at(-1);
  return until !== undefined && last !== undefined && last.occurredAt < until;
}
