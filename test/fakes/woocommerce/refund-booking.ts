import { setLineTaxes, setOtherTaxes } from './line-taxes.ts';
import { sendMail } from './mails.ts';
import { addNote } from './notes.ts';
import { updateTaxLines } from './order-arithmetic.ts';
import { roundTo, sumOf, toDecimalText } from './php-numbers.ts';
import { isEmpty, toInt, toNumber, toText } from './php-values.ts';
import type { Shop } from './shop.ts';
import {
  type FeeLine,
  type LineItem,
  type ShippingLine,
  type StoredOrder,
  type StoredRefund,
  takeId,
} from './state.ts';

/** One line of a refund request, keyed by the id of the order line. */
export type RefundedLine = { quantity: unknown; total: unknown; taxes: Map<number, number> };

/** What a refund is about. */
export type RefundContent = {
  amount: unknown;
  reason: string;
  lines: Map<number, RefundedLine>;
};

/** Rows amount, reason, user and payment flag take in the shop's table of order meta. */
const REFUND_META_ROWS = 4;

/** Refunds of an order, newest first. */
export function refundsOf(shop: Shop, orderId: number): StoredRefund[] {
  return [...shop.state.refunds.values()]
    .filter((refund) => refund.orderId === orderId)
    .sort((left, right) => right.id - left.id);
}

/** What of an order's total has not been refunded yet. */
export function remainingAmount(shop: Shop, order: StoredOrder): number {
  const refunded = sumOf(refundsOf(shop, order.id).map((refund) => toNumber(refund.amount)));
  return roundTo(order.total - refunded, shop.settings.priceDecimals);
}

/** Stores a refund with negative copies of the lines it names; moves no stock, sends no mail. */
export function storeRefund(shop: Shop, order: StoredOrder, request: RefundContent): StoredRefund {
  const refund: StoredRefund = {
    id: takeId(shop.state, 'order'),
    orderId: order.id,
    dateCreated: shop.now(),
    amount: toDecimalText(request.amount),
    reason: request.reason,
    refundedBy: 1,
    meta: [],
    lineItems: copies(shop, order.lineItems, request, 9),
    shippingLines: copies(shop, order.shippingLines, request, 5),
    feeLines: copies(shop, order.feeLines, request, 6),
    taxLines: [],
  };
  updateTaxLines(refund, shop);
  takeId(shop.state, 'orderMeta', REFUND_META_ROWS);
  shop.state.refunds.set(refund.id, refund);
  return refund;
}

/** The negative copies of the order's lines that the request names. */
function copies<Line extends LineItem | ShippingLine | FeeLine>(
  shop: Shop,
  lines: Line[],
  request: RefundContent,
  rows: number,
): Line[] {
  const refunded: Line[] = [];
  for (const line of lines) {
    const asked = request.lines.get(line.id);
    if (asked === undefined) continue;
    if (isEmpty(asked.quantity) && isEmpty(asked.total) && asked.taxes.size === 0) continue;
    refunded.push(negativeCopy(shop, line, asked, rows));
  }
  return refunded;
}

function negativeCopy<Line extends LineItem | ShippingLine | FeeLine>(
  shop: Shop,
  line: Line,
  asked: RefundedLine,
  rows: number,
): Line {
  const copy = structuredClone(line);
  copy.id = takeId(shop.state, 'item');
  takeId(shop.state, 'itemMeta', rows);
  const id = takeId(shop.state, 'itemMeta');
  copy.meta = [{ id, key: '_refunded_item_id', value: toText(line.id) }];
  copy.total = toDecimalText(-toNumber(asked.total));
  const taxes = new Map([...asked.taxes].map(([rateId, tax]) => [rateId, -tax]));
  if (copy.kind === 'line') {
    copy.subtotal = copy.total;
    copy.quantity = -toInt(asked.quantity);
    setLineTaxes(copy, taxes, taxes, shop.settings);
  } else {
    setOtherTaxes(copy, taxes, shop.settings);
  }
  return copy;
}

/** The meta that says whether a refund was partial or the last one. */
export function markRefundType(shop: Shop, refund: StoredRefund, value: 'full' | 'partial'): void {
  refund.meta.push({ id: takeId(shop.state, 'orderMeta'), key: '_refund_type', value });
}

/** What the status `refunded` does by itself: a refund of the rest, without restock. */
export function refundRest(shop: Shop, order: StoredOrder): void {
  const left = remainingAmount(shop, order);
  if (left === 0) return;
  const refund = storeRefund(shop, order, {
    amount: toDecimalText(left),
    reason: 'Order fully refunded.',
    lines: new Map(),
  });
  markRefundType(shop, refund, 'full');
  sendMail(shop, 'customer-refunded-order', order);
  addNote(
    shop,
    order,
    'Order status set to refunded. To return funds to the customer you will need to issue a refund through your payment gateway.',
  );
}
