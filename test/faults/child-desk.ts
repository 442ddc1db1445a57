import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { COMPILED_CODE } from '../compiled-code.ts';
import { Died } from '../journeys/histories/mortal-ledger.ts';
import { type ChildJob, messageSchema } from './child-job.ts';

/** The one process that works, until it is killed and the next one takes over. */
export type ChildDesk = {
  /** @throws Died when it was killed meanwhile */
  carryOut(job: ChildJob, onSleep: (ms: number) => Promise<void>): Promise<unknown>;
  /** kills it, and waits until it is dead */
  kill(): Promise<void>;
  /** how many were killed so far */
  readonly killed: number;
  close(): Promise<void>;
};

export function openChildDesk(): ChildDesk {
  let killed = 0;
  let present: Promise<{ child: ChildProcess; ended: Promise<unknown> }> | undefined;
  const start = async () => {
    const child = fork(fileURLToPath(new URL('bridge-child.ts', import.meta.url)), [], {
      execArgv: [],
      env: { ...process.env, NODE_OPTIONS: '', ...COMPILED_CODE },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const ended = once(child, 'exit');
    await Promise.race([once(child, 'message'), ended]);
    if (child.exitCode !== null) throw new Error('the child ended before it had begun');
    return { child, ended };
  };
  const end = async () => {
    const one = present;
    present = undefined;
    if (!one) return;
    const { child, ended } = await one;
    child.kill('SIGKILL');
    await ended;
  };
  return {
    async carryOut(job, onSleep) {
      present ??= start();
      const { child, ended } = await present;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const hear = (message: unknown) => {
        const said = messageSchema.parse(message);
        if ('sleptMs' in said) void onSleep(said.sleptMs);
        else if ('problem' in said) reject(new Error(said.problem));
        else resolve(said.outcome);
      };
      child.on('message', hear);
      child.send(job);
      void ended.then(() => reject(new Died('killed')));
      try {
        return await promise;
      } catch (error) {
        if (error instanceof Died) {
          killed += 1;
          present = undefined;
        }
        throw error;
      } finally {
        child.off('message', hear);
      }
    },
    kill: end,
    get killed() {
      return killed;
    },
    close: end,
  };
}
