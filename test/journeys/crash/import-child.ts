/**
 * One import run, one look at the shop or one run of reports, in a process of its own, which dies
 * where it is told to: a real bridge on a data folder, against fakes that live in the parent. It loads first and then waits for its job, so that
 * the parent can have one in hand before it needs it.
 */
import diagnostics from 'node:diagnostics_channel';
import { flushCompileCache } from 'node:module';
import { z } from 'zod';
import { type Bridge, openBridge } from '../../../src/bridge/create-bridge.ts';
import { type Ledger, openLedger } from '../../../src/bridge/ledger/ledger.ts';
import { createPinoLogger } from '../../../src/bridge/pino-logger.ts';
import { createFakeClock } from '../../bridge/fake-clock.ts';
import { callName } from './call-name.ts';
import { type ChildReport, jobSchema } from './child-job.ts';

process.once('message', (message: unknown) => {
  const { config, ...job } = jobSchema.parse(message);
  run({ ...config, logLevel: config.logLevel }, job).then(
    (report) => process.send?.(report, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
flushCompileCache();
process.send?.('ready');

async function run(
  config: Parameters<typeof openBridge>[0],
  job: {
    what: 'import' | 'watch' | 'reports';
    accountId: string;
    now: string;
    dieAt?: string | undefined;
  },
): Promise<ChildReport> {
  const points: string[] = [];
  const pass = (point: string) => {
    points.push(point);
    if (point === job.dieAt) process.kill(process.pid, 'SIGKILL');
  };
  passHttpCalls(pass);
  const bridge = await openBridge(config, {
    clock: createFakeClock(job.now, { autoAdvance: true }),
    logger: createPinoLogger('silent'),
    environment: {},
    openLedger: async (location) => passLedgerCalls(await openLedger(location), pass),
  });
  const outcome = await carryOut(bridge, job);
  await bridge.close();
  const fault = outcome?.ran ? outcome.fault?.code : outcome?.why;
  return { points, ...(fault === undefined ? {} : { fault }) };
}

type Outcome = { ran: true; fault: { code: string } | undefined } | { ran: false; why: string };

async function carryOut(
  bridge: Bridge,
  { what, accountId }: { what: 'import' | 'watch' | 'reports'; accountId: string },
): Promise<Outcome | undefined> {
  const { signal } = new AbortController();
  const asked = { signal, holderKind: 'command' } as const;
  if (what === 'watch') return bridge.watchShop({ ...asked, cause: 'poll' });
  const ofAccount = { ...asked, accountId, cause: 'command' } as const;
  if (what === 'import') return bridge.importOrders(ofAccount);
  const [outcome] = await bridge.runReports(ofAccount);
  return outcome?.result;
}

/** Every method of the ledger passes a point before it and one after it. */
function passLedgerCalls(ledger: Ledger, pass: (point: string) => void): Ledger {
  const counts = new Map<string, number>();
  return new Proxy(ledger, {
    get(target, name: keyof Ledger) {
      const method = target[name];
      // Awaiting a value asks it for `then`.
      if (typeof method !== 'function') return method;
      return async (...rest: unknown[]) => {
        const point = `ledger.${name} ${count(counts, name)}`;
        pass(`${point}: before`);
        const result = await Reflect.apply(method, target, rest);
        pass(`${point}: after`);
        return result;
      };
    },
  });
}

/** Every HTTP call passes a point before it leaves and one when its answer is there. */
function passHttpCalls(pass: (point: string) => void): void {
  const counts = new Map<string, number>();
  const names = new WeakMap<object, string>();
  const begins = (request: object, method: string, path: string) => {
    const name = callName(method, path);
    const call = `${name} ${count(counts, name)}`;
    names.set(request, call);
    pass(`${call}: before`);
  };
  const isAnswered = (request: object) => pass(`${names.get(request)}: answered`);
  // The shop is called through node:http, OTTO through fetch; each announces itself in its own way.
  const callMessage = z.object({
    request: z.looseObject({ method: z.string(), path: z.string() }),
  });
  diagnostics.subscribe('http.client.request.created', (message) => {
    const { request } = callMessage.parse(message);
    begins(requestOf(message), request.method, request.path);
  });
  diagnostics.subscribe('http.client.response.finish', (message) => isAnswered(requestOf(message)));
  diagnostics.subscribe('undici:request:create', (message) => {
    const { request } = callMessage.parse(message);
    begins(requestOf(message), request.method, request.path);
  });
  diagnostics.subscribe('undici:request:trailers', (message) => isAnswered(requestOf(message)));
}

function requestOf(message: unknown): object {
  if (typeof message === 'object' && message !== null && 'request' in message) {
    const { request } = message;
    if (typeof request === 'object' && request !== null) return request;
  }
  throw new TypeError('not a message about a request');
}

function count(counts: Map<string, number>, name: string): number {
  const next = (counts.get(name) ?? 0) + 1;
  counts.set(name, next);
  return next;
}
