import type { SideDifference } from '../../mapping/side-difference.ts';
import { newsFromOtto } from '../order-import/news-from-otto.ts';
import { atShop } from '../order-import/run-faults.ts';
import { seenFrom } from '../order-import/work-item.ts';
import type { ReconcileRun } from './ports.ts';
import type { OrderAnew } from './read-order.ts';

/** A difference that was found again just now, on an order read just now. */
export type Present = {
  salesOrderId: string;
  orderNumber: string;
  order: OrderAnew;
  difference: Pick<SideDifference, 'code' | 'params' | 'repair'>;
};

type Events = { kind: string; params: Record<string, string | number> }[];

/**
 * Carries out the repair of one difference. What the import does best is left to it: the ledger is
 * told to look, and what it does is as safe as ever. Repeating a repair changes nothing.
 *
 * @returns what to tell in the order's timeline; undefined = it can't be repaired now
 */
export async function carryOut(run: ReconcileRun, present: Present): Promise<Events | undefined> {
  const { repair } = present.difference;
  switch (repair) {
    case 'import':
      return letIn(run, present);
    case 'adopt':
      return adopt(run, present);
    case 'create-again':
      return createAgain(run, present);
    case 'look-again':
      return lookAgain(run, present);
    case 'bin-the-later':
      return binDouble(run, present);
    case undefined:
      return undefined;
  }
}

async function letIn(run: ReconcileRun, present: Present): Promise<Events | undefined> {
  const { salesOrderId, order } = present;
  if (order.ledger) return lookAgain(run, present);
  if (!order.parsed?.readable) return undefined;
  const { accountId, rules } = run.account;
  const { salesOrder } = order.parsed;
  const news = newsFromOtto(accountId, salesOrder, undefined, rules);
  await run.ledger.recordSeen(accountId, [{ ...seenFrom(salesOrder), news }], nowOf(run));
  run.logger.info('sales-order-let-in', { accountId, salesOrderId });
  return [];
}

/** The import can't do this: it looks for unknown orders among the youngest of the shop alone. */
async function adopt(run: ReconcileRun, { order, difference }: Present) {
  const { wooOrderId } = difference.params;
  const shopOrder = order.shop.find((candidate) => candidate.wooOrderId === wooOrderId);
  if (!shopOrder || !order.parsed?.readable) return undefined;
  const seen = seenFrom(order.parsed.salesOrder);
  const { accountId } = run.account;
  const isKnown = await run.ledger.adoptShopOrder(accountId, seen, shopOrder, nowOf(run));
  return isKnown ? [] : undefined;
}

/** Just looked for by its number and by its id: certainly not in the shop. */
async function createAgain(run: ReconcileRun, { salesOrderId, orderNumber, order }: Present) {
  if (order.ledger?.claimedAt !== undefined) return undefined;
  const { accountId } = run.account;
  const params = { orderNumber, reason: 'shop-order-gone' };
  const events = [{ kind: 'owner-chose-otto', params }];
  await run.ledger.forgetShopOrder({ accountId, salesOrderId, events }, nowOf(run));
  return [];
}

async function lookAgain(run: ReconcileRun, { salesOrderId, order, difference }: Present) {
  const { accountId } = run.account;
  const shown = order.ledger?.shownTotalCents;
  const known = order.shop.find(({ wooOrderId }) => wooOrderId === order.ledger?.wooOrderId);
  // A sum that changed since it was read last was changed by a person: told by the import, not mended.
  const isOurs = shown === undefined || shown === known?.totalCents;
  const mendsTotal = difference.code === 'total-differs' && isOurs;
  await run.ledger.planAnew(accountId, salesOrderId, { mendsTotal }, nowOf(run));
  return [];
}

/** Cancelled first, which gives back the stock it took; the bin alone would keep it. */
async function binDouble(run: ReconcileRun, { order, difference }: Present) {
  const { otherWooOrderId } = difference.params;
  const double = order.shop.find(({ wooOrderId }) => wooOrderId === otherWooOrderId);
  if (!double) return undefined;
  const { wooOrderId, status } = double;
  const { shop, gate } = run;
  if (status !== 'cancelled') {
    await atShop(() => gate.run(() => shop.updateOrder(wooOrderId, { status: 'cancelled' })));
  }
  await atShop(() => gate.run(() => shop.deleteOrder(wooOrderId, { force: false })));
  return [{ kind: 'shop-double-binned', params: { wooOrderId } }];
}

function nowOf({ clock }: ReconcileRun): string {
  return clock.now().toISOString();
}
