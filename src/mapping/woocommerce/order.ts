import { z } from 'zod';
import { centsFromText } from '../money.ts';
import { optionalUtcDate, utcFromText } from '../otto/utc-date.ts';
import { type BookedMoney, readBookedMoney } from './booked-money.ts';
import { META, splitIds } from './order-meta.ts';

/** A shop address as WooCommerce keeps it. */
export type WooAddress = {
  first_name: string;
  last_name: string;
  company: string;
  address_1: string;
  address_2: string;
  city: string;
  state: string;
  postcode: string;
  country: string;
  phone: string;
};

export type WooMeta = { key: string; value: string | null };

/** A line item as it is sent; amounts are net decimal text with six places. */
export type WooLineItemDraft = {
  id?: number;
  product_id?: number;
  variation_id?: number;
  sku?: string;
  name?: string;
  quantity: number;
  tax_class?: string;
  subtotal?: string;
  total?: string;
  meta_data?: WooMeta[];
};

export type WooShippingLineDraft = {
  id?: number;
  method_id: string;
  method_title: string;
  total: string;
};

/** A fee line; only ever used to mend a rounding difference. */
export type WooFeeLineDraft = { name: string; total: string; tax_status: 'none' };

/** The body of POST /orders. `billing` never has an e-mail: see decision D11. */
export type WooOrderDraft = {
  status: string;
  currency: string;
  created_via: string;
  payment_method: string;
  payment_method_title: string;
  transaction_id: string;
  billing?: WooAddress;
  shipping?: WooAddress;
  line_items: WooLineItemDraft[];
  shipping_lines: WooShippingLineDraft[];
  meta_data: WooMeta[];
};

/** The body of PUT /orders/<id>: only what changes. */
export type WooOrderChange = {
  status?: string;
  billing?: WooAddress;
  shipping?: WooAddress;
  line_items?: WooLineItemDraft[];
  shipping_lines?: WooShippingLineDraft[];
  fee_lines?: WooFeeLineDraft[];
  meta_data?: WooMeta[];
};

/** The body of POST /orders/<id>/refunds. `api_refund` is always false: no gateway holds the money. */
export type WooRefundDraft = {
  amount: string;
  reason: string;
  api_refund: false;
  api_restock: boolean;
  line_items: {
    id: number;
    quantity: number;
    refund_total: number;
    refund_tax: { id: number; refund_total: number }[];
  }[];
  meta_data: WooMeta[];
};

export type WooLineItem = {
  lineItemId: number;
  name: string;
  productId: number;
  variationId: number;
  sku: string | undefined;
  quantity: number;
  taxClass: string;
  /** rate ids and their tax, decimal text */
  taxes: { rateId: number; total: string }[];
  /** total and its tax as the shop shows them, so a cent of rounding may be in it */
  grossCents: number;
  /** what the bridge wrote for one piece of the line; undefined on lines of others */
  pieceCents: number | undefined;
  positionItemIds: string[];
};

/** A shop order as the shop answered, reduced to what the bridge looks at. */
export type WooOrder = {
  wooOrderId: number;
  number: string;
  status: string;
  currency: string;
  totalCents: number;
  createdAt: string;
  modifiedAt: string;
  paidAt: string | undefined;
  /** when it was set to completed for the first time, UTC ISO; stays when it goes back */
  completedAt: string | undefined;
  createdVia: string;
  transactionId: string;
  billingEmail: string;
  billing: WooAddress;
  shipping: WooAddress;
  lineItems: WooLineItem[];
  shippingLines: {
    lineId: number;
    title: string;
    total: string;
    taxes: { rateId: number; total: string }[];
    grossCents: number;
  }[];
  feeLines: { lineId: number; name: string; total: string }[];
  taxRates: { rateId: number; ratePercent: number; compound: boolean }[];
  refunds: { refundId: number; totalCents: number }[];
  /** order meta whose value is text; our keys are in {@link META} */
  meta: Record<string, string>;
  /**
   * What others write, as the shop answers it: `{key, value}` with values of any shape, the return
   * tracking number among them. Read at once and never kept: there may be personal data in it.
   */
  metaData: unknown[];
};

const textOrEmpty = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '',
  );

