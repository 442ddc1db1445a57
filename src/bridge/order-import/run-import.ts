import { fingerprint } from '../../mapping/fingerprint.ts';
import type { ParsedSalesOrder } from '../../mapping/otto/sales-order.ts';
import type { ShopProduct } from '../../mapping/woocommerce/shop-profile.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../clock.ts';
import { OttoApiError, PayloadError } from '../errors.ts';
import type { ImportCounters } from '../ledger/import-runs.ts';
import type { Lease } from '../ledger/leases.ts';
import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import { deliverNotes } from './deliver-notes.ts';
import { type ImportRun, once } from './import-run.ts';
import { findOwnOrders } from './look-in-shop.ts';
import type { ImportAccount, ImportParts } from './ports.ts';
import { recoverClaims } from './recover-claims.ts';
import { nextLookAfter } from './retry-later.ts';
import {
  atOtto,
  atShop,
  ImportStopped,
  OTTO_FAULT_CODES,
  type RunFault,
  SHOP_FAULT_CODES,
} from './run-faults.ts';
import { isNameless, resolveNameless, workThrough } from './work-through.ts';

/** Longer than any single call to either side may take; renewed far more often than that. */
const LEASE_MS = 10 * MINUTE;
const RENEW_AFTER_MS = 30 * SECOND;

/** Orders read one by one because they wait; more of them follow in the next run. */
const DUE_PER_RUN = 200;
/** So many single orders may fail to come before it counts as OTTO being out of order. */
const DUE_LOST_PER_RUN = 3;
/** How long the cursor waits for an order that came without its id: nothing else finds it again. */
const NAMELESS_MS = 14 * DAY;
const DUE_AT_A_TIME = 25;

export type ImportOptions = {
  importRunId: string;
  /** who asked: shown in the history */
  cause: 'schedule' | 'click' | 'command';
  /** read everything changed since this UTC moment, whatever the cursor says */
  since: string | undefined;
  signal: AbortSignal;
  onProgress: (counters: ImportCounters) => void;
  /** kind of process, for leases: a service that holds the data folder frees those of a dead one */
  holderKind: 'service' | 'command';
};

export type ImportResult =
  | { ran: false; why: 'already-running' }
  | { ran: true; importRunId: string; counters: ImportCounters; fault: RunFault | undefined };

export function importLeaseName(accountId: string): string {
  return `order-import:${accountId}`;
}

/**
 * One import run of one account: open claims first, then what OTTO lists as changed, then what waits
 * for another look, then notes. May be killed anywhere; the next run finishes what is claimed and
 * repeats nothing.
 */
export async function runImport(
  parts: ImportParts,
  account: ImportAccount,
  counters: ImportCounters,
  options: ImportOptions,
): Promise<ImportResult> {
  const { ledger, clock, logger } = parts;
  const now = () => clock.now().toISOString();
  const after = (ms: number) => new Date(clock.now().getTime() + ms).toISOString();
  const { accountId } = account;
  const lease = await ledger.acquireLease(
    importLeaseName(accountId),
    `${options.holderKind}:${parts.newId()}`,
    { now: now(), expiresAt: after(LEASE_MS) },
  );
  if (!lease) return { ran: false, why: 'already-running' };
  const { importRunId } = options;
  let fault: RunFault | undefined;
  try {
    await ledger.closeBrokenRuns(accountId, now());
    const state = await ledger.loadAccountState(accountId);
    const usual = listFrom(account, state, clock.now());
    const since = options.since ?? usual;
    await ledger.startImportRun({
      importRunId,
      accountId,
      cause: options.cause,
      isRehearsal: false,
      sinceAt: since,
      startedAt: now(),
    });
    logger.info('import-run-started', { importRunId, accountId, cause: options.cause, since });
    const keepLease = leaseKeeper(parts, lease);
    const run = { ...beginRun(parts, account, counters, options), keepLease };
    fault = await workAndSettle(run, since, isNoLaterThan(since, usual));
  } catch (error) {
    fault = { code: 'unexpected', params: {} };
    throw error;
  } finally {
    await ledger.finishImportRun(importRunId, { finishedAt: now(), counters, error: fault });
    await ledger.releaseLease(lease);
    logger.info('import-run-finished', { importRunId, accountId, fault: fault?.code, ...counters });
  }
  return { ran: true, importRunId, counters, fault };
}

