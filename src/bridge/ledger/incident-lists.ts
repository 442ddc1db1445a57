import { type Selectable, sql } from 'kysely';
import type { LedgerDatabase } from './database.ts';
import { causeKey, type IncidentRow, touchedOrders } from './incidents.ts';
import { findOrderKeys } from './search-orders.ts';
import type { LedgerTables } from './tables.ts';

export type IncidentFilter = {
  state: 'open' | 'resolved';
  code?: string | undefined;
  accountId?: string | undefined;
  /** a number of an order it touches, or a part of what it is about, in any case */
  search?: string | undefined;
};

/** The last row of the page before. */
export type IncidentPlace = { lastAt: string; incidentId: number };

/** Comes after every kept moment. */
const LATEST = '9999';

/**
 * Incidents in a state, the latest first, each with the number of orders it touches; `before` is the
 * last of the page before.
 */
export async function listIncidents(
  db: LedgerDatabase,
  asked: IncidentFilter & { before?: IncidentPlace | undefined; limit: number },
): Promise<IncidentRow[]> {
  const { search, before } = asked;
  const among = search === undefined ? whichOf(db, asked) : latestOf(db, asked);
  let query = db.selectFrom(among.as('incidents')).selectAll('incidents').select(touchedOrders);
  if (search !== undefined) {
    const causes = await causesOfOrders(db, search);
    const part = `%${search
      .trim()
      .toLowerCase()
      .replaceAll(/[%_\\]/g, '\\$&')}%`;
    query = query.where((eb) =>
      eb.or([
        eb('incidents.cause', 'in', causes.length === 0 ? [''] : causes),
        sql<boolean>`lower(incidents.params) like ${part} escape '\\'`,
        sql<boolean>`lower(incidents.cause) like ${part} escape '\\'`,
      ]),
    );
  }
  const place = before ?? { lastAt: LATEST, incidentId: 0 };
  const rows = await query
    .where((eb) =>
      eb(eb.refTuple('last_at', 'incident_id'), '<', eb.tuple(place.lastAt, place.incidentId)),
    )
    .orderBy('last_at', 'desc')
    .orderBy('incident_id', 'desc')
    .limit(asked.limit)
    .execute();
  return rows.map((row) => ({ ...row, orders: Number(row.orders ?? 0) }));
}

function whichOf(db: LedgerDatabase, { state, code, accountId }: IncidentFilter) {
  return db
    .selectFrom('incidents')
    .selectAll()
    .where('state', '=', state)
    .$if(code !== undefined, (query) => query.where('code', '=', code ?? ''))
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? ''));
}

/** Of a search for a part of a text, so many are looked through. */
const MOST_LOOKED_THROUGH = 5_000;

function latestOf(db: LedgerDatabase, filter: IncidentFilter) {
  return whichOf(db, filter).orderBy('last_at', 'desc').limit(MOST_LOOKED_THROUGH);
}

/** The open ones of some codes that are about one thing, e.g. an account; the latest first. */
export async function loadOpenIncidents(
  db: LedgerDatabase,
  codes: readonly string[],
  about: string,
): Promise<Selectable<LedgerTables['incidents']>[]> {
  return db
    .selectFrom('incidents')
    .selectAll()
    .where(
      'cause',
      'in',
      codes.map((code) => causeKey({ code, about })),
    )
    .where('state', '=', 'open')
    .orderBy('last_at', 'desc')
    .execute();
}

/** How many incidents are open, counted up to `most`. */
export async function countOpenIncidents(db: LedgerDatabase, most: number): Promise<number> {
  const { count } = await db
    .selectFrom(
      db
        .selectFrom('incidents')
        .select('incident_id')
        .where('state', '=', 'open')
        .limit(most)
        .as('some'),
    )
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** So many orders are asked for what they hang on. */
const MOST_ASKED = 200;

async function causesOfOrders(db: LedgerDatabase, search: string): Promise<string[]> {
  const { keys } = await findOrderKeys(db, search);
  const causes = new Set<string>();
  for (const [accountId, ofAccount] of Map.groupBy(
    keys.slice(0, MOST_ASKED),
    (key) => key.accountId,
  )) {
    const rows = await db
      .selectFrom('incident_orders')
      .select('cause')
      .distinct()
      .where('account_id', '=', accountId)
      .where(
        'sales_order_id',
        'in',
        ofAccount.map((key) => key.salesOrderId),
      )
      .where('acknowledged_at', 'is', null)
      .execute();
    for (const row of rows) causes.add(row.cause);
  }
  return [...causes];
}