const wooAddress = z
  .object({
    first_name: textOrEmpty,
    last_name: textOrEmpty,
    company: textOrEmpty,
    address_1: textOrEmpty,
    address_2: textOrEmpty,
    city: textOrEmpty,
    state: textOrEmpty,
    postcode: textOrEmpty,
    country: textOrEmpty,
    phone: textOrEmpty,
    email: textOrEmpty,
  })
  .partial()
  .nullish()
  .transform((value) => ({
    first_name: value?.first_name ?? '',
    last_name: value?.last_name ?? '',
    company: value?.company ?? '',
    address_1: value?.address_1 ?? '',
    address_2: value?.address_2 ?? '',
    city: value?.city ?? '',
    state: value?.state ?? '',
    postcode: value?.postcode ?? '',
    country: value?.country ?? '',
    phone: value?.phone ?? '',
    email: value?.email ?? '',
  }));

const metaEntries = z
  .array(z.object({ key: z.string(), value: z.unknown() }))
  .nullish()
  .transform((entries) => entries ?? []);

type MetaEntry = z.output<typeof metaEntries>[number];

const metaData = metaEntries.transform(textsByKey);

function textsByKey(entries: readonly MetaEntry[]): Record<string, string> {
  return Object.fromEntries(
    entries.flatMap(({ key, value }) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

/** Meta of the bridge begins so; all but {@link META.returnTracking} is written by it alone. */
const OWN_META_PREFIX = '_otto_market';

function isOfOthers({ key }: MetaEntry): boolean {
  return !key.startsWith(OWN_META_PREFIX) || key === META.returnTracking;
}

const cents = z.union([z.string(), z.number()]).transform((value, context) => {
  const parsed = centsFromText(String(value));
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: 'is not an amount' });
  return z.NEVER;
});

const utc = z.string().transform((value, context) => {
  const moment = utcFromText(value);
  if (moment !== undefined) return moment;
  context.addIssue({ code: 'custom', message: 'is not a date-time' });
  return z.NEVER;
});

const lineTaxes = z
  .array(z.object({ id: z.coerce.number(), total: textOrEmpty }))
  .nullish()
  .transform((taxes) => (taxes ?? []).map((tax) => ({ rateId: tax.id, total: tax.total })));

/** Lenient: only the fields the bridge uses, null and absent alike. */
export const wooOrderSchema = z
  .object({
    id: z.number().int().positive(),
    number: textOrEmpty,
    status: z.string(),
    currency: z.string(),
    total: cents,
    date_created_gmt: utc,
    date_modified_gmt: utc,
    date_paid_gmt: z.string().nullish(),
    date_completed_gmt: optionalUtcDate,
    created_via: textOrEmpty,
    transaction_id: textOrEmpty,
    billing: wooAddress,
    shipping: wooAddress,
    line_items: z.array(
      z.object({
        id: z.number().int(),
        name: textOrEmpty,
        product_id: z.number().int().nullish(),
        variation_id: z.number().int().nullish(),
        sku: z.string().nullish(),
        quantity: z.number(),
        tax_class: textOrEmpty,
        total: textOrEmpty,
        total_tax: textOrEmpty,
        taxes: lineTaxes,
        meta_data: metaData,
      }),
    ),
    shipping_lines: z
      .array(
        z.object({
          id: z.number().int(),
          method_title: textOrEmpty,
          total: textOrEmpty,
          total_tax: textOrEmpty,
          taxes: lineTaxes,
        }),
      )
      .nullish(),
    fee_lines: z
      .array(z.object({ id: z.number().int(), name: textOrEmpty, total: textOrEmpty }))
      .nullish(),
    tax_lines: z
      .array(
        z.object({
          rate_id: z.number().int(),
          rate_percent: z.number().nullish(),
          compound: z.boolean().nullish(),
        }),
      )
      .nullish(),
    refunds: z.array(z.object({ id: z.number().int(), total: cents })).nullish(),
    meta_data: metaEntries,
  })
  .transform((raw): WooOrder => {
    const { email, ...billing } = raw.billing;
    const { email: _unused, ...shipping } = raw.shipping;
    return {
      wooOrderId: raw.id,
      number: raw.number || String(raw.id),
      status: raw.status,
      currency: raw.currency,
      totalCents: raw.total,
      createdAt: raw.date_created_gmt,
      modifiedAt: raw.date_modified_gmt,
      paidAt: raw.date_paid_gmt ? utcFromText(raw.date_paid_gmt) : undefined,
      completedAt: raw.date_completed_gmt,
      createdVia: raw.created_via,
      transactionId: raw.transaction_id,
      billingEmail: email,
      billing,
      shipping,
      lineItems: raw.line_items.map((line) => ({
        lineItemId: line.id,
        name: line.name,
        productId: line.product_id ?? 0,
        variationId: line.variation_id ?? 0,
        sku: line.sku || undefined,
        quantity: line.quantity,
        taxClass: line.tax_class,
        taxes: line.taxes,
        grossCents: grossCentsOf(line),
        pieceCents: centsWritten(line.meta_data[META.lineCents]),
        positionItemIds: splitIds(line.meta_data[META.linePositionItems]),
      })),
      shippingLines: (raw.shipping_lines ?? []).map((line) => ({
        lineId: line.id,
        title: line.method_title,
        total: line.total,
        taxes: line.taxes,
        grossCents: grossCentsOf(line),
      })),
      feeLines: (raw.fee_lines ?? []).map((line) => ({
        lineId: line.id,
        name: line.name,
        total: line.total,
      })),
      taxRates: (raw.tax_lines ?? []).map((line) => ({
        rateId: line.rate_id,
        ratePercent: line.rate_percent ?? 0,
        compound: line.compound ?? false,
      })),
      refunds: (raw.refunds ?? []).map((refund) => ({
        refundId: refund.id,
        totalCents: refund.total,
      })),
      meta: textsByKey(raw.meta_data),
      metaData: raw.meta_data.filter(isOfOthers),
    };
  });

function grossCentsOf(line: { total: string; total_tax: string }): number {
  return (centsFromText(line.total) ?? 0) + (centsFromText(line.total_tax) ?? 0);
}

function centsWritten(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** A refund as the shop lists it, reduced to what tells whether it is ours and for which pieces. */
export type WooRefund = {
  refundId: number;
  amountCents: number;
  /** UTC ISO; absent = the shop does not say */
  createdAt?: string;
  /** pieces that left the sale; these and `moneyBack` are empty on a refund that a person booked */
  positionItemIds: string[];
  /** price reductions, delivery fees and the like; of a piece, what of its price it was if not all */
  moneyBack: BookedMoney[];
  /** the lines it names, with how many of each came back */
  lines: { lineItemId: number; quantity: number }[];
  /** the shipping lines it names, gross */
  shippingLines: { lineId: number; cents: number }[];
};

/** Line meta in which WooCommerce keeps what line of the order a refund's line belongs to. */
const REFUNDED_ITEM = '_refunded_item_id';

export const wooRefundSchema = z
  .object({
    id: z.number().int(),
    amount: cents,
    date_created_gmt: optionalUtcDate,
    meta_data: metaData,
    line_items: z.array(z.object({ quantity: z.number(), meta_data: metaData })).nullish(),
    shipping_lines: z
      .array(z.object({ total: textOrEmpty, total_tax: textOrEmpty, meta_data: metaData }))
      .nullish(),
  })
  .transform(
    (raw): WooRefund => ({
      refundId: raw.id,
      amountCents: raw.amount,
      ...(raw.date_created_gmt === undefined ? {} : { createdAt: raw.date_created_gmt }),
      positionItemIds: splitIds(raw.meta_data[META.refundPositionItems]),
      moneyBack: readBookedMoney(raw.meta_data[META.refundMoneyBack]),
      lines: (raw.line_items ?? []).flatMap((line) => {
        const lineItemId = Number(line.meta_data[REFUNDED_ITEM]);
        // Refunds count downward: three pieces that came back are -3.
        return lineItemId > 0 ? [{ lineItemId, quantity: Math.abs(line.quantity) }] : [];
      }),
      shippingLines: (raw.shipping_lines ?? []).flatMap((line) => {
        const lineId = Number(line.meta_data[REFUNDED_ITEM]);
        return lineId > 0 ? [{ lineId, cents: Math.abs(grossCentsOf(line)) }] : [];
      }),
    }),
  );
