/**
 * The bridge of the soak in a thread of its own, so that its memory is its own and not that of the
 * world around it. It does what the service does, job by job, when the world's time has come to it.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { type Bridge, openBridge } from '../../src/bridge/create-bridge.ts';
import { type LedgerDatabase, openDatabase } from '../../src/bridge/ledger/database.ts';
import { manifestJob } from '../../src/bridge/manifest.ts';
import { createPinoLogger } from '../../src/bridge/pino-logger.ts';
import type { JobEnd } from '../../src/bridge/schedule/job-recorder.ts';
import { scheduledJobs } from '../../src/bridge/schedule/scheduled-jobs.ts';
import { carryOut, MAIN, workOffDeliveries } from './carry-out.ts';
import { connectBridge } from './connect-bridge.ts';
import { countIncidents, countReports, countRows, countWaiting } from './count-rows.ts';
import { createSharedClock } from './shared-clock.ts';
import { type Answer, askSchema, type Figures, threadDataSchema } from './thread-messages.ts';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

const port = parentPort;
if (!port) throw new Error('this is the thread of a soak, not a program');
const data = threadDataSchema.parse(workerData);
const clock = createSharedClock(data.memory);
const config = {
  dataFolder: data.dataFolder,
  ledger: { kind: 'sqlite', path: `${data.dataFolder}/ledger.sqlite` },
  host: '127.0.0.1',
  port: 0,
  logLevel: 'silent',
} as const;

const open = () =>
  openBridge(config, { clock, logger: createPinoLogger('silent'), environment: {} });
let bridge: Bridge = await open();
const door = await connectBridge(() => bridge, data);
const tables: LedgerDatabase = await openDatabase(config.ledger);
let hasEnded = false;

port.on('message', (message: unknown) => {
  answer(message).then(
    (told) => {
      port.postMessage(told);
      if (hasEnded) port.close();
    },
    (error: unknown) => {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      port.postMessage({ is: 'failed', reason } satisfies Answer);
    },
  );
});
const settings = await bridge.settings.load();
port.postMessage({
  is: 'ready',
  jobs: scheduledJobs(settings, bridge.manifest),
  timeZone: manifestJob(bridge.manifest, 'order-import').timeZone,
} satisfies Answer);

async function answer(message: unknown): Promise<Answer> {
  const asked = askSchema.parse(message);
  switch (asked.ask) {
    case 'run':
      return done(
        await Promise.all(asked.jobs.map(async (job) => faultOf(job, await carryOut(bridge, job)))),
      );
    case 'deliveries':
      return done([faultOf('deliveries', await workOffDeliveries(bridge))]);
    case 'accept returns': {
      const wishes = asked.decisions.map((decision) => ({
        ...decision,
        accountId: MAIN,
        decision: 'accept' as const,
        condition: 'A' as const,
        reason: 'RETURN_RECEIVED',
      }));
      const how = { source: 'web-service', cause: 'click', dryRun: false } as const;
      await bridge.returnDesk.decideReturns(wishes, how);
      return done([]);
    }
    case 'restart':
      await bridge.close();
      bridge = await open();
      return done([]);
    case 'figures':
      return { is: 'figures', figures: await figures() };
    default:
      await door.close();
      await bridge.close();
      await tables.destroy();
      hasEnded = true;
      return done([]);
  }
}

function faultOf(job: string, end: JobEnd): string {
  if (end.outcome === 'failed') return `${job}: ${end.fault?.code ?? 'fault'}`;
  return end.outcome === 'elsewhere' ? `${job}: elsewhere` : '';
}

function done(faults: readonly string[]): Answer {
  return { is: 'done', faults: faults.filter((fault) => fault !== '') };
}

async function figures(): Promise<Figures> {
  if (typeof collect === 'function') collect();
  const { user, system } = process.threadCpuUsage();
  return {
    heapBytes: process.memoryUsage().heapUsed,
    cpuMs: (user + system) / 1_000,
    waiting: await countWaiting(tables),
    reports: await countReports(tables),
    incidents: await countIncidents(tables),
    rows: await countRows(tables),
  };
}
