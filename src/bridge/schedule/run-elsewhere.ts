import type { Ledger } from '../ledger/ledger.ts';

/** Enough to find an account's newest run among those of all accounts. */
const LOOKED_THROUGH = 200;

/**
 * The run by which another process imports the account right now; if it has just ended, the newest.
 *
 * @returns undefined when the ledger has none
 */
export async function runElsewhere(
  ledger: Pick<Ledger, 'listImportRuns'>,
  accountId: string,
): Promise<string | undefined> {
  const newestFirst = await ledger.listImportRuns({ limit: LOOKED_THROUGH });
  const ofAccount = newestFirst.filter(
    (run) => run.account_id === accountId && run.is_rehearsal === 0,
  );
  const running = ofAccount.find(({ state }) => state === 'running');
  return (running ?? ofAccount[0])?.import_run_id;
}
