import { type Answer, refusal } from '../answer.ts';
import type { FakeOttoBehaviour } from '../behaviour.ts';
import type { OttoRequest } from '../otto-request.ts';
import type { World } from '../world.ts';
import { isFoundUnder } from './bucket.ts';
import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import { type ListFilter, ParameterRefusal, readLimit, readListFilter } from './list-query.ts';
import type { OrderVersion } from './order-store.ts';
import { presentOrder } from './present-order.ts';

const usualLimit = 128;
const maximumLimit = 256;

/** `GET /v4/orders` (sections 3.3 and 3.4 of the reference). */
export function listOrders(world: World, request: OttoRequest): Answer {
  const { behaviour } = world;
  try {
    const cursor = cursorOf(request);
    const filter =
      cursor?.filter ?? readListFilter(request.query, behaviour.unknownParameters === 'refuse');
    const limit = readLimit(request.query, usualLimit, maximumLimit);
    return { status: 200, json: page(world, filter, limit, cursor) };
  } catch (error) {
    if (!(error instanceof ParameterRefusal)) throw error;
    return refusal(400, request.path, { title: 'Invalid Attribute', detail: error.message });
  }
}

function cursorOf(request: OttoRequest): Cursor | undefined {
  const text = request.query.get('nextcursor');
  return text === null ? undefined : readCursor(text);
}

function page(world: World, filter: ListFilter, limit: number, cursor: Cursor | undefined) {
  const { behaviour } = world;
  const size = Math.min(limit, behaviour.pageSizeCap ?? limit);
  const repeats = behaviour.repeatLastOrderOnNextPage && size > 1;
  const sortKey = sortKeyOf(behaviour);
  const compare = comparison(filter.direction);
  const rest = world.orders
    .seenAt(world.now().getTime() - behaviour.listLagMs)
    .filter((version) => isAskedFor(version, filter, behaviour))
    .map((version) => ({ ms: sortKey(version), id: version.order.salesOrderId, version }))
    .filter((entry) => {
      if (cursor === undefined) return true;
      const distance = compare(entry, { ms: cursor.lastMs, id: cursor.lastId });
      return distance > 0 || (repeats && distance === 0);
    })
    .sort(compare);
  const shown = rest.slice(0, size);
  const last = shown.at(-1);
  const next =
    last === undefined || rest.length === shown.length
      ? undefined
      : writeCursor({ filter, lastMs: last.ms, lastId: last.id });
  const resources = shown.map(({ version }) => presentOrder(version.order, behaviour));
  return {
    ...(resources.length === 0 && behaviour.emptyResources === 'absent' ? {} : { resources }),
    ...linksTo(next, behaviour),
  };
}

function linksTo(next: string | undefined, behaviour: FakeOttoBehaviour) {
  if (next !== undefined) {
    const href = `/v4/orders?nextcursor=${encodeURIComponent(next)}`;
    return { links: [{ href, rel: 'next' }] };
  }
  return behaviour.lastPageLinks === 'absent' ? {} : { links: [] };
}

function isAskedFor(
  version: OrderVersion,
  { statuses, mode, fromMs, fromOrderMs, toOrderMs }: ListFilter,
  behaviour: FakeOttoBehaviour,
): boolean {
  const changedMs =
    behaviour.changeDate === 'lastModifiedDate' ? version.modifiedMs : version.lifecycleMs;
  if (fromMs !== undefined && changedMs < fromMs) return false;
  if (fromMs === changedMs && !behaviour.fromDateInclusive) return false;
  if (fromOrderMs !== undefined && version.orderDateMs <= fromOrderMs) return false;
  if (toOrderMs !== undefined && version.orderDateMs >= toOrderMs) return false;
  return statuses.length === 0 || isFoundUnder(version.order, statuses, mode);
}

function sortKeyOf(behaviour: FakeOttoBehaviour): (version: OrderVersion) => number {
  return behaviour.listSortedBy === 'orderDate'
    ? (version) => version.orderDateMs
    : (version) => version.lifecycleMs;
}

type SortEntry = { ms: number; id: string };

function comparison(direction: 'ASC' | 'DESC'): (one: SortEntry, other: SortEntry) => number {
  const sign = direction === 'ASC' ? 1 : -1;
  return (one, other) =>
    sign * (one.ms - other.ms || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
}
