import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { Problem } from './problem.ts';

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i;

/** Lets only requests with the token through. Compared in constant time, whatever was sent. */
export function requireToken(token: string): RequestHandler {
  const expected = digest(token);
  return (request, _response, next) => {
    const header = request.get('authorization');
    if (header === undefined) throw refused('token-missing', '');
    const given = BEARER.exec(header)?.[1] ?? '';
    if (!timingSafeEqual(digest(given), expected)) {
      throw refused('token-wrong', ', error="invalid_token"');
    }
    next();
  };
}

function refused(code: 'token-missing' | 'token-wrong', error: string): Problem {
  return new Problem(401, code, {
    headers: { 'WWW-Authenticate': `Bearer realm="otto-market-bridge"${error}` },
  });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