/** Everything a run knows and may ask, each question asked once and only when needed. */
export function beginRun(
  parts: ImportParts,
  account: ImportAccount,
  counters: ImportCounters,
  options: Pick<ImportOptions, 'importRunId' | 'signal' | 'onProgress'>,
): ImportRun {
  const known = new Map<string, ShopProduct>();
  const asked = new Set<string>();
  const choices = once(() => parts.ledger.loadProductChoices());
  let hasTalkedToShop = false;
  return {
    ...parts,
    account,
    counters,
    importRunId: options.importRunId,
    signal: options.signal,
    now: () => parts.clock.now().toISOString(),
    keepLease: async () => undefined,
    profile: once(async () => {
      const profile = await parts.shop.loadShopProfile();
      hasTalkedToShop = true;
      return profile;
    }),
    hasTalkedToShop: () => hasTalkedToShop,
    ownOrders: once(async () => {
      const own = await findOwnOrders(parts.shop, parts.ledger, account);
      hasTalkedToShop = true;
      return own;
    }),
    products: async (skus) => {
      const missing = [...new Set(skus)].filter((sku) => sku !== '' && !asked.has(sku));
      if (missing.length === 0) return known;
      const chosen = await choices();
      const shopSkuOf = (sku: string) => chosen.get(sku) ?? sku;
      const found = await parts.shop.findProducts(missing.map(shopSkuOf));
      for (const sku of missing) {
        asked.add(sku);
        const product = found.get(shopSkuOf(sku));
        if (product) known.set(sku, product);
      }
      const mended = missing.filter((sku) => known.has(sku));
      const now = parts.clock.now().toISOString();
      await parts.ledger.resolveForAllOrders('sku-not-in-shop', mended, now);
      return known;
    },
    count: (outcome) => {
      counters[outcome] += 1;
      options.onProgress(counters);
    },
  };
}

/** Where the listing starts: the cursor less an overlap, which is wide on the first run of a day. */
export function listFrom(
  account: ImportAccount,
  state: { cursorAt: string | undefined; wideRunOn: string | undefined },
  now: Date,
): string | undefined {
  if (state.cursorAt === undefined) return account.startAt;
  const isFirstToday = state.wideRunOn !== dayOf(now);
  const hours = isFirstToday ? account.overlapHours.firstRunOfDay : account.overlapHours.otherRuns;
  return new Date(Date.parse(state.cursorAt) - hours * HOUR).toISOString();
}

/**
 * True when a listing from `since` shows all that the usual one would. Only then may the cursor move:
 * a run over the last hours alone must not hide what changed before them. Undefined = from the start.
 */
function isNoLaterThan(since: string | undefined, usual: string | undefined): boolean {
  if (since === undefined) return true;
  return usual !== undefined && Date.parse(since) <= Date.parse(usual);
}

/** A change date in the future must not hide what changes until then. */
function notAfter(now: Date, cursorAt: string | undefined): string | undefined {
  if (cursorAt === undefined) return undefined;
  return Date.parse(cursorAt) > now.getTime() ? now.toISOString() : cursorAt;
}

/** @returns why the run ended early, or undefined */
async function workAndSettle(
  run: ImportRun,
  since: string | undefined,
  movesCursor: boolean,
): Promise<RunFault | undefined> {
  const { accountId } = run.account;
  try {
    await work(run, since, movesCursor);
    await run.ledger.resolveIncidents(OTTO_FAULT_CODES, accountId, run.now());
    return undefined;
  } catch (error) {
    if (run.signal.aborted) return { code: 'stopped', params: {} };
    if (!(error instanceof ImportStopped)) throw error;
    const about = error.side === 'shop' ? 'shop' : accountId;
    run.logger.error('import-run-stopped', {
      importRunId: run.importRunId,
      accountId,
      ...error.fault.params,
      code: error.fault.code,
      problem: error.cause instanceof Error ? error.cause.message : undefined,
    });
    const { code, params } = error.fault;
    await run.ledger.openIncident({ code, about, accountId, params }, run.now());
    return error.fault;
  }
}

