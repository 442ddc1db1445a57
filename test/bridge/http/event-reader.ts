import { onTestFinished } from 'vitest';
import type { HttpWorld } from './http-world.ts';

export type ReadEvent = { event: string; id: string; data: unknown };

export type EventReader = {
  status: number;
  headers: Headers;
  /** everything that came so far */
  events: ReadEvent[];
  /** comments so far: heart beats */
  comments: () => number;
  /** resolves when the service ended the stream */
  ended: Promise<void>;
  /** as when the window is closed */
  close(): void;
};

/** Reads server-sent events as a browser does. */
export async function readEvents(
  { service }: Pick<HttpWorld, 'service'>,
  path: string,
  headers: Record<string, string> = {},
): Promise<EventReader> {
  const closing = new AbortController();
  onTestFinished(() => closing.abort());
  const response = await fetch(`${service.url}${path}`, {
    headers: {
      Authorization: `Bearer ${service.apiToken.reveal()}`,
      'Accept-Language': 'en',
      ...headers,
    },
    signal: closing.signal,
  });
  const events: ReadEvent[] = [];
  let comments = 0;
  async function read(): Promise<void> {
    if (response.body === null) return;
    const decoder = new TextDecoder();
    let rest = '';
    for await (const bytes of response.body) {
      const blocks = `${rest}${decoder.decode(bytes, { stream: true })}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const read = eventIn(block);
        if (read) events.push(read);
        else if (block.startsWith(':')) comments += 1;
      }
    }
  }
  const ended = read();
  ended.catch(() => undefined); // a closed window waits for nothing
  return {
    status: response.status,
    headers: response.headers,
    events,
    comments: () => comments,
    ended,
    close: () => closing.abort(),
  };
}

function eventIn(block: string): ReadEvent | undefined {
  const fields = new Map(
    block.split('\n').map((line): [string, string] => {
      const at = line.indexOf(':');
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
  const data = fields.get('data');
  if (data === undefined) return undefined;
  return { event: fields.get('event') ?? '', id: fields.get('id') ?? '', data: JSON.parse(data) };
}
