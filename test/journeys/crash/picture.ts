import { z } from 'zod';
import type { StoredOrder } from '../../fakes/woocommerce/state.ts';
import type { WireSalesOrder } from '../../fixtures/otto/index.ts';
import { MAIN, type World } from '../support/world.ts';

const noteBody = z.object({ note: z.string() });

/** The private notes the bridge wrote into a shop order, by what the shop carried out. */
export function ownNotes(world: World, wooOrderId: number): string[] {
  const path = `/wp-json/wc/v3/orders/${wooOrderId}/notes`;
  return world.shop.requests
    .filter((call) => call.method === 'POST' && call.path === path && call.status === 201)
    .map((call) => noteBody.parse(call.body).note)
    .sort();
}

/** What the shop refunded of an order, amount by amount. */
export function refundsOf(world: World, wooOrderId: number): string[] {
  return [...world.shop.state.refunds.values()]
    .filter((refund) => refund.orderId === wooOrderId)
    .map((refund) => refund.amount)
    .sort();
}

/**
 * All that the shop and the ledger hold of OTTO's orders, without ids and moments, so that a story
 * that was disturbed can be compared with the same story undisturbed.
 */
export async function pictureOf(world: World) {
  const payments = await world.bridge.ledger.listPayments({
    changedSince: undefined,
    after: undefined,
    limit: 1_000,
  });
  const orders = world.otto.state.orders.all();
  const rows = await world.bridge.ledger.loadSalesOrders(
    MAIN,
    orders.map(({ salesOrderId }) => salesOrderId),
  );
  const products = [...world.shop.state.products.values()];
  return {
    orders: orders.map(({ salesOrderId, orderNumber }) => {
      const row = rows.get(salesOrderId);
      return {
        orderNumber,
        inShop: world.shopOrders(salesOrderId).map((order) => shopPicture(world, order)),
        ledger: { state: row?.import_state, reason: row?.reason, claim: row?.claim_id },
        pointsAtIt: world.shopOrders(salesOrderId).some(({ id }) => id === row?.woo_order_id),
        payments: payments
          .filter((payment) => payment.sales_order_id === salesOrderId)
          .map((payment) => payment.amount_cents),
      };
    }),
    stock: products.map(({ sku, stockQuantity }) => `${sku}: ${stockQuantity}`),
    mailsToCustomers: world.shop.state.mails.filter(({ audience }) => audience === 'customer')
      .length,
    incidents: (await world.openIncidents()).map(({ code }) => code),
    openClaims: (await world.bridge.ledger.loadOpenClaims(MAIN)).length,
    dueNotes: (await world.bridge.ledger.loadDueNotes(MAIN, 1_000)).length,
    cursorAt: (await world.bridge.ledger.loadAccountState(MAIN)).cursorAt,
  };
}

function shopPicture(world: World, order: StoredOrder) {
  return {
    status: order.status,
    total: order.total.toFixed(2),
    paid: order.datePaid !== null,
    lines: order.lineItems.map((line) => `${line.quantity} ${line.name} ${line.total}`),
    shipping: order.shippingLines.map((line) => line.total),
    fees: order.feeLines.map((line) => line.total),
    goesTo: `${order.shipping.first_name} ${order.shipping.address_1} ${order.shipping.city}`,
    refunds: refundsOf(world, order.id),
    notes: ownNotes(world, order.id),
  };
}

/** Gross of the pieces the buyer keeps, and of the delivery, in EUR. */
export function grossKept(salesOrder: WireSalesOrder): number {
  const kept = salesOrder.positionItems.filter(
    ({ fulfillmentStatus }) => !/^(CANCELLED|RETURNED)/.test(fulfillmentStatus),
  );
  const prices = kept.map((piece) => piece.itemValueReducedGrossPrice ?? piece.itemValueGrossPrice);
  const fees = (salesOrder.initialDeliveryFees ?? []).map((fee) => fee.deliveryFeeAmount);
  return [...prices, ...fees].reduce((sum, { amount }) => sum + amount, 0);
}

const STATUS_OF = [
  ['ANNOUNCED', 'on-hold'],
  ['PROCESSABLE', 'processing'],
  ['SENT', 'completed'],
  // With a delivery fee left over, which OTTO keeps, the refunds never reach the total.
  ['RETURNED', 'completed'],
] as const;

