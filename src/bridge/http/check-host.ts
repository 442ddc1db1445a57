import type { RequestHandler } from 'express';
import { Problem } from './problem.ts';

/**
 * A web page may point a name of its own at 127.0.0.1 and let its visitor's browser call us. So while
 * the service listens on loopback only, it answers to loopback names, its configured host and the
 * host of its public address alone.
 */
export function checkHost(configuredHost: string, publicUrl: () => string | null): RequestHandler {
  const isLocal = isLoopback(configuredHost);
  return (request, _response, next) => {
    const name = nameIn(request.headers.host);
    const isOurs = isLoopback(name) || name === configuredHost.toLowerCase();
    if (isLocal && !isOurs && name !== hostOf(publicUrl())) {
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

function hostOf(url: string | null): string | undefined {
  return url === null ? undefined : new URL(url).hostname;
}

/** The name in a Host header, without its port; "" when there is none that could be meant. */
export function nameIn(header: string | undefined): string {
  return /^(\[[0-9a-f:.]+\]|[^:@/\\?#\s]+)(:\d*)?$/i.exec(header ?? '')?.[1]?.toLowerCase() ?? '';
}
