import type { ExpressionBuilder, Selectable } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import { addEvents } from './events.ts';
import { sortIntoTabs } from './order-tabs.ts';
import type { CauseSource, LedgerTables } from './tables.ts';
import { wakeWaitingOf } from './transmission-queue.ts';

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
      open_since: now,
    })
    .onConflict((oc) =>
      oc.column('cause').doUpdateSet((eb) => {
        const isOpen = eb('incidents.state', '=', 'open');
        return {
          params: JSON.stringify(cause.params),
          state: 'open',
          last_at: now,
          resolved_at: null,
          open_since: eb.case().when(isOpen).then(eb.ref('incidents.open_since')).else(now).end(),
          alarmed_at: eb.case().when(isOpen).then(eb.ref('incidents.alarmed_at')).else(null).end(),
        };
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
    const freed = await trx
      .deleteFrom('incident_orders')
      .where('cause', 'in', causes)
      .returning(['account_id', 'sales_order_id'])
      .execute();
    await trx
      .updateTable('incidents')
      .set({ state: 'resolved', resolved_at: now })
      .where('cause', 'in', causes)
      .execute();
    await sortAllIntoTabs(trx, freed);
  });
}

/**
 * Makes `causes` everything that this source finds wrong with some orders: opens what is new, and
 * resolves an incident once the last of its orders is through or was taken care of by the owner.
 */
export async function setOrderCauses(
  trx: LedgerDatabase,
  accountId: string,
  orders: readonly { salesOrderId: string; causes: readonly Cause[] }[],
  source: CauseSource,
  now: string,
): Promise<void> {
  if (orders.length === 0) return;
  const wanted = new Map(
    orders.map((order) => [order.salesOrderId, new Set(order.causes.map(causeKey))]),
  );
  const present = await trx
    .selectFrom('incident_orders')
    .select(['cause', 'sales_order_id'])
    .where('account_id', '=', accountId)
    .where('sales_order_id', 'in', [...wanted.keys()])
    .where('source', '=', source)
    .execute();
  const causes = orders.flatMap((order) => order.causes);
  const gone = present.filter((row) => !wanted.get(row.sales_order_id)?.has(row.cause));
  await holdIncidents(trx, causes, present, now);
  await linkOrders(trx, accountId, orders, source);
  for (const row of gone) {
    await trx
      .deleteFrom('incident_orders')
      .where('cause', '=', row.cause)
      .where('account_id', '=', accountId)
      .where('sales_order_id', '=', row.sales_order_id)
      .execute();
  }
  await settleStates(trx, [...causes.map(causeKey), ...gone.map((row) => row.cause)], now);
}

/**
 * Adds to what is wrong with some orders; nothing is taken back. What is told to the owner happened
 * just now: taken care of before or not, it is open again.
 */
export async function addOrderCauses(
  trx: LedgerDatabase,
  accountId: string,
  orders: readonly { salesOrderId: string; causes: readonly Cause[] }[],
  source: CauseSource,
  now: string,
): Promise<void> {
  const causes = orders.flatMap((order) => order.causes);
  await holdIncidents(trx, causes, [], now);
  await linkOrders(trx, accountId, orders, source);
  await settleStates(trx, causes.map(causeKey), now);
}

/**
 * The owner has taken care of an incident, for one order or for all it touches; their timelines say
 * so. It stays closed for them while it is the same; one that hangs on no order is resolved.
 *
 * @returns false when there is no such incident
 */
export async function acknowledgeIncident(
  db: LedgerDatabase,
  incidentId: number,
  order: { accountId: string; salesOrderId: string } | undefined,
  now: string,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const incident = await trx
      .selectFrom('incidents')
      .select(['cause', 'code', 'params'])
      .where('incident_id', '=', incidentId)
      .executeTakeFirst();
    if (!incident) return false;
    await holdIncident(trx, incident.cause);
    const closed = await trx
      .updateTable('incident_orders')
      .set({ acknowledged_at: now })
      .where('cause', '=', incident.cause)
      .where('acknowledged_at', 'is', null)
      .$if(order !== undefined, (query) =>
        query
          .where('account_id', '=', order?.accountId ?? '')
          .where('sales_order_id', '=', order?.salesOrderId ?? ''),
      )
      .returning(['account_id', 'sales_order_id'])
      .execute();
    await resolveWithoutOrders(trx, incident.cause, now);
    const params = { ...JSON.parse(incident.params), code: incident.code };
    const event = { kind: 'incident-acknowledged', params };
    for (const { account_id: accountId, sales_order_id: salesOrderId } of closed) {
      await addEvents(trx, accountId, [{ salesOrderId, events: [event] }], 'owner', now);
    }
    if (incident.code === 'pack-stop') await endPackStops(trx, closed, now);
    await sortAllIntoTabs(trx, closed);
    return true;
  });
}

