import { isObject } from './php-values.ts';

/**
 * Reads a query string as PHP does: the last of two equal keys wins, `a[0]=x`, `a[]=x` and
 * `a[b]=x` nest (as objects with the given keys), plus is a space.
 */
export function parsePhpQuery(query: string): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const [rawKey = '', ...rest] = pair.split('=');
    assign(params, decode(rawKey), decode(rest.join('=')));
  }
  return params;
}

/** Writes parameters back as PHP's `http_build_query()` does, nested keys with encoded brackets. */
export function buildPhpQuery(params: Record<string, unknown>, prefix = ''): string {
  const pairs: string[] = [];
  for (const [key, value] of Object.entries(params)) {
    const name =
      prefix === '' ? encodeURIComponent(key) : `${prefix}%5B${encodeURIComponent(key)}%5D`;
    if (Array.isArray(value)) pairs.push(buildPhpQuery({ ...value }, name));
    else if (isObject(value)) pairs.push(buildPhpQuery(value, name));
    else if (value === true) pairs.push(`${name}=1`);
    else if (value === false) pairs.push(`${name}=0`);
    else if (value !== null && value !== undefined) {
      pairs.push(`${name}=${encodeURIComponent(String(value)).replaceAll('%20', '+')}`);
    }
  }
  return pairs.filter((pair) => pair !== '').join('&');
}

function assign(params: Record<string, unknown>, key: string, value: string): void {
  const bracket = key.indexOf('[');
  if (bracket < 1 || !key.includes(']', bracket)) {
    params[key.replaceAll(/[. ]/g, '_')] = value;
    return;
  }
  const name = key.slice(0, bracket).replaceAll(/[. ]/g, '_');
  const path = [...key.slice(bracket).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
  let level = nested(params, name);
  for (const [depth, part] of path.entries()) {
    const segment = part === '' ? nextIndex(level) : part;
    if (depth === path.length - 1) level[segment] = value;
    else level = nested(level, segment);
  }
}

function nested(level: Record<string, unknown>, key: string): Record<string, unknown> {
  const present = level[key];
  if (isObject(present)) return present;
  const created: Record<string, unknown> = {};
  level[key] = created;
  return created;
}

function nextIndex(level: Record<string, unknown>): string {
  const used = Object.keys(level)
    .filter((key) => /^\d+$/.test(key))
    .map(Number);
  return String(used.length === 0 ? 0 : Math.max(...used) + 1);
}

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
