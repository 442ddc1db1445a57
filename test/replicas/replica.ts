import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { COMPILED_CODE } from '../compiled-code.ts';
import { freePort } from '../free-port.ts';

/** `BUILT=1`: what `npm run build` made, which starts in a third of the time */
const PROGRAM = process.env.BUILT ? '../../dist/bridge/cli.js' : '../../src/bridge/cli.ts';
const CLI = fileURLToPath(new URL(PROGRAM, import.meta.url));
const SHIFTED = pathToFileURL(
  fileURLToPath(new URL('./children/shifted-time.ts', import.meta.url)),
).href;

const logLine = z.looseObject({ event: z.string(), level: z.number() });

export type ReplicaLogLine = z.output<typeof logLine>;

/** A bridge in a process and with a data folder of its own, begun by `start`. */
export type Replica = {
  port: number;
  pid: number;
  log: ReplicaLogLine[];
  /** what came to standard error and is no line of the log */
  noise: string[];
  /** resolves once /readyz says yes. @throws when the process ended before */
  ready(): Promise<void>;
  isRunning(): boolean;
  /** stops the process where it stands, and lets it go on */
  pause(): void;
  resume(): void;
  kill(): Promise<void>;
  /** as an orchestrator ends it. @returns the exit code */
  stop(): Promise<number | null>;
  ended: Promise<number | null>;
};

/** @param onEnd what is to be done when the test is over */
export async function startReplica(parts: {
  databaseUrl: string;
  secretKey: string;
  shiftFile?: string;
  onEnd: (end: () => Promise<void>) => void;
}): Promise<Replica> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'bridge-replica-'));
  const port = await freePort();
  const shifted = parts.shiftFile === undefined ? [] : ['--import', SHIFTED];
  const child = spawn(process.execPath, [...shifted, CLI, 'start'], {
    env: {
      PATH: process.env.PATH,
      ...COMPILED_CODE,
      DATABASE_URL: parts.databaseUrl,
      BRIDGE_SECRET_KEY: parts.secretKey,
      BRIDGE_DATA: dataFolder,
      BRIDGE_PORT: String(port),
      BRIDGE_LOG: 'info',
      BRIDGE_LANG: 'en',
      ...(parts.shiftFile === undefined ? {} : { SHIFT_FILE: parts.shiftFile }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null));
  const log: ReplicaLogLine[] = [];
  const noise: string[] = [];
  let rest = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('{')) log.push(logLine.parse(JSON.parse(line)));
      else noise.push(line);
    }
  });
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  parts.onEnd(async () => {
    if (isRunning()) child.kill('SIGKILL');
    await ended;
    await rm(dataFolder, { recursive: true, force: true });
  });
  return {
    port,
    pid: child.pid ?? 0,
    log,
    noise,
    ended,
    isRunning,
    async ready() {
      while (isRunning()) {
        if ((await statusOf(port, '/readyz')) === 200) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`The replica ended:\n${noise.join('\n')}\n${JSON.stringify(log.at(-1))}`);
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** @returns undefined when nobody answers */
export async function statusOf(port: number, path: string): Promise<number | undefined> {
  try {
    const signal = AbortSignal.timeout(2_000);
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
}
