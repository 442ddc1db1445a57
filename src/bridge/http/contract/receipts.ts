import { z } from 'zod';
import { RECEIPT_CHECK_STATES, RECEIPT_TYPES } from '../../../mapping/receipts/receipt-words.ts';
import { nothing, operation } from './operation.ts';
import {
  accountId,
  amount,
  askedMoment,
  currency,
  cursor,
  limit,
  moment,
  nextCursor,
  salesOrderId,
  search,
  told,
} from './parts.ts';

/** OTTO's own, e.g. "R-DE-123456789-2020-1507". */
const receiptNumber = z.string().regex(/^[\w.-]{1,100}$/);
/** As OTTO counts: days and months of creation by UTC. */
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);
const day = z.iso.date();
const count = z.int().nonnegative();
const type = z.enum(RECEIPT_TYPES);
const checkState = z.enum(RECEIPT_CHECK_STATES);

/** A receipt that OTTO wrote in the seller's name. Sums are never negative: the type says which way the money went. */
export const receipt = z.object({
  accountId: z.string(),
  receiptNumber: z.string(),
  type,
  typeWord: z.string(),
  createdAt: moment,
  salesOrderId: z.string(),
  orderNumber: z.string().nullable(),
  /** false: the bridge has no such order, so that a link to it would lead nowhere */
  isOrderKnown: z.boolean(),
  wooOrderId: z.int().nullable(),
  wooOrderNumber: z.string().nullable(),
  /** the order in the administration of WordPress */
  shopUrl: z.string().nullable(),
  /** false: a technical one, or one of a delivery outside the tax area; in no sum of a list */
  isReal: z.boolean(),
  grossCents: z.int(),
  gross: amount,
  /** what the buyer had to pay, after vouchers; null = not named */
  dueCents: z.int().nullable(),
  due: amount.nullable(),
  feesCents: z.int(),
  fees: amount,
  servicesCents: z.int(),
  services: amount,
  discountsCents: z.int(),
  discounts: amount,
  /** a means of payment: they lower what is due alone */
  vouchersCents: z.int(),
  vouchers: amount,
  currency,
  taxes: z.array(
    z.object({
      ratePercent: z.string(),
      gross: amount,
      /** null = not named */
      net: amount.nullable(),
      tax: amount.nullable(),
    }),
  ),
  /** of a refund: the purchase receipt it belongs to */
  linkedReceiptNumber: z.string().nullable(),
  /** of a refund: why, as OTTO spells it */
  refundKind: z.string().nullable(),
  refundKindWord: z.string().nullable(),
  /** how the buyer pays OTTO */
  paymentMethod: z.string().nullable(),
  /** of its order */
  check: checkState,
  checkWord: z.string(),
  /** where its PDF is fetched from OTTO, beside this service */
  pdfPath: z.string(),
});

const side = z.object({
  /** null = nothing is known of it */
  cents: z.int().nullable(),
  amount: amount.nullable(),
});

/** Whether receipts, OTTO's order and the shop order say the same. */
export const receiptCheck = z.object({
  state: checkState,
  stateWord: z.string(),
  about: told,
  comparedAt: moment.nullable(),
  /** side by side; services stand in none of them, as orders do not name them */
  sums: z.object({
    /** what receipts billed */
    purchases: side,
    /** what receipts gave back */
    refunds: side,
    /** purchases less refunds */
    receipts: side,
    /** what the buyer keeps and pays for, by OTTO's order, less what went back */
    otto: side,
    /** total less refunds of the shop order */
    shop: side,
  }),
  /** what differs or is still to come, one sentence each */
  findings: z.array(told),
});

export const receiptCheckItem = z.object({
  accountId: z.string(),
  salesOrderId: z.string(),
  orderNumber: z.string().nullable(),
  wooOrderId: z.int().nullable(),
  shopUrl: z.string().nullable(),
  check: receiptCheck,
});

const filterFields = {
  accountId: accountId.optional(),
  type: type.optional(),
  /** created in this month of UTC, e.g. "2026-11" */
  month: month.optional(),
  /** created then or later */
  createdFrom: askedMoment.optional(),
  /** created before then */
  createdTo: askedMoment.optional(),
  salesOrderId: salesOrderId.optional(),
  /** what the receipt's or the order's number begins with, as typed or in capital or small letters */
  search: search.optional(),
  /** of the comparison of the receipt's order */
  check: checkState.optional(),
};

type When = {
  month?: string | undefined;
  createdFrom?: string | undefined;
  createdTo?: string | undefined;
};

const isOneRange = ({ month, createdFrom, createdTo }: When) =>
  month === undefined || (createdFrom === undefined && createdTo === undefined);
