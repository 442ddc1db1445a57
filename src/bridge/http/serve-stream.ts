import { createSession } from 'better-sse';
import type { Express, Request, Response } from 'express';
import type { z } from 'zod';
import { type Clock, SECOND } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Language } from '../words/saying.ts';
import { actorOf } from './actor.ts';
import type { Operation } from './contract/operation.ts';
import { Problem } from './problem.ts';
import { readAsked } from './read-asked.ts';
import { requireRole } from './require-role.ts';
import { isStillLoggedIn } from './still-logged-in.ts';
import { visitOf } from './visit.ts';

/** How often a stream says that it is alive, and looks whether its reader still may read. */
export const HEART_BEAT_MS = 15 * SECOND;

/** A browser keeps at most some; more are somebody's mistake or worse. */
const MOST_STREAMS = 200;

/** More than this is not put on a line that nobody reads from. */
const MOST_WAITING_BYTES = 1_000_000;

/** A request for a stream, read by its operation's schemas. */
export type AskedStream<Params, Query> = {
  params: Params;
  query: Query;
  language: Language;
  /** of the header Last-Event-ID: what the reader got last */
  lastEventId: string | undefined;
};

/** Where events go while the reader is there. */
export type EventStream<Event> = {
  /** ended when the reader is gone, may read no more, or the service stops */
  signal: AbortSignal;
  /** @param id what a reader that comes back says it got last */
  send(event: Event, id: string): void;
  /** false: the reader does not keep up; nothing should be sent for now */
  isReady(): boolean;
};

/** What streams need besides the app. */
export type StreamParts = {
  clock: Clock;
  ledger: Pick<Ledger, 'loadSession' | 'loadApiToken'>;
  /** aborted when the service stops */
  stopping: AbortSignal;
};

const open = new WeakMap<Express, number>();

/**
 * Puts one operation on the app that is answered with server-sent events. `begin` may refuse before
 * anything is sent; what it returns then sends until it is done.
 *
 * @param begin returns undefined to tell a reader that comes back that there is nothing more
 */
export function serveStream<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Event extends z.ZodType<{ event: string; data: unknown }>,
>(
  app: Express,
  operation: Operation<Params, Query, z.ZodType, Event>,
  languageOf: (request: Request) => Language,
  parts: StreamParts,
  begin: (
    asked: AskedStream<z.output<Params>, z.output<Query>>,
  ) => Promise<((stream: EventStream<z.input<Event>>) => Promise<void>) | undefined>,
): void {
  app.get(operation.path, async (request, response) => {
    requireRole(operation, response);
    const { params, query } = readAsked(operation, request);
    const language = languageOf(request);
    const lastEventId = request.get('Last-Event-ID');
    const send = await begin({ params, query, language, lastEventId });
    if (send === undefined) {
      response.status(204).end(); // by this a browser knows not to come back
      return;
    }
    if (request.method === 'HEAD') {
      response.type(operation.mediaType ?? '').end();
      return;
    }
    const count = open.get(app) ?? 0;
    if (count >= MOST_STREAMS) throw new Problem(503, 'too-many-streams');
    open.set(app, count + 1);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    try {
      response.set('Content-Language', language);
      const session = await createSession(request, response, { keepAlive: null });
      const signal = AbortSignal.any([gone.signal, parts.stopping]);
      const beating = beat(parts, request, response, signal, {
        beat: () => session.batch((buffer) => void buffer.comment().dispatch()),
        end: () => gone.abort(),
      });
      await send({
        signal,
        isReady: () => response.writableLength < MOST_WAITING_BYTES,
        send(event, id) {
          const { event: name, data } = operation.answer.parse(event);
          if (session.isConnected) session.push(data, name, id);
        },
      }).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      gone.abort();
      await beating;
    } finally {
      open.set(app, (open.get(app) ?? 1) - 1);
      if (response.headersSent) response.end();
    }
  });
}

async function beat(
  parts: StreamParts,
  request: Request,
  response: Response,
  signal: AbortSignal,
  stream: { beat: () => Promise<void>; end: () => void },
): Promise<void> {
  const actor = actorOf(response);
  const session = visitOf(request, response).sessionHash();
  while (!signal.aborted) {
    try {
      await parts.clock.sleep(HEART_BEAT_MS, signal);
      if (await isStillLoggedIn(parts, actor, session)) await stream.beat();
      else stream.end();
    } catch {
      // The sleep ends by the signal; a ledger that does not answer is asked at the next beat.
    }
  }
}
