import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { statusOf } from './replica.ts';

const PROBE_EVERY_MS = 200;
/** A replica that says nothing for so long is left out, and its calls end. */
const ANSWER_WITHIN_MS = 10_000;

/** One call that came in and what became of it; `status` undefined = no whole answer reached the caller. */
export type Passed = {
  method: string;
  path: string;
  deliveryId: string;
  status: number | undefined;
  /** why no whole answer came */
  fault?: string;
};

/**
 * The load balancer of docs/scaling.md, as small as one can be: round robin among the replicas that say
 * at /readyz that they may be given work. A call goes to the next one only when the first never had it.
 */
export type Balancer = {
  url: string;
  passed: Passed[];
  add(port: number): void;
  remove(port: number): void;
  /** ports that are given work now */
  ready(): number[];
  stop(): Promise<void>;
};

export async function startBalancer(): Promise<Balancer> {
  const isReady = new Map<number, boolean>();
  const passed: Passed[] = [];
  let turn = 0;
  const ready = () => [...isReady].filter(([, is]) => is).map(([port]) => port);

  const server = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      const ports = ready();
      turn += 1;
      const order = ports.map((_, index) => ports[(index + turn) % ports.length] ?? 0);
      void pass(asked, Buffer.concat(chunks), answer, order);
    });
    asked.on('error', () => undefined);
  });

  async function pass(
    asked: IncomingMessage,
    body: Buffer,
    answer: ServerResponse,
    ports: readonly number[],
  ): Promise<void> {
    const { method = '', url: path = '' } = asked;
    const deliveryId = String(asked.headers['x-wc-webhook-delivery-id'] ?? '');
    const note: Passed = { method, path, deliveryId, status: undefined };
    passed.push(note);
    for (const port of ports) {
      const end = await forward(asked, body, answer, port, (fault) => {
        note.fault = fault;
      });
      if (end === 'refused') continue;
      note.status = end;
      return;
    }
    note.status = 502;
    answer.writeHead(502).end();
  }

  const probing = new AbortController();
  const probe = async (port: number) => {
    while (isReady.has(port) && !probing.signal.aborted) {
      const is = (await statusOf(port, '/readyz')) === 200;
      if (isReady.has(port)) isReady.set(port, is);
      await pause(PROBE_EVERY_MS, undefined, { signal: probing.signal }).catch(() => undefined);
    }
  };

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    passed,
    add(replica) {
      isReady.set(replica, false);
      void probe(replica);
    },
    remove: (replica) => void isReady.delete(replica),
    ready,
    async stop() {
      probing.abort();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** @returns the status; undefined when the answer broke off; `refused` when the call never arrived */
function forward(
  asked: IncomingMessage,
  body: Buffer,
  answer: ServerResponse,
  port: number,
  tell: (fault: string) => void,
): Promise<number | undefined | 'refused'> {
  return new Promise((resolve) => {
    const { method, url: path, headers } = asked;
    const onward = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
    onward.setTimeout(ANSWER_WITHIN_MS, () => onward.destroy(new Error('late')));
    onward.on('response', (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
      given.on('end', () => resolve(given.statusCode));
      given.on('error', (fault) => {
        tell(`${port}, in the answer: ${fault.message}`);
        answer.destroy();
        resolve(undefined);
      });
    });
    onward.on('error', (fault) => {
      if ('code' in fault && fault.code === 'ECONNREFUSED') resolve('refused');
      else {
        tell(`${port}: ${fault.message}`);
        answer.destroy();
        resolve(undefined);
      }
    });
    onward.end(body);
  });
}
