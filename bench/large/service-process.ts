import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { freePort } from '../../test/free-port.ts';

const ROOT = new URL('../../', import.meta.url);
const ASK_EVERY_MS = 5;
const READY_WITHIN_MS = 60_000;
const TICK_MS = 10; // of /proc/<pid>/stat, on Linux everywhere

const packageSchema = z.object({ scripts: z.object({ start: z.string().startsWith('node ') }) });

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
  { databaseUrl = '', port }: { databaseUrl?: string | undefined; port?: number } = {},
): Promise<ServiceProcess> {
  const text = await readFile(new URL('package.json', ROOT), 'utf8');
  const [, ...parts] = packageSchema.parse(JSON.parse(text)).scripts.start.split(' ');
  const usedPort = port ?? (await freePort());
  const url = `http://127.0.0.1:${usedPort}`;
  const began = performance.now();
  const service = spawn(process.execPath, parts, {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      MALLOC_ARENA_MAX: '1', // as in the image and the unit of docs/deployment.md
      BRIDGE_DATA: dataFolder,
      BRIDGE_PORT: String(usedPort),
      BRIDGE_LOG: 'error',
      DATABASE_URL: databaseUrl,
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
