import { checkShopOrder } from '../../mapping/check-shop-order.ts';
import type { ShopStep } from '../../mapping/shop-plan.ts';
import { wholeIds } from '../../mapping/stock/part-id.ts';
import type { ImportRun } from './import-run.ts';
import { mendTotal, noteDifferences } from './mend-total.ts';
import type { WorkItem } from './work-item.ts';
import { writeToShop } from './write-to-shop.ts';

export type ChangeStep = Extract<ShopStep, { action: 'update' | 'refund' }>;

/**
 * Carries out one step on an order in the shop. A refund must not happen twice, so its intent is
 * committed first; an update says what shall be, and may be repeated. Notes are committed with either.
 *
 * @throws what the shop threw
 */
export async function changeOrder(run: ImportRun, item: WorkItem, step: ChangeStep): Promise<void> {
  const { salesOrderId } = item.salesOrder;
  if (!item.found) return;
  const { order, refunds } = item.found;
  const claimed = { salesOrderIds: [salesOrderId], at: run.now() };
  if (step.action === 'refund' || step.notes.length > 0) {
    await run.ledger.claimForChange(run.account.accountId, salesOrderId, {
      claimId: run.newId(),
      now: claimed.at,
      notes: step.notes.map((note) => ({ salesOrderId, noteKey: note.key, text: note.text })),
    });
    item.hasOpenClaim = true;
  }
  item.done ??= 'updated';
  if (step.action === 'update') {
    if (step.change.billing && item.row?.shop_meta_erased_at) {
      // Addresses bring their personal meta along; noted first, so that a kill can't hide it.
      await run.ledger.forgetShopMetaErased(run.account.accountId, salesOrderId);
    }
    const update = () => run.shop.updateOrder(order.wooOrderId, step.change);
    const changed = await writeToShop(run, update, { claimed });
    item.found = { order: changed, refunds };
    item.events.push({
      kind: 'shop-order-updated',
      params: { wooOrderId: order.wooOrderId, status: changed.status },
    });
    noteDifferences(run, item, checkShopOrder(step.expected, changed));
    if (item.wrongTotal) await mendTotal(run, item);
    return;
  }
  const create = () => run.shop.createRefund(order.wooOrderId, step.refund);
  const refund = await writeToShop(run, create, { claimed });
  const after = (await run.shop.getOrders([order.wooOrderId])).get(order.wooOrderId);
  const isReadable = after !== undefined && !(after instanceof Error);
  item.found = { order: isReadable ? after : order, refunds: [...refunds, refund] };
  item.events.push({
    kind: 'shop-refund-created',
    params: {
      wooOrderId: order.wooOrderId,
      refundId: refund.refundId,
      cents: refund.amountCents,
      ...(step.positionItemIds.length > 0 ? { pieces: wholeIds(step.positionItemIds).length } : {}),
    },
  });
}
