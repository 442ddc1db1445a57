import { foldText } from './php-values.ts';
import type { Shop } from './shop.ts';
import { ADDRESS_FIELDS, type StoredOrder } from './state.ts';

/**
 * `search`: order id exactly; transaction id and addresses and item names anywhere; e-mail from its
 * start. SKU, meta and notes are not searched. The legacy store does not look at transaction ids,
 * the full-text index finds only the beginnings of words.
 */
export function searchOrders(shop: Shop, term: string): StoredOrder[] {
  const { orderStorage } = shop.settings;
  const wanted = foldText(term);
  const contains = (text: string) => foldText(text).includes(wanted);
  const inText = orderStorage === 'hpos-full-text' ? hasWords(term) : contains;
  return [...shop.state.orders.values()].filter(
    (order) =>
      String(order.id) === term ||
      (orderStorage !== 'legacy' && contains(order.transactionId)) ||
      (order.billing.email !== '' && foldText(order.billing.email).startsWith(wanted)) ||
      addressTexts(order).some(inText) ||
      itemNames(order).some(inText),
  );
}

/** The search text of both addresses, as the shop keeps it. */
function addressTexts(order: StoredOrder): string[] {
  const billing = [...ADDRESS_FIELDS.map((field) => order.billing[field]), order.billing.email];
  return [billing.join(' '), ADDRESS_FIELDS.map((field) => order.shipping[field]).join(' ')];
}

function itemNames(order: StoredOrder): string[] {
  return [
    ...order.lineItems.map((line) => line.name),
    ...order.shippingLines.map((line) => line.methodTitle),
    ...order.feeLines.map((line) => line.name),
    ...order.taxLines.map((line) => line.rateCode),
  ];
}

/** Every word of the term begins a word of the text. */
function hasWords(term: string): (text: string) => boolean {
  const wanted = wordsOf(term);
  return (text) => {
    const words = wordsOf(text);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  };
}

function wordsOf(text: string): string[] {
  return foldText(text)
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word !== '');
}
