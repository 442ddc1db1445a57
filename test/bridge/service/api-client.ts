import type { z } from 'zod';
import { type ProblemDetails, problemDetails } from '../../../src/bridge/http/api-contract.ts';
import type { ServedService, ServiceWorld } from './service-world.ts';

export type ApiAnswer = { status: number; headers: Headers; text: string; json: unknown };

export type ApiCall = {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** undefined = the right one, null = none */
  token?: string | null;
};

export type ApiClient = {
  /** the status, headers and body of any call */
  call(path: string, call?: ApiCall): Promise<ApiAnswer>;
  /** an answer read by its operation's schema; throws when it was no success */
  read<Answer extends z.ZodType>(
    operation: { status: number; answer: Answer },
    path: string,
    call?: ApiCall,
  ): Promise<z.output<Answer>>;
  /** the problem details of a call that is refused */
  problem(path: string, call?: ApiCall): Promise<ProblemDetails>;
};

/** Calls a running service, and lets the world see every answer. */
export function apiClient(
  world: ServiceWorld,
  service: Pick<ServedService, 'url' | 'apiToken'>,
): ApiClient {
  async function call(path: string, asked: ApiCall = {}): Promise<ApiAnswer> {
    const token = asked.token === undefined ? service.apiToken.reveal() : asked.token;
    const response = await fetch(`${service.url}${path}`, {
      method: asked.method ?? (asked.body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(asked.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        'Accept-Language': 'en',
        ...asked.headers,
      },
      ...(asked.body === undefined
        ? {}
        : { body: typeof asked.body === 'string' ? asked.body : JSON.stringify(asked.body) }),
    });
    const text = await response.text();
    world.watch.seen.push(text, JSON.stringify([...response.headers]));
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const json: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
    return { status: response.status, headers: response.headers, text, json };
  }
  return {
    call,
    async read(operation, path, asked) {
      const answer = await call(path, asked);
      if (answer.status === operation.status) return operation.answer.parse(answer.json);
      throw new Error(`${path}: ${answer.status} ${answer.text}`);
    },
    async problem(path, asked) {
      const { status, headers, json } = await call(path, asked);
      const details = problemDetails.parse(json);
      if (headers.get('content-type') !== 'application/problem+json; charset=utf-8') {
        throw new Error(`${path} answered ${headers.get('content-type')}`);
      }
      if (details.status !== status) throw new Error(`${status} says it is ${details.status}`);
      return details;
    },
  };
}
