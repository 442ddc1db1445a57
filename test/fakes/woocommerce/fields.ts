import { isEmpty, isObject, toList, toText } from './php-values.ts';

/**
 * Applies `_fields`, nested names with points included. `_links` of a single object stay in any
 * case; those of list entries only when asked for.
 */
export function pickFields(body: unknown, fields: unknown): unknown {
  if (isEmpty(fields)) return body;
  const wanted = toList(fields).map(toText);
  if (Array.isArray(body))
    return body.map((entry) => (isObject(entry) ? pick(entry, wanted) : entry));
  if (!isObject(body)) return body;
  const picked = pick(body, wanted);
  return '_links' in body ? { ...picked, _links: body._links } : picked;
}

function pick(entry: Record<string, unknown>, wanted: string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(entry)) {
    const nested = wanted
      .filter((name) => name.startsWith(`${key}.`))
      .map((name) => name.slice(key.length + 1));
    if (wanted.includes(key)) picked[key] = value;
    else if (nested.length > 0 && isObject(value)) picked[key] = pick(value, nested);
  }
  return picked;
}
