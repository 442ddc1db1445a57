import { textFromCents } from '../../../mapping/money.ts';
import type { OrderReceipts } from '../../ledger/payment-receipts.ts';
import type { PaymentRow } from '../../ledger/payments.ts';
import type { AnswerOf } from '../api-contract.ts';

/** @param receipts of its order; undefined = there are none */
export function presentPayment(
  row: PaymentRow,
  receipts: OrderReceipts | undefined,
): AnswerOf<'listPayments'>['items'][number] {
  return {
    accountId: row.account_id,
    salesOrderId: row.sales_order_id,
    orderNumber: row.order_number,
    wooOrderId: row.woo_order_id,
    paymentSystem: 'OTTO Market',
    paymentMethod: row.payment_method,
    amount: textFromCents(row.amount_cents),
    amountCents: row.amount_cents,
    currency: 'EUR',
    paidAt: row.paid_at,
    changedAt: row.changed_at,
    receipts: receipts ? { ...receipts, balance: textFromCents(receipts.balanceCents) } : null,
  };
}
