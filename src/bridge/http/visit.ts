import { promisify } from 'node:util';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { digest } from '../access/digest.ts';
import { csrf } from './csrf.ts';

export const SESSION_COOKIE = 'omb_session';

const PAGE_LANGUAGES = ['de', 'en', 'fr'] as const;
const pageLanguage = z.enum(PAGE_LANGUAGES).catch('en');

/** What an operation about log-ins does with the browser that calls. */
export type Visit = {
  /** where the call comes from, for counting tries */
  address: string;
  /**
   * begins a session with a new id, whatever session there was before
   *
   * @param at UTC ISO
   */
  begin(userId: string, at: string): Promise<void>;
  end(): Promise<void>;
  /** of the session; null where nobody is logged in */
  csrfToken(): string | null;
  /** hash of the session's id, as the ledger names it; "" where there is none */
  sessionHash(): string;
  /** the one of the page's languages that the browser asks for */
  language(usual: 'de' | 'en'): (typeof PAGE_LANGUAGES)[number];
};

export function visitOf(request: Request, response: Response): Visit {
  /** A call with a token has no session. */
  const session = (): typeof request.session | undefined => request.session;
  return {
    address: request.ip ?? '',
    async begin(userId, at) {
      // Whoever put a session of his own into this browser must not find it logged in.
      await promisify(request.session.regenerate.bind(request.session))();
      request.session.userId = userId;
      request.session.loggedInAt = at;
      csrf.generateToken(request, true);
      await promisify(request.session.save.bind(request.session))();
    },
    async end() {
      const present = session();
      if (present) await promisify(present.destroy.bind(present))();
      response.append(
        'Set-Cookie',
        `${SESSION_COOKIE}=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax`,
      );
    },
    csrfToken: () => {
      const present = session();
      return (present?.userId === undefined ? undefined : present.csrfToken) ?? null;
    },
    sessionHash: () => (session()?.userId === undefined ? '' : digest(request.sessionID)),
    language: (usual) => {
      const others = PAGE_LANGUAGES.filter((language) => language !== usual);
      return pageLanguage.parse(request.acceptsLanguages(usual, ...others));
    },
  };
}
