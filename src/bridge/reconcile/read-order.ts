import {
  type LedgerSide,
  type OrderSides,
  ottoSideOf,
  type ShopSide,
  shopSideOf,
} from '../../mapping/order-sides.ts';
import type { ParsedSalesOrder } from '../../mapping/otto/sales-order.ts';
import { NOTHING_AFTER_SALE } from '../../mapping/receipts/money-back.ts';
import { META } from '../../mapping/woocommerce/order-meta.ts';
import { atOtto, atShop } from '../order-import/run-faults.ts';
import { ledgerSideOf } from './ledger-side.ts';
import type { ReconcileRun } from './ports.ts';
import { sideOf } from './read-sides.ts';

/** One order as each side shows it this moment, and OTTO's whole answer. */
export type OrderAnew = OrderSides & { parsed: ParsedSalesOrder | undefined };

/** An import works on an order for moments only; one that never rests is taken as it is. */
const TRIES = 3;

/**
 * Reads one order anew from all sides, each asked for this order alone: a listing may have missed it.
 * Read again when an import touched it meanwhile, as the sides then stem from different moments.
 *
 * @param before what was known of it: where to look in the shop besides its number
 */
export async function readOrder(
  run: ReconcileRun,
  salesOrderId: string,
  before: Pick<OrderSides, 'shop'> & { orderNumber: string },
): Promise<OrderAnew> {
  let ledger = await readLedger(run, salesOrderId);
  for (let attempt = 1; ; attempt += 1) {
    run.signal.throwIfAborted();
    const parsed = await atOtto(() => run.source.getSalesOrder(salesOrderId, run.signal));
    const { shop } = before;
    const orderNumber = ledger?.orderNumber ?? before.orderNumber;
    const known = [...shop.map(({ wooOrderId }) => wooOrderId), ledger?.wooOrderId];
    const found = await atShop(() => findInShop(run, salesOrderId, orderNumber, known));
    const after = await readLedger(run, salesOrderId);
    const isAtRest = JSON.stringify(after) === JSON.stringify(ledger);
    ledger = after;
    if (!isAtRest && attempt < TRIES) continue;
    return { otto: await ottoOf(run, parsed), ledger, shop: found, parsed };
  }
}

async function ottoOf(
  { ledger, account }: ReconcileRun,
  parsed: ParsedSalesOrder | undefined,
): Promise<OrderSides['otto']> {
  if (!parsed) return undefined;
  if (!parsed.readable) return { readable: false, orderNumber: parsed.unreadable.orderNumber };
  const { salesOrderId } = parsed.salesOrder;
  const afterSale = await ledger.loadAfterSale(account.accountId, [salesOrderId]);
  return ottoSideOf(parsed.salesOrder, afterSale.get(salesOrderId) ?? NOTHING_AFTER_SALE);
}

async function readLedger(
  { ledger, account, clock }: ReconcileRun,
  salesOrderId: string,
): Promise<LedgerSide | undefined> {
  const [known] = await ledger.loadKnownOrders(account.accountId, {
    salesOrderIds: [salesOrderId],
  });
  return known && ledgerSideOf(known, clock.now().toISOString());
}

/** By its number and by the ids it was known under: a copy need not carry the number. */
async function findInShop(
  { shop, gate, account, signal }: ReconcileRun,
  salesOrderId: string,
  orderNumber: string,
  known: readonly (number | undefined)[],
): Promise<ShopSide[]> {
  const hits = await gate.run(() => shop.searchOrders(orderNumber, signal));
  const found = new Map(
    hits
      .filter((hit) => hit.accountId === account.accountId && hit.salesOrderId === salesOrderId)
      .map((hit) => [hit.wooOrderId, sideOf(hit)]),
  );
  const others = [...new Set(known)].flatMap((id) =>
    id === undefined || found.has(id) ? [] : [id],
  );
  if (others.length === 0) return [...found.values()];
  const orders = await gate.run(() => shop.getOrders(others, signal));
  for (const order of orders.values()) {
    if (order instanceof Error) throw order;
    const { meta } = order;
    const isOurs =
      meta[META.salesOrderId] === salesOrderId && meta[META.account] === account.accountId;
    if (isOurs) found.set(order.wooOrderId, shopSideOf(order));
  }
  return [...found.values()];
}
