import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';
import { sayingOf } from '../words/owner-words.ts';
import type { Language, Params } from '../words/saying.ts';
import type { ProblemDetails } from './contract/problem.ts';
import { isProblemWord, PROBLEM_WORDS } from './problem-words.ts';

export type FieldProblem = NonNullable<ProblemDetails['errors']>[number];

/** A request that is not answered with what it asked for. Thrown anywhere behind the router. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly params: Params;
  readonly headers: Record<string, string>;
  /** made when the language is known */
  readonly fields: ((language: Language) => FieldProblem[]) | undefined;

  constructor(
    status: number,
    code: string,
    details: {
      params?: Params;
      headers?: Record<string, string>;
      fields?: (language: Language) => FieldProblem[];
      cause?: unknown;
    } = {},
  ) {
    super(`${status} ${code}`, { cause: details.cause });
    this.status = status;
    this.code = code;
    this.params = details.params ?? {};
    this.headers = details.headers ?? {};
    this.fields = details.fields;
  }
}

export function sendProblem(response: Response, language: Language, problem: Problem): void {
  const { status, code, params, headers, fields } = problem;
  const details: ProblemDetails = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail: sentence(language, code, params),
    ...(fields ? { errors: fields(language) } : {}),
  };
  response
    .status(status)
    .set(headers)
    .set('Content-Language', language)
    .type('application/problem+json')
    .send(JSON.stringify(details));
}

function sentence(language: Language, code: string, params: Params): string {
  if (isProblemWord(code)) return PROBLEM_WORDS[code][language](params);
  const { what, follows, todo } = sayingOf(language, code, params);
  return [what, follows, todo].filter((part) => part !== undefined).join(' ');
}
