import pMap from 'p-map';
import type { ShopPlan } from '../../mapping/shop-plan.ts';
import { BridgeError, NetworkError, WooApiError } from '../errors.ts';
import type { Settlement } from '../ledger/settlements.ts';
import { changeOrder } from './change-order.ts';
import { commitSettlements } from './commit-settlements.ts';
import { type CreateStep, createOrders, type NotCreated, type Planned } from './create-orders.ts';
import { findInShop } from './find-in-shop.ts';
import type { ImportRun } from './import-run.ts';
import { mendTotal } from './mend-total.ts';
import { keptOutOf, planStep, skusOf } from './plan-step.ts';
import { ImportStopped } from './run-faults.ts';
import { failedWith, held, inLine, keptOut, unanswered, underWay } from './settle.ts';
import { type WorkItem, withoutPersonalData } from './work-item.ts';

/** Steps one order may need in a run; more would mean that a step does not lead where it should. */
const MOST_STEPS = 10;

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
  await run.goods(entering.flatMap(skusOf));
  const planned = await Promise.all(
    items.map(async (item) => ({ item, plan: await planStep(run, item) })),
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
  await commitSettlements(run, settled);
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
    const plan = await planStep(run, item);
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
  await commitSettlements(run, settlements);
  for (const item of created) item.events = [];
}

/** Carries one order through all its steps. */
async function follow(run: ImportRun, item: WorkItem): Promise<void> {
  run.signal.throwIfAborted();
  await run.keepLease();
  try {
    if (item.wrongTotal) await mendTotal(run, item);
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const plan = await planStep(run, item);
      if (plan.step.action !== 'update' && plan.step.action !== 'refund') {
        await commitSettlements(run, [settlementOf(run, item, plan)]);
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
    await commitSettlements(run, [
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
    await commitSettlements(run, [failedWith(run, item, { code: 'shop-refused', params })]);
    return;
  }
  if (outcome !== 'unknown') throw error;
  const { salesOrderId } = item.salesOrder;
  run.logger.warn('shop-order-outcome-unknown', {
    salesOrderId,
    wooOrderId: item.found?.order.wooOrderId,
    reason: error.message,
  });
  await commitSettlements(run, [unanswered(run, item, answerOf(error, item))]);
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
