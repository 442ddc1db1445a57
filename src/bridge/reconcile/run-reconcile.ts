import { type Comparison, compareSides, orderOf } from '../../mapping/compare-sides.ts';
import type { CompareRules, OrderSides, Sides } from '../../mapping/order-sides.ts';
import type { SideDifference } from '../../mapping/side-difference.ts';
import { DAY, MINUTE } from '../clock.ts';
import { giveBackLease } from '../order-import/give-back-lease.ts';
import { leaseKeeper, takeLease } from '../order-import/keep-lease.ts';
import {
  isOvertaken,
  OTTO_FAULT_CODES,
  type RunFault,
  SHOP_FAULT_CODES,
} from '../order-import/run-faults.ts';
import { faultOf } from './faults.ts';
import type {
  Range,
  ReconcileAccount,
  ReconcileOptions,
  ReconcileParts,
  ReconcileRun,
} from './ports.ts';
import { readOrder } from './read-order.ts';
import { isNameless, isWithin, readSides } from './read-sides.ts';

/** So many differences are looked at one by one; with more of them everything is read a second time. */
const ONE_BY_ONE = 200;

/** OTTO's lists may lag behind, so what changed shortly before an import began may have escaped it. */
const LIST_LAG_MS = 15 * MINUTE;

/** Beyond the longest time a shop may still be at a call it got. */
const SETTLED_MS = 15 * MINUTE;

export type ReconcileResult =
  | { ran: false; why: 'already-reconciling' }
  | {
      ran: true;
      reconcileRunId: string;
      range: Range;
      /** undefined = it ended early, as `fault` says */
      comparison: Comparison | undefined;
      fault: RunFault | undefined;
    };

export function reconcileLeaseName(accountId: string): string {
  return `reconcile:${accountId}`;
}

/**
 * Compares OTTO, ledger and shop for one account and a range of order dates, and keeps what it came
 * to. Writes to neither side. Orders that change meanwhile do not count as differences: each one is
 * read anew before it does. A run that can't read a side ends with a fault and says nothing else.
 *
 * @param asked UTC ISO; usual: back so many days, and to the oldest order that has a way to go
 */
export async function runReconcile(
  parts: ReconcileParts,
  account: ReconcileAccount,
  asked: { from: string | undefined; until: string | undefined },
  options: ReconcileOptions & {
    reconcileRunId: string;
    /** called once the run stands in the ledger */
    onStarted?: ((reconcileRunId: string) => void) | undefined;
  },
): Promise<ReconcileResult> {
  const { ledger, clock, logger } = parts;
  const { accountId } = account;
  const { reconcileRunId, cause } = options;
  const now = () => clock.now().toISOString();
  const holder = `${options.holderKind}:${parts.processName}:${parts.newId()}`;
  const lease = await takeLease(parts, reconcileLeaseName(accountId), holder);
  if (!lease) return { ran: false, why: 'already-reconciling' };
  const keeper = leaseKeeper(parts, lease);
  const start = async () => {
    await ledger.closeBrokenReconcileRuns(accountId, now());
    const usual = await usualRange(parts, account, asked.until);
    const range = { ...usual, from: asked.from ?? usual.from };
    await ledger.startReconcileRun({
      reconcileRunId,
      accountId,
      cause,
      ...range,
      startedAt: now(),
    });
    return { range, coversAll: range.from <= usual.from && asked.until === undefined };
  };
  try {
    const { range, coversAll } = await keeper.fenced(start);
    options.onStarted?.(reconcileRunId);
    const run = { ...parts, account, signal: options.signal };
    try {
      const comparison = await keeper.fenced(() => compareTwice(run, range));
      await keeper.keep();
      const end = { ...comparison, coversAll };
      await keeper.fenced(async () => {
        await ledger.finishReconcileRun({ reconcileRunId, accountId }, end, now());
        await ledger.resolveIncidents(OTTO_FAULT_CODES, accountId, now());
        await ledger.resolveIncidents(SHOP_FAULT_CODES, 'shop', now());
      });
      const { reasons: _reasons, ...counts } = comparison.counts;
      const differences = comparison.differences.length;
      logger.info('reconcile-finished', { reconcileRunId, accountId, ...counts, differences });
      return { ran: true, reconcileRunId, range, comparison, fault: undefined };
    } catch (error) {
      const fault = await faultOf(run, error);
      const end = { error: fault ?? { code: 'reconcile-unexpected', params: {} } };
      await ledger.finishReconcileRun({ reconcileRunId, accountId }, end, now());
      if (!fault) throw error;
      return { ran: true, reconcileRunId, range, comparison: undefined, fault };
    }
  } catch (error) {
    if (isOvertaken(error)) return { ran: false, why: 'already-reconciling' };
    throw error;
  } finally {
    keeper.stop();
    await giveBackLease(parts, lease);
  }
}

