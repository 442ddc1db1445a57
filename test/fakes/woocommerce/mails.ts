import type { Shop } from './shop.ts';
import type { MailType, StoredOrder } from './state.ts';

const PAID_OR_HELD = ['processing', 'completed', 'on-hold'];
const BEFORE_NEW_ORDER = ['pending', 'failed', 'cancelled'];

/**
 * Sends a mail about an order, unless its type is switched off. A customer mail needs a billing
 * e-mail; without one the buyer gets nothing of any kind.
 */
export function sendMail(shop: Shop, type: MailType, order: StoredOrder): void {
  if (shop.settings.disabledMails.has(type)) return;
  const audience = type.startsWith('customer-') ? 'customer' : 'admin';
  const to = audience === 'customer' ? order.billing.email : shop.settings.adminMail;
  if (to === '') return;
  shop.state.mails.push({ type, audience, to, orderId: order.id, at: shop.now() });
}

/** Sends what WooCommerce sends when an order goes from one status to another. */
export function sendTransitionMails(
  shop: Shop,
  order: StoredOrder,
  from: string,
  to: string,
): void {
  if (BEFORE_NEW_ORDER.includes(from) && PAID_OR_HELD.includes(to) && !order.newOrderMailSent) {
    order.newOrderMailSent = true;
    sendMail(shop, 'new-order', order);
  }
  if (to === 'processing' && ['cancelled', 'failed', 'on-hold', 'pending'].includes(from)) {
    sendMail(shop, 'customer-processing-order', order);
  }
  if (to === 'on-hold' && BEFORE_NEW_ORDER.includes(from)) {
    sendMail(shop, 'customer-on-hold-order', order);
  }
  if (to === 'completed') sendMail(shop, 'customer-completed-order', order);
  if (to === 'cancelled' && ['processing', 'on-hold'].includes(from)) {
    sendMail(shop, 'cancelled-order', order);
    sendMail(shop, 'customer-cancelled-order', order);
  }
  if (to === 'failed') {
    if (['pending', 'on-hold'].includes(from)) sendMail(shop, 'failed-order', order);
    sendMail(shop, 'customer-failed-order', order);
  }
}
