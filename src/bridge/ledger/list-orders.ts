import type { ExpressionBuilder } from 'kysely';
import { ORDER_PHASES } from '../../mapping/order-phase.ts';
import { isHint, ORDER_TABS, type OrderTab } from '../../mapping/order-tab.ts';
import { inChunks } from './chunks.ts';
import type { LedgerDatabase } from './database.ts';
import { codeOf } from './order-tabs.ts';
import type { SalesOrderRow } from './sales-orders.ts';
import { findOrderKeys, MOST_FOUND, type OrderKey } from './search-orders.ts';
import type { ImportState, LedgerTables } from './tables.ts';

const IMPORT_STATES = [
  'seen',
  'backlog',
  'held',
  'skipped',
  'claimed',
  'imported',
] as const satisfies readonly ImportState[];

/** `newest` and `oldest` by the moment of the order; `deliverBy` only orders with pieces to ship. */
export type OrderSort = 'newest' | 'oldest' | 'deliverBy';

export type OrderFilter = {
  accountId?: string | undefined;
  tab?: OrderTab | undefined;
  phase?: string | undefined;
  importState?: ImportState | undefined;
  /** those that this incident touches, but for which the owner has taken care of it */
  incidentId?: number | undefined;
  /** see search-orders.ts */
  search?: string | undefined;
  /** UTC ISO; ordered then or later */
  orderedFrom?: string | undefined;
  /** ordered before then */
  orderedTo?: string | undefined;
};

/** The last row of the page before: what the list is sorted by, and the order. */
export type OrderPlace = { at: string; salesOrderId: string; accountId: string };

export type OrderPage = {
  rows: SalesOrderRow[];
  /** more fit the search or hang on the incident than are looked through */
  isCapped: boolean;
};

type Asked = OrderFilter & {
  sort?: OrderSort | undefined;
  before?: OrderPlace | undefined;
  limit: number;
};

/**
 * One page of orders; `before` is the last row of the page before. However many orders there are, each
 * statement reads its rows from one index in the order of the list.
 */
export async function listOrders(db: LedgerDatabase, asked: Asked): Promise<OrderPage> {
  const { search, incidentId } = asked;
  const found = search === undefined ? undefined : await findOrderKeys(db, search);
  const touched = incidentId === undefined ? undefined : await ordersOfIncident(db, incidentId);
  if (!found && touched?.isCapped) return listOfIncident(db, asked, touched.cause);
  const ways = [found, touched].filter((way) => way !== undefined);
  if (ways.length === 0) return { rows: await listByIndex(db, asked), isCapped: false };
  const isCapped = ways.some((way) => way.isCapped);
  const keys = ways.map((way) => way.keys).reduce(inBoth);
  const rows = (await loadKeys(db, keys)).filter((row) => fits(row, asked));
  return { rows: rows.toSorted(inOrderOf(asked)).slice(0, asked.limit), isCapped };
}

/** One page of orders, newest first; `before` is the last row of the page before. */
export async function listSalesOrders(
  db: LedgerDatabase,
  asked: OrderFilter & {
    before?: { orderedAt: string; salesOrderId: string; accountId: string } | undefined;
    limit: number;
  },
): Promise<SalesOrderRow[]> {
  const { before, ...others } = asked;
  const place = before && { ...before, at: before.orderedAt };
  return (await listOrders(db, { ...others, before: place })).rows;
}

/** What the list is sorted by. */
export function placeOf(row: SalesOrderRow, sort: OrderSort | undefined): OrderPlace {
  const at = sort === 'deliverBy' ? (row.deliver_by ?? '') : row.ordered_at;
  return { at, salesOrderId: row.sales_order_id, accountId: row.account_id };
}

/** @param cause only orders that hang on this incident */
async function listByIndex(
  db: LedgerDatabase,
  asked: Asked,
  cause?: string,
): Promise<SalesOrderRow[]> {
  const [first, ...others] = facetsOf(asked).map((facets) =>
    listOne(db, { ...asked, ...facets, cause }),
  );
  if (!first) return [];
  if (others.length === 0) return first.execute();
  // Sorted by the database as each part is: it compares text as its language does.
  const part = (query: typeof first) => db.selectFrom(query.as('part')).selectAll();
  const merged = others.reduce((all, query) => all.unionAll(part(query)), part(first));
  const { column, way } = sortingOf(asked);
  return db
    .selectFrom(merged.as('merged'))
    .selectAll()
    .orderBy(column, way)
    .orderBy('sales_order_id', way)
    .orderBy('account_id', way)
    .limit(asked.limit)
    .execute();
}

/**
 * Two of tab, phase and state are no list of an index by themselves: the lists of each value of the
 * third are read and merged.
 */
function facetsOf({ tab, phase, importState, sort }: Asked): Partial<OrderFilter>[] {
  const asked = [tab, phase, importState].filter((facet) => facet !== undefined).length;
  if (asked !== 2 || sort === 'deliverBy') return [{}];
  if (tab === undefined) return ORDER_TABS.map((each) => ({ tab: each }));
  if (phase === undefined) return [...ORDER_PHASES, 'unknown'].map((each) => ({ phase: each }));
  return IMPORT_STATES.map((each) => ({ importState: each }));
}

