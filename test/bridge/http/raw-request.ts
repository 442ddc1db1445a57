import { type IncomingHttpHeaders, request } from 'node:http';

export type RawAnswer = {
  status: number;
  headers: IncomingHttpHeaders;
  /** as it came over the line, compressed or not */
  body: Buffer;
  text: string;
};

/** A request with a path and headers that fetch does not let anybody send as they are. */
export function rawRequest(url: string, headers: Record<string, string> = {}): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const { origin, hostname, port } = new URL(url);
  const path = url.slice(origin.length) || '/';
  const sent = request({ hostname, port, path, headers }, (response) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part));
    response.on('end', () => {
      const body = Buffer.concat(parts);
      const text = body.toString('utf8');
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body, text });
    });
  });
  sent.on('error', reject);
  sent.end();
  return promise;
}
