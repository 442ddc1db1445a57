import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../test/free-port.ts';
import { onCore } from './own-core.ts';
import { START_ENVIRONMENT, startCommand } from './start-command.ts';

const ROOT = new URL('../../', import.meta.url);
const ASK_EVERY_MS = 5;
const READY_WITHIN_MS = 60_000;
const TICK_MS = 10; // of /proc/<pid>/stat, on Linux everywhere

/** Where a service is to differ from what `npm start` runs. */
export type ServiceOptions = {
  /** undefined or empty = SQLite in the data folder */
  databaseUrl?: string | undefined;
  port?: number;
  environment?: Record<string, string>;
  /** of Node, in place of the memory options of `npm start` */
  nodeOptions?: readonly string[];
  /** the only core it may use, see `freeCore` */
  core?: number | undefined;
};

/** A running bridge in a process of its own. */
export type ServiceProcess = {
  url: string;
  /** from the call of the program to the first 200 of `/readyz` */
  readyMs: number;
  /** of the processor until then, all threads */
  readyCpuMs: number;
  /** resident memory now */
  rssMb(): Promise<number>;
  /** the most resident memory there ever was */
  peakMb(): Promise<number>;
  /** processor time since the start, all threads */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
};

/** Starts the service as `npm start` does, without npm, and waits until it is ready. */
export async function startServiceProcess(
  dataFolder: string,
  { databaseUrl = '', environment, ...asked }: ServiceOptions = {},
): Promise<ServiceProcess> {
  const { options, program } = await startCommand();
  const usedPort = asked.port ?? (await freePort());
  const url = `http://127.0.0.1:${usedPort}`;
  const [command = '', ...parts] = onCore(asked.core, [
    process.execPath,
    ...(asked.nodeOptions ?? options),
    ...program,
  ]);
  const began = performance.now();
  const service = spawn(command, parts, {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      ...START_ENVIRONMENT,
      BRIDGE_DATA: dataFolder,
      BRIDGE_PORT: String(usedPort),
      BRIDGE_LOG: 'error',
      DATABASE_URL: databaseUrl,
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(service, 'exit');
  const isReady = () =>
    fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
  while (!(await isReady())) {
    if (service.exitCode !== null || performance.now() - began > READY_WITHIN_MS) {
      service.kill('SIGKILL');
      throw new Error('The bridge did not get ready');
    }
    await pause(ASK_EVERY_MS);
  }
  const readyMs = performance.now() - began;
  const about = (file: string) => readFile(`/proc/${service.pid}/${file}`, 'utf8');
  const statusMb = async (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(await about('status'))?.[1]) / 1_024;
  const cpuMs = async () => {
    const [, fields = ''] = (await about('stat')).split(') ');
    const [user, system] = fields.split(' ').slice(11, 13);
    return (Number(user) + Number(system)) * TICK_MS;
  };
  return {
    url,
    readyMs,
    readyCpuMs: await cpuMs(),
    rssMb: () => statusMb('VmRSS'),
    peakMb: () => statusMb('VmHWM'),
    cpuMs,
    async stop() {
      service.kill('SIGTERM');
      await ended;
    },
  };
}
