import { type SessionData, Store } from 'express-session';
import { z } from 'zod';
import { digest } from '../access/digest.ts';
import { noteSeen } from '../access/note-seen.ts';
import { type Clock, DAY, HOUR, MINUTE } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Logger } from '../logger.ts';

declare module 'express-session' {
  interface SessionData {
    userId?: string | undefined;
    /** UTC ISO */
    loggedInAt?: string | undefined;
  }
}

/** A session nobody uses ends after this long … */
export const SESSION_IDLE_MS = 12 * HOUR;
/** … and every session after this long. */
export const SESSION_MS = 7 * DAY;

export type SessionLedger = Pick<
  Ledger,
  'loadSession' | 'saveSession' | 'extendSession' | 'endSession'
>;

type SessionParts = {
  ledger: SessionLedger;
  clock: Pick<Clock, 'now'>;
  logger: Pick<Logger, 'warn'>;
};

const stored = z.object({
  cookie: z.object({
    originalMaxAge: z.number().nullable(),
    secure: z.boolean().optional(),
    httpOnly: z.boolean(),
    path: z.string(),
    sameSite: z.literal('lax'),
  }),
  userId: z.string().optional(),
  loggedInAt: z.string().optional(),
  csrfToken: z.string().optional(),
});

/** Sessions in the ledger, by the hash of what the browser holds: who reads the ledger can't use them. */
export class LedgerSessions extends Store {
  readonly #ledger: SessionLedger;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #logger: Pick<Logger, 'warn'>;

  constructor(parts: SessionParts) {
    super();
    this.#ledger = parts.ledger;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
  }

  override get(
    sessionId: string,
    done: (fault: unknown, session?: SessionData | null) => void,
  ): void {
    this.#load(sessionId).then((session) => done(null, session), done);
  }

  override set(sessionId: string, session: SessionData, done?: (fault?: unknown) => void): void {
    const saved = this.#ledger.saveSession({
      sessionHash: digest(sessionId),
      userId: session.userId ?? null,
      data: JSON.stringify(session),
      expiresAt: this.#endOf(session),
    });
    saved.then(() => done?.(), done);
  }

  // The answer is on its way by then: a fault handed on would cut its connection off.
  override touch(sessionId: string, session: SessionData, done?: (fault?: unknown) => void): void {
    const expiresAt = this.#endOf(session);
    const unlessAfter = new Date(new Date(expiresAt).getTime() - MINUTE).toISOString();
    const extended = this.#ledger.extendSession(digest(sessionId), expiresAt, unlessAfter);
    void noteSeen(extended, this.#logger).then(() => done?.());
  }

  override destroy(sessionId: string, done?: (fault?: unknown) => void): void {
    this.#ledger.endSession(digest(sessionId)).then(() => done?.(), done);
  }

  async #load(sessionId: string): Promise<SessionData | null> {
    const now = this.#clock.now().toISOString();
    const row = await this.#ledger.loadSession(digest(sessionId), now);
    if (!row) return null;
    const { success, data } = stored.safeParse(JSON.parse(row.data));
    return success ? data : null;
  }

  #endOf({ loggedInAt }: SessionData): string {
    const now = this.#clock.now().getTime();
    const begin = loggedInAt === undefined ? now : new Date(loggedInAt).getTime();
    return new Date(Math.min(now + SESSION_IDLE_MS, begin + SESSION_MS)).toISOString();
  }
}