/** The status by the usual mapping, told from the pieces by the table of the design alone. */
export function usualStatus(salesOrder: WireSalesOrder): string {
  const states = salesOrder.positionItems.map(({ fulfillmentStatus }) => fulfillmentStatus);
  const [, status = 'cancelled'] = STATUS_OF.find(([state]) => states.includes(state)) ?? [];
  const isAllRefunded = grossKept(salesOrder) === 0;
  return status === 'completed' && isAllRefunded ? 'refunded' : status;
}

/**
 * What must hold once all is quiet, whatever happened on the way.
 *
 * @returns every breach, in words; empty = sound
 */
export async function breaches(world: World): Promise<string[]> {
  const found: string[] = [];
  const { orders, ...rest } = await pictureOf(world);
  const bySalesOrder = world.otto.state.orders.all();
  for (const [index, picture] of orders.entries()) {
    const salesOrder = bySalesOrder[index];
    if (!salesOrder) continue;
    const say = (what: string) => found.push(`${picture.orderNumber}: ${what}`);
    const isCancelled = salesOrder.positionItems.every(({ fulfillmentStatus }) =>
      fulfillmentStatus.startsWith('CANCELLED'),
    );
    const [inShop, ...doubles] = picture.inShop;
    if (doubles.length > 0) say(`${1 + doubles.length} shop orders`);
    if (!inShop) {
      if (!isCancelled) say('no shop order');
      continue;
    }
    if (!picture.pointsAtIt) say('the ledger does not point at its shop order');
    if (picture.ledger.state !== 'imported' || picture.ledger.claim !== null) {
      say(`ledger: ${JSON.stringify(picture.ledger)}`);
    }
    if (inShop.status !== usualStatus(salesOrder)) {
      say(`status ${inShop.status} instead of ${usualStatus(salesOrder)}`);
    }
    const refunded = inShop.refunds.reduce((sum, amount) => sum + Number(amount), 0);
    const kept = Number(inShop.total) - refunded;
    if (!isCancelled && kept.toFixed(2) !== grossKept(salesOrder).toFixed(2)) {
      say(`total ${inShop.total} less refunds ${refunded} is not ${grossKept(salesOrder)}`);
    }
    if (inShop.fees.length > 0) say(`fee lines ${inShop.fees.join(', ')}`);
    const titles = salesOrder.positionItems.map(({ product }) => product.productTitle);
    for (const [text, equal] of Map.groupBy(inShop.notes, (note) => note)) {
      // Equal pieces that leave one after the other have equal notes, one for each.
      const pieces = titles.filter((title) => text.includes(`: 1 × ${title}.`)).length;
      if (equal.length > Math.max(1, pieces)) say(`note ${equal.length} times: ${text}`);
    }
    const isReleased = !['on-hold', 'cancelled'].includes(usualStatus(salesOrder));
    if (isReleased && picture.payments.length !== 1) say(`${picture.payments.length} payments`);
  }
  if (rest.openClaims > 0) found.push(`${rest.openClaims} open claims`);
  if (rest.dueNotes > 0) found.push(`${rest.dueNotes} notes that are not written`);
  if (rest.mailsToCustomers > 0) found.push(`${rest.mailsToCustomers} mails to customers`);
  const newest = bySalesOrder
    .map((order) => order.orderLifecycleInformation.lifecycleChangeDate)
    .sort()
    .at(-1);
  if (newest !== undefined && rest.cursorAt !== new Date(newest).toISOString()) {
    found.push(`the cursor stands at ${rest.cursorAt}, not at ${newest}`);
  }
  return found;
}

/** Runs until two runs in a row do nothing, some minutes apart; @throws when it never gets quiet. */
export async function runUntilQuiet(
  world: World,
  { apartMs = 6 * 60_000, most = 6 }: { apartMs?: number; most?: number } = {},
): Promise<number> {
  let quiet = 0;
  for (let runs = 1; runs <= most; runs += 1) {
    const since = world.mark();
    const { counters, fault } = await world.runAfter(apartMs);
    const isQuiet =
      fault === undefined &&
      world.shopWrites(since).length === 0 &&
      counters.created + counters.updated + counters.failed === 0;
    quiet = isQuiet ? quiet + 1 : 0;
    if (quiet === 2) return runs;
  }
  throw new Error(`After ${most} runs the import still had something to do`);
}
