import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import type { Settlement } from './settlement.ts';

/** Writes what is known of the payments of some orders; a payment keeps its moment of change while
 * nothing about it changes. */
export async function recordPayments(
  trx: LedgerDatabase,
  accountId: string,
  settlements: readonly Settlement[],
  now: string,
): Promise<void> {
  const rows = settlements.flatMap(({ salesOrderId, orderNumber, shopOrder, payment }) =>
    payment
      ? [
          {
            account_id: accountId,
            sales_order_id: salesOrderId,
            order_number: orderNumber,
            amount_cents: payment.amountCents,
            payment_method: payment.paymentMethod ?? null,
            paid_at: payment.paidAt,
            woo_order_id: shopOrder?.wooOrderId ?? null,
            changed_at: now,
          },
        ]
      : [],
  );
  for (const some of inChunks(rows)) {
    await trx
      .insertInto('payments')
      .values(some)
      .onConflict((oc) =>
        oc
          .columns(['account_id', 'sales_order_id'])
          .doUpdateSet((eb) => ({
            amount_cents: eb.ref('excluded.amount_cents'),
            payment_method: eb.ref('excluded.payment_method'),
            paid_at: eb.ref('excluded.paid_at'),
            woo_order_id: eb.fn.coalesce('excluded.woo_order_id', 'payments.woo_order_id'),
            changed_at: now,
          }))
          .where((eb) =>
            eb.or([
              eb('payments.amount_cents', '!=', eb.ref('excluded.amount_cents')),
              eb('payments.paid_at', '!=', eb.ref('excluded.paid_at')),
              eb('payments.payment_method', 'is distinct from', eb.ref('excluded.payment_method')),
              eb.and([
                eb('excluded.woo_order_id', 'is not', null),
                eb('payments.woo_order_id', 'is distinct from', eb.ref('excluded.woo_order_id')),
              ]),
            ]),
          ),
      )
      .execute();
  }
}
