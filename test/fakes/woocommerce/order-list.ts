import { searchOrders } from './order-search.ts';
import { foldText, isEmpty, isSet, listOf, toInt, toText } from './php-values.ts';
import { isVersionAtLeast, type Shop } from './shop.ts';
import type { StoredOrder } from './state.ts';

type Params = Record<string, unknown>;

/** All orders a list request finds, in its order; paging comes later. */
export function findOrders(shop: Shop, params: Params): StoredOrder[] {
  const searched = isEmpty(params.search)
    ? [...shop.state.orders.values()]
    : searchOrders(shop, toText(params.search));
  const tests = [
    statusTest(shop, params),
    idTest(params),
    dateTest(shop, params, ({ dateCreated }: StoredOrder) => dateCreated, 'after', 'before'),
    dateTest(
      shop,
      params,
      ({ dateModified }: StoredOrder) => dateModified,
      'modified_after',
      'modified_before',
    ),
    otherTest(shop, params),
  ];
  return searched.filter((order) => tests.every((test) => test(order))).sort(comparison(params));
}

/** `any` means the registered statuses: orders of a plugin switched off are in no list. */
function statusTest(shop: Shop, params: Params): (order: StoredOrder) => boolean {
  const asked = listOf(params.status).map(toText);
  const registered = shop.settings.orderStatuses.map((status) => status.slug);
  if (asked.length === 0 || asked.includes('any')) {
    return (order) => registered.includes(order.status);
  }
  return (order) => asked.includes(order.status) && order.status !== 'auto-draft';
}

function idTest(params: Params): (order: StoredOrder) => boolean {
  const include = listOf(params.include).map(toInt);
  const exclude = listOf(params.exclude).map(toInt);
  const byProduct = !isEmpty(params.product);
  return (order) =>
    (byProduct || include.length === 0 || include.includes(order.id)) &&
    !exclude.includes(order.id);
}

function otherTest(shop: Shop, params: Params): (order: StoredOrder) => boolean {
  const parents = listOf(params.parent).map(toInt);
  const product = toInt(params.product);
  const via = isVersionAtLeast(shop, 9, 9)
    ? listOf(params.created_via).map((value) => foldText(toText(value)))
    : [];
  return (order) =>
    (parents.length === 0 || parents.includes(order.parentId)) &&
    (!isSet(params.customer) || order.customerId === toInt(params.customer)) &&
    (product === 0 || order.lineItems.some((line) => line.productId === product)) &&
    (via.length === 0 || via.includes(foldText(order.createdVia)));
}

/** Exclusive on both sides, whole seconds. */
export function dateTest<Entry>(
  shop: Shop,
  params: Params,
  dateOf: (entry: Entry) => Date,
  afterName: string,
  beforeName: string,
): (entry: Entry) => boolean {
  const limit = (name: string) =>
    isSet(params[name])
      ? toMoment(shop, toText(params[name]), params.dates_are_gmt === true)
      : undefined;
  const after = limit(afterName);
  const before = limit(beforeName);
  return (entry) =>
    (after === undefined || dateOf(entry).getTime() > after) &&
    (before === undefined || dateOf(entry).getTime() < before);
}

/**
 * Without `dates_are_gmt` a value without suffix is shop time and one with a suffix is converted.
 * With it, a value without suffix is GMT, but one with a suffix is wrongly moved to shop time.
 */
function toMoment(shop: Shop, value: string, asGmt: boolean): number {
  const offsetMs = shop.settings.gmtOffsetHours * 3_600_000;
  const hasSuffix = /(Z|[+-]\d{2}(:?\d{2})?)$/.test(value.slice(10));
  const text = value.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00');
  const read = Math.floor(Date.parse(hasSuffix ? text : `${text}Z`) / 1000) * 1000;
  if (asGmt) return hasSuffix ? read + offsetMs : read;
  return hasSuffix ? read : read - offsetMs;
}

function comparison(params: Params): (left: StoredOrder, right: StoredOrder) => number {
  const sign = params.order === 'asc' ? 1 : -1;
  const include = listOf(params.include).map(toInt);
  switch (params.orderby) {
    case 'id':
      return (left, right) => sign * (left.id - right.id);
    case 'include':
      return (left, right) => include.indexOf(left.id) - include.indexOf(right.id);
    case 'title':
    case 'slug':
      return (left, right) => left.id - right.id;
    case 'modified':
      return (left, right) =>
        sign * (left.dateModified.getTime() - right.dateModified.getTime() || left.id - right.id);
    default:
      return (left, right) =>
        sign * (left.dateCreated.getTime() - right.dateCreated.getTime() || left.id - right.id);
  }
}
