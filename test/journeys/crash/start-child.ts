import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { COMPILED_CODE } from '../../compiled-code.ts';
import type { World } from '../support/world.ts';
import { callName } from './call-name.ts';
import { type ChildReport, type ImportJob, reportSchema } from './child-job.ts';

const READY = z.literal('ready');

/** A process that has loaded the bridge and waits for its job. */
export type WaitingChild = {
  /** what the process told at its end, or `killed` */
  run(job: ImportJob): Promise<ChildReport | 'killed'>;
  kill(): Promise<void>;
};

/** Starts a child before it is needed. */
export async function startChild(): Promise<WaitingChild> {
  const child: ChildProcess = fork(fileURLToPath(new URL('import-child.ts', import.meta.url)), {
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '', ...COMPILED_CODE },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const [first] = await Promise.race([once(child, 'message'), ended]);
  READY.parse(first);
  return {
    async run(job) {
      const told: unknown[] = [];
      child.on('message', (message) => told.push(message));
      child.send(job);
      const [exitCode, signal] = await ended;
      if (signal === 'SIGKILL') return 'killed';
      if (exitCode !== 0) throw new Error(`The import ended with ${exitCode ?? signal}`);
      return reportSchema.parse(told[0]);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A job for the world as it stands, at its time. */
export function jobIn(world: World, dieAt?: string): ImportJob {
  return {
    config: world.config,
    accountId: 'main',
    now: world.clock.now().toISOString(),
    ...(dieAt === undefined ? {} : { dieAt }),
  };
}

export const NOT_BEGUN = 'there, not begun';
export const NOT_ANSWERED = 'done, not answered';

/**
 * The moments that lie outside the child: a call has reached the other side and waits for its turn
 * there, or it is done and its answer has not left. Whoever watches may kill the child there; what it
 * asked for is done all the same, and the answer finds nobody.
 *
 * @returns ends the watch
 */
export function watchCalls(
  world: World,
  pass: (point: string) => Promise<void> | void,
): () => void {
  const watch = (moment: string) => {
    const counts = new Map<string, number>();
    return (call: { method: string; path: string }) => {
      const name = callName(call.method, call.path);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return pass(`${name} ${count}: ${moment}`);
    };
  };
  const { otto, shop } = world;
  otto.hooks.onEffect = watch(NOT_ANSWERED);
  shop.hooks.onEffect = watch(NOT_ANSWERED);
  shop.hooks.onRequest = watch(NOT_BEGUN);
  return () => {
    delete otto.hooks.onEffect;
    delete shop.hooks.onEffect;
    delete shop.hooks.onRequest;
  };
}
