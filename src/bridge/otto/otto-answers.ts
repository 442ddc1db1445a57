import { z } from 'zod';
import { PayloadError } from '../errors.ts';
import { valueOfJson } from '../json-text.ts';

const link = z
  .object({ rel: z.string().catch(''), href: z.string().catch('') })
  .catch({ rel: '', href: '' });

/**
 * A page of a list. No `resources` is an empty page, no `next` link the last one; a `next` link
 * without a cursor is unreadable, because taking it for the last page would lose what follows.
 */
const pageAnswer = (cursorName: CursorName) =>
  z
    .object({ resources: z.array(z.unknown()).nullish(), links: z.array(link).nullish() })
    .transform(({ resources, links }, context) => {
      const next = links?.find(({ rel }) => rel.toLowerCase() === 'next');
      const nextCursor = next && cursorFromHref(next.href, cursorName);
      if (next && !nextCursor) {
        context.addIssue({ code: 'custom', path: ['links'], message: `next has no ${cursorName}` });
        return z.NEVER;
      }
      return { resources: resources ?? [], nextCursor };
    });

/** A page of orders. */
export const salesOrderPageAnswer = pageAnswer('nextcursor');

/** A page of shipments. */
export const shipmentPageAnswer = pageAnswer('next');

/** The parameter that carries the cursor: orders and shipments name it differently. */
type CursorName = 'nextcursor' | 'next';

/** One order: an object; what is in it is for `parseSalesOrder` to judge. */
export const salesOrderAnswer = z.looseObject({});

/** An access token. Its characters are checked, as an odd one would be quoted in a header error. */
export const accessTokenAnswer = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/, 'is not a token'),
  expires_in: z.coerce.number().positive().catch(1_800),
});

/** Why no token was given: RFC 6749 names, or undefined for any other body. */
export const tokenRefusalAnswer = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) });

const ottoError = z
  .object({
    title: z.string().optional().catch(undefined),
    logref: z.union([z.string(), z.number()]).optional().catch(undefined),
    jsonPath: z.string().optional().catch(undefined),
    jsonpath: z.string().optional().catch(undefined),
  })
  .catch({});

/** OTTO's general error format; `errors` is a list in every sample and one object in some schemas. */
const errorAnswer = z.object({
  errors: z.union([z.array(ottoError), ottoError.transform((error) => [error])]),
});

/**
 * What an error body says that may be kept: titles, the key for OTTO's support, and the places in our
 * body it means; no details. OTTO's interfaces spell `jsonPath` in two ways.
 */
export function readErrorAnswer(text: string): {
  titles: string[];
  logref: string | undefined;
  jsonPaths: string[];
} {
  const errors = errorAnswer.safeParse(jsonFrom(text)).data?.errors ?? [];
  const places = errors.map(({ jsonPath, jsonpath }) => jsonPath ?? jsonpath);
  return {
    titles: errors.flatMap(({ title }) => (title ? [title.slice(0, 80)] : [])).slice(0, 5),
    logref: errors
      .find(({ logref }) => logref)
      ?.logref?.toString()
      .slice(0, 80),
    jsonPaths: places.flatMap((place) => (place ? [place.slice(0, 120)] : [])).slice(0, 5),
  };
}

/**
 * Reads an answer's body.
 *
 * @throws PayloadError retryable: a proxy's web page or a cut-off body may be whole the next time. It
 *   has no cause, because the messages of `JSON.parse` quote the body
 */
export function readAnswer<Schema extends z.ZodType>(
  source: string,
  text: string,
  schema: Schema,
): z.output<Schema> {
  const json = jsonFrom(text);
  if (json === undefined) throw new PayloadError(source, [notJson(text)], { retryable: true });
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.map(String).join('.') || 'body'}: ${message}`,
  );
  throw new PayloadError(source, problems, { retryable: true });
}

/**
 * OTTO answers in JSON or with nothing: a web page is somebody else's, whatever its code, and says nothing.
 *
 * @throws PayloadError
 */
export function refuseWebPage(source: string, text: string): void {
  if (isWebPage(text)) throw new PayloadError(source, ['the body is a web page']);
}

/**
 * The cursor in a relative link, decoded once. A bare `+` stays a plus: a cursor has no blanks.
 *
 * @returns undefined when there is none
 */
export function cursorFromHref(href: string, name: string = 'nextcursor'): string | undefined {
  const encoded = new RegExp(`[?&]${name}=([^&#]+)`).exec(href)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** The value of JSON text, undefined when it is none that could be read. */
export function jsonFrom(text: string): unknown {
  return valueOfJson(text);
}

/** OTTO answers in JSON or with nothing; a page for people comes from somebody in between. */
export function isWebPage(text: string): boolean {
  return /^\s*</.test(text);
}

function notJson(text: string): string {
  if (text.trim() === '') return 'the body is empty';
  return isWebPage(text) ? 'the body is a web page' : 'the body is no JSON or was cut off';
}
