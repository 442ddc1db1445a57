import type { Request } from 'express';
import type { z } from 'zod';
import type { Operation } from './contract/operation.ts';
import { fieldProblems } from './field-problems.ts';
import { type FieldProblem, Problem } from './problem.ts';

/**
 * Reads a request by its operation's schemas.
 *
 * @throws Problem `request-invalid`, field by field
 */
export function readAsked<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  operation: Operation<Params, Query, Body, Answer>,
  request: Request,
): { params: z.output<Params>; query: z.output<Query>; body: z.output<Body> } {
  const given: unknown = request.body ?? (operation.takes ? Buffer.alloc(0) : {});
  const params = operation.params.safeParse(request.params);
  const query = operation.query.safeParse(request.query);
  const body = operation.body.safeParse(given);
  if (params.success && query.success && body.success) {
    return { params: params.data, query: query.data, body: body.data };
  }
  throw invalid({ path: params.error, query: query.error, body: body.error });
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
