import { textFromCents } from '../../../mapping/money.ts';
import type { PaymentRow } from '../../ledger/payments.ts';
import type { AnswerOf } from '../api-contract.ts';

export function presentPayment(row: PaymentRow): AnswerOf<'listPayments'>['items'][number] {
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
  };
}