const oneRange = { path: ['month'], error: 'not together with createdFrom or createdTo' };

export const receiptOperations = {
  listReceipts: operation({
    method: 'get',
    path: '/api/v1/receipts',
    access: 'view',
    area: 'receipts',
    summary: 'Receipts that OTTO wrote, newest first',
    params: nothing,
    query: z
      .strictObject({ ...filterFields, limit, cursor: cursor.optional() })
      .refine(isOneRange, oneRange),
    body: nothing,
    status: 200,
    answer: z.object({
      items: z.array(receipt),
      nextCursor,
      /** more fit the search than are looked through: type more */
      isCapped: z.boolean(),
    }),
  }),
  countReceipts: operation({
    method: 'get',
    path: '/api/v1/receipts/counts',
    access: 'view',
    area: 'receipts',
    summary: 'How many receipts of each type a filter lets through, and their sums',
    params: nothing,
    query: z.strictObject(filterFields).refine(isOneRange, oneRange),
    body: nothing,
    status: 200,
    answer: z.object({
      /** in the order of the types; technical receipts are counted, but not summed up */
      items: z.array(
        z.object({
          type,
          typeWord: z.string(),
          count,
          technicalCount: count,
          grossCents: z.int(),
          gross: amount,
          feesCents: z.int(),
          fees: amount,
          discountsCents: z.int(),
          discounts: amount,
          vouchersCents: z.int(),
          vouchers: amount,
          dueCents: z.int(),
          due: amount,
          /** there are more than were counted, up to 50,000 of a type */
          isCapped: z.boolean(),
        }),
      ),
      /** purchases less refunds of both types */
      balanceCents: z.int(),
      balance: amount,
      currency,
    }),
  }),
  getReceiptsOfOrder: operation({
    method: 'get',
    path: '/api/v1/orders/:accountId/:salesOrderId/receipts',
    access: 'view',
    area: 'receipts',
    summary: 'The receipts of one order, oldest first, and how they compare with order and shop',
    params: z.strictObject({ accountId, salesOrderId }),
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(receipt), check: receiptCheck }),
  }),
  checkReceiptsAgain: operation({
    method: 'post',
    path: '/api/v1/orders/:accountId/:salesOrderId/receipts/check',
    access: 'operate',
    area: 'receipts',
    summary: 'Read the receipts of one order from OTTO now and compare them again',
    params: z.strictObject({ accountId, salesOrderId }),
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({ items: z.array(receipt), check: receiptCheck }),
  }),
  getReceiptPdf: operation({
    method: 'get',
    path: '/api/v1/receipts/:accountId/:receiptNumber.pdf',
    access: 'operate',
    area: 'receipts',
    summary:
      'The receipt as OTTO sends it to the buyer, read from OTTO now; the look is noted in the audit',
    audit: true,
    params: z.strictObject({ accountId, receiptNumber }),
    query: nothing,
    body: nothing,
    noStore: true,
    status: 200,
    mediaType: 'application/pdf',
    answer: z.custom<Uint8Array>((file) => file instanceof Uint8Array),
  }),
  downloadMonthCsv: operation({
    method: 'get',
    path: '/api/v1/receipts/months/receipts-:month.csv',
    access: 'view',
    area: 'receipts',
    summary:
      'A month for the accountant: receipts, orders and refunds as a file for spreadsheets, in the language of the request',
    params: z.strictObject({ month }),
    query: z.strictObject({ accountId: accountId.optional() }),
    body: nothing,
    status: 200,
    mediaType: 'text/csv',
    answer: z.string(),
  }),
  readReceiptsNow: operation({
    method: 'post',
    path: '/api/v1/receipts/read',
    access: 'operate',
    area: 'receipts',
    summary: 'Read receipts from OTTO now; joins a look that is already in hand',
    params: nothing,
    query: nothing,
    body: z.strictObject({
      /** created on this day of UTC or later; at most four years back. Default: what is new */
      since: day.optional(),
    }),
    status: 202,
    answer: z.object({
      /** true: one was in hand already; another is begun by asking again after it */
      joined: z.boolean(),
    }),
  }),
  listReceiptChecks: operation({
    method: 'get',
    path: '/api/v1/receipt-checks',
    access: 'view',
    area: 'receipts',
    summary: 'Orders by how their receipts compare with order and shop',
    params: nothing,
    query: z.strictObject({
      state: checkState.default('differs'),
      accountId: accountId.optional(),
      limit,
      cursor: cursor.optional(),
    }),
    body: nothing,
    status: 200,
    answer: z.object({
      items: z.array(receiptCheckItem),
      nextCursor,
    }),
  }),
};
