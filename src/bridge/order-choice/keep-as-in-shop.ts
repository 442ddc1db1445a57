import {
  type Contradiction,
  contradictionKey,
  findContradictions,
} from '../../mapping/contradictions.ts';
import { openRefundKeys } from '../../mapping/open-refunds.ts';
import { NOTHING_AFTER_SALE } from '../../mapping/receipts/money-back.ts';
import { shopFacts } from '../../mapping/shop-facts.ts';
import type { FoundShopOrder } from '../../mapping/shop-plan.ts';
import type { WooMeta, WooOrder } from '../../mapping/woocommerce/order.ts';
import { joinIds, META, splitIds } from '../../mapping/woocommerce/order-meta.ts';
import { isOrderOf, withRefunds } from '../order-import/look-in-shop.ts';
import { type OttoInLedger, ottoInLedger } from '../order-import/otto-in-ledger.ts';
import { atShop } from '../order-import/run-faults.ts';
import type { ChoosableCode } from './choosable.ts';
import { type Choosing, type OpenChoice, ownerChoice } from './choosing.ts';
import type { ChoiceParts } from './ports.ts';

/** Found by the import alone, which has OTTO's address at hand; it reads the same for every address. */
const OTHER_ADDRESS = { code: 'address-differs', which: 'both' } as const satisfies Contradiction;

/**
 * Keeps the shop order as a person made it: it says itself from now on that the owner knows of what
 * contradicts OTTO, so that every look, from any ledger, leaves it at that. New contradictions are
 * told all the same.
 *
 * @returns whether an import is to follow; undefined when nothing is open in the shop any more
 */
export async function keepAsInShop(
  parts: ChoiceParts,
  choosing: Choosing,
): Promise<boolean | undefined> {
  const { ledger, rules } = parts;
  const { account_id: accountId, sales_order_id: salesOrderId } = choosing.row;
  const now = parts.clock.now().toISOString();
  const found = await atShop(() => readOrder(parts, choosing));
  if (!found) {
    await ledger.lookAgainAt(accountId, [salesOrderId], now);
    return undefined;
  }
  const pieces = await ledger.loadPositionItems(accountId, salesOrderId);
  const afterSale = await ledger.loadAfterSale(accountId, [salesOrderId]);
  const otto = ottoInLedger(choosing.row, pieces, afterSale.get(salesOrderId));
  const kept = keptMeta(found, [
    ...findContradictions(otto, found, rules),
    ...(isOpen(choosing.open, 'address-differs') ? [OTHER_ADDRESS] : []),
  ]);
  const byHand = isOpen(choosing.open, 'refund-exceeds-rest') ? byHandMeta(otto, found) : [];
  const order = await atShop(() => writeMeta(parts, found.order, [...kept, ...byHand]));
  await ledger.stopYielding(accountId, salesOrderId);
  const look = {
    salesOrderId,
    wooStatus: order.status,
    facts: shopFacts({ order }),
    events: ownerChoice(choosing).events,
    contradictions: [],
    wakes: byHand.length > 0,
    // What is kept may be a cancellation in the shop, which OTTO is then to hear of.
    wantsReportLook: true,
  };
  await ledger.settleShopLooks(accountId, [look], 'owner', now);
  return byHand.length > 0;
}

function isOpen(open: readonly OpenChoice[], code: ChoosableCode): boolean {
  return open.some((choice) => choice.code === code);
}

async function readOrder(
  { shop, gate }: ChoiceParts,
  { row }: Choosing,
): Promise<FoundShopOrder | undefined> {
  const wooOrderId = row.woo_order_id;
  if (wooOrderId === null) return undefined;
  return gate.run(async () => {
    const order = (await shop.getOrders([wooOrderId])).get(wooOrderId);
    if (order instanceof Error) throw order;
    if (!order || !isOrderOf(order, row.account_id, row.sales_order_id)) return undefined;
    return withRefunds(shop, order);
  });
}

function keptMeta({ order }: FoundShopOrder, contradictions: Contradiction[]): WooMeta[] {
  return addedTo(order, META.kept, contradictions.map(contradictionKey));
}

function byHandMeta(otto: OttoInLedger, found: FoundShopOrder): WooMeta[] {
  const { positionItems, afterSale = NOTHING_AFTER_SALE } = otto;
  const keys = openRefundKeys(positionItems, found, afterSale);
  return addedTo(found.order, META.refundedByHand, keys);
}

function addedTo(order: WooOrder, key: string, ids: readonly string[]): WooMeta[] {
  const known = splitIds(order.meta[key]);
  const all = [...new Set([...known, ...ids])];
  return all.length === known.length ? [] : [{ key, value: joinIds(all) }];
}

/** Says what shall be, so it may be sent again: an answer that got lost is looked for first. */
async function writeMeta(
  { shop, gate, outcomeOf }: ChoiceParts,
  order: WooOrder,
  meta: WooMeta[],
): Promise<WooOrder> {
  const { wooOrderId } = order;
  if (meta.length === 0) return order;
  try {
    return await gate.run(() => shop.updateOrder(wooOrderId, { meta_data: meta }));
  } catch (error) {
    if (outcomeOf(error) !== 'unknown') throw error;
    const now = (await gate.run(() => shop.getOrders([wooOrderId]))).get(wooOrderId);
    const isThere =
      now !== undefined &&
      !(now instanceof Error) &&
      meta.every(({ key, value }) => now.meta[key] === value);
    if (!isThere) throw error;
    return now;
  }
}
