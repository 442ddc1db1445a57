import { createServer, type RequestListener } from 'node:http';
import { ConfigError } from '../errors.ts';

export type Listening = {
  /** where it can be called, without a slash at the end */
  url: string;
  /** takes no new connections; those that are idle are closed, others after their answer */
  refuseMore(): void;
  /** lets calls in hand have their answers, for so long, then closes what is left */
  stop(answersWithinMs?: number): Promise<void>;
};

/** @throws ConfigError `address-not-usable` */
export async function listen(
  listener: RequestListener,
  address: { host: string; port: number },
): Promise<Listening> {
  const server = createServer(listener);
  const { promise: listening, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (fault) => reject(notUsable(address, fault)));
  server.listen(address.port, address.host, resolve);
  await listening;
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : address.port;
  const closed = new Promise<void>((done) => server.once('close', done));
  const refuseMore = () => {
    if (server.listening) server.close();
  };
  return {
    url: `http://${nameFor(address.host)}:${port}`,
    refuseMore,
    async stop(answersWithinMs = 0) {
      refuseMore();
      const cutting = setTimeout(() => server.closeAllConnections(), answersWithinMs);
      await closed;
      clearTimeout(cutting);
    },
  };
}

/** An address to listen on as one to call: all interfaces are called by this machine's own name. */
function nameFor(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function notUsable({ host, port }: { host: string; port: number }, fault: Error): ConfigError {
  const reason = 'code' in fault && typeof fault.code === 'string' ? fault.code : fault.name;
  return new ConfigError(
    'address-not-usable',
    `The bridge can't listen on ${host}:${port} (${reason}). Stop the program that uses this port, or choose another with BRIDGE_PORT and BRIDGE_HOST.`,
    { params: { host, port, reason }, cause: fault },
  );
}
