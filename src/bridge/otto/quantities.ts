import { z } from 'zod';
import { optionalUtcDate } from '../../mapping/otto/utc-date.ts';
import { idText, optionalText, pieceCount } from '../../mapping/otto/wire-parts.ts';
import { PayloadError } from '../errors.ts';
import { listPages } from './list-pages.ts';
import { isWebPage, jsonFrom, readAnswer } from './otto-answers.ts';
import type { OttoCaller } from './otto-caller.ts';
import { pathPart } from './path-part.ts';
import { readPart } from './read-part.ts';

const PATH = '/v1/availability/quantities';

/** OTTO takes so many SKUs in one call, and lists as many on a page. */
export const MOST_QUANTITIES_PER_CALL = 200;

/** What OTTO is to show, or shows, of a SKU: 0 to 999 999 999. */
export type SkuQuantity = { sku: string; quantity: number };

export type OttoQuantity = SkuQuantity & { changedAt: string | undefined };

/** A SKU that OTTO did not take; undefined when it does not say which. */
export type RefusedQuantity = {
  sku: string | undefined;
  detail: string | undefined;
  logref: string | undefined;
};

/**
 * Tells OTTO absolute quantities, at most 200. It may be repeated: the same number is the same number.
 *
 * @see https://api.otto.market/docs/functional-interfaces/availability
 */
export function pushQuantities(
  call: OttoCaller,
  quantities: SkuQuantity[],
  signal?: AbortSignal,
): Promise<{ refused: RefusedQuantity[] }> {
  const skus = quantities.map(({ sku }) => sku);
  return call(
    {
      method: 'POST',
      route: PATH,
      path: PATH,
      json: quantities.map(({ sku, quantity }) => ({ sku, quantity })),
      scope: 'availability',
      repeatable: true,
      read: ({ requestLine, statusCode, text }) => {
        const body = jsonFrom(text);
        if (isWebPage(text) || (statusCode === 207 && body === undefined)) {
          throw new PayloadError(requestLine, ['the body is no JSON'], { retryable: true });
        }
        return { refused: refusedIn(skus, body) };
      },
    },
    signal,
  );
}

const fault = z
  .object({ detail: optionalText, logref: optionalText, title: optionalText })
  .catch({ detail: undefined, logref: undefined, title: undefined });
const answer = z
  .object({ errors: z.union([z.array(fault), fault.transform((one) => [one])]).nullish() })
  .catch({});

function refusedIn(skus: string[], body: unknown): RefusedQuantity[] {
  const longestFirst = skus.toSorted((one, other) => other.length - one.length);
  return (answer.parse(body ?? {}).errors ?? []).map(({ detail, title, logref }) => ({
    sku: longestFirst.find((sku) => names(detail ?? '', sku)),
    detail: (detail ?? title)?.slice(0, 200),
    logref: logref?.slice(0, 80),
  }));
}

/** True where a text has the SKU as a word of its own: "AB-1" is not in "AB-12". */
function names(text: string, sku: string): boolean {
  const isWordPart = (sign: string | undefined) =>
    sign !== undefined && /[\p{L}\p{N}_-]/u.test(sign);
  for (let at = text.indexOf(sku); at >= 0 && sku !== ''; at = text.indexOf(sku, at + 1)) {
    if (!isWordPart(text[at - 1]) && !isWordPart(text[at + sku.length])) return true;
  }
  return false;
}

const quantity = z
  .object({ sku: idText, quantity: pieceCount, lastModified: optionalUtcDate })
  .transform(({ lastModified, ...rest }): OttoQuantity => ({ ...rest, changedAt: lastModified }));

/** What OTTO shows of every SKU, page after page. An entry that cannot be read is left out. */
export async function* listQuantities(parts: {
  call: OttoCaller;
  signal?: AbortSignal | undefined;
}): AsyncGenerator<OttoQuantity[], void, undefined> {
  const pages = listPages(
    {
      path: PATH,
      scope: 'availability',
      query: [],
      entriesAt: ['resources.variations', 'resources', 'results'],
      pagedBy: ['cursor', 'page', 'next'],
      pageNumbersFrom: 0,
      limit: MOST_QUANTITIES_PER_CALL,
    },
    parts,
  );
  for await (const entries of pages) {
    yield entries.flatMap((raw) => {
      const { data } = quantity.safeParse(raw);
      return data ? [data] : [];
    });
  }
}

/** What OTTO shows of one SKU, undefined when it knows none. */
export function readQuantity(
  call: OttoCaller,
  sku: string,
  signal?: AbortSignal,
): Promise<OttoQuantity | undefined> {
  return call<OttoQuantity | undefined>(
    {
      method: 'GET',
      route: `${PATH}/{sku}`,
      path: `${PATH}/${pathPart('sku', sku)}`,
      scope: 'availability',
      repeatable: true,
      read: ({ requestLine, text }) => {
        const body = readAnswer(requestLine, text, z.looseObject({}));
        return readPart(requestLine, { sku, ...body }, quantity);
      },
      readNotFound: () => undefined,
    },
    signal,
  );
}
