import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import { SECOND } from '../clock.ts';
import type { LedgerDatabase } from './database.ts';
import { APPLICATION_NAME, type PostgresSession, postgresSession } from './postgres-session.ts';
import type { NewsExchange, Written } from './write-news.ts';

const CHANNEL = 'otto_market_bridge';
const RECONNECT_MS = 2 * SECOND;

const notificationSchema = z.object({ from: z.string(), tables: z.array(z.string()) });

/** News between processes by LISTEN and NOTIFY, over a connection of its own that is made anew when lost. */
export function postgresNews(url: string, db: LedgerDatabase): NewsExchange {
  const self = randomUUID();
  return {
    tell: (tables) => {
      const payload = JSON.stringify({ from: self, tables });
      return sql`select pg_notify(${CHANNEL}, ${payload})`.execute(db);
    },
    listen(heard) {
      const ending = new AbortController();
      const hearing = hearUntil(ending.signal, url, (payload) => {
        if (payload === undefined) return heard(undefined);
        const written = readNotification(payload, self);
        if (written !== 'own') heard(written);
      });
      return {
        close: () => {
          ending.abort();
          return hearing;
        },
      };
    },
  };
}

function readNotification(payload: string, self: string): Written | 'own' {
  try {
    const { from, tables } = notificationSchema.parse(JSON.parse(payload));
    return from === self ? 'own' : new Set(tables);
  } catch {
    return undefined; // another version says it differently: look at everything
  }
}

/** @param heard gets a notification, or undefined when some may have been missed before */
async function hearUntil(
  signal: AbortSignal,
  url: string,
  heard: (payload: string | undefined) => void,
): Promise<void> {
  while (!signal.aborted) {
    const session = postgresSession(url, APPLICATION_NAME);
    try {
      await hearWith(session, signal, heard);
    } catch {
      // The database is away; what happens meanwhile is seen by whoever looks by himself.
    } finally {
      await session.end().catch(() => undefined);
    }
    await delay(RECONNECT_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

async function hearWith(
  { client, connect }: PostgresSession,
  signal: AbortSignal,
  heard: (payload: string | undefined) => void,
): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const finish = () => resolve();
  client.once('end', finish);
  client.once('error', finish);
  signal.addEventListener('abort', finish);
  client.on('notification', ({ payload }) => heard(payload ?? ''));
  // A server that hangs keeps neither the connection nor what is asked on it from being given up.
  const listening = connect().then(() => client.query(`listen ${CHANNEL}`));
  try {
    if ((await Promise.race([listening, over])) === undefined) return;
    heard(undefined);
    await over;
  } finally {
    signal.removeEventListener('abort', finish); // the signal outlives this connection by many
  }
}
