import { createHash } from 'node:crypto';
import { z } from 'zod';
import { PayloadError } from '../errors.ts';
import { cursorFromHref, readAnswer } from './otto-answers.ts';
import type { OttoCaller } from './otto-caller.ts';

/** One of OTTO's lists, and how its pages hang together. */
export type OttoList = {
  path: string;
  scope: string;
  /** of the first page; every further one has the same, with what the `next` link names over it */
  query: [name: string, value: string][];
  /** where in the answer the entries stand, e.g. `resources.variations`; the first place with a list */
  entriesAt: string[];
  /** the parameters by which a `next` link names its page; one of them must be in it */
  pagedBy: string[];
  /** page numbers to go on by where an answer has no `links` at all: the first page's number */
  pageNumbersFrom?: number;
  limit: number;
  /** OTTO answers 404 when nothing is listed */
  isEmptyWhenNotFound?: boolean;
};

type Page = { entries: unknown[]; next: Record<string, string> | undefined; hasLinks: boolean };

/**
 * Lists page after page to the end, entries as they came. A list that cannot be read whole throws:
 * what is missing in half a list would count as not there.
 *
 * The iteration throws what the caller throws, and a PayloadError when a list goes in a circle.
 */
export async function* listPages(
  list: OttoList,
  parts: { call: OttoCaller; signal?: AbortSignal | undefined },
): AsyncGenerator<unknown[], void, undefined> {
  const seen = new Set<string>();
  let next: Record<string, string> | undefined;
  for (let count = 1; ; count++) {
    const page = await fetchPage(list, next, parts);
    // Pages may be empty and go on all the same, but not to where they have been.
    const isCircle =
      (page.entries.length > 0 && isKnown(seen, page.entries)) || isKnown(seen, page.next);
    yield page.entries;
    if (isCircle) {
      const problem = `the list repeats itself after ${count} pages`;
      throw new PayloadError(`GET ${list.path}`, [problem], { retryable: true });
    }
    next = page.next ?? nextNumber(list, page, count);
    if (next === undefined) return;
  }
}

/** Without any links a full page says that there may be another. */
function nextNumber(list: OttoList, page: Page, count: number): Record<string, string> | undefined {
  const { pageNumbersFrom, limit } = list;
  if (page.hasLinks || pageNumbersFrom === undefined || page.entries.length < limit) {
    return undefined;
  }
  return { page: String(pageNumbersFrom + count) };
}

function isKnown(seen: Set<string>, part: unknown): boolean {
  if (part === undefined) return false;
  const print = createHash('sha256').update(JSON.stringify(part)).digest('base64');
  const known = seen.has(print);
  seen.add(print);
  return known;
}

function fetchPage(
  list: OttoList,
  next: Record<string, string> | undefined,
  { call, signal }: { call: OttoCaller; signal?: AbortSignal | undefined },
): Promise<Page> {
  const query = new URLSearchParams(list.query);
  query.set('limit', String(list.limit));
  for (const [name, value] of Object.entries(next ?? {})) query.set(name, value);
  return call(
    {
      method: 'GET',
      route: list.path,
      path: list.path,
      query,
      scope: list.scope,
      repeatable: true,
      read: ({ requestLine, text }) => readAnswer(requestLine, text, pageAnswer(list)),
      ...(list.isEmptyWhenNotFound && {
        readNotFound: (): Page => ({ entries: [], next: undefined, hasLinks: true }),
      }),
    },
    signal,
  );
}

const link = z
  .object({ rel: z.string().catch(''), href: z.string().catch('') })
  .catch({ rel: '', href: '' });

const withLinks = z.looseObject({ links: z.array(link).nullish() });
const aloneOrWithLinks = z.union([withLinks, z.array(z.unknown())]);

/**
 * A page of a list. No entries is an empty page; a `next` link that names no page is unreadable,
 * because taking it for the last page would lose what follows.
 */
function pageAnswer({ entriesAt, pagedBy }: OttoList) {
  return aloneOrWithLinks.transform((body, context): Page => {
    if (Array.isArray(body)) return { entries: body, next: undefined, hasLinks: false };
    const places = entriesAt.map((place) => partOf(body, place));
    const entries: unknown = places.find(Array.isArray) ?? places[0] ?? [];
    if (!Array.isArray(entries)) {
      context.addIssue({ code: 'custom', path: entriesAt.slice(0, 1), message: 'is not a list' });
      return z.NEVER;
    }
    const toNext = body.links?.find(({ rel }) => rel.toLowerCase() === 'next');
    const next = toNext && pageIn(toNext.href, pagedBy);
    if (toNext && !next) {
      const message = `next has no ${pagedBy.join(' or ')}`;
      context.addIssue({ code: 'custom', path: ['links'], message });
      return z.NEVER;
    }
    return { entries, next, hasLinks: Array.isArray(body.links) };
  });
}

function partOf(body: unknown, path: string): unknown {
  let part = body;
  for (const name of path.split('.')) {
    part = z.looseObject({}).nullish().catch(undefined).parse(part)?.[name];
  }
  return part;
}

function pageIn(href: string, names: string[]): Record<string, string> | undefined {
  const found = names.flatMap((name) => {
    const value = cursorFromHref(href, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}
