import type { IncomingHttpHeaders } from 'node:http';
import type { Request } from 'express';

/** One call as it arrived, and what became of it. */
export type OttoRequest = {
  /** 1 for the first call to this server. */
  number: number;
  /** UTC ISO 8601, by the injected clock. */
  receivedAt: string;
  method: string;
  path: string;
  query: URLSearchParams;
  params: Record<string, string>;
  headers: IncomingHttpHeaders;
  /** Body as text; empty when there was none. */
  body: string;
  remoteAddress: string;
  /** What the client was given; undefined while the call is being answered. */
  outcome?: number | 'dropped' | 'cut-off';
};

export function readOttoRequest(request: Request, number: number, receivedAt: Date): OttoRequest {
  const url = new URL(request.originalUrl, 'http://fake.otto.example');
  const body: unknown = request.body;
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params)) {
    params[name] = Array.isArray(value) ? value.join('/') : value;
  }
  return {
    number,
    receivedAt: receivedAt.toISOString(),
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    params,
    headers: request.headers,
    body: typeof body === 'string' ? body : '',
    remoteAddress: request.socket.remoteAddress ?? 'unknown',
  };
}
