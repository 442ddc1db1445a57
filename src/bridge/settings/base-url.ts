import { z } from 'zod';

/** An http(s) address to build calls on: no user, password, query or fragment, no trailing slash. */
export const baseUrlSchema = z
  .string()
  .max(500)
  .refine(isBaseUrl, {
    error: 'an address such as https://shop.example, without user, password, "?" or "#"',
    abort: true,
  })
  .overwrite(normaliseBaseUrl);

function isBaseUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return false;
  return url.username === '' && url.password === '' && !/[?#]/.test(text);
}

function normaliseBaseUrl(text: string): string {
  const url = URL.parse(text);
  return url === null ? text : `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
