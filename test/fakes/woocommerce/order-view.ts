import { needsPayment, needsProcessing } from './order-status.ts';
import { sumOf, toFixedText } from './php-numbers.ts';
import { toNumber, toPlainText } from './php-values.ts';
import { productById, productOfLine } from './products.ts';
import { refundsOf } from './refund-booking.ts';
import { gmtText, isVersionAtLeast, localText, resourceUrl, type Shop } from './shop.ts';
import type {
  Address,
  BillingAddress,
  FeeLine,
  LineItem,
  MetaEntry,
  ShippingLine,
  StoredOrder,
  StoredRefund,
  TaxAmounts,
  TaxLine,
} from './state.ts';

/**
 * An order as REST shows it, keys in WooCommerce's order (a webhook's signature depends on it).
 *
 * @param places decimal places of amounts (`dp`), default the shop's price decimals
 */
export function viewOrder(
  shop: Shop,
  order: StoredOrder,
  places = shop.settings.priceDecimals,
): Record<string, unknown> {
  const money = (amount: number) => toFixedText(amount, places);
  const totalTax = order.cartTax + order.shippingTax;
  return {
    id: order.id,
    parent_id: order.parentId,
    status: order.status,
    currency: order.currency,
    version: order.version,
    prices_include_tax: order.pricesIncludeTax,
    date_created: localText(shop, order.dateCreated),
    date_modified: localText(shop, order.dateModified),
    discount_total: money(order.discountTotal),
    discount_tax: money(order.discountTax),
    shipping_total: money(order.shippingTotal),
    shipping_tax: money(order.shippingTax),
    cart_tax: money(order.cartTax),
    total: money(order.total),
    total_tax: money(totalTax),
    customer_id: order.customerId,
    order_key: order.orderKey,
    billing: viewBilling(order.billing),
    shipping: viewShipping(order.shipping),
    payment_method: order.paymentMethod,
    payment_method_title: order.paymentMethodTitle,
    transaction_id: order.transactionId,
    customer_ip_address: '',
    customer_user_agent: '',
    created_via: order.createdVia,
    customer_note: order.customerNote,
    date_completed: localText(shop, order.dateCompleted),
    date_paid: localText(shop, order.datePaid),
    cart_hash: '',
    number: String(order.id),
    meta_data: byKey(order.meta).map(({ id, key, value }) => ({ id, key, value })),
    ...viewItems(shop, order, places),
    coupon_lines: [],
    refunds: refundsOf(shop, order.id).map((refund) => ({
      id: refund.id,
      reason: refund.reason,
      total: `-${refund.amount === '' ? '' : money(toNumber(refund.amount))}`,
      // Seen in 10.9.4, missing in 10.5.0.
      ...(isVersionAtLeast(shop, 10, 9) ? { total_tax: money(taxOf(refund)) } : {}),
    })),
    payment_url: `${shop.homeUrl()}/checkout/order-pay/${order.id}/?pay_for_order=true&key=${order.orderKey}`,
    is_editable: ['pending', 'on-hold', 'auto-draft'].includes(order.status),
    needs_payment: needsPayment(order),
    needs_processing: needsProcessing(shop, order),
    date_created_gmt: gmtText(order.dateCreated),
    date_modified_gmt: gmtText(order.dateModified),
    date_completed_gmt: gmtText(order.dateCompleted),
    date_paid_gmt: gmtText(order.datePaid),
    currency_symbol: currencySymbol(order.currency),
  };
}

/** `_links` of an order. */
export function orderLinks(shop: Shop, order: StoredOrder): Record<string, unknown> {
  const self = resourceUrl(shop, `orders/${order.id}`);
  return {
    self: [{ href: self, targetHints: { allow: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] } }],
    collection: [{ href: resourceUrl(shop, 'orders') }],
    email_templates: [{ embeddable: true, href: `${self}/actions/email_templates` }],
    ...(order.customerId === 0
      ? {}
      : { customer: [{ href: resourceUrl(shop, `customers/${order.customerId}`) }] }),
  };
}

function taxOf(refund: StoredRefund): number {
  return sumOf(refund.taxLines.map((line) => line.taxTotal + line.shippingTaxTotal));
}

/** A refund as REST shows it. */
export function viewRefund(
  shop: Shop,
  refund: StoredRefund,
  places = shop.settings.priceDecimals,
): Record<string, unknown> {
  const { line_items, shipping_lines, tax_lines, fee_lines } = viewItems(shop, refund, places);
  return {
    id: refund.id,
    date_created: localText(shop, refund.dateCreated),
    date_created_gmt: gmtText(refund.dateCreated),
    amount: refund.amount === '' ? '' : toFixedText(toNumber(refund.amount), places),
    reason: refund.reason,
    refunded_by: refund.refundedBy,
    refunded_payment: false,
    meta_data: byKey(refund.meta).map(({ id, key, value }) => ({ id, key, value })),
    line_items,
    shipping_lines,
    tax_lines,
    fee_lines,
  };
}

