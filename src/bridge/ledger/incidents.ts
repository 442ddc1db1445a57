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
  if (codes.length === 0) return;
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
 * Resolves incidents of a code for all their orders: what caused them was mended for all at once.
 * Costs one query where none of them is open.
 */
export async function resolveForAllOrders(
  db: LedgerDatabase,
  code: string,
  abouts: readonly string[],
  now: string,
): Promise<void> {
  if (abouts.length === 0) return;
  const open = await db
    .selectFrom('incidents')
    .select('cause')
    .where(
      'cause',
      'in',
      abouts.map((about) => causeKey({ code, about })),
    )
    .where('state', '=', 'open')
    .execute();
  if (open.length === 0) return;
  const causes = open.map(({ cause }) => cause);
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('incident_orders').where('cause', 'in', causes).execute();
    await trx
      .updateTable('incidents')
      .set({ state: 'resolved', resolved_at: now })
      .where('cause', 'in', causes)
      .execute();
  });
}

/**
 * Makes `causes` everything that is wrong with some orders: opens what is new, and resolves an
 * incident once the last of its orders is through.
 */
export async function setOrderCauses(
  trx: LedgerDatabase,
  accountId: string,
  orders: readonly { salesOrderId: string; causes: readonly Cause[] }[],
  now: string,
): Promise<void> {
  const wanted = new Map(
    orders.map((order) => [order.salesOrderId, new Set(order.causes.map(causeKey))]),
  );
  const present = await trx
    .selectFrom('incident_orders')
    .select(['cause', 'sales_order_id'])
    .where('account_id', '=', accountId)
    .where('sales_order_id', 'in', [...wanted.keys()])
    .execute();
  const causes = new Map(
    orders.flatMap((order) => order.causes.map((cause) => [causeKey(cause), cause] as const)),
  );
  // Whoever changes what hangs on an incident holds its row until the end, or two orders that leave
  // side by side would each take the other for still there. Held in one order, so that none waits
  // for one that waits for it.
  for (const key of [...new Set([...causes.keys(), ...present.map((row) => row.cause)])].sort()) {
    const cause = causes.get(key);
    if (cause) await openIncident(trx, cause, now);
    else await holdIncident(trx, key);
  }
  const links = [...wanted].flatMap(([salesOrderId, keys]) =>
    [...keys].map((cause) => ({ cause, account_id: accountId, sales_order_id: salesOrderId })),
  );
  if (links.length > 0) {
    await trx
      .insertInto('incident_orders')
      .values(links)
      .onConflict((oc) => oc.columns(['cause', 'account_id', 'sales_order_id']).doNothing())
      .execute();
  }
  for (const row of present) {
    if (wanted.get(row.sales_order_id)?.has(row.cause)) continue;
    await trx
      .deleteFrom('incident_orders')
      .where('cause', '=', row.cause)
      .where('account_id', '=', accountId)
      .where('sales_order_id', '=', row.sales_order_id)
      .execute();
    await resolveWithoutOrders(trx, row.cause, now);
  }
}

async function holdIncident(trx: LedgerDatabase, cause: string): Promise<void> {
  await trx
    .updateTable('incidents')
    .set((eb) => ({ state: eb.ref('state') }))
    .where('cause', '=', cause)
    .execute();
}

async function resolveWithoutOrders(
  trx: LedgerDatabase,
  cause: string,
  now: string,
): Promise<void> {
  await trx
    .updateTable('incidents')
    .set({ state: 'resolved', resolved_at: now })
    .where('cause', '=', cause)
    .where('state', '=', 'open')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('incident_orders').select('cause').where('incident_orders.cause', '=', cause),
        ),
      ),
    )
    .execute();
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
