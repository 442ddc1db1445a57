import { basename } from 'node:path';
import type { Express, Request } from 'express';
import type { z } from 'zod';
import type { Language } from '../words/saying.ts';
import { type Actor, actorOf } from './actor.ts';
import type { Operation } from './contract/operation.ts';
import { fieldProblems } from './field-problems.ts';
import { tagAnswer } from './keep-answer.ts';
import { type FieldProblem, Problem } from './problem.ts';

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
  /** of the header If-Match, unquoted: the version that a change is based on */
  ifMatch: string | undefined;
};

/**
 * Puts one operation of the contract on the app: the request is read by its schemas, the answer is
 * held to its own, so that nothing leaves that the contract does not name.
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
    const language = languageOf(request);
    const body: unknown = request.body ?? (operation.takes ? Buffer.alloc(0) : {});
    const params = operation.params.safeParse(request.params);
    const query = operation.query.safeParse(request.query);
    const content = operation.body.safeParse(body);
    if (!params.success || !query.success || !content.success) {
      throw invalid({ path: params.error, query: query.error, body: content.error });
    }
    const given = await answer({
      params: params.data,
      query: query.data,
      body: content.data,
      language,
      idempotencyKey: request.get('Idempotency-Key')?.trim().slice(0, LONGEST_KEY) || undefined,
      actor: actorOf(response),
      ifMatch: /^(?:W\/)?"([^"]{1,100})"$/.exec(request.get('If-Match')?.trim() ?? '')?.[1],
    });
    const parsed = operation.answer.parse(given);
    response.status(operation.status).set('Content-Language', language);
    if (operation.mediaType === undefined) {
      const text = JSON.stringify(parsed);
      tagAnswer(response, operation, parsed, text);
      response.type('json').send(text);
    } else response.attachment(basename(request.path)).type(operation.mediaType).send(parsed);
  });
}

function invalid(faults: Record<FieldProblem['in'], z.core.$ZodError | undefined>): Problem {
  const { path, query, body } = faults;
  return new Problem(400, 'request-invalid', {
    fields: (language) => [
      ...fieldProblems(language, 'path', path?.issues ?? []),
      ...fieldProblems(language, 'query', query?.issues ?? []),
      ...fieldProblems(language, 'body', body?.issues ?? []),
    ],
  });
}
