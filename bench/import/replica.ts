import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../test/free-port.ts';

/** A bridge as it runs for an owner: its own process, its own port. */
export type Replica = { url: string; stop(): Promise<void> };

/** @param environment what tells it its data folder, its database and its key */
export async function startReplica(environment: Record<string, string>): Promise<Replica> {
  const port = await freePort();
  const child: ChildProcess = spawn(process.execPath, ['src/bridge/cli.ts', 'start'], {
    env: { ...process.env, ...environment, BRIDGE_PORT: String(port), BRIDGE_LOG: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  while (!(await isUp(`${url}/readyz`))) {
    if (child.exitCode !== null) throw new Error(`the bridge ended with ${child.exitCode}`);
    await pause(50);
  }
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function isUp(url: string): Promise<boolean> {
  const answer = await fetch(url).catch(() => undefined);
  return answer?.ok === true;
}
