import type { Request } from 'express';
import { isLoopback, nameIn } from './check-host.ts';

/** What proxies add: whoever sends one of these passes a call on for somebody else. */
const OF_PROXIES = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * Whether a call began on this machine. A proxy beside the bridge calls from here too, so that it has to
 * be by one of this machine's own names as well, and by nobody who says that he passes it on.
 */
export function isFromThisMachine(request: Request): boolean {
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return (
    isLoopback(address) &&
    isLoopback(nameIn(request.headers.host)) &&
    OF_PROXIES.every((name) => request.headers[name] === undefined)
  );
}
