import { KNOWN_CURRENCIES } from './order-props.ts';
import type { ParamSchemas } from './param-checks.ts';
import type { ParamSchema } from './param-schema.ts';
import { acceptedStatuses, type ShopSettings } from './settings.ts';
import { isVersionAtLeast, type Shop } from './shop.ts';

const text: ParamSchema = { type: 'string' };
const whole: ParamSchema = { type: 'integer' };
const anything: ParamSchema = {
  type: ['null', 'object', 'string', 'number', 'boolean', 'integer', 'array'],
};

const address = {
  first_name: text,
  last_name: text,
  company: text,
  address_1: text,
  address_2: text,
  city: text,
  state: text,
  postcode: text,
  country: text,
} as const;

const metaData: ParamSchema = {
  type: 'array',
  items: { type: 'object', properties: { id: whole, key: text, value: anything } },
};

const lineItems: ParamSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      id: whole,
      name: anything,
      parent_name: text,
      product_id: anything,
      variation_id: whole,
      quantity: whole,
      tax_class: text,
      subtotal: text,
      subtotal_tax: text,
      total: text,
      total_tax: text,
      meta_data: metaData,
      sku: text,
      price: { type: 'number' },
    },
  },
};

const shippingLines: ParamSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      id: whole,
      method_title: anything,
      method_id: anything,
      instance_id: text,
      total: text,
      total_tax: text,
      meta_data: metaData,
    },
  },
};

const feeLines: ParamSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      id: whole,
      name: anything,
      tax_class: text,
      tax_status: { type: 'string', enum: ['taxable', 'none'] },
      total: text,
      total_tax: text,
      meta_data: metaData,
    },
  },
};

/** What a single POST or PUT of an order is checked against; a batch checks nothing of it. */
export function orderWriteSchemas(settings: ShopSettings, creating: boolean): ParamSchemas {
  const defaults = creating
    ? { status: 'pending', currency: settings.currency, customer_id: 0, set_paid: false }
    : undefined;
  return {
    parent_id: whole,
    created_via: text,
    status: {
      type: 'string',
      enum: acceptedStatuses(settings),
      ...(defaults && { default: defaults.status }),
    },
    currency: {
      type: 'string',
      enum: KNOWN_CURRENCIES,
      ...(defaults && { default: defaults.currency }),
    },
    customer_id: { ...whole, ...(defaults && { default: defaults.customer_id }) },
    customer_note: text,
    billing: {
      type: 'object',
      properties: {
        ...address,
        email: { type: ['string', 'null'], format: 'email' },
        phone: text,
      },
    },
    shipping: { type: 'object', properties: address },
    payment_method: text,
    payment_method_title: text,
    transaction_id: text,
    meta_data: metaData,
    line_items: lineItems,
    shipping_lines: shippingLines,
    fee_lines: feeLines,
    coupon_lines: {
      type: 'array',
      items: { type: 'object', properties: { id: whole, code: anything, discount: text } },
    },
    set_paid: { type: 'boolean', ...(defaults && { default: defaults.set_paid }) },
  };
}

/** Defaults a batch gives the orders it creates. */
export function orderDefaults(settings: ShopSettings): Record<string, unknown> {
  return { status: 'pending', currency: settings.currency, customer_id: 0, set_paid: false };
}

const ids: ParamSchema = { type: 'array', items: whole };
const moment: ParamSchema = { type: 'string', format: 'date-time' };

/** Filters every WooCommerce list knows. */
export const listSchemas = {
  page: { type: 'integer', minimum: 1, default: 1 },
  per_page: { type: 'integer', minimum: 1, maximum: 100, default: 10 },
  offset: whole,
  search: text,
  after: moment,
  before: moment,
  modified_after: moment,
  modified_before: moment,
  dates_are_gmt: { type: 'boolean' },
  include: ids,
  exclude: ids,
  parent: ids,
  order: { type: 'string', enum: ['asc', 'desc'], default: 'desc' },
  orderby: {
    type: 'string',
    enum: ['date', 'id', 'include', 'title', 'slug', 'modified'],
    default: 'date',
  },
} as const satisfies ParamSchemas;

/** Filters of the order list. Anything else in the query is ignored silently. */
export function orderListSchemas(shop: Shop): ParamSchemas {
  const createdVia = { created_via: { type: 'array', items: text } } as const;
  return {
    ...listSchemas,
    status: {
      type: 'array',
      items: { type: 'string', enum: ['any', 'trash', ...acceptedStatuses(shop.settings)] },
      default: ['any'],
    },
    customer: whole,
    product: whole,
    dp: { type: 'integer', default: shop.settings.priceDecimals },
    ...(isVersionAtLeast(shop, 9, 9) ? createdVia : {}),
  };
}
