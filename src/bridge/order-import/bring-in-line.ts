import pMap from 'p-map';
import { planEntry, planShopChanges } from '../../mapping/plan-shop-changes.ts';
import type { ShopPlan } from '../../mapping/shop-plan.ts';
import type { WooOrder } from '../../mapping/woocommerce/order.ts';
import { META } from '../../mapping/woocommerce/order-meta.ts';
import { BridgeError, NetworkError, PayloadError, WooApiError } from '../errors.ts';
import type { Settlement } from '../ledger/settlements.ts';
import { changeOrder } from './change-order.ts';
import { type CreateStep, createOrders, type NotCreated, type Planned } from './create-orders.ts';
import type { ImportRun } from './import-run.ts';
import { isOrderOf, withRefunds } from './look-in-shop.ts';
import { mendTotal } from './mend-total.ts';
import type { OwnOrder } from './ports.ts';
import { ImportStopped } from './run-faults.ts';
import {
  differencesAtRest,
  failedWith,
  held,
  inLine,
  keptOut,
  unanswered,
  underWay,
} from './settle.ts';
import { type WorkItem, wasFoundUnanswered, withoutPersonalData } from './work-item.ts';

/** Steps one order may need in a run; more would mean that a step does not lead where it should. */
const MOST_STEPS = 8;

/** Orders followed at a time; the gate decides how many of their calls really run side by side. */
const SIDE_BY_SIDE = 4;

/**
 * Brings the shop in line with what OTTO says about these orders: plans a step, carries it out, plans
 * again from the shop's own answer, until nothing is left to do. Every effect is committed before the
 * next one; what goes wrong with one order is its own incident, and the others go on.
 *
 * @throws when the shop as a whole can't be reached or refuses our keys; what is open stays due
 */
export async function bringInLine(run: ImportRun, items: WorkItem[]): Promise<void> {
  await findInShop(run, items);
  const entering = items.filter((item) => item.found || !keptOutOf(run, item));
  await run.products(entering.flatMap(skusOf));
  const planned = await Promise.all(
    items.map(async (item) => ({ item, plan: await planFor(run, item) })),
  );
  const creates: Planned<CreateStep>[] = [];
  const settled: Settlement[] = [];
  const others: WorkItem[] = [];
  for (const { item, plan } of planned) {
    if (item.shopFault) settled.push(failedWith(run, item, { code: item.shopFault, params: {} }));
    else if (plan.step.action === 'create') creates.push({ item, step: plan.step });
    else if (item.found) others.push(item);
    else settled.push(settlementOf(run, item, plan));
  }
  await commit(run, settled);
  await createOrders(run, creates, (created, notCreated) =>
    afterBatch(run, created, notCreated, others),
  );
  await followAll(run, others);
}

/** Ends only when none of them is in hand any more: the lease is given back right after. */
async function followAll(run: ImportRun, items: WorkItem[]): Promise<void> {
  let failure: { error: unknown } | undefined;
  const followUnlessFailed = async (item: WorkItem) => {
    if (failure) return;
    await follow(run, item).catch((error: unknown) => {
      failure ??= { error };
    });
  };
  await pMap(items, followUnlessFailed, { concurrency: SIDE_BY_SIDE });
  if (failure) throw failure.error;
}

/** What came of a batch: most orders are done with it; what needs another step is followed later. */
async function afterBatch(
  run: ImportRun,
  created: WorkItem[],
  notCreated: NotCreated[],
  others: WorkItem[],
): Promise<void> {
  const settlements: Settlement[] = [];
  for (const item of created) {
    const plan = await planFor(run, item);
    const isDone = plan.step.action === 'none' && !item.wrongTotal;
    if (!isDone) others.push(item);
    settlements.push(isDone ? inLine(run, item) : underWay(run, item));
  }
  for (const failure of notCreated) {
    if (failure.why === 'refused') {
      const params = { shopCode: failure.code, shopMessage: failure.message };
      settlements.push(failedWith(run, failure.item, { code: 'shop-refused', params }));
    } else {
      run.count('failed');
    }
  }
  await commit(run, settlements);
  for (const item of created) item.events = [];
}

