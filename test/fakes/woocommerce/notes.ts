import { sendMail } from './mails.ts';
import type { Shop } from './shop.ts';
import type { OrderNote, StoredOrder } from './state.ts';
import { takeId } from './state.ts';

/**
 * Writes an order note. Backslashes are lost, HTML stays. A customer note is mailed to the customer.
 * Neither `date_modified` nor webhooks take notice.
 */
export function addNote(
  shop: Shop,
  order: StoredOrder,
  note: string,
  { customerNote = false, author = 'WooCommerce' } = {},
): OrderNote {
  const written: OrderNote = {
    id: takeId(shop.state, 'note'),
    orderId: order.id,
    author,
    at: shop.now(),
    note: note.replaceAll('\\', ''),
    customerNote,
  };
  shop.state.notes.push(written);
  if (customerNote) sendMail(shop, 'customer-note', order);
  return written;
}
