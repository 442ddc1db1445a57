/** What a call is answered with: `json`, `text` or `bytes` as body, or none for an empty body. */
export type Answer = {
  status: number;
  headers?: Record<string, string>;
  json?: unknown;
  text?: string;
  bytes?: Buffer;
};

/** One entry of OTTO's error list; `path` and `title` always, the rest when known. */
export type ErrorEntry = { title: string; detail?: string; jsonPath?: string; logref?: string };

/** OTTO's general error body (section 6.3 of the reference); `path` goes without the version. */
export function refusal(status: number, path: string, entry: ErrorEntry): Answer {
  return {
    status,
    json: { errors: [{ ...entry, path: path.replace(/^\/v\d+(?=\/)/, '') }] },
  };
}

/** Bearer missing, stale or revoked: 401 without a body. */
export function unauthorized(): Answer {
  return { status: 401 };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns the parsed text, or undefined when it is not JSON */
export function parseJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    return undefined;
  }
}
