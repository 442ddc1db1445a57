import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/**
 * A reverse proxy in front of a service, as nginx is one: it takes `prefix` away, tells who asked and
 * by https, and hands everything through as it comes.
 */
export async function startPrefixProxy(target: string, prefix: string): Promise<string> {
  const server = createServer((asked, answer) => {
    if (!asked.url?.startsWith(prefix)) {
      answer.writeHead(404).end('of the proxy');
      return;
    }
    const { hostname, port } = new URL(target);
    const passed = request(
      {
        hostname,
        port,
        method: asked.method,
        path: `/${asked.url.slice(prefix.length)}`,
        headers: {
          ...asked.headers,
          'x-forwarded-for': '203.0.113.9',
          'x-forwarded-proto': 'https',
        },
      },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        answer.flushHeaders();
        response.pipe(answer);
      },
    );
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}${prefix}`;
}
