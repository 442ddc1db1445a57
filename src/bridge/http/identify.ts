import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import { z } from 'zod';
import type { ApiTokenRow } from '../ledger/api-tokens.ts';
import { type Actor, setActor } from './actor.ts';
import { AREAS } from './contract/operation.ts';
import { csrf } from './csrf.ts';
import type { HttpParts } from './http-parts.ts';
import { operationsAt } from './operations-at.ts';
import { Problem } from './problem.ts';
import { LedgerSessions } from './session-store.ts';
import { SESSION_COOKIE } from './visit.ts';

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i;
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
/** These make the session that a token of a session would protect; they read JSON, which no form of another site can send. */
const BEGINNINGS = ['logIn', 'setUp'];

type Parts = Pick<HttpParts, 'access' | 'clock' | 'ledger' | 'logger' | 'sessionSecret'>;

/**
 * Finds out who calls: the token of a program, or else the session of a browser. A call that changes
 * something in a session needs the session's CSRF token besides.
 */
export function identify(parts: Parts): RequestHandler[] {
  const withSession = session({
    name: SESSION_COOKIE,
    secret: parts.sessionSecret.reveal(),
    store: new LedgerSessions(parts),
    resave: false,
    saveUninitialized: false,
    // No path: the browser takes it from the call, and so it fits behind a proxy under any path. No
    // date: the browser forgets it when it is closed, the ledger after a while anyway.
    cookie: { path: '', httpOnly: true, sameSite: 'lax', secure: 'auto' },
  });
  return [
    async (request, response, next) => {
      const header = request.get('authorization');
      if (header === undefined) {
        withSession(request, response, next);
        return;
      }
      setActor(response, actorOfToken(await tokenIn(parts, header)));
      next();
    },
    async (request, response, next) => {
      await identifyUser(parts, request, response);
      next();
    },
  ];
}

async function identifyUser({ access }: Parts, request: Request, response: Response) {
  const userId = request.session?.userId;
  if (userId === undefined) return;
  const user = await access.users.see(userId);
  if (!user) return;
  const { user_id, name, role } = user;
  setActor(response, { kind: 'user', userId: user_id, name, role });
  const isBeginning = operationsAt(request).some(({ name: asked }) => BEGINNINGS.includes(asked));
  if (SAFE_METHODS.includes(request.method) || isBeginning || csrf.isRequestValid(request)) return;
  throw new Problem(403, 'csrf-wrong');
}

async function tokenIn({ access }: Parts, header: string): Promise<ApiTokenRow> {
  const row = await access.tokens.recognise(BEARER.exec(header)?.[1] ?? '');
  if (row) return row;
  throw new Problem(401, 'token-wrong', {
    headers: { 'WWW-Authenticate': 'Bearer realm="otto-market-bridge", error="invalid_token"' },
  });
}

/** Areas this version does not know open nothing. */
export function areasOf({ areas }: Pick<ApiTokenRow, 'areas'>) {
  if (areas === null) return null;
  const named = z.array(z.string()).parse(JSON.parse(areas));
  return AREAS.filter((area) => named.includes(area));
}

function actorOfToken(row: ApiTokenRow): Actor {
  const { api_token_id: tokenId, name, role } = row;
  return { kind: 'token', tokenId, name, role, areas: areasOf(row) };
}
