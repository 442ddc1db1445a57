import { API_ROUTES } from 'virtual:api-routes';
import type { z } from 'zod';
import type {
  AnswerOf,
  API_OPERATIONS,
  OperationName,
  ProblemDetails,
} from '../../bridge/http/api-contract.ts';
import { currentSession, noteSessionLost } from './session.ts';

type PartOf<Name extends OperationName, Part extends 'params' | 'query' | 'body'> = z.input<
  (typeof API_OPERATIONS)[Name][Part]
>;

export type Asked<Name extends OperationName> = {
  params?: PartOf<Name, 'params'>;
  query?: { [Key in keyof PartOf<Name, 'query'>]?: PartOf<Name, 'query'>[Key] | undefined };
  body?: PartOf<Name, 'body'> | Blob;
  /** the version that a change is based on */
  ifMatch?: string;
  signal?: AbortSignal;
};

/** The bridge said no, in words for the owner. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly details: ProblemDetails;

  constructor(details: ProblemDetails) {
    super(details.detail);
    this.details = details;
  }
}

/** No answer came: the bridge is stopped, or the way to it is cut. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/**
 * Calls one operation of the web service.
 *
 * @throws ApiProblem, Unreachable
 */
export async function call<Name extends OperationName>(
  name: Name,
  asked: Asked<Name> = {},
): Promise<AnswerOf<Name>> {
  const response = await request(name, asked);
  if (!response.ok) throw await problemOf(response, name);
  const answer = isJson(response) ? await response.json() : await response.text();
  return answer;
}

/**
 * Calls an operation whose answer is a file. By the page and not by a link, so that a refusal is told in
 * its words, and the file speaks its language.
 *
 * @throws ApiProblem, Unreachable
 */
export async function callForFile<Name extends OperationName>(
  name: Name,
  asked: Asked<Name> = {},
): Promise<{ content: Blob; fileName: string | undefined }> {
  const response = await request(name, asked);
  if (!response.ok) throw await problemOf(response, name);
  const named = /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '');
  return { content: await response.blob(), fileName: named?.[1] };
}

/** Where an operation's answer can be loaded from by the browser itself: downloads, event streams. */
export function addressOf<Name extends OperationName>(name: Name, asked: Asked<Name> = {}): string {
  const [, path] = API_ROUTES[name];
  const params: Record<string, unknown> = { ...asked.params };
  const filled = path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(`${params[key]}`));
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(asked.query ?? {})) {
    if (value !== undefined && value !== '') query.set(key, String(value));
  }
  const text = query.toString();
  return new URL(`.${filled}${text === '' ? '' : `?${text}`}`, document.baseURI).href;
}

async function request<Name extends OperationName>(
  name: Name,
  asked: Asked<Name>,
): Promise<Response> {
  const { csrfToken, serverLanguage } = currentSession();
  const [method] = API_ROUTES[name];
  const headers = new Headers({
    Accept: 'application/json, */*;q=0.5',
    'Accept-Language': serverLanguage,
  });
  if (method !== 'get' && csrfToken !== null) headers.set('X-CSRF-Token', csrfToken);
  if (asked.ifMatch !== undefined) headers.set('If-Match', `"${asked.ifMatch}"`);
  const isFile = asked.body instanceof Blob;
  if (asked.body !== undefined) {
    headers.set('Content-Type', isFile ? 'application/octet-stream' : 'application/json');
  }
  try {
    return await fetch(addressOf(name, asked), {
      method: method.toUpperCase(),
      headers,
      credentials: 'same-origin',
      ...(asked.body === undefined
        ? {}
        : { body: asked.body instanceof Blob ? asked.body : JSON.stringify(asked.body) }),
      ...(asked.signal ? { signal: asked.signal } : {}),
    });
  } catch (fault) {
    if (asked.signal?.aborted) throw fault;
    throw new Unreachable('no answer', { cause: fault });
  }
}

async function problemOf(response: Response, name: OperationName): Promise<ApiProblem> {
  if (response.status === 401 && name !== 'logIn') noteSessionLost();
  return new ApiProblem(isJson(response) ? await response.json() : unreadable(response.status));
}

function isJson(response: Response): boolean {
  return /[/+]json\b/.test(response.headers.get('content-type') ?? '');
}

/** Something between page and bridge answered, e.g. a proxy. */
function unreadable(status: number): ProblemDetails {
  return { type: 'about:blank', title: '', status, code: 'unreadable-answer', detail: `${status}` };
}
