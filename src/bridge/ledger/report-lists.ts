import type { TransmissionKind, TransmissionState } from '../../mapping/reporting/transmission.ts';
import type { LedgerDatabase } from './database.ts';
import { NO_PROMISE, promiseOf } from './order-tabs.ts';
import { loadPiecesToShip } from './pieces-to-ship.ts';
import { hangsOnIncident } from './report-incident.ts';
import { readTransmissions, selectTransmissions, type Transmission } from './transmission-rows.ts';

/** One page of reports, newest first; `before` is the last one of the page before. */
export async function listTransmissions(
  db: LedgerDatabase,
  filter: {
    accountId?: string | undefined;
    state?: TransmissionState | undefined;
    kind?: TransmissionKind | undefined;
    salesOrderId?: string | undefined;
    /** those that this incident is about */
    incidentId?: number | undefined;
    /** something is still to come; one by hand until OTTO shows it */
    isOpen?: boolean | undefined;
    before?: { createdAt: string; transmissionId: string } | undefined;
    limit: number;
  },
): Promise<Transmission[]> {
  const { accountId, state, kind, salesOrderId, incidentId, isOpen, before } = filter;
  let query = selectTransmissions(db);
  if (accountId !== undefined) query = query.where('transmissions.account_id', '=', accountId);
  if (state !== undefined) query = query.where('transmissions.state', '=', state);
  if (kind !== undefined) query = query.where('transmissions.kind', '=', kind);
  if (salesOrderId !== undefined) {
    query = query.where('transmissions.sales_order_id', '=', salesOrderId);
  }
  if (isOpen !== undefined) {
    query = query.where('transmissions.ended_at', isOpen ? 'is' : 'is not', null);
  }
  if (incidentId !== undefined) query = query.where((eb) => hangsOnIncident(eb, incidentId));
  if (before !== undefined) {
    query = query.where((eb) =>
      eb(
        eb.refTuple('transmissions.created_at', 'transmissions.transmission_id'),
        '<',
        eb.tuple(before.createdAt, before.transmissionId),
      ),
    );
  }
  const rows = await query
    .orderBy('transmissions.created_at', 'desc')
    .orderBy('transmissions.transmission_id', 'desc')
    .limit(filter.limit)
    .execute();
  return readTransmissions(db, rows);
}

/** An order with pieces that OTTO waits for and nobody has reported. */
export type OrderToShip = {
  accountId: string;
  salesOrderId: string;
  orderNumber: string;
  wooOrderId: number | undefined;
  /** the earliest promise of these pieces, UTC ISO; undefined when OTTO made none */
  deliverBy: string | undefined;
  pieces: { positionItemId: string; sku: string; expectedDeliveryAt: string | undefined }[];
};

/** One page of orders to ship, the earliest promise first; `after` is the last of the page before. */
export async function listToShip(
  db: LedgerDatabase,
  filter: {
    accountId?: string | undefined;
    after?: Pick<OrderToShip, 'deliverBy' | 'salesOrderId' | 'accountId'> | undefined;
    limit: number;
  },
): Promise<OrderToShip[]> {
  const { accountId, after } = filter;
  return db.transaction().execute(async (trx) => {
    const page = await trx
      .selectFrom('sales_orders')
      .select(['account_id', 'sales_order_id', 'order_number', 'woo_order_id', 'deliver_by'])
      .where('deliver_by', 'is not', null)
      .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? ''))
      .$if(after !== undefined, (query) =>
        query.where((eb) =>
          eb(
            eb.refTuple('deliver_by', 'sales_order_id', 'account_id'),
            '>',
            eb.tuple(
              after?.deliverBy ?? NO_PROMISE,
              after?.salesOrderId ?? '',
              after?.accountId ?? '',
            ),
          ),
        ),
      )
      .orderBy('deliver_by')
      .orderBy('sales_order_id')
      .orderBy('account_id')
      .limit(filter.limit)
      .execute();
    if (page.length === 0) return [];
    const pieces = [];
    for (const [ofAccount, orders] of Map.groupBy(page, (order) => order.account_id)) {
      const ids = orders.map((order) => order.sales_order_id);
      pieces.push(...(await loadPiecesToShip(trx, ofAccount, ids)));
    }
    const key = (row: { account_id: string; sales_order_id: string }) =>
      `${row.account_id} ${row.sales_order_id}`;
    const piecesOf = Map.groupBy(pieces, key);
    return page.map((order) => ({
      accountId: order.account_id,
      salesOrderId: order.sales_order_id,
      orderNumber: order.order_number,
      wooOrderId: order.woo_order_id ?? undefined,
      deliverBy: promiseOf(order.deliver_by),
      pieces: (piecesOf.get(key(order)) ?? []).map((piece) => ({
        positionItemId: piece.position_item_id,
        sku: piece.sku,
        expectedDeliveryAt: piece.expected_delivery_at ?? undefined,
      })),
    }));
  });
}

/** How much there is to do: orders to ship, and reports by their state. */
export type ReportCounts = {
  /** orders with pieces that nobody has reported */
  toShip: number;
  waiting: number;
  due: number;
  inFlight: number;
  accepted: number;
  attention: number;
};

export async function countReports(
  db: LedgerDatabase,
  filter: { accountId?: string | undefined } = {},
): Promise<ReportCounts> {
  const { accountId } = filter;
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('transmissions')
      .select('state')
      .select((eb) => eb.fn.countAll().as('count'))
      .where('state', 'in', ['waiting', 'due', 'in-flight', 'accepted', 'attention'])
      .where('ended_at', 'is', null)
      .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? ''))
      .groupBy('state')
      .execute();
    const { orders } = await trx
      .selectFrom('sales_orders')
      .select((eb) => eb.fn.countAll().as('orders'))
      .where('deliver_by', 'is not', null)
      .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? ''))
      .executeTakeFirstOrThrow();
    const counts = new Map(rows.map((row) => [row.state, Number(row.count)]));
    const of = (state: TransmissionState) => counts.get(state) ?? 0;
    return {
      toShip: Number(orders),
      waiting: of('waiting'),
      due: of('due'),
      inFlight: of('in-flight'),
      accepted: of('accepted'),
      attention: of('attention'),
    };
  });
}
