import { HOUR } from '../clock.ts';
import type { RunFault } from '../order-import/run-faults.ts';
import { OTTO_FAULT_CODES } from '../order-import/run-faults.ts';
import type { StockLedger } from './ports.ts';
import type { StockRun } from './stock-run.ts';
import { vacationSince } from './vacation.ts';

const SHOWN = 10;
/** OTTO shows a number within minutes. */
const VACATION_TAKES_MS = HOUR;

const CODE_OF = {
  unknown: 'stock-skus-unknown',
  refused: 'stock-skus-refused',
  differs: 'stock-numbers-differ',
  'left-alone': 'stock-numbers-left-alone',
} as const;

/** Incidents about an account's stock, but for faults of the connection. */
export const STOCK_CODES = [...Object.values(CODE_OF), 'stock-vacation-open'] as const;

/** Faults of this interface stand apart: the import's good runs say nothing about it. */
export function aboutOf(accountId: string): string {
  return `${accountId}:stock`;
}

/** Tells what is not as it should be, each once, and that it is over. */
export async function tellOwner(run: StockRun): Promise<void> {
  for (const { accountId } of run.accounts) {
    for (const state of ['unknown', 'refused', 'differs', 'left-alone'] as const) {
      const { count, skus } = await run.ledger.sampleStock(accountId, state, SHOWN);
      const params = { account: accountId, count, skus: skus.join(', ') };
      await tell(run, CODE_OF[state], accountId, count === 0 ? undefined : params);
    }
    await tell(run, 'stock-vacation-open', accountId, await openVacation(run, accountId));
  }
}

async function openVacation(run: StockRun, accountId: string) {
  const since = run.wish.isVacation ? await vacationSince(run.ledger) : undefined;
  if (since === undefined || since > run.ago(VACATION_TAKES_MS)) return undefined;
  const { total, atZero } = await run.ledger.countVacation([accountId]);
  return atZero === total ? undefined : { account: accountId, count: total - atZero, total };
}

type Params = Record<string, string | number>;

/** An incident that says the same as before is not told again: it would come up as news each minute. */
async function tell(
  run: StockRun,
  code: (typeof STOCK_CODES)[number],
  accountId: string,
  params: Params | undefined,
): Promise<void> {
  const key = `${code}:${accountId}`;
  const text = JSON.stringify(params ?? null);
  if (run.told.get(key) === text) return;
  const about = accountId;
  if (params) await run.ledger.openIncident({ code, about, accountId, params }, run.now());
  else await run.ledger.resolveIncidents([code], about, run.now());
  run.told.set(key, text);
}

export async function tellOttoFault(
  run: StockRun,
  accountId: string,
  { code, params }: RunFault,
): Promise<void> {
  const about = aboutOf(accountId);
  await run.ledger.openIncident({ code, about, accountId, params }, run.now());
}

export async function ottoIsWell(run: StockRun, accountId: string): Promise<void> {
  await run.ledger.resolveIncidents(OTTO_FAULT_CODES, aboutOf(accountId), run.now());
}

/** The owner wants no stock told: nothing of it is wrong any more. */
export async function tellNothingMore(
  ledger: Pick<StockLedger, 'resolveIncidents'>,
  accountIds: readonly string[],
  now: string,
): Promise<void> {
  for (const accountId of accountIds) {
    await ledger.resolveIncidents(STOCK_CODES, accountId, now);
    await ledger.resolveIncidents(OTTO_FAULT_CODES, aboutOf(accountId), now);
  }
}
