import type { Request, Response } from 'express';

/**
 * Answers 304 when the asker names, in If-None-Match, what he would get. Express would not where a
 * request says `Cache-Control: no-cache` besides, as every fetch with this header does.
 *
 * @param tag in quotes
 */
export function answeredUnchanged(request: Request, response: Response, tag: string): boolean {
  const named = request.get('If-None-Match');
  if (named === undefined) return false;
  const tags = named.split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (!tags.includes(tag) && !tags.includes('*')) return false;
  response.status(304).removeHeader('Content-Type');
  response.end();
  return true;
}
