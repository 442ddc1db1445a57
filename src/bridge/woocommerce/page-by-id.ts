import { z } from 'zod';
import { PayloadError } from '../errors.ts';
import type { ShopCaller, ShopQuery } from './shop-caller.ts';

/** Any entry of a listing: its id is all that paging needs. */
const entrySchema = z.looseObject({ id: z.number().int().positive() });
const pageSchema = z.array(entrySchema);

export type ListEntry = z.output<typeof entrySchema>;

/** Pages without a new entry after which a listing counts as stuck (a shop that ignores `offset`). */
const STUCK_PAGES = 20;

/**
 * Every entry of a listing once, by id ascending, also while entries come and go.
 *
 * The shop pages by position, so an entry that leaves the listing pulls the others forward. Each page
 * therefore begins with the last entry of the page before; where that one is gone, the listing steps
 * back until it overlaps again. What is added in between comes last, or was asked for too early.
 *
 * @throws PayloadError when the shop does not sort, or gives the same page again and again
 */
export async function* pagesById(
  caller: Pick<ShopCaller, 'read'>,
  path: string,
  query: ShopQuery,
  options: { pageSize: number; signal?: AbortSignal | undefined },
): AsyncGenerator<ListEntry[]> {
  const { pageSize, signal } = options;
  let lastId = 0;
  let offset = 0;
  let pagesWithoutNew = 0;
  for (;;) {
    const page = await caller.read(
      path,
      { ...query, orderby: 'id', order: 'asc', per_page: pageSize, offset },
      pageSchema,
      signal,
    );
    assertSorted(path, page);
    const first = page[0];
    if (offset > 0 && (first === undefined || first.id > lastId)) {
      offset = Math.max(0, offset - pageSize);
      continue;
    }
    const fresh = page.filter((entry) => entry.id > lastId);
    pagesWithoutNew = fresh.length > 0 ? 0 : pagesWithoutNew + 1;
    // A shop that ignores `per_page` may give all it has at once.
    for (let start = 0; start < fresh.length; start += pageSize) {
      yield fresh.slice(start, start + pageSize);
    }
    if (page.length < pageSize) return;
    if (pagesWithoutNew >= STUCK_PAGES) throw listingError(path, 'the pages do not move on');
    lastId = Math.max(lastId, page.at(-1)?.id ?? 0);
    offset += page.length - 1;
  }
}

function assertSorted(path: string, page: ListEntry[]): void {
  if (page.some((entry, index) => entry.id <= (page[index - 1]?.id ?? 0))) {
    throw listingError(path, 'the entries are not sorted by id');
  }
}

function listingError(path: string, problem: string): PayloadError {
  return new PayloadError(`GET /wp-json/wc/v3/${path}`, [problem]);
}
