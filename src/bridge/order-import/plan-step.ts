import { planEntry, planShopChanges } from '../../mapping/plan-shop-changes.ts';
import type { LeftOutReason, ShopPlan } from '../../mapping/shop-plan.ts';
import type { WooOrder } from '../../mapping/woocommerce/order.ts';
import { META } from '../../mapping/woocommerce/order-meta.ts';
import type { AskedSku } from '../sku-map/find-matches.ts';
import { loadMissingConditions } from './after-sale.ts';
import type { ImportRun } from './import-run.ts';
import { type WorkItem, wasFoundUnanswered } from './work-item.ts';

/** The next step of one order, planned on the shop as it is known this moment. */
export async function planStep(run: ImportRun, item: WorkItem): Promise<ShopPlan> {
  const keptOut = item.found ? leftOutByOwner(item) : keptOutOf(run, item);
  if (keptOut) return keptOut;
  await loadMissingConditions(run, item);
  const plan = planShopChanges({
    salesOrder: item.salesOrder,
    accountId: run.account.accountId,
    rules: run.account.rules,
    startAt: startAtFor(run, item),
    shop: { profile: await run.profile(), ...(await run.goods(skusOf(item))) },
    found: item.found && { ...item.found, order: asFarAsMade(item, item.found.order) },
    ownerYields: item.row?.owner_yields === 1,
    afterSale: item.afterSale,
  });
  item.issues.push(...plan.issues);
  return plan;
}

/** The plan of an order that stays out of the shop for now; undefined when it enters. */
export function keptOutOf(run: ImportRun, item: WorkItem): ShopPlan | undefined {
  const { rules } = run.account;
  return (
    leftOutByOwner(item) ??
    planEntry({ salesOrder: item.salesOrder, rules, startAt: startAtFor(run, item) })
  );
}

const LEFT_OUT: readonly LeftOutReason[] = ['deleted-in-shop', 'thrown-away-in-shop'];

/** What the owner left as a person made it, deleted or in the bin, stays so until it is back. */
function leftOutByOwner({ row, found }: WorkItem): ShopPlan | undefined {
  const reason = LEFT_OUT.find((left) => left === row?.reason);
  const isBack = found !== undefined && found.order.status !== 'trash';
  if (reason === undefined || row?.import_state !== 'skipped' || isBack) return undefined;
  return { step: { action: 'skip', reason }, issues: [] };
}

/** What a back-fill once let in, and what then had to wait, is not sent away by the next usual run. */
function startAtFor(run: ImportRun, { row }: WorkItem): string | undefined {
  const waits = row?.import_state === 'held' || row?.import_state === 'backlog';
  const wasLetIn = row && row.reason !== 'sales-order-unreadable' && (waits || row.failures > 0);
  return wasLetIn ? undefined : run.account.startAt;
}

export function skusOf(item: WorkItem): AskedSku[] {
  return item.salesOrder.positionItems.map(({ sku, ean }) => ({ sku, ean }));
}

/** A status every new order of a shop passes through. */
const FIRST_STATUS = 'pending';

/**
 * A shop that dies while it makes an order leaves it in its first status: then the status we sent
 * along with our marks was never set, which must not be taken for a person's choice. One that was
 * paid for, as the shop sees it, was in another status already: there a person set it back.
 */
function asFarAsMade(item: WorkItem, order: WooOrder): WooOrder {
  const { [META.statusWritten]: written, [META.phase]: _phase, ...meta } = order.meta;
  const wasFurther = order.paidAt !== undefined || order.completedAt !== undefined;
  const isHalfMade = order.status === FIRST_STATUS && written !== FIRST_STATUS && !wasFurther;
  return isHalfMade && wasFoundUnanswered(item) ? { ...order, meta } : order;
}