async function work(
  run: ImportRun,
  since: string | undefined,
  movesCursor: boolean,
): Promise<void> {
  const { accountId, rules } = run.account;
  const { ledger } = run;
  await ledger.wakeWaitingOrders(accountId, fingerprint([rules, run.account.startAt]), run.now());
  await atShop(() => recoverClaims(run));
  let cursorAt: string | undefined;
  let isWhole = false;
  let hasNameless = false;
  const pages = run.source.listSalesOrders(
    since === undefined ? {} : { changedSince: since },
    run.signal,
  );
  for await (const page of talking(pages)) {
    run.signal.throwIfAborted();
    await run.keepLease();
    await workThrough(run, page.orders);
    await ledger.saveRunCounters(run.importRunId, run.counters);
    cursorAt = latest(page.orders, cursorAt);
    isWhole = page.isLast;
    hasNameless ||= page.orders.some(isNameless);
  }
  if (isWhole && movesCursor) {
    const now = run.clock.now();
    const newest = hasNameless ? new Date(now.getTime() - NAMELESS_MS) : now;
    await ledger.saveCursor(accountId, {
      cursorAt: notAfter(newest, cursorAt),
      wideRunOn: dayOf(now),
    });
    if (!hasNameless) await resolveNameless(run);
  }
  await lookAtDue(run);
  await deliverNotes(run);
  if (run.hasTalkedToShop()) {
    await ledger.resolveIncidents(SHOP_FAULT_CODES, 'shop', run.now());
  }
}

/** Orders that wait for another look and were not in the list: read by their ids. */
async function lookAtDue(run: ImportRun): Promise<void> {
  const { accountId } = run.account;
  const due = await run.ledger.loadDueOrders(accountId, run.now(), DUE_PER_RUN);
  let lost = 0;
  for (let start = 0; start < due.length; start += DUE_AT_A_TIME) {
    const parsed: ParsedSalesOrder[] = [];
    for (const row of due.slice(start, start + DUE_AT_A_TIME)) {
      run.signal.throwIfAborted();
      try {
        const order = await atOtto(() => run.source.getSalesOrder(row.sales_order_id, run.signal));
        if (order) parsed.push(order);
        else await putOff(run, row);
      } catch (error) {
        // One order that OTTO can't give must not keep the others waiting behind it for ever.
        lost += 1;
        if (!isOneOrderLost(error) || lost > DUE_LOST_PER_RUN) throw error;
        await noteLost(run, row, error);
      }
    }
    await run.keepLease();
    await workThrough(run, parsed);
  }
}

/** OTTO does not know the order (any more): asked again from time to time, never dropped. */
async function putOff(run: ImportRun, row: SalesOrderRow): Promise<void> {
  run.logger.warn('sales-order-not-at-otto', { salesOrderId: row.sales_order_id });
  const later = nextLookAfter(Number.MAX_SAFE_INTEGER, run.clock.now());
  await run.ledger.lookAgainAt(run.account.accountId, [row.sales_order_id], later);
}

/** A fault of OTTO's own in answer to one question; what concerns all of OTTO shows in every other. */
function isOneOrderLost(error: unknown): error is ImportStopped {
  return (
    error instanceof ImportStopped &&
    ['otto-unavailable', 'otto-unreadable'].includes(error.fault.code) &&
    (error.cause instanceof OttoApiError || error.cause instanceof PayloadError)
  );
}

async function noteLost(run: ImportRun, row: SalesOrderRow, error: ImportStopped): Promise<void> {
  const { code, params } = error.fault;
  run.count('failed');
  run.logger.warn('sales-order-not-given', { salesOrderId: row.sales_order_id, ...params, code });
  await run.ledger.addRunLine({
    importRunId: run.importRunId,
    at: run.now(),
    salesOrderId: row.sales_order_id,
    orderNumber: row.order_number,
    outcome: 'failed',
    params: { reason: code, ...params },
  });
  const later = nextLookAfter(Math.max(2, row.failures), run.clock.now());
  await run.ledger.lookAgainAt(run.account.accountId, [row.sales_order_id], later);
}

async function* talking<Page>(pages: AsyncIterable<Page>): AsyncIterable<Page> {
  const iterator = pages[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await atOtto(() => iterator.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** Renews the lease now and then; a run that lost it must not write any more. */
function leaseKeeper(parts: ImportParts, lease: Lease): () => Promise<void> {
  const time = () => parts.clock.now().getTime();
  let renewedAt = time();
  return async () => {
    if (time() - renewedAt < RENEW_AFTER_MS) return;
    renewedAt = time();
    const expiresAt = new Date(renewedAt + LEASE_MS).toISOString();
    if (await parts.ledger.renewLease(lease, expiresAt)) return;
    throw new ImportStopped('bridge', { code: 'lease-lost', params: {} }, undefined);
  };
}

function latest(
  orders: readonly ParsedSalesOrder[],
  before: string | undefined,
): string | undefined {
  return orders.reduce<string | undefined>((newest, order) => {
    if (!order.readable) return newest;
    const { changedAt } = order.salesOrder;
    return newest === undefined || changedAt > newest ? changedAt : newest;
  }, before);
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
