import { PayloadError } from '../errors.ts';
import { atOtto } from '../order-import/run-faults.ts';
import type { ReceiptsRun } from './ports.ts';
import { isOfKnownType, keepReceipts, NAMELESS } from './take-receipts.ts';

/** So many are asked for again in a look, by their numbers: one call each. */
const MOST_ASKED_AGAIN = 20;

/** So many are named to the owner. */
const SHOWN = 10;

const UNREADABLE = 'receipts-unreadable';

/**
 * Asks again for what could not be read before and was not listed now, the longest waiting first: a newer
 * version of the bridge may read it. Then tells the owner what can't be read, all of it as one.
 *
 * @param beganAt when this look at OTTO's list began
 */
export async function askAgainForUnreadable(run: ReceiptsRun, beganAt: string): Promise<void> {
  const { accountId, ledger } = run;
  const waiting = await ledger.listUnreadableReceipts(accountId, {
    askedBefore: beganAt,
    limit: MOST_ASKED_AGAIN,
  });
  for (const receiptNumber of waiting) {
    run.signal.throwIfAborted();
    // Without a number there is nothing to ask for; OTTO's list shows it no more.
    if (receiptNumber === NAMELESS) await ledger.forgetUnreadableReceipts(accountId, [NAMELESS]);
    else await askFor(run, receiptNumber);
  }
  await tellUnreadable(run);
}

async function askFor(run: ReceiptsRun, receiptNumber: string): Promise<void> {
  const { accountId, ledger } = run;
  const receipt = await atOtto(() =>
    run.source.getReceipt(receiptNumber, run.signal).catch(undefinedWhereUnreadable),
  );
  await run.keepLease();
  if (receipt && isOfKnownType(receipt)) await keepReceipts(run, [receipt]);
  else await ledger.noteUnreadableReceipts(accountId, [receiptNumber], run.now());
}

function undefinedWhereUnreadable(error: unknown): undefined {
  if (!(error instanceof PayloadError)) throw error;
}

async function tellUnreadable({ accountId, ledger, now }: ReceiptsRun): Promise<void> {
  const count = await ledger.countUnreadableReceipts(accountId);
  if (count === 0) return ledger.resolveIncidents([UNREADABLE], accountId, now());
  const first = await ledger.listUnreadableReceipts(accountId, { limit: SHOWN });
  const numbers = first.filter((receiptNumber) => receiptNumber !== NAMELESS).toSorted();
  const named = numbers.length > 0 ? { receiptNumbers: numbers.join(', ') } : {};
  const params = { account: accountId, count, ...named };
  await ledger.openIncident({ code: UNREADABLE, about: accountId, accountId, params }, now());
}
