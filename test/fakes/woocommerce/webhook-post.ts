import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { WebhookRequest } from './webhook-delivery.ts';

/** The fake never calls anything beyond this machine. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Posts the very bytes over a connection of its own; redirects are not followed.
 *
 * @returns the status of an answer that was read to its end; undefined for a foreign host, no answer,
 * a broken connection or a time-out
 */
export function postWebhook(
  { url, headers, rawBody }: WebhookRequest,
  timeoutMs: number,
): Promise<number | undefined> {
  const target = URL.parse(url);
  if (target === null || !LOOPBACK.includes(target.hostname)) return Promise.resolve(undefined);
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const outgoing = send(target, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        ...headers,
        accept: '*/*',
        'accept-encoding': 'deflate, gzip, br, zstd',
        connection: 'close',
        'content-length': String(Buffer.byteLength(rawBody)),
      },
    });
    const fail = () => resolve(undefined);
    outgoing.on('error', fail);
    outgoing.on('response', (response) => {
      response.on('end', () => resolve(response.statusCode));
      response.on('error', fail);
      response.resume();
    });
    outgoing.end(rawBody);
  });
}
