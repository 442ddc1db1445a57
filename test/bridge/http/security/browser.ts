import { z } from 'zod';
import { type AnswerOf, session } from '../../../../src/bridge/http/api-contract.ts';

export type BrowserCall = {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** undefined = the session's, null = none */
  csrf?: string | null;
};

export type BrowserAnswer = { status: number; headers: Headers; json: unknown };

/** Keeps one cookie and one CSRF token, as the page does. */
export type Browser = {
  /** as sent: `name=value`; undefined = none kept */
  cookie: string | undefined;
  csrf: string | null;
  /** everything any answer held, headers included */
  seen: string[];
  call(path: string, call?: BrowserCall): Promise<BrowserAnswer>;
  /** throws when it is refused */
  logIn(name: string, password: string): Promise<AnswerOf<'logIn'>>;
};

const code = z.object({ code: z.string() });

/** The code of a problem. */
export function codeOf({ json }: BrowserAnswer): string {
  return code.parse(json).code;
}

export function openBrowser(url: string): Browser {
  const browser: Browser = {
    cookie: undefined,
    csrf: null,
    seen: [],
    async call(path, { method, body, headers, csrf = browser.csrf } = {}) {
      const response = await fetch(`${url}${path}`, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          'Accept-Language': 'en',
          ...(browser.cookie === undefined ? {} : { Cookie: browser.cookie }),
          ...(csrf === null ? {} : { 'X-CSRF-Token': csrf }),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
      if (isStream) await response.body?.cancel();
      const text = isStream ? '' : await response.text();
      browser.seen.push(text, JSON.stringify([...response.headers]));
      const [set] = response.headers.getSetCookie();
      if (set !== undefined) {
        const [pair = ''] = set.split(';');
        browser.cookie = pair.endsWith('=') ? undefined : pair;
      }
      const isJson = /json/.test(response.headers.get('content-type') ?? '');
      const json: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
      return { status: response.status, headers: response.headers, json };
    },
    async logIn(name, password) {
      const answer = await browser.call('/api/v1/session', { body: { name, password } });
      if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.json)}`);
      const begun = session.parse(answer.json);
      browser.csrf = begun.csrfToken;
      return begun;
    },
  };
  return browser;
}
