import type { Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import type { LedgerTables } from './tables.ts';

/**
 * One thing that is wrong, however many orders it touches. `about` tells two of a kind apart: a SKU,
 * a status, an account. Params hold ids, codes and sums only.
 */
export type Cause = {
  code: string;
  about: string;
  accountId: string | undefined;
  params: Record<string, string | number>;
};

export type IncidentRow = Selectable<LedgerTables['incidents']> & { orders: number };

export function causeKey(cause: Pick<Cause, 'code' | 'about'>): string {
  return `${cause.code}:${cause.about}`;
}

/** Opens an incident that hangs on no order, or reopens it; one that is open stays one. */
export async function openIncident(db: LedgerDatabase, cause: Cause, now: string): Promise<void> {
  await db
    .insertInto('incidents')
    .values({
      cause: causeKey(cause),
      code: cause.code,
      account_id: cause.accountId ?? null,
      params: JSON.stringify(cause.params),
      state: 'open',
      opened_at: now,
      last_at: now,
      resolved_at: null,
    })
    .onConflict((oc) =>
      oc.column('cause').doUpdateSet({
        params: JSON.stringify(cause.params),
        state: 'open',
        last_at: now,
        resolved_at: null,
      }),
    )
    .execute();
}

/** Resolves incidents that hang on no order: what they were about works again. */
export async function resolveIncidents(
  db: LedgerDatabase,
  codes: readonly string[],
  about: string,
  now: string,
): Promise<void> {
  await db
    .updateTable('incidents')
    .set({ state: 'resolved', resolved_at: now })
    .where(
      'cause',
      'in',
      codes.map((code) => causeKey({ code, about })),
    )
    .where('state', '=', 'open')
    .execute();
}

/**
 * Makes `causes` everything that is wrong with one order: opens what is new, and resolves an incident
 * once the last of its orders is through.
 */
export async function setOrderCauses(
  trx: LedgerDatabase,
  order: { accountId: string; salesOrderId: string },
  causes: readonly Cause[],
  now: string,
): Promise<void> {
  const keys = causes.map(causeKey);
  const present = await trx
    .selectFrom('incident_orders')
    .select('cause')
    .where('account_id', '=', order.accountId)
    .where('sales_order_id', '=', order.salesOrderId)
    .execute();
  for (const cause of causes) {
    await openIncident(trx, cause, now);
    await trx
      .insertInto('incident_orders')
      .values({
        cause: causeKey(cause),
        account_id: order.accountId,
        sales_order_id: order.salesOrderId,
      })
      .onConflict((oc) => oc.columns(['cause', 'account_id', 'sales_order_id']).doNothing())
      .execute();
  }
  for (const { cause } of present.filter((row) => !keys.includes(row.cause))) {
    await trx
      .deleteFrom('incident_orders')
      .where('cause', '=', cause)
      .where('account_id', '=', order.accountId)
      .where('sales_order_id', '=', order.salesOrderId)
      .execute();
    await trx
      .updateTable('incidents')
      .set({ state: 'resolved', resolved_at: now })
      .where('cause', '=', cause)
      .where('state', '=', 'open')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('incident_orders')
              .select('cause')
              .where('incident_orders.cause', '=', cause),
          ),
        ),
      )
      .execute();
  }
}

/** Incidents in a state, the latest first, each with the number of orders it touches. */
export async function listIncidents(
  db: LedgerDatabase,
  state: 'open' | 'resolved',
  limit: number,
): Promise<IncidentRow[]> {
  const rows = await db
    .selectFrom('incidents')
    .selectAll('incidents')
    .select((eb) =>
      eb
        .selectFrom('incident_orders')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('incident_orders.cause', '=', 'incidents.cause')
        .as('orders'),
    )
    .where('state', '=', state)
    .orderBy('last_at', 'desc')
    .orderBy('incident_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, orders: Number(row.orders ?? 0) }));
}

/** What is open about one order. */
export async function listIncidentsOfOrder(
  db: LedgerDatabase,
  accountId: string,
  salesOrderId: string,
): Promise<Selectable<LedgerTables['incidents']>[]> {
  return db
    .selectFrom('incidents')
    .selectAll('incidents')
    .innerJoin('incident_orders', 'incident_orders.cause', 'incidents.cause')
    .where('incident_orders.account_id', '=', accountId)
    .where('incident_orders.sales_order_id', '=', salesOrderId)
    .where('incidents.state', '=', 'open')
    .orderBy('incident_id')
    .execute();
}
