import { textFromCents } from '../../../mapping/money.ts';
import type { ReceiptCheckRow } from '../../ledger/receipt-checks.ts';
import type { ReceiptRow } from '../../ledger/receipt-facts.ts';
import type { SalesOrderRow } from '../../ledger/sales-orders.ts';
import { readCheckDetails } from '../../receipts/check-details.ts';
import { readTaxes } from '../../receipts/receipt-taxes.ts';
import {
  checkStateWord,
  codeOfCheck,
  receiptTypeWord,
  refundKindWord,
} from '../../words/receipt-words.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import { tell } from '../words-of-request.ts';

type Receipt = AnswerOf<'listReceipts'>['items'][number];
type Check = AnswerOf<'getReceiptsOfOrder'>['check'];

/** The order of a receipt, as far as it is known. */
export type OrderOfReceipt = { row: SalesOrderRow; shopUrl: string | undefined };

export function presentReceipt(
  language: Language,
  row: ReceiptRow,
  order: OrderOfReceipt | undefined,
): Receipt {
  const { account_id: accountId, receipt_number: receiptNumber, due_cents: dueCents } = row;
  return {
    accountId,
    receiptNumber,
    type: row.receipt_type,
    typeWord: receiptTypeWord(language, row.receipt_type),
    createdAt: row.created_at,
    salesOrderId: row.sales_order_id,
    orderNumber: row.order_number ?? order?.row.order_number ?? null,
    isOrderKnown: order !== undefined,
    wooOrderId: order?.row.woo_order_id ?? null,
    wooOrderNumber: order?.row.woo_order_number ?? null,
    shopUrl: order?.shopUrl ?? null,
    isReal: row.is_real === 1,
    grossCents: row.gross_cents,
    gross: textFromCents(row.gross_cents),
    dueCents,
    due: dueCents === null ? null : textFromCents(dueCents),
    feesCents: row.fees_cents,
    fees: textFromCents(row.fees_cents),
    servicesCents: row.services_cents,
    services: textFromCents(row.services_cents),
    discountsCents: row.discounts_cents,
    discounts: textFromCents(row.discounts_cents),
    vouchersCents: row.vouchers_cents,
    vouchers: textFromCents(row.vouchers_cents),
    currency: 'EUR',
    taxes: readTaxes(row).map(({ ratePercent, grossCents, netCents, taxCents }) => ({
      ratePercent: String(ratePercent),
      gross: textFromCents(grossCents),
      net: netCents === undefined ? null : textFromCents(netCents),
      tax: taxCents === undefined ? null : textFromCents(taxCents),
    })),
    linkedReceiptNumber: row.linked_receipt_number,
    refundKind: row.refund_kind,
    refundKindWord: row.refund_kind === null ? null : refundKindWord(language, row.refund_kind),
    paymentMethod: row.payment_method,
    check: row.check_state,
    checkWord: checkStateWord(language, row.check_state),
    pdfPath: `/api/v1/receipts/${accountId}/${encodeURIComponent(receiptNumber)}.pdf`,
  };
}

/** @param check undefined = the order was never compared */
export function presentCheck(
  language: Language,
  order: { orderNumber: string | null; wooOrderId: number | null },
  check: ReceiptCheckRow | undefined,
): Check {
  const state = check?.state ?? 'pending';
  const { sums, findings } = readCheckDetails(check?.details ?? '{}');
  const { purchaseCents, refundCents, ottoCents, shopCents } = sums;
  const isCompared = purchaseCents !== null && refundCents !== null;
  const receiptsCents = isCompared ? purchaseCents - refundCents : null;
  const [first] = findings;
  const params = {
    ...(order.orderNumber === null ? {} : { orderNumber: order.orderNumber }),
    ...(order.wooOrderId === null ? {} : { wooOrderId: order.wooOrderId }),
    ...(receiptsCents === null ? {} : { receiptsCents }),
    ...(ottoCents === null ? {} : { ottoCents }),
    ...(shopCents === null ? {} : { shopCents }),
    ...(first ? { ...first.params, finding: first.code } : {}),
  };
  return {
    state,
    stateWord: checkStateWord(language, state),
    about: tell(language, codeOfCheck(state), params),
    comparedAt: check?.checked_at ?? null,
    sums: {
      purchases: side(purchaseCents),
      refunds: side(refundCents),
      receipts: side(receiptsCents),
      otto: side(ottoCents),
      shop: side(shopCents),
    },
    findings: findings.map(({ code, params: of }) => tell(language, `receipt-${code}`, of)),
  };
}

function side(cents: number | null) {
  return { cents, amount: cents === null ? null : textFromCents(cents) };
}
