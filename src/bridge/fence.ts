import { AsyncLocalStorage } from 'node:async_hooks';

/** A lease that all writing hangs on, and what is thrown once it is somebody else's. */
export type Fence = {
  lease: { name: string; holder: string; fence: number };
  lost: () => Error;
  /** asks the ledger whether nobody else took it */
  isHeld: () => Promise<boolean>;
};

const fences = new AsyncLocalStorage<Fence | undefined>();

/**
 * Does work that writes to the ledger only while the lease is its own: each transaction makes sure of
 * that before its first write, and nobody can take the lease over before it has committed. So a process
 * that was paused, and wakes up after somebody else took over, changes nothing.
 *
 * @param fence.lost makes what such a write throws
 */
export function underFence<Result>(fence: Fence, work: () => Promise<Result>): Promise<Result> {
  return fences.run(fence, work);
}

/**
 * Makes sure, right before something leaves that can't be taken back, that the lease still is the work's
 * own. Work that hangs on no lease goes on.
 *
 * @throws what the fence was given for it
 */
export async function holdFence(): Promise<void> {
  const fence = fences.getStore();
  if (fence && !(await besideFence(fence.isHeld))) throw fence.lost();
}

/** For what is about the lease itself. */
export function besideFence<Result>(work: () => Promise<Result>): Promise<Result> {
  return fences.run(undefined, work);
}

/** What the work under way hangs on; undefined = on no lease. */
export function fenceOfWork(): Fence | undefined {
  return fences.getStore();
}