function listOne(db: LedgerDatabase, asked: Asked & { cause?: string | undefined }) {
  const { accountId, tab, phase, importState, orderedFrom, orderedTo, before } = asked;
  const { column, way, beyond } = sortingOf(asked);
  let query = db.selectFrom('sales_orders').selectAll();
  if (accountId !== undefined) query = query.where('account_id', '=', accountId);
  if (tab !== undefined) query = query.where('tab', '=', tab);
  if (phase !== undefined) query = query.where('phase', '=', phase);
  if (importState !== undefined) query = query.where('import_state', '=', importState);
  if (orderedFrom !== undefined) query = query.where('ordered_at', '>=', orderedFrom);
  if (orderedTo !== undefined) query = query.where('ordered_at', '<', orderedTo);
  if (asked.cause !== undefined) query = query.where((eb) => hangsOn(eb, asked.cause ?? ''));
  if (column === 'deliver_by') query = query.where('deliver_by', 'is not', null);
  if (before !== undefined) {
    const place = [before.at, before.salesOrderId, before.accountId] as const;
    query = query.where((eb) =>
      eb(eb.refTuple(column, 'sales_order_id', 'account_id'), beyond, eb.tuple(...place)),
    );
  }
  return query
    .orderBy(column, way)
    .orderBy('sales_order_id', way)
    .orderBy('account_id', way)
    .limit(asked.limit);
}

function sortingOf(asked: Pick<Asked, 'sort'>) {
  const column = asked.sort === 'deliverBy' ? 'deliver_by' : 'ordered_at';
  return isDescending(asked)
    ? ({ column, way: 'desc', beyond: '<' } as const)
    : ({ column, way: 'asc', beyond: '>' } as const);
}

function isDescending({ sort }: Pick<Asked, 'sort'>): boolean {
  return sort === undefined || sort === 'newest';
}

/**
 * The orders of an incident that touches very many: whatever hangs on one that is no hint is in the tab
 * `problem`, so that few others are read besides; hints are frequent, or they would touch few.
 */
async function listOfIncident(db: LedgerDatabase, asked: Asked, cause: string): Promise<OrderPage> {
  if (isHint(codeOf(cause))) return { rows: await listByIndex(db, asked, cause), isCapped: false };
  if (asked.tab !== undefined && asked.tab !== 'problem') return { rows: [], isCapped: false };
  const rows = await listByIndex(db, { ...asked, tab: 'problem' }, cause);
  return { rows, isCapped: false };
}

function hangsOn(eb: ExpressionBuilder<LedgerTables, 'sales_orders'>, cause: string) {
  return eb.exists(
    eb
      .selectFrom('incident_orders')
      .select('incident_orders.cause')
      .where('incident_orders.cause', '=', cause)
      .whereRef('incident_orders.account_id', '=', 'sales_orders.account_id')
      .whereRef('incident_orders.sales_order_id', '=', 'sales_orders.sales_order_id')
      .where('incident_orders.acknowledged_at', 'is', null),
  );
}

/** The orders of an incident, as far as they are few. */
async function ordersOfIncident(
  db: LedgerDatabase,
  incidentId: number,
): Promise<{ keys: OrderKey[]; isCapped: boolean; cause: string }> {
  const incident = await db
    .selectFrom('incidents')
    .select('cause')
    .where('incident_id', '=', incidentId)
    .executeTakeFirst();
  const cause = incident?.cause ?? '';
  const rows = await db
    .selectFrom('incident_orders')
    .select(['account_id', 'sales_order_id'])
    .where('cause', '=', cause)
    .where('acknowledged_at', 'is', null)
    .limit(MOST_TOUCHED + 1)
    .execute();
  const keys = rows.map((row) => ({
    accountId: row.account_id,
    salesOrderId: row.sales_order_id,
  }));
  return { keys, isCapped: rows.length > MOST_TOUCHED, cause };
}

const MOST_TOUCHED = 2 * MOST_FOUND;

function inBoth(some: readonly OrderKey[], others: readonly OrderKey[]): OrderKey[] {
  const name = (key: OrderKey) => `${key.accountId} ${key.salesOrderId}`;
  const names = new Set(others.map(name));
  return some.filter((key) => names.has(name(key)));
}

async function loadKeys(db: LedgerDatabase, keys: readonly OrderKey[]): Promise<SalesOrderRow[]> {
  const rows: SalesOrderRow[] = [];
  for (const [accountId, ofAccount] of Map.groupBy(keys, (key) => key.accountId)) {
    for (const some of inChunks(ofAccount)) {
      const found = await db
        .selectFrom('sales_orders')
        .selectAll()
        .where('account_id', '=', accountId)
        .where(
          'sales_order_id',
          'in',
          some.map((key) => key.salesOrderId),
        )
        .execute();
      rows.push(...found);
    }
  }
  return rows;
}

/** The same as {@link listOne} asks of the database, for orders that are known already. */
function fits(row: SalesOrderRow, asked: Asked): boolean {
  const { accountId, tab, phase, importState, orderedFrom, orderedTo, sort, before } = asked;
  return (
    (accountId === undefined || row.account_id === accountId) &&
    (tab === undefined || row.tab === tab) &&
    (phase === undefined || row.phase === phase) &&
    (importState === undefined || row.import_state === importState) &&
    (orderedFrom === undefined || row.ordered_at >= orderedFrom) &&
    (orderedTo === undefined || row.ordered_at < orderedTo) &&
    (sort !== 'deliverBy' || row.deliver_by !== null) &&
    (before === undefined || comparePlaces(before, placeOf(row, sort), asked) < 0)
  );
}

function inOrderOf(asked: Asked): (one: SalesOrderRow, other: SalesOrderRow) => number {
  return (one, other) => comparePlaces(placeOf(one, asked.sort), placeOf(other, asked.sort), asked);
}

/** @returns negative: `one` comes first */
function comparePlaces(one: OrderPlace, other: OrderPlace, asked: Pick<Asked, 'sort'>): number {
  const rising =
    compare(one.at, other.at) ||
    compare(one.salesOrderId, other.salesOrderId) ||
    compare(one.accountId, other.accountId);
  return isDescending(asked) ? -rising : rising;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
