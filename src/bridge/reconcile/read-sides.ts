import {
  type LedgerSide,
  type OttoSide,
  ottoSideOf,
  type ShopSide,
  type Sides,
} from '../../mapping/order-sides.ts';
import { NOTHING_AFTER_SALE } from '../../mapping/receipts/money-back.ts';
import { DAY, SECOND } from '../clock.ts';
import { PayloadError } from '../errors.ts';
import { atOtto, atShop } from '../order-import/run-faults.ts';
import type { OwnOrder } from '../woocommerce/own-order.ts';
import { ledgerSideOf } from './ledger-side.ts';
import type { Range, ReconcileRun } from './ports.ts';

const IDS_AT_A_TIME = 500;

/** An order that came without its id is counted under a name of its own; no id begins like this. */
const NAMELESS = '?';

export function isNameless(salesOrderId: string): boolean {
  return salesOrderId.startsWith(NAMELESS);
}

/**
 * Reads what each side knows of the orders placed in a range.
 *
 * @throws ImportStopped when a side can't be read whole: half of it would say something wrong
 */
export async function readSides(run: ReconcileRun, range: Range): Promise<Sides> {
  const otto = await listAtOtto(run, range);
  const shop = await listInShop(run, range, otto);
  const ledger = await listInLedger(run, range, [...otto.keys(), ...shop.keys()]);
  return { otto, ledger, shop };
}

export function isWithin(orderedAt: string, { from, until }: Range): boolean {
  return orderedAt >= from && orderedAt < until;
}

/** Whether OTTO's bounds are inclusive is nowhere said: asked a second wider, and filtered here. */
async function listAtOtto(run: ReconcileRun, range: Range): Promise<Map<string, OttoSide>> {
  const query = {
    orderedSince: new Date(Date.parse(range.from) - SECOND).toISOString(),
    orderedUntil: new Date(Date.parse(range.until) + SECOND).toISOString(),
  };
  return atOtto(async () => {
    const found = new Map<string, OttoSide>();
    let isWhole = false;
    for await (const page of run.source.listSalesOrders(query, run.signal)) {
      run.signal.throwIfAborted();
      const afterSale = await run.ledger.loadAfterSale(
        run.account.accountId,
        page.orders.flatMap((order) => (order.readable ? [order.salesOrder.salesOrderId] : [])),
      );
      for (const order of page.orders) {
        if (!order.readable) {
          const { salesOrderId, orderNumber } = order.unreadable;
          const id = salesOrderId ?? `${NAMELESS}${found.size}`;
          found.set(id, { readable: false, orderNumber });
        } else if (isWithin(order.salesOrder.orderedAt, range)) {
          const { salesOrderId } = order.salesOrder;
          const after = afterSale.get(salesOrderId) ?? NOTHING_AFTER_SALE;
          found.set(salesOrderId, ottoSideOf(order.salesOrder, after));
        }
      }
      isWhole = page.isLast;
    }
    if (isWhole) return found;
    throw new PayloadError('GET /v4/orders', ['the listing has no last page']);
  });
}

/** A shop order is made after its sales order was placed; a day covers clocks that are set wrong. */
async function listInShop(
  run: ReconcileRun,
  range: Range,
  otto: ReadonlyMap<string, OttoSide>,
): Promise<Map<string, ShopSide[]>> {
  const createdAfter = new Date(Date.parse(range.from) - DAY).toISOString();
  return atShop(async () => {
    const found = new Map<string, Map<number, ShopSide>>();
    for await (const page of run.shop.listOwnOrders({ createdAfter }, run.signal)) {
      run.signal.throwIfAborted();
      for (const order of page) {
        const { accountId, salesOrderId } = order;
        if (accountId !== run.account.accountId) continue;
        if (!otto.has(salesOrderId) && !isWithin(order.orderedAt ?? order.createdAt, range))
          continue;
        // An order that is thrown away meanwhile is listed twice; the later listing is right.
        const ofOne = found.get(salesOrderId) ?? new Map<number, ShopSide>();
        found.set(salesOrderId, ofOne.set(order.wooOrderId, sideOf(order)));
      }
    }
    return new Map([...found].map(([id, orders]) => [id, [...orders.values()]]));
  });
}

/** All that was placed in the range, and whatever else the other sides name. */
async function listInLedger(
  run: ReconcileRun,
  range: Range,
  named: readonly string[],
): Promise<Map<string, LedgerSide>> {
  const { accountId } = run.account;
  const now = run.clock.now().toISOString();
  const placed = await run.ledger.loadKnownOrders(accountId, range);
  const found = new Map(
    placed.map((order) => [order.row.sales_order_id, ledgerSideOf(order, now)]),
  );
  const others = [...new Set(named)].filter((id) => !found.has(id));
  for (let start = 0; start < others.length; start += IDS_AT_A_TIME) {
    const salesOrderIds = others.slice(start, start + IDS_AT_A_TIME);
    for (const order of await run.ledger.loadKnownOrders(accountId, { salesOrderIds })) {
      found.set(order.row.sales_order_id, ledgerSideOf(order, now));
    }
  }
  return found;
}

export function sideOf(order: OwnOrder): ShopSide {
  const { createdAt: _at, salesOrderId: _id, accountId: _account, ...side } = order;
  return side;
}
