import { createServer, request } from 'node:http';
import { isIPv6 } from 'node:net';
import { onTestFinished } from 'vitest';

/** What becomes of a call on its way. */
type Loss = 'none' | 'lost-on-the-way' | 'answer-lost';

const CALLS = {
  orders: /\/orders(\/batch)?(\?|$)/,
  refunds: /\/refunds(\?|$)/,
  notes: /\/notes(\?|$)/,
} as const;

export type LossyRoad = {
  /** from now on, for calls that create one of these */
  lose(loss: Loss, what?: keyof typeof CALLS): void;
  /** how many calls were lost so far */
  lost(): number;
};

/**
 * A road to an http shop that can lose things. It is a forward proxy named by the environment, which
 * the shop's client heeds: so addresses and hence signatures stay what they are.
 */
export async function openLossyRoad(): Promise<LossyRoad> {
  let loss: Loss = 'none';
  let pattern: RegExp = CALLS.orders;
  let lost = 0;
  const proxy = createServer((asked, answer) => {
    const creates = asked.method === 'POST' && pattern.test(asked.url ?? '');
    const becomes = creates ? loss : 'none';
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      if (becomes !== 'none') lost += 1;
      if (becomes === 'lost-on-the-way') {
        asked.socket.destroy();
        return;
      }
      const { hostname, port, pathname, search } = new URL(asked.url ?? '');
      const host = isIPv6(hostname.slice(1, -1)) ? hostname.slice(1, -1) : hostname;
      const { 'proxy-connection': _hop, ...headers } = asked.headers;
      const onward = request(
        { host, port: port || 80, path: `${pathname}${search}`, method: asked.method, headers },
        (reply) => {
          if (becomes === 'answer-lost') {
            reply.resume();
            reply.on('end', () => asked.socket.destroy());
            return;
          }
          answer.writeHead(reply.statusCode ?? 502, reply.headers);
          reply.pipe(answer);
        },
      );
      onward.on('error', () => asked.socket.destroy());
      onward.end(Buffer.concat(chunks));
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('The road has no port');
  const { HTTP_PROXY, NO_PROXY, http_proxy, no_proxy } = process.env;
  Object.assign(process.env, { HTTP_PROXY: `http://127.0.0.1:${address.port}`, NO_PROXY: '' });
  delete process.env.http_proxy;
  delete process.env.no_proxy;
  onTestFinished(() => {
    for (const [name, value] of Object.entries({ HTTP_PROXY, NO_PROXY, http_proxy, no_proxy })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    proxy.closeAllConnections();
    proxy.close();
  });
  return {
    lose: (next, what = 'orders') => {
      loss = next;
      pattern = CALLS[what];
    },
    lost: () => lost,
  };
}
