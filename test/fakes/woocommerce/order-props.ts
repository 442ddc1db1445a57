import { updateMeta } from './meta-data.ts';
import {
  isEmail,
  isEmpty,
  isObject,
  isSet,
  type PhpArray,
  toId,
  toInt,
  toPlainText,
  toText,
} from './php-values.ts';
import { RestError } from './rest.ts';
import type { Shop } from './shop.ts';
import { ADDRESS_FIELDS, type StoredOrder } from './state.ts';

const COLUMN_LENGTH = 100;
const NOTE_BYTES = 65_535;
const PHONE_LENGTH = 100;
const EMAIL_LENGTH = 320;

/** Currency codes the shop knows. */
export const KNOWN_CURRENCIES: readonly string[] = Intl.supportedValuesOf('currency');

/** An order before anything was set on it. */
export function blankOrder(shop: Shop): StoredOrder {
  const at = shop.now();
  const address = {
    first_name: '',
    last_name: '',
    company: '',
    address_1: '',
    address_2: '',
    city: '',
    state: '',
    postcode: '',
    country: '',
    phone: '',
  };
  return {
    id: 0,
    parentId: 0,
    status: 'pending',
    currency: shop.settings.currency,
    version: shop.settings.wooVersion,
    pricesIncludeTax: shop.settings.pricesIncludeTax,
    dateCreated: at,
    dateModified: at,
    datePaid: null,
    dateCompleted: null,
    discountTotal: 0,
    discountTax: 0,
    shippingTotal: 0,
    shippingTax: 0,
    cartTax: 0,
    total: 0,
    customerId: 0,
    orderKey: '',
    billing: { ...address, email: '' },
    shipping: { ...address },
    paymentMethod: '',
    paymentMethodTitle: '',
    transactionId: '',
    createdVia: 'rest-api',
    customerNote: '',
    meta: [],
    lineItems: [],
    shippingLines: [],
    feeLines: [],
    taxLines: [],
    stockReduced: false,
    newOrderMailSent: false,
  };
}

/**
 * Sets what a request says about the order itself: no lines, no status. What WooCommerce does not
 * let a client set (number, dates, totals …) is ignored silently.
 *
 * @throws RestError 400 for an unknown currency or an e-mail it does not like
 */
export function applyProps(order: StoredOrder, params: PhpArray): void {
  if (isSet(params.parent_id)) order.parentId = toId(params.parent_id);
  if (!isEmpty(params.currency)) order.currency = knownCurrency(params.currency);
  if (isSet(params.customer_id)) order.customerId = toId(params.customer_id);
  if (isSet(params.customer_note)) order.customerNote = cutBytes(toText(params.customer_note));
  applyAddress(order.billing, params.billing);
  if (isObject(params.billing)) applyEmail(order, params.billing);
  applyAddress(order.shipping, params.shipping);
  if (isSet(params.payment_method)) order.paymentMethod = column(params.payment_method);
  if (params.payment_method === '') order.paymentMethodTitle = '';
  if (isSet(params.payment_method_title)) {
    order.paymentMethodTitle = toPlainText(params.payment_method_title);
  }
  if (isSet(params.transaction_id)) order.transactionId = column(params.transaction_id);
  updateMeta(order.meta, params.meta_data, () => 0);
}

/** `created_via` counts on creation only. */
export function createdViaOf(params: PhpArray): string {
  return isEmpty(params.created_via) ? 'rest-api' : column(toPlainText(params.created_via));
}

/** @throws RestError when a customer is named whom the shop does not have */
export function checkCustomer(shop: Shop, params: PhpArray): void {
  if (!isSet(params.customer_id) || params.customer_id === 0) return;
  if (!shop.settings.customerIds.includes(toInt(params.customer_id))) {
    throw new RestError('woocommerce_rest_invalid_customer_id', 'Customer ID is invalid.', {
      status: 400,
    });
  }
}

/**
 * The first address row the database refuses: a phone over 100 or an e-mail over 320 characters.
 * WooCommerce notices only in a note; the order is answered as saved. (HPOS only.)
 */
export function unsavableAddress(
  shop: Shop,
  order: StoredOrder,
): 'billing' | 'shipping' | undefined {
  if (shop.settings.orderStorage === 'legacy') return undefined;
  const { billing, shipping } = order;
  if (billing.phone.length > PHONE_LENGTH || billing.email.length > EMAIL_LENGTH) return 'billing';
  return shipping.phone.length > PHONE_LENGTH ? 'shipping' : undefined;
}

function applyAddress(address: StoredOrder['shipping'], posted: unknown): void {
  if (!isObject(posted)) return;
  for (const field of ADDRESS_FIELDS) {
    if (field in posted) address[field] = toText(posted[field]);
  }
}

function applyEmail(order: StoredOrder, posted: PhpArray): void {
  if (!('email' in posted)) return;
  if (!isEmpty(posted.email) && !isEmail(posted.email)) {
    throw new RestError('order_invalid_billing_email', 'Invalid billing email address', {
      status: 400,
    });
  }
  order.billing.email = toText(posted.email);
}

function knownCurrency(value: unknown): string {
  const code = toText(value);
  if (!KNOWN_CURRENCIES.includes(code)) {
    throw new RestError('order_invalid_currency', 'Invalid currency code', { status: 400 });
  }
  return code;
}

function column(value: unknown): string {
  return [...toText(value)].slice(0, COLUMN_LENGTH).join('');
}

function cutBytes(text: string): string {
  if (Buffer.byteLength(text) <= NOTE_BYTES) return text;
  return new TextDecoder().decode(Buffer.from(text).subarray(0, NOTE_BYTES)).replace(/�+$/, '');
}