function viewItems(
  shop: Shop,
  items: Pick<StoredOrder, 'lineItems' | 'taxLines' | 'shippingLines' | 'feeLines'>,
  places: number,
) {
  return {
    line_items: items.lineItems.map((line) => viewLine(shop, line, places)),
    tax_lines: items.taxLines.map((line) => viewTaxLine(line, places)),
    shipping_lines: items.shippingLines.map((line) => viewShippingLine(line, places)),
    fee_lines: items.feeLines.map((line) => viewFee(line, places)),
  };
}

function viewLine(shop: Shop, line: LineItem, places: number) {
  const product = productOfLine(shop, line);
  const parent = product?.type === 'variation' ? productById(shop, product.parentId) : undefined;
  return {
    id: line.id,
    name: line.name,
    product_id: line.productId,
    variation_id: line.variationId,
    quantity: line.quantity,
    tax_class: line.taxClass,
    subtotal: fixed(line.subtotal, places),
    subtotal_tax: fixed(line.subtotalTax, places),
    total: fixed(line.total, places),
    total_tax: fixed(line.totalTax, places),
    taxes: viewTaxes(line.taxes, places, line.subtotalTaxes),
    meta_data: viewLineMeta(line.meta),
    sku: product === undefined ? null : product.sku,
    global_unique_id: product === undefined ? null : '',
    price: line.quantity === 0 ? 0 : toNumber(line.total) / line.quantity,
    image: { id: product === undefined ? 0 : '', src: '' },
    parent_name: parent?.name ?? null,
  };
}

function viewShippingLine(line: ShippingLine, places: number) {
  return {
    id: line.id,
    method_title: line.methodTitle,
    method_id: line.methodId,
    instance_id: line.instanceId,
    total: fixed(line.total, places),
    total_tax: fixed(line.totalTax, places),
    taxes: viewTaxes(line.taxes, places),
    tax_status: 'taxable',
    meta_data: viewLineMeta(line.meta),
  };
}

function viewFee(line: FeeLine, places: number) {
  return {
    id: line.id,
    name: line.name,
    tax_class: line.taxClass,
    tax_status: line.taxStatus,
    amount: '',
    total: fixed(line.total, places),
    total_tax: fixed(line.totalTax, places),
    taxes: viewTaxes(line.taxes, places),
    meta_data: viewLineMeta(line.meta),
  };
}

function viewTaxLine(line: TaxLine, places: number) {
  return {
    id: line.id,
    rate_code: line.rateCode,
    rate_id: line.rateId,
    label: line.label,
    compound: line.compound,
    tax_total: toFixedText(line.taxTotal, places),
    shipping_tax_total: toFixedText(line.shippingTaxTotal, places),
    rate_percent: line.ratePercent,
    meta_data: [],
  };
}

function viewTaxes(taxes: TaxAmounts, places: number, subtotals?: TaxAmounts) {
  return [...taxes].map(([id, tax]) => {
    const subtotal = subtotals?.get(id);
    return {
      id,
      total: fixed(tax, places),
      subtotal: subtotal === undefined ? '' : fixed(subtotal, places),
    };
  });
}

function viewLineMeta(meta: MetaEntry[]) {
  return meta.map(({ id, key, value }) => ({
    id,
    key,
    value,
    display_key: key,
    display_value: typeof value === 'string' ? toPlainText(value) : value,
  }));
}

/** The database reads order meta through an index, hence sorted by key. */
function byKey(meta: MetaEntry[]): MetaEntry[] {
  return meta.toSorted((left, right) => {
    if (left.key === right.key) return left.id - right.id;
    return left.key < right.key ? -1 : 1;
  });
}

function viewBilling(address: BillingAddress) {
  const { first_name, last_name, company, address_1, address_2, city, state, postcode, country } =
    address;
  return {
    first_name,
    last_name,
    company,
    address_1,
    address_2,
    city,
    state,
    postcode,
    country,
    email: address.email,
    phone: address.phone,
  };
}

function viewShipping(address: Address) {
  const { first_name, last_name, company, address_1, address_2, city, state, postcode, country } =
    address;
  return {
    first_name,
    last_name,
    company,
    address_1,
    address_2,
    city,
    state,
    postcode,
    country,
    phone: address.phone,
  };
}

function fixed(amount: string, places: number): string {
  return amount === '' ? '' : toFixedText(toNumber(amount), places);
}

const symbols = new Map<string, string>();

function currencySymbol(currency: string): string {
  const known = symbols.get(currency);
  if (known !== undefined) return known;
  const parts = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  const symbol = parts.find((part) => part.type === 'currency')?.value ?? currency;
  symbols.set(currency, symbol);
  return symbol;
}
