import { giveBackLease } from '../order-import/give-back-lease.ts';
import { leaseKeeper, takeLease } from '../order-import/keep-lease.ts';
import {
  ImportStopped,
  type RunFault,
  SHOP_FAULT_CODES,
  stopLevel,
} from '../order-import/run-faults.ts';
import { findChanges, followRules } from './find-changes.ts';
import { lookAtStock } from './look-at-stock.ts';
import { NO_ACCOUNT } from './no-account.ts';
import type { StockAccount, StockParts } from './ports.ts';
import { isListUnread, readBack, readList } from './read-back.ts';
import {
  beginStockRun,
  type StockCause,
  type StockOptions,
  type StockResult,
  type StockRun,
} from './stock-run.ts';
import { tellOtto } from './tell-otto.ts';
import { ottoIsWell, tellOttoFault, tellOwner } from './tell-owner.ts';
import { followVacation } from './vacation.ts';

const STOCK_LEASE = 'stock';
/** Followed by ledger/newest-changes.ts. */
const STOCK_NEWS = 'stock-run';

/**
 * One run of stock: what changed in the shop is found and read, OTTO is told what differs, and what it
 * shows is read back. May be killed anywhere: what was not committed is done again, and numbers are
 * absolute. A shop that is out of reach keeps nothing from OTTO that is known already, and the other
 * way round; neither does one account another.
 */
export async function runStock(parts: StockParts, options: StockOptions): Promise<StockResult> {
  const { logger } = parts;
  const holder = `${options.holderKind}:${parts.processName}:${parts.newId()}`;
  const lease = await takeLease(parts, STOCK_LEASE, holder);
  if (!lease) return { ran: false, why: 'stock-running' };
  const keeper = leaseKeeper(parts, lease);
  const run = beginStockRun(parts, options, keeper.keep);
  try {
    const fault = await keeper.faultOf(() => work(run, options.cause));
    const facts = { cause: options.cause, fault: fault?.code, ...run.counters };
    if (run.counters.pushed + run.counters.refused > 0 || fault) {
      logger.info('stock-run-finished', facts);
    } else logger.debug('stock-run-finished', facts);
    return { ran: true, fault, counters: run.counters };
  } finally {
    keeper.stop();
    await giveBackLease(parts, lease);
  }
}

/** What went wrong so far: a side that failed is asked nothing more in this run. */
type Faults = { bridge?: RunFault; shop?: RunFault; otto: Map<string, RunFault> };

async function work(run: StockRun, cause: StockCause): Promise<RunFault | undefined> {
  const { ledger, accounts } = run;
  const faults: Faults = { otto: new Map() };
  const atBridge = (step: () => Promise<void>) => carry(run, faults, 'bridge', step);
  const atShop = (step: () => Promise<void>) => carry(run, faults, 'shop', step);
  // Side by side: each has its own limit at OTTO.
  const atEach = (step: (account: StockAccount) => Promise<void>) =>
    allOf(accounts.map((account) => carry(run, faults, account, () => step(account))));
  await atEach(async (account) => {
    if (await isListUnread(run, account.accountId)) await readList(run, account);
  });
  let hasVacationMoved = false;
  await atBridge(async () => {
    const ids = accounts.map(({ accountId }) => accountId);
    await ledger.addStockLevels(ids, run.now());
    await ledger.noteReserved(run.allAccountIds, run.now());
    await followRules(run);
    hasVacationMoved = await followVacation(run);
  });
  if (hasVacationMoved) await atEach((account) => tellOtto(run, account));
  // A webhook has noted what it is about; a storm of them must not list everything each time.
  const isHint = cause === 'webhook';
  if (!isHint) await atShop(() => findChanges(run));
  for (let isMore = true; isMore; ) {
    isMore = false;
    await atShop(async () => {
      for (const { accountId } of accounts) isMore = (await lookAtStock(run, accountId)) || isMore;
    });
    await atEach((account) => tellOtto(run, account));
  }
  if (!isHint) {
    await atEach((account) => readBack(run, account));
    // What only OTTO's list told of is known now.
    if (run.wish.isVacation) await atBridge(async () => void (await followVacation(run)));
    await atEach((account) => tellOtto(run, account));
  }
  await atBridge(async () => {
    if (!faults.shop) await ledger.resolveIncidents(SHOP_FAULT_CODES, 'shop', run.now());
    for (const { accountId } of accounts) {
      if (!faults.otto.has(accountId)) await ottoIsWell(run, accountId);
    }
    await tellOwner(run);
  });
  await noteNews(run, hasVacationMoved);
  if (run.signal.aborted) return { code: 'stopped', params: {} };
  return [faults.bridge, faults.shop, ...faults.otto.values()].find((fault) => fault);
}

/** What the owner looks at is another: pages that show it ask again. */
async function noteNews({ ledger, counters, now }: StockRun, hasMoved: boolean): Promise<void> {
  const { looked, pushed, refused, readBack } = counters;
  if (looked + pushed + refused + readBack === 0 && !hasMoved) return;
  await ledger.saveReadCursor(NO_ACCOUNT, STOCK_NEWS, { cursorAt: now(), readAt: now() });
}

/** None is left behind at work when another fails. */
async function allOf(works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Does a step, unless what it talks to has failed before. */
async function carry(
  run: StockRun,
  faults: Faults,
  side: 'bridge' | 'shop' | StockAccount,
  step: () => Promise<void>,
): Promise<void> {
  if (hasFailed(faults, side) || faults.bridge || run.signal.aborted) return;
  try {
    await run.keepLease();
    await step();
  } catch (error) {
    if (run.signal.aborted) return;
    if (!(error instanceof ImportStopped)) throw error;
    await noteFault(run, faults, typeof side === 'string' ? undefined : side, error);
  }
}

function hasFailed(faults: Faults, side: 'bridge' | 'shop' | StockAccount): boolean {
  if (side === 'bridge') return false;
  return side === 'shop' ? faults.shop !== undefined : faults.otto.has(side.accountId);
}

async function noteFault(
  run: StockRun,
  faults: Faults,
  account: StockAccount | undefined,
  stopped: ImportStopped,
): Promise<void> {
  const { fault, side, cause } = stopped;
  const { code, params } = fault;
  const accountId = account?.accountId;
  const problem = cause instanceof Error ? cause.message : undefined;
  run.logger[stopLevel(stopped)]('stock-run-stopped', { accountId, ...params, code, problem });
  if (side === 'bridge') faults.bridge = fault;
  else if (side === 'otto' && accountId !== undefined) {
    faults.otto.set(accountId, fault);
    await tellOttoFault(run, accountId, fault);
  } else {
    faults.shop = fault;
    const told = { code, about: 'shop', accountId: undefined, params };
    await run.ledger.openIncident(told, run.now());
  }
}