async function sortAllIntoTabs(
  trx: LedgerDatabase,
  orders: readonly { account_id: string; sales_order_id: string }[],
): Promise<void> {
  for (const [accountId, ofAccount] of Map.groupBy(orders, (order) => order.account_id)) {
    const ids = ofAccount.map((order) => order.sales_order_id);
    await sortIntoTabs(trx, accountId, ids);
  }
}

/** What waited until the packers were told is judged anew. */
async function endPackStops(
  trx: LedgerDatabase,
  orders: readonly { account_id: string; sales_order_id: string }[],
  now: string,
): Promise<void> {
  for (const [accountId, ofAccount] of Map.groupBy(orders, (order) => order.account_id)) {
    const ids = ofAccount.map((order) => order.sales_order_id);
    await wakeWaitingOf(trx, accountId, ids, now);
  }
}

/**
 * Whoever changes what hangs on an incident holds its row until the end, or two orders that leave
 * side by side would each take the other for still there. Held in one order, so that none waits for
 * one that waits for it.
 */
async function holdIncidents(
  trx: LedgerDatabase,
  causes: readonly Cause[],
  present: readonly { cause: string }[],
  now: string,
): Promise<void> {
  const wanted = new Map(causes.map((cause) => [causeKey(cause), cause] as const));
  for (const key of [...new Set([...wanted.keys(), ...present.map((row) => row.cause)])].sort()) {
    const cause = wanted.get(key);
    if (cause) await openIncident(trx, cause, now);
    else await holdIncident(trx, key);
  }
}

async function linkOrders(
  trx: LedgerDatabase,
  accountId: string,
  orders: readonly { salesOrderId: string; causes: readonly Cause[] }[],
  source: CauseSource,
): Promise<void> {
  const links = orders.flatMap(({ salesOrderId, causes }) =>
    [...new Set(causes.map(causeKey))].map((cause) => ({
      cause,
      account_id: accountId,
      sales_order_id: salesOrderId,
      source,
    })),
  );
  if (links.length === 0) return;
  await trx
    .insertInto('incident_orders')
    .values(links)
    .onConflict((oc) => {
      const known = oc.columns(['cause', 'account_id', 'sales_order_id']);
      return source === 'owner' ? known.doUpdateSet({ acknowledged_at: null }) : known.doNothing();
    })
    .execute();
}

/** An incident is open exactly while it touches an order that the owner has not taken care of. */
async function settleStates(
  trx: LedgerDatabase,
  causes: readonly string[],
  now: string,
): Promise<void> {
  for (const cause of [...new Set(causes)].sort()) await resolveWithoutOrders(trx, cause, now);
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
          selectFrom('incident_orders')
            .select('cause')
            .where('incident_orders.cause', '=', cause)
            .where('acknowledged_at', 'is', null),
        ),
      ),
    )
    .execute();
}

/** One incident by its number; undefined when there is none. */
export async function loadIncident(
  db: LedgerDatabase,
  incidentId: number,
): Promise<IncidentRow | undefined> {
  const row = await db
    .selectFrom('incidents')
    .selectAll('incidents')
    .select(touchedOrders)
    .where('incident_id', '=', incidentId)
    .executeTakeFirst();
  return row && { ...row, orders: Number(row.orders ?? 0) };
}

/** Of an incident: how many orders it touches now. */
export function touchedOrders(eb: ExpressionBuilder<LedgerTables, 'incidents'>) {
  return eb
    .selectFrom('incident_orders')
    .select((inner) => inner.fn.countAll<number>().as('count'))
    .whereRef('incident_orders.cause', '=', 'incidents.cause')
    .where('incident_orders.acknowledged_at', 'is', null)
    .as('orders');
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
    .where('incident_orders.acknowledged_at', 'is', null)
    .where('incidents.state', '=', 'open')
    .orderBy('incident_id')
    .execute();
}
