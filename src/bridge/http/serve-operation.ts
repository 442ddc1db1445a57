import { basename } from 'node:path';
import type { Express, Request } from 'express';
import type { z } from 'zod';
import type { Language } from '../words/saying.ts';
import { type Actor, actorOf } from './actor.ts';
import { answeredUnchanged } from './answered-unchanged.ts';
import { type AuditNote, recordOperation } from './audited.ts';
import type { Operation } from './contract/operation.ts';
import { tagAnswer } from './keep-answer.ts';
import { readAsked } from './read-asked.ts';
import { requireRole } from './require-role.ts';
import { type Visit, visitOf } from './visit.ts';

const LONGEST_KEY = 200;

/** A request that its operation's schemas have read. */
export type Asked<Params, Query, Body> = {
  params: Params;
  query: Query;
  body: Body;
  language: Language;
  /** of the header Idempotency-Key: names the request, so that it may be sent in again */
  idempotencyKey: string | undefined;
  /** who asks */
  actor: Actor;
  /** the browser that asks, for operations about log-ins */
  visit: Visit;
  /** what the audit is to say of this call, where its path and fields do not say it well */
  note: (said: AuditNote) => void;
  /** of the header If-Match, unquoted: the version that a change is based on */
  ifMatch: string | undefined;
};

/**
 * Puts one operation of the contract on the app: whoever may not call it is turned away, the request
 * is read by its schemas, the answer is held to its own, so that nothing leaves that the contract
 * does not name; and what changed something is written down.
 */
export function serveOperation<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  app: Express,
  operation: Operation<Params, Query, Body, Answer>,
  languageOf: (request: Request) => Language,
  answer: (
    asked: Asked<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<z.input<Answer>>,
): void {
  app[operation.method](operation.path, async (request, response) => {
    requireRole(operation, response);
    const language = languageOf(request);
    const read = readAsked(operation, request);
    const actor = actorOf(response);
    const note: AuditNote = {};
    const given = await answer({
      ...read,
      language,
      idempotencyKey: request.get('Idempotency-Key')?.trim().slice(0, LONGEST_KEY) || undefined,
      actor,
      visit: visitOf(request, response),
      note: (said) => Object.assign(note, said),
      ifMatch: /^(?:W\/)?"([^"]{1,100})"$/.exec(request.get('If-Match')?.trim() ?? '')?.[1],
    });
    const done = { actor, params: read.params, body: read.body, note };
    await recordOperation(app, operation, done);
    const parsed = operation.answer.parse(given);
    response.status(operation.status).set('Content-Language', language);
    if (operation.mediaType === undefined) {
      const text = JSON.stringify(parsed);
      const tag = tagAnswer(response, operation, parsed, text);
      const isAsked = operation.method === 'get' && tag !== undefined;
      if (isAsked && answeredUnchanged(request, response, tag)) return;
      response.type('json').send(text);
    } else {
      const file = parsed instanceof Uint8Array ? Buffer.from(parsed) : parsed;
      response.attachment(basename(request.path)).type(operation.mediaType).send(file);
    }
  });
}
