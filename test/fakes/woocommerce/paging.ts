import { buildPhpQuery } from './php-query.ts';
import { isSet, toInt } from './php-values.ts';
import type { RestAnswer } from './rest.ts';
import { resourceUrl, type Shop } from './shop.ts';

/** The page a list request asks for, with its totals; past the end both totals are 0. */
export function pageOf<Entry>(
  found: Entry[],
  params: Record<string, unknown>,
): { entries: Entry[]; total: number; pages: number } {
  const perPage = toInt(params.per_page) || 10;
  const start = isSet(params.offset) ? toInt(params.offset) : (toInt(params.page) - 1) * perPage;
  const entries = found.slice(start, start + perPage);
  const total = entries.length === 0 ? 0 : found.length;
  return { entries, total, pages: Math.ceil(total / perPage) };
}

/** By id, newest first unless `order=asc`; ids and dates rise together in lists that come here. */
export function sortedById<Entry extends { id: number }>(
  found: Iterable<Entry>,
  params: Record<string, unknown>,
): Entry[] {
  const sign = params.order === 'asc' ? 1 : -1;
  return [...found].sort((left, right) => sign * (left.id - right.id));
}

/** A list answer with X-WP-Total, X-WP-TotalPages and the Link to neighbouring pages. */
export function listAnswer(
  shop: Shop,
  list: { path: string; body: unknown[]; total: number; pages: number },
  query: Record<string, unknown>,
  page: number,
): RestAnswer {
  const headers: Record<string, string> = {
    'x-wp-total': String(list.total),
    'x-wp-totalpages': String(list.pages),
  };
  const link = (to: number, rel: string) =>
    `<${resourceUrl(shop, list.path)}?${buildPhpQuery({ ...query, page: to })}>; rel="${rel}"`;
  const links: string[] = [];
  if (page > 1) links.push(link(Math.min(page - 1, list.pages), 'prev'));
  if (list.pages > page) links.push(link(page + 1, 'next'));
  if (links.length > 0) headers.link = links.join(', ');
  return { status: 200, body: list.body, headers };
}
