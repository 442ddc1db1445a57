import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ScheduledJob } from '../../src/bridge/schedule/job-schedule.ts';
import {
  type Answer,
  type Ask,
  answerSchema,
  type Decision,
  type Figures,
  type ThreadData,
} from './thread-messages.ts';

/** The bridge in its thread, as the world sees it. Nothing happens in it but what is asked for here. */
export type BridgeAtWork = {
  jobs: readonly ScheduledJob[];
  timeZone: string;
  /** lets these jobs run side by side. @returns which did not come through, and why */
  run(jobs: readonly string[]): Promise<readonly string[]>;
  workOffDeliveries(): Promise<readonly string[]>;
  acceptReturns(decisions: readonly Decision[]): Promise<void>;
  restart(): Promise<void>;
  figures(): Promise<Figures>;
  end(): Promise<void>;
};

export async function startBridgeThread(data: ThreadData): Promise<BridgeAtWork> {
  const thread = new Worker(new URL('bridge-thread.ts', import.meta.url), {
    workerData: data,
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const failed = new Promise<never>((_resolve, reject) => {
    thread.once('error', reject);
  });
  failed.catch(() => undefined); // heard by whoever waits for an answer then
  async function hear(): Promise<Answer> {
    const [message] = await Promise.race([once(thread, 'message'), failed]);
    const answer = answerSchema.parse(message);
    if (answer.is === 'failed') throw new Error(`the bridge of the soak: ${answer.reason}`);
    return answer;
  }
  async function ask(asked: Ask): Promise<Answer> {
    const heard = hear();
    thread.postMessage(asked);
    return heard;
  }
  const faultsOf = async (asked: Ask) => {
    const answer = await ask(asked);
    return answer.is === 'done' ? answer.faults : [];
  };
  const ready = await hear();
  if (ready.is !== 'ready') throw new Error(`the bridge began with ${ready.is}`);
  return {
    jobs: ready.jobs,
    timeZone: ready.timeZone,
    run: (jobs) => faultsOf({ ask: 'run', jobs: [...jobs] }),
    workOffDeliveries: () => faultsOf({ ask: 'deliveries' }),
    async acceptReturns(decisions) {
      await ask({ ask: 'accept returns', decisions: [...decisions] });
    },
    async restart() {
      await ask({ ask: 'restart' });
    },
    async figures() {
      const answer = await ask({ ask: 'figures' });
      if (answer.is === 'figures') return answer.figures;
      throw new Error(`asked for figures, heard ${answer.is}`);
    },
    async end() {
      const ended = once(thread, 'exit');
      await ask({ ask: 'end' });
      await Promise.race([ended, failed]);
    },
  };
}
