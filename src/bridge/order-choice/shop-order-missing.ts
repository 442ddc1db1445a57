import { isOrderOf } from '../order-import/look-in-shop.ts';
import { atShop } from '../order-import/run-faults.ts';
import { type Choosing, ownerChoice } from './choosing.ts';
import type { ChoiceParts } from './ports.ts';

/** Where the shop order of a sales order really is. */
type Whereabouts = { place: 'shop' | 'bin'; wooOrderId: number } | { place: 'nowhere' };

/**
 * Decides about an order that is deleted in the shop, or in its bin. The shop is asked first, so that
 * none is made anew beside one that is there after all, under whatever id.
 *
 * @returns whether an import is to follow; undefined when it is not missing any more
 */
export async function chooseForMissing(
  parts: ChoiceParts,
  choosing: Choosing,
): Promise<boolean | undefined> {
  const { ledger, clock } = parts;
  const { side } = choosing;
  const now = clock.now().toISOString();
  const choice = ownerChoice(choosing);
  const found = await atShop(() => whereIs(parts, choosing));
  if (side === 'otto') {
    if (found.place === 'nowhere') await ledger.forgetShopOrder(choice, now);
    else await ledger.takeShopOrder(choice, { ...found, ownerYields: true }, now);
    return true;
  }
  if (found.place === 'shop') {
    // Not missing after all, if under another number: there is nothing to accept.
    const nothing = { ...choice, events: [] };
    await ledger.takeShopOrder(nothing, { ...found, ownerYields: false }, now);
    return undefined;
  }
  const reason = found.place === 'bin' ? 'thrown-away-in-shop' : 'deleted-in-shop';
  await ledger.leaveOutOfShop(choice, reason, now);
  return false;
}

async function whereIs({ shop, gate }: ChoiceParts, { row }: Choosing): Promise<Whereabouts> {
  const { account_id: accountId, sales_order_id: salesOrderId, woo_order_id: wooOrderId } = row;
  if (wooOrderId !== null) {
    const order = (await gate.run(() => shop.getOrders([wooOrderId]))).get(wooOrderId);
    if (order instanceof Error) throw order;
    if (order && isOrderOf(order, accountId, salesOrderId)) {
      return { place: order.status === 'trash' ? 'bin' : 'shop', wooOrderId };
    }
  }
  const others = (await gate.run(() => shop.searchOrders(row.order_number)))
    .filter((other) => other.accountId === accountId && other.salesOrderId === salesOrderId)
    .sort((a, b) => Number(a.status === 'trash') - Number(b.status === 'trash'));
  const [other] = others;
  if (!other) return { place: 'nowhere' };
  return { place: other.status === 'trash' ? 'bin' : 'shop', wooOrderId: other.wooOrderId };
}