/** Carries one order through all its steps. */
async function follow(run: ImportRun, item: WorkItem): Promise<void> {
  run.signal.throwIfAborted();
  await run.keepLease();
  try {
    if (item.wrongTotal) await mendTotal(run, item);
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const plan = await planFor(run, item);
      if (plan.step.action !== 'update' && plan.step.action !== 'refund') {
        await commit(run, [settlementOf(run, item, plan)]);
        return;
      }
      await changeOrder(run, item, plan.step);
      await run.ledger.settleOrders(
        run.account.accountId,
        run.importRunId,
        [underWay(run, item)],
        run.now(),
      );
      item.events = [];
      item.hasOpenClaim = false;
    }
    await commit(run, [
      failedWith(run, item, { code: 'does-not-settle', params: { steps: MOST_STEPS } }),
    ]);
  } catch (error) {
    await afterFailedChange(run, item, error);
  }
}

async function afterFailedChange(run: ImportRun, item: WorkItem, error: unknown): Promise<void> {
  if (!(error instanceof BridgeError) || error instanceof ImportStopped) throw error;
  const outcome = run.outcomeOf(error);
  const isThisOrder =
    outcome === 'refused' && error instanceof WooApiError && ![401, 403].includes(error.statusCode);
  if (isThisOrder && error instanceof WooApiError) {
    const params = {
      shopCode: error.shopCode ?? String(error.statusCode),
      shopMessage: withoutPersonalData(error.shopMessage ?? '', item.salesOrder),
    };
    await commit(run, [failedWith(run, item, { code: 'shop-refused', params })]);
    return;
  }
  if (outcome !== 'unknown') throw error;
  const { salesOrderId } = item.salesOrder;
  run.logger.warn('shop-order-outcome-unknown', {
    salesOrderId,
    wooOrderId: item.found?.order.wooOrderId,
    reason: error.message,
  });
  const hadOpenClaim = item.hasOpenClaim;
  await commit(run, [unanswered(run, item, answerOf(error, item))]);
  if (!hadOpenClaim) return;
  // It may still be carried out: the next look waits until the shop has surely finished.
  const claim = { claimId: run.newId(), now: run.now(), notes: [] };
  await run.ledger.claimForChange(run.account.accountId, salesOrderId, claim);
}

/** What the shop said when it failed, as far as it said anything. */
function answerOf(error: BridgeError, item: WorkItem): Record<string, string> {
  if (error instanceof NetworkError) return { shopCode: error.fault };
  if (!(error instanceof WooApiError)) return { shopCode: 'unreadable' };
  const shopMessage = withoutPersonalData(error.shopMessage ?? '', item.salesOrder);
  return {
    shopCode: error.shopCode ?? String(error.statusCode),
    ...(shopMessage === '' ? {} : { shopMessage }),
  };
}

async function commit(run: ImportRun, settlements: Settlement[]): Promise<void> {
  await run.ledger.settleOrders(run.account.accountId, run.importRunId, settlements, run.now());
  for (const { line, salesOrderId, orderNumber, shopOrder, contentHash } of settlements) {
    const isUnderWay = !line && contentHash === undefined;
    if (!isUnderWay) run.count(counterOf(line?.outcome));
    if (!line) continue;
    run.logger.info(`sales-order-${line.outcome}`, {
      importRunId: run.importRunId,
      salesOrderId,
      orderNumber,
      wooOrderId: shopOrder?.wooOrderId,
      ...line.params,
    });
  }
}

function counterOf(outcome: string | undefined) {
  switch (outcome) {
    case 'created':
    case 'updated':
    case 'backlog':
    case 'held':
    case 'failed':
    case 'skipped':
      return outcome;
    default:
      return 'unchanged';
  }
}

function settlementOf(run: ImportRun, item: WorkItem, plan: ShopPlan): Settlement {
  const { step } = plan;
  switch (step.action) {
    case 'none':
      return inLine(run, item);
    case 'skip':
      return keptOut(run, item, 'skipped', step.reason);
    case 'backlog':
      return keptOut(run, item, 'backlog', step.reason);
    case 'hold':
      return held(run, item, step.reason);
    default:
      return underWay(run, item);
  }
}

