import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server } from 'node:net';

export type StrangeServer = { url: string; stop(): Promise<void> };

/** Something on a free port that is no shop. */
export async function startStrangeServer(listener: RequestListener): Promise<StrangeServer> {
  return listenOn(createServer(listener), 'http');
}

/** A server with a certificate that nobody trusts. */
export async function startSelfSignedServer(listener: RequestListener): Promise<StrangeServer> {
  const file = (name: string) =>
    readFileSync(new URL(`../../fixtures/tls/${name}.pem`, import.meta.url));
  const tls = { key: file('self-signed-key'), cert: file('self-signed-certificate') };
  return listenOn(createTlsServer(tls, listener), 'https');
}

async function listenOn(server: Server, protocol: string): Promise<StrangeServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return {
    url: `${protocol}://127.0.0.1:${address.port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