async function usualRange(
  { ledger, clock }: ReconcileParts,
  { accountId, startAt = '', days }: ReconcileAccount,
  askedUntil: string | undefined,
): Promise<Range> {
  const until = askedUntil ?? clock.now().toISOString();
  const back = new Date(Date.parse(until) - days * DAY).toISOString();
  const open = (await ledger.oldestOpenOrder(accountId)) ?? back;
  const from = open < back ? open : back;
  return { from: from < startAt && startAt < until ? startAt : from, until };
}

async function compareTwice(run: ReconcileRun, range: Range): Promise<Comparison> {
  const rules = await rulesOf(run);
  let sides = await readSides(run, range);
  let doubted = differing(compareSides(sides, rules).differences);
  if (doubted.size > ONE_BY_ONE) {
    const again = await readSides(run, range);
    const differingAgain = differing(compareSides(again, rules).differences);
    // What differs both times has been read anew; only what is new this time has not.
    const first = doubted;
    doubted = new Set([...differingAgain].filter((id) => !first.has(id)));
    sides = again;
  }
  return compareSides(await withReadAnew(run, range, sides, doubted), rules);
}

export async function rulesOf({ ledger, account, clock }: ReconcileRun): Promise<CompareRules> {
  const now = clock.now().getTime();
  const lastImport = await ledger.lastWholeImport(account.accountId);
  // An import that has not run for a day is no excuse any more.
  const readUntil =
    lastImport === undefined
      ? undefined
      : new Date(Math.max(Date.parse(lastImport) - LIST_LAG_MS, now - DAY)).toISOString();
  const settledBefore = new Date(now - SETTLED_MS).toISOString();
  return { rules: account.rules, startAt: account.startAt, readUntil, settledBefore };
}

function differing(differences: readonly SideDifference[]): Set<string> {
  return new Set(
    differences.map(({ salesOrderId }) => salesOrderId).filter((id) => !isNameless(id)),
  );
}

async function withReadAnew(
  run: ReconcileRun,
  range: Range,
  sides: Sides,
  ids: ReadonlySet<string>,
): Promise<Sides> {
  const otto = new Map(sides.otto);
  const ledger = new Map(sides.ledger);
  const shop = new Map(sides.shop);
  for (const id of ids) {
    const before = orderOf(sides, id);
    const anew = await readOrder(run, id, { ...before, orderNumber: numberOf(before) });
    // An order whose date at OTTO is another than the one we knew may not belong to the range.
    const isOut = anew.otto?.readable && !isWithin(anew.otto.orderedAt, range);
    replace(otto, id, isOut ? undefined : anew.otto);
    replace(ledger, id, isOut ? undefined : anew.ledger);
    replace(shop, id, isOut || anew.shop.length === 0 ? undefined : anew.shop);
  }
  return { otto, ledger, shop };
}

export function numberOf({ otto, ledger, shop }: OrderSides): string {
  return ledger?.orderNumber ?? otto?.orderNumber ?? shop[0]?.orderNumber ?? '';
}

function replace<Value>(map: Map<string, Value>, id: string, value: Value | undefined): void {
  if (value === undefined) map.delete(id);
  else map.set(id, value);
}