/** The next step of one order, planned on the shop as it is known this moment. */
async function planFor(run: ImportRun, item: WorkItem): Promise<ShopPlan> {
  const keptOut = item.found ? undefined : keptOutOf(run, item);
  if (keptOut) return keptOut;
  const plan = planShopChanges({
    salesOrder: item.salesOrder,
    accountId: run.account.accountId,
    rules: run.account.rules,
    startAt: startAtFor(run, item),
    shop: { profile: await run.profile(), products: await run.products(skusOf(item)) },
    found: item.found && { ...item.found, order: asFarAsMade(item, item.found.order) },
  });
  item.issues.push(...plan.issues);
  return plan;
}

function keptOutOf(run: ImportRun, item: WorkItem): ShopPlan | undefined {
  const { rules } = run.account;
  return planEntry({ salesOrder: item.salesOrder, rules, startAt: startAtFor(run, item) });
}

/** What a back-fill once let in, and what then had to wait, is not sent away by the next usual run. */
function startAtFor(run: ImportRun, { row }: WorkItem): string | undefined {
  const waits = row?.import_state === 'held' || row?.import_state === 'backlog';
  const wasLetIn = row && row.reason !== 'sales-order-unreadable' && (waits || row.failures > 0);
  return wasLetIn ? undefined : run.account.startAt;
}

/** A fault that may lie in this one order; a shop that is out of order shows it in the next call. */
function isOfOneOrder(error: unknown): boolean {
  if (error instanceof WooApiError) return ![401, 403, 429].includes(error.statusCode);
  return error instanceof PayloadError && !error.retryable;
}

/** A status every new order of a shop passes through. */
const FIRST_STATUS = 'pending';

/**
 * A shop that dies while it makes an order leaves it in its first status: then the status we sent
 * along with our marks was never set, which must not be taken for a person's choice.
 */
function asFarAsMade(item: WorkItem, order: WooOrder): WooOrder {
  const { [META.statusWritten]: written, [META.phase]: _phase, ...meta } = order.meta;
  const isHalfMade = order.status === FIRST_STATUS && written !== FIRST_STATUS;
  return isHalfMade && wasFoundUnanswered(item) ? { ...order, meta } : order;
}

function skusOf(item: WorkItem): string[] {
  return item.salesOrder.positionItems.map((piece) => piece.sku);
}

/**
 * Reads the shop side of these orders: by the id the ledger knows, or, for orders it does not know,
 * by our marks. An id that leads to another order (a shop restored from a backup) is not followed.
 */
async function findInShop(run: ImportRun, items: WorkItem[]): Promise<void> {
  const { accountId } = run.account;
  const isNew = items.some((item) => !item.row?.woo_order_id);
  const own = isNew ? await run.ownOrders() : new Map<string, OwnOrder>();
  const idOf = (item: WorkItem) =>
    item.row?.woo_order_id ?? own.get(item.salesOrder.salesOrderId)?.wooOrderId;
  const ids = items.flatMap((item) => idOf(item) ?? []);
  const orders = ids.length === 0 ? new Map<number, never>() : await run.shop.getOrders(ids);
  for (const item of items) {
    const order = orders.get(idOf(item) ?? 0);
    if (order instanceof Error) {
      item.shopFault = 'shop-order-unreadable';
      continue;
    }
    if (!order || !isOrderOf(order, accountId, item.salesOrder.salesOrderId)) {
      if (item.row?.import_state === 'imported') item.shopFault = 'shop-order-gone';
      continue;
    }
    try {
      item.found = await withRefunds(run.shop, order);
    } catch (error) {
      if (!isOfOneOrder(error)) throw error;
      item.shopFault = 'shop-order-unreadable';
      continue;
    }
    if (!item.row?.woo_order_id) {
      item.done = 'updated';
      item.events.push({ kind: 'shop-order-adopted', params: { wooOrderId: order.wooOrderId } });
    }
    if (item.row?.content_hash == null) {
      item.wrongTotal = differencesAtRest(item, order).find(
        (difference) => difference.code === 'total',
      );
    }
  }
}
