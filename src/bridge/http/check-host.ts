import type { RequestHandler } from 'express';
import { Problem } from './problem.ts';

/**
 * A web page may point a name of its own at 127.0.0.1 and let its visitor's browser call us. So while
 * the service listens on loopback only, it answers to loopback names and its configured host alone.
 */
export function checkHost(configuredHost: string): RequestHandler {
  const isLocal = isLoopback(configuredHost);
  return (request, _response, next) => {
    const name = nameIn(request.headers.host);
    if (isLocal && !isLoopback(name) && name !== configuredHost.toLowerCase()) {
      throw new Problem(421, 'host-not-allowed');
    }
    next();
  };
}

export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    name === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name)
  );
}

/** The name in a Host header, without its port; "" when there is none that could be meant. */
function nameIn(header: string | undefined): string {
  return /^(\[[0-9a-f:.]+\]|[^:@/\\?#\s]+)(:\d*)?$/i.exec(header ?? '')?.[1]?.toLowerCase() ?? '';
}
