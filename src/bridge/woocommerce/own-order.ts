import { z } from 'zod';
import { centsFromText } from '../../mapping/money.ts';
import { utcFromText } from '../../mapping/otto/utc-date.ts';
import { CREATED_VIA, META } from '../../mapping/woocommerce/order-meta.ts';
import { PayloadError } from '../errors.ts';
import { problemsOf } from './shop-answers.ts';

/** What tells that a shop order is one of ours, and for which sales order it was made. */
export type OwnOrder = {
  wooOrderId: number;
  /** slug; "trash" for one in the bin */
  status: string;
  salesOrderId: string;
  /** "" where the meta is missing */
  accountId: string;
  orderNumber: string;
  /** UTC ISO */
  createdAt: string;
  totalCents: number;
  /** sum of all refunds, booked by whomever; not negative */
  refundedCents: number;
  /** OTTO's phase as the bridge wrote it last */
  phase: string | undefined;
  /** OTTO's order date as the bridge wrote it, UTC ISO */
  orderedAt: string | undefined;
  /** the owner chose to keep something that a person changed in it */
  isKeptByOwner: boolean;
};

export const OWN_ORDER_FIELDS =
  'id,status,transaction_id,created_via,meta_data,date_created_gmt,total,refunds';

const metaText = z
  .array(z.object({ key: z.string(), value: z.unknown() }))
  .nullish()
  .transform((entries) => {
    const texts = (entries ?? []).flatMap(({ key, value }) =>
      typeof value === 'string' ? [[key, value] satisfies [string, string]] : [],
    );
    return new Map(texts);
  });

const markedSchema = z.object({ created_via: z.string().catch(''), meta_data: metaText });

const cents = z.coerce.string().transform((text, context) => {
  const amount = centsFromText(text);
  if (amount === undefined) context.addIssue({ code: 'custom', message: 'is not an amount' });
  return amount ?? z.NEVER;
});

/** Negative; a refund booked without an amount is a lone minus sign. */
const refundTotal = z.preprocess((value) => (value === '-' ? '0' : value), cents);

const ownOrderSchema = z.object({
  id: z.number().int().positive(),
  status: z.string(),
  total: cents,
  refunds: z
    .array(z.object({ total: refundTotal }))
    .nullish()
    .transform((refunds) => (refunds ?? []).reduce((sum, { total }) => sum - total, 0)),
  date_created_gmt: z.string().transform((text, context) => {
    const moment = utcFromText(text);
    if (moment === undefined) context.addIssue({ code: 'custom', message: 'is not a date-time' });
    return moment ?? z.NEVER;
  }),
});

/**
 * One hit of a listing or search, or undefined when it carries no sales order id, or (with
 * `sameOrigin`) was made by something else: shops before 9.9 ignore the filter and list everything.
 *
 * @throws PayloadError for an order of ours that is unreadable: to overlook it would make a second one
 */
export function readOwnOrder(
  source: string,
  entry: unknown,
  options: { sameOrigin: boolean },
): OwnOrder | undefined {
  const marked = markedSchema.safeParse(entry);
  if (!marked.success) throw new PayloadError(source, problemsOf(marked.error));
  const { created_via: createdVia, meta_data: meta } = marked.data;
  const salesOrderId = meta.get(META.salesOrderId);
  if (!salesOrderId || (options.sameOrigin && createdVia !== CREATED_VIA)) return undefined;
  const parsed = ownOrderSchema.safeParse(entry);
  if (!parsed.success) throw new PayloadError(source, problemsOf(parsed.error));
  return {
    wooOrderId: parsed.data.id,
    status: parsed.data.status,
    salesOrderId,
    accountId: meta.get(META.account) ?? '',
    orderNumber: meta.get(META.orderNumber) ?? '',
    createdAt: parsed.data.date_created_gmt,
    totalCents: parsed.data.total,
    refundedCents: parsed.data.refunds,
    phase: meta.get(META.phase) || undefined,
    orderedAt: meta.get(META.orderedAt) || undefined,
    isKeptByOwner: Boolean(meta.get(META.kept) || meta.get(META.refundedByHand)),
  };
}
