import { once } from 'node:events';
import type { Server } from 'node:http';

/** Opens the server on 127.0.0.1; `stop` breaks open connections and is harmless when repeated. */
export async function listen(
  server: Server,
  port: number,
): Promise<{ url: string; stop: () => Promise<void> }> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('fake OTTO has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
