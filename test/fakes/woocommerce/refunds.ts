import { sendMail } from './mails.ts';
import { updateMeta } from './meta-data.ts';
import { runTransition, setStatus } from './order-status.ts';
import { roundTo } from './php-numbers.ts';
import { toInt, toNumber } from './php-values.ts';
import {
  markRefundType,
  type RefundContent,
  remainingAmount,
  storeRefund,
} from './refund-booking.ts';
import { RestError } from './rest.ts';
import type { Shop } from './shop.ts';
import { type StoredOrder, type StoredRefund, takeId } from './state.ts';
import { restockRefunded } from './stock.ts';

export { refundsOf } from './refund-booking.ts';

/** A refund as a client asks for it. */
export type RefundRequest = RefundContent & {
  viaGateway: boolean;
  restock: boolean;
  meta?: unknown;
};

/**
 * Books a refund. The amount is checked against what is left of the order's total, not against the
 * lines; repeats are not noticed. When nothing is left the order becomes `refunded`.
 *
 * @throws RestError 500 (permanent!) above what is left, or when a gateway is asked for
 */
export function createRefund(shop: Shop, order: StoredOrder, request: RefundRequest): StoredRefund {
  const amount = toNumber(request.amount);
  const left = remainingAmount(shop, order);
  if (amount < 0 || amount > left) throw cannotRefund('Invalid refund amount.');
  if (request.viaGateway) {
    // The shop stores the refund, asks for the gateway, and deletes it again: the id is gone.
    shop.state.refunds.delete(storeRefund(shop, order, request).id);
    throw cannotRefund('The payment gateway for this order does not exist.');
  }
  const refund = storeRefund(shop, order, request);
  const full = roundTo(left - amount, shop.settings.priceDecimals) <= 0;
  if (request.restock) {
    for (const line of order.lineItems) {
      const refunded = request.lines.get(line.id);
      if (refunded !== undefined) restockRefunded(shop, order, line, toInt(refunded.quantity));
    }
  }
  markRefundType(shop, refund, full ? 'full' : 'partial');
  sendMail(shop, 'customer-refunded-order', order);
  if (full) runTransition(shop, order, setStatus(shop, order, 'refunded'));
  updateMeta(refund.meta, request.meta, () => takeId(shop.state, 'orderMeta'));
  order.dateModified = shop.now();
  return refund;
}

function cannotRefund(message: string): RestError {
  return new RestError('woocommerce_rest_cannot_create_order_refund', message, 500);
}
