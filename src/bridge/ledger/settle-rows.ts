import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { askedFor } from './asked-look.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { holdOrders } from './hold-orders.ts';
import { rowValues, type ValueType } from './row-values.ts';
import type { Settlement } from './settlement.ts';
import type { LedgerTables } from './tables.ts';

/** What a settlement says about its order's row; `null` of the shop's = nothing new is known. */
type SettledRow = ReturnType<typeof settledRow>;

const TYPES: Record<keyof SettledRow, ValueType> = {
  account_id: 'text',
  sales_order_id: 'text',
  import_state: 'text',
  reason: 'text',
  reason_params: 'text',
  content_hash: 'text',
  failures: 'integer',
  claim_id: 'text',
  claimed_at: 'text',
  next_look_at: 'text',
  owner_yielded: 'integer',
  woo_order_id: 'integer',
  woo_order_number: 'text',
  woo_status: 'text',
  woo_created_at: 'text',
  woo_facts: 'text',
};

/** Writes what became of some orders into their rows, all by one statement. */
export async function settleRows(
  trx: LedgerDatabase,
  accountId: string,
  settlements: readonly Settlement[],
  now: string,
): Promise<void> {
  for (const some of inChunks(settlements)) {
    await holdOrders(
      trx,
      accountId,
      some.map(({ salesOrderId }) => salesOrderId),
    );
    await trx
      .updateTable('sales_orders')
      .from(
        rowValues(
          some.map((settlement) => settledRow(accountId, settlement)),
          TYPES,
          'settled',
        ),
      )
      .set((eb) => ({
        import_state: sql`settled.import_state`,
        reason: eb.ref('settled.reason'),
        reason_params: eb.ref('settled.reason_params'),
        content_hash: eb.ref('settled.content_hash'),
        failures: eb.ref('settled.failures'),
        claim_id: eb.ref('settled.claim_id'),
        claimed_at: eb.ref('settled.claimed_at'),
        woo_order_id: eb.fn.coalesce('settled.woo_order_id', 'sales_orders.woo_order_id'),
        woo_order_number: eb.fn.coalesce(
          'settled.woo_order_number',
          'sales_orders.woo_order_number',
        ),
        woo_status: eb.fn.coalesce('settled.woo_status', 'sales_orders.woo_status'),
        woo_created_at: eb.fn.coalesce('settled.woo_created_at', 'sales_orders.woo_created_at'),
        woo_facts: eb.fn.coalesce('settled.woo_facts', 'sales_orders.woo_facts'),
        imported_at: eb
          .case()
          .when('settled.import_state', '=', 'imported')
          .then(eb.fn.coalesce('sales_orders.imported_at', eb.val(now)))
          .else(eb.ref('sales_orders.imported_at'))
          .end(),
      }))
      .set(nextLook)
      .set(reportLook)
      .whereRef('sales_orders.account_id', '=', 'settled.account_id')
      .whereRef('sales_orders.sales_order_id', '=', 'settled.sales_order_id')
      .execute();
  }
}

function settledRow(accountId: string, settlement: Settlement) {
  const { reason, openWrite, shopOrder } = settlement;
  return {
    account_id: accountId,
    sales_order_id: settlement.salesOrderId,
    import_state: settlement.importState,
    reason: reason?.code ?? null,
    reason_params: reason ? JSON.stringify(reason.params) : null,
    content_hash: settlement.contentHash ?? null,
    failures: settlement.failures,
    claim_id: openWrite?.claimId ?? null,
    claimed_at: openWrite?.claimedAt ?? null,
    next_look_at: settlement.nextLookAt ?? null,
    owner_yielded: settlement.ownerYielded ? 1 : 0,
    woo_order_id: shopOrder?.wooOrderId ?? null,
    woo_order_number: shopOrder?.number ?? null,
    woo_status: shopOrder?.status ?? null,
    woo_created_at: shopOrder?.createdAt ?? null,
    woo_facts: shopOrder?.facts ? JSON.stringify(shopOrder.facts) : null,
  };
}

type Tables = Omit<LedgerTables, 'settled'> & { settled: SettledRow };
type Builder = ExpressionBuilder<Tables, 'sales_orders' | 'settled'>;

/**
 * What the owner chose is done once all is in line. A choice made while this run was working on the
 * order stays, with the look it asks for: the run has not planned for it.
 */
function nextLook(eb: Builder) {
  const isChosenSince = eb.and([
    eb('sales_orders.owner_yields', '=', 1),
    eb('settled.owner_yielded', '=', 0),
  ]);
  const isDone = eb.and([
    eb('settled.owner_yielded', '=', 1),
    eb('settled.content_hash', 'is not', null),
    eb('settled.reason', 'is', null),
  ]);
  return {
    next_look_at: eb
      .case()
      .when(isChosenSince)
      .then(eb.ref('sales_orders.next_look_at'))
      .else(eb.ref('settled.next_look_at'))
      .end(),
    owner_yields: eb.case().when(isDone).then(0).else(eb.ref('sales_orders.owner_yields')).end(),
  };
}

/**
 * The shop order is to be read for what the packers did whenever it is new, was brought in line with
 * something new, or does not look as the ledger knew it: the watch takes what stands here for seen.
 */
function reportLook(eb: Builder) {
  const differs = (column: 'woo_facts' | 'content_hash'): Expression<SqlBool> =>
    eb.and([
      eb(`settled.${column}`, 'is not', null),
      eb(`sales_orders.${column}`, 'is distinct from', eb.ref(`settled.${column}`)),
    ]);
  const isNews = eb.and([
    eb('settled.import_state', '=', 'imported'),
    eb('settled.woo_order_id', 'is not', null),
    eb.or([
      eb('sales_orders.woo_order_id', 'is distinct from', eb.ref('settled.woo_order_id')),
      eb('sales_orders.woo_status', 'is distinct from', eb.ref('settled.woo_status')),
      differs('woo_facts'),
      differs('content_hash'),
    ]),
  ]);
  const asked = askedFor(eb);
  return {
    report_look_at: eb
      .case()
      .when(isNews)
      .then(asked.report_look_at)
      .else(eb.ref('sales_orders.report_look_at'))
      .end(),
    report_looks_asked: eb
      .case()
      .when(isNews)
      .then(asked.report_looks_asked)
      .else(eb.ref('sales_orders.report_looks_asked'))
      .end(),
  };
}
