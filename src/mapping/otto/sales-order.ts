import { z } from 'zod';
import type { MappingIssue } from '../mapping-issue.ts';
import { centsFromAmount } from '../money.ts';
import { plainNumber } from '../plain-number.ts';
import type { ShopProduct } from '../woocommerce/shop-profile.ts';
import { type FulfillmentStatus, parseFulfillmentStatus } from './fulfillment-status.ts';
import { optionalUtcDate, utcDate } from './utc-date.ts';

/** An address as OTTO sends it; country as ISO 3166-1 alpha-3. Texts may be empty. */
export type OttoAddress = {
  salutation: string;
  firstName: string;
  lastName: string;
  street: string;
  houseNumber: string;
  addition: string;
  zipCode: string;
  city: string;
  countryCode: string;
  phoneNumber: string | undefined;
  email: string | undefined;
};

/** One physical piece. OTTO has no quantities: two equal pieces are two position items. */
export type PositionItem = {
  positionItemId: string;
  /** undefined when OTTO used a word we do not know; the word is in `rawFulfillmentStatus` */
  fulfillmentStatus: FulfillmentStatus | undefined;
  rawFulfillmentStatus: string;
  /** gross price before discount, integer cents */
  grossCents: number;
  /** what the buyer pays for the piece after discount, integer cents */
  payableCents: number;
  currency: string;
  vatRatePercent: number;
  sku: string;
  articleNumber: string;
  ean: string | undefined;
  productTitle: string;
  expectedDeliveryAt: string | undefined;
  processableAt: string | undefined;
  sentAt: string | undefined;
  returnedAt: string | undefined;
  cancelledAt: string | undefined;
  cancellationReason: string | undefined;
  carrier: string | undefined;
  trackingNumber: string | undefined;
  weeePickup: boolean;
  dealId: string | undefined;
  dealName: string | undefined;
  /** only of one product of a set, which is a piece to the shop alone: see stock/expand-sets.ts */
  part?: { product: ShopProduct | undefined };
};

/** A delivery fee of the partner order, gross, as at checkout. */
export type DeliveryFee = {
  name: string;
  grossCents: number;
  currency: string;
  vatRatePercent: number;
  positionItemIds: string[];
};

/** One seller's share of an OTTO basket ("partner order"), in our units: cents, UTC, no nulls. */
export type SalesOrder = {
  salesOrderId: string;
  orderNumber: string;
  orderedAt: string;
  /** the latest change OTTO names, from lastModifiedDate and lifecycleChangeDate */
  changedAt: string;
  paymentMethod: string | undefined;
  deliveryAddress: OttoAddress | undefined;
  invoiceAddress: OttoAddress | undefined;
  positionItems: PositionItem[];
  deliveryFees: DeliveryFee[];
  suspectedFraudCase: boolean;
};

/** What could be told of an order that could not be read; no values, only where it failed. */
export type UnreadableSalesOrder = {
  salesOrderId: string | undefined;
  orderNumber: string | undefined;
  /** e.g. "positionItems.0.product.sku: expected string" */
  problems: string[];
};

export type ParsedSalesOrder =
  | { readable: true; salesOrder: SalesOrder; issues: MappingIssue[] }
  | { readable: false; unreadable: UnreadableSalesOrder };

const amount = z
  .object({
    amount: plainNumber,
    currency: z.string(),
  })
  .transform((value, context) => {
    const cents = centsFromAmount(value.amount);
    if (cents !== undefined) return { cents, currency: value.currency };
    context.addIssue({ code: 'custom', message: 'is not a whole number of cents' });
    return z.NEVER;
  });

/** No order fails over a text: a number is taken as text, anything else counts as absent. */
const text = z.unknown().optional().transform(textFrom);
const optionalText = z
  .unknown()
  .optional()
  .transform((value) => textFrom(value) || undefined);
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

const address = z
  .object({
    salutation: text,
    firstName: text,
    lastName: text,
    street: text,
    houseNumber: text,
    addition: text,
    zipCode: text,
    city: text,
    countryCode: text,
    phoneNumber: optionalText,
    email: optionalText,
  })
  .nullish()
  .transform((value) => value ?? undefined);

const positionItem = z.object({
  positionItemId: z.string().min(1),
  fulfillmentStatus: z.string().min(1),
  itemValueGrossPrice: amount,
  itemValueReducedGrossPrice: amount.nullish(),
  itemValueDiscount: amount.nullish(),
  product: z.object({
    sku: z.string(),
    articleNumber: text,
    ean: optionalText,
    productTitle: text,
    vatRate: plainNumber,
  }),
  expectedDeliveryDate: optionalUtcDate,
  processableDate: optionalUtcDate,
  sentDate: optionalUtcDate,
  returnedDate: optionalUtcDate,
  cancellationDate: optionalUtcDate,
  cancellationReason: optionalText,
  trackingInfo: z
    .object({ carrier: optionalText, trackingNumber: optionalText })
    .nullish()
    .catch(undefined),
  weeePickup: flag,
  dealId: optionalText,
  dealName: optionalText,
});

