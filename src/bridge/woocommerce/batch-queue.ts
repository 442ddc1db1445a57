import type { ShopGate } from './shop-gate.ts';

/** The least a last batch may be of a full one: a call costs the shop something by itself. */
const LAST_SHARES = 3;

/** Collects jobs as they are found and hands them on in batches the shop can take. */
export type BatchQueue<Job> = {
  /** takes a job; resolves once there is room for the next, which slows its finder to the shop's pace */
  push(job: Job): Promise<void>;
  /** hands on what is left, also less than a batch, and resolves when all are worked on */
  drain(): Promise<void>;
};

/**
 * @param work gets one batch; as many run at once as the gate has connections, and one more that stands
 *   ready: each goes through `gate.run` itself, so that what it does before and after the call takes no
 *   connection. It keeps its jobs' failures to itself: what it throws stops the queue, and `push` and
 *   `drain` throw it too.
 * @param options.signal when aborted no batch is begun any more; `push` and `drain` throw its reason
 *   once the batches in hand are through
 */
export function createBatchQueue<Job>(
  gate: Pick<ShopGate, 'createBatchSize' | 'connections'>,
  work: (jobs: Job[]) => Promise<void>,
  options: { signal?: AbortSignal | undefined } = {},
): BatchQueue<Job> {
  const { signal } = options;
  const jobs: Job[] = [];
  let active = 0;
  let draining = false;
  let failure: { error: unknown } | undefined;
  let changed = Promise.withResolvers<void>();

  const isStopped = () => failure !== undefined || signal?.aborted === true;

  /** The last ones are shared out, so that no connection is idle while another has a full batch. */
  function nextSize(): number {
    const size = gate.createBatchSize();
    const isOneBatch = active === 0 && jobs.length <= size;
    if (!draining || isOneBatch) return size;
    const share = Math.ceil(jobs.length / gate.connections());
    return Math.min(size, Math.max(share, Math.ceil(size / LAST_SHARES)));
  }

  function handOn(): void {
    while (
      !isStopped() &&
      active <= gate.connections() &&
      (jobs.length >= gate.createBatchSize() || (draining && jobs.length > 0))
    ) {
      const batch = jobs.splice(0, nextSize());
      active++;
      void workOn(batch);
    }
    const { resolve } = changed;
    changed = Promise.withResolvers<void>();
    resolve();
  }

  async function workOn(batch: Job[]): Promise<void> {
    try {
      await work(batch);
    } catch (error) {
      failure ??= { error };
    } finally {
      active--;
      handOn();
    }
  }

  async function until(isReached: () => boolean): Promise<void> {
    signal?.addEventListener('abort', handOn);
    try {
      while (isStopped() ? active > 0 : !isReached()) await changed.promise;
    } finally {
      signal?.removeEventListener('abort', handOn);
    }
    if (failure) throw failure.error;
    signal?.throwIfAborted();
  }

  return {
    async push(job) {
      if (!isStopped()) jobs.push(job);
      handOn();
      await until(() => jobs.length < gate.createBatchSize() * gate.connections());
    },
    async drain() {
      draining = true;
      handOn();
      await until(() => jobs.length === 0 && active === 0);
      draining = false;
    },
  };
}