const partnerOrder = z.object({
  salesOrderId: z.string().min(1),
  orderNumber: z.string().min(1),
  orderDate: utcDate,
  lastModifiedDate: optionalUtcDate,
  orderLifecycleInformation: z
    .object({ lifecycleChangeDate: optionalUtcDate })
    .nullish()
    .catch(undefined),
  positionItems: z.array(positionItem).min(1),
  payment: z.object({ paymentMethod: optionalText }).nullish().catch(undefined),
  deliveryAddress: address,
  invoiceAddress: address,
  initialDeliveryFees: z
    .array(
      z.object({
        name: text,
        deliveryFeeAmount: amount,
        positionItemIds: z
          .array(z.string())
          .nullish()
          .transform((ids) => ids ?? []),
        vatRate: plainNumber,
      }),
    )
    .nullish(),
  suspectedFraudCase: flag,
});

function textFrom(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

const identity = z.object({
  salesOrderId: z.string().min(1).optional().catch(undefined),
  orderNumber: z.string().min(1).optional().catch(undefined),
});

/**
 * Reads one partner order as OTTO sent it. Lenient: unknown fields are ignored, absent and null are
 * the same, every date and number form is taken. What the order cannot be imported without makes it
 * unreadable: ids, order date, pieces, SKU, price, VAT rate.
 *
 * @see https://api.otto.market/docs/functional-interfaces/orders
 */
export function parseSalesOrder(input: unknown): ParsedSalesOrder {
  const plain = withoutNul(input);
  const parsed = partnerOrder.safeParse(plain);
  if (!parsed.success) {
    const known = identity.safeParse(plain);
    return {
      readable: false,
      unreadable: {
        salesOrderId: known.data?.salesOrderId,
        orderNumber: known.data?.orderNumber,
        problems: parsed.error.issues.map(
          (issue) => `${issue.path.map(String).join('.') || 'order'}: ${issue.message}`,
        ),
      },
    };
  }
  const raw = parsed.data;
  const issues: MappingIssue[] = [];
  const changes = [raw.lastModifiedDate, raw.orderLifecycleInformation?.lifecycleChangeDate];
  const salesOrder: SalesOrder = {
    salesOrderId: raw.salesOrderId,
    orderNumber: raw.orderNumber,
    orderedAt: raw.orderDate,
    changedAt: changes.reduce<string>(
      (latest, moment) => (moment !== undefined && moment > latest ? moment : latest),
      raw.orderDate,
    ),
    paymentMethod: raw.payment?.paymentMethod,
    deliveryAddress: raw.deliveryAddress,
    invoiceAddress: raw.invoiceAddress,
    positionItems: withoutRepeats(raw.positionItems, issues).map((item) =>
      positionItemFrom(item, issues),
    ),
    deliveryFees: (raw.initialDeliveryFees ?? []).map((fee) => ({
      name: fee.name,
      grossCents: fee.deliveryFeeAmount.cents,
      currency: fee.deliveryFeeAmount.currency,
      vatRatePercent: fee.vatRate,
      positionItemIds: fee.positionItemIds,
    })),
    suspectedFraudCase: raw.suspectedFraudCase,
  };
  return { readable: true, salesOrder, issues };
}

/** PostgreSQL takes no NUL character, and no text of OTTO has a use for one. */
function withoutNul(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '');
  if (Array.isArray(value)) return value.map(withoutNul);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withoutNul(entry)]));
}

type RawPositionItem = z.output<typeof positionItem>;

function withoutRepeats(items: RawPositionItem[], issues: MappingIssue[]): RawPositionItem[] {
  const byId = new Map<string, RawPositionItem>();
  for (const item of items) {
    if (byId.has(item.positionItemId)) {
      issues.push({
        code: 'position-item-listed-twice',
        params: { positionItemId: item.positionItemId },
      });
    }
    byId.set(item.positionItemId, item);
  }
  return [...byId.values()];
}

/**
 * OTTO describes none of the three price fields. The reduced price is what the piece costs; where it
 * is absent, gross minus discount; where all three stand and disagree, the reduced price and an issue.
 */
function positionItemFrom(raw: RawPositionItem, issues: MappingIssue[]): PositionItem {
  const grossCents = raw.itemValueGrossPrice.cents;
  const reducedCents = raw.itemValueReducedGrossPrice?.cents;
  const discountCents = raw.itemValueDiscount?.cents;
  if (
    reducedCents !== undefined &&
    discountCents !== undefined &&
    grossCents - discountCents !== reducedCents
  ) {
    issues.push({
      code: 'price-parts-disagree',
      params: { positionItemId: raw.positionItemId, grossCents, discountCents, reducedCents },
    });
  }
  return {
    positionItemId: raw.positionItemId,
    fulfillmentStatus: parseFulfillmentStatus(raw.fulfillmentStatus),
    rawFulfillmentStatus: raw.fulfillmentStatus,
    grossCents,
    payableCents: reducedCents ?? grossCents - (discountCents ?? 0),
    currency: raw.itemValueGrossPrice.currency,
    vatRatePercent: raw.product.vatRate,
    sku: raw.product.sku,
    articleNumber: raw.product.articleNumber,
    ean: raw.product.ean,
    productTitle: raw.product.productTitle,
    expectedDeliveryAt: raw.expectedDeliveryDate,
    processableAt: raw.processableDate,
    sentAt: raw.sentDate,
    returnedAt: raw.returnedDate,
    cancelledAt: raw.cancellationDate,
    cancellationReason: raw.cancellationReason,
    carrier: raw.trackingInfo?.carrier,
    trackingNumber: raw.trackingInfo?.trackingNumber,
    weeePickup: raw.weeePickup,
    dealId: raw.dealId,
    dealName: raw.dealName,
  };
}
