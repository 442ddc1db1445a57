import type { Clock } from '../clock.ts';
import { BridgeError, NetworkError, WooApiError } from '../errors.ts';
import { holdFence } from '../fence.ts';
import { LONGEST_WAIT_MS } from '../retry.ts';
import { FIRST_LIMITS, type GateLimits, nextGateLimits } from './next-gate-limits.ts';
import { createShopBreaker, type ShopOutage } from './shop-breaker.ts';

/**
 * Stands before one shop: few connections, small batches, both grown and shrunk by how the shop
 * copes. Share one gate among all who write to a shop; never call `run` inside a task.
 */
export type ShopGate = {
  /** how many orders the next creating call should hold */
  createBatchSize(): number;
  /** how many calls run side by side */
  connections(): number;
  /**
   * Runs one call as soon as a connection is free, first come first served, if the work it belongs to may
   * still write by then: a process that was suspended may wake up when another one has done the work.
   *
   * @param options.size orders in the call, 1 unless told
   * @param options.before the last that is done before it leaves; what it throws keeps it from leaving, and
   *   says nothing of the shop
   * @throws ShopUnavailableError or what the lost lease is told with (nothing was sent), the signal's reason
   *   while it waits, or what the task throws; a task that has begun is only ended by its own signal
   */
  run<T>(
    task: () => Promise<T>,
    options?: {
      size?: number;
      signal?: AbortSignal | undefined;
      before?: (() => Promise<void>) | undefined;
    },
  ): Promise<T>;
  /** since when the shop is left alone, and until when */
  outage(): ShopOutage | undefined;
};

export function createShopGate(parts: { clock: Clock; limits?: GateLimits }): ShopGate {
  const { clock } = parts;
  const breaker = createShopBreaker(clock);
  const waiting: (() => void)[] = [];
  let limits = parts.limits ?? FIRST_LIMITS;
  let inFlight = 0;
  let heldUntilMs = 0;

  function admit(): void {
    while (inFlight < limits.connections && waiting.length > 0) {
      inFlight++;
      waiting.shift()?.();
    }
  }

  async function takeConnection(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = () => {
      const place = waiting.indexOf(resolve);
      if (place < 0) return;
      waiting.splice(place, 1);
      reject(signal?.reason);
    };
    waiting.push(resolve);
    signal?.addEventListener('abort', giveUp);
    admit();
    try {
      await promise;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  /** Sits out a wait the shop asked for. */
  async function untilWelcome(signal?: AbortSignal): Promise<void> {
    // No longer than the shop can have asked for, also where the clock was set back meanwhile.
    const waitMs = Math.min(heldUntilMs - clock.now().getTime(), LONGEST_WAIT_MS);
    if (waitMs > 0) await clock.sleep(waitMs, signal);
  }

  async function observed<T>(task: () => Promise<T>, size: number): Promise<T> {
    const startedAt = clock.now().getTime();
    const inFlightThen = inFlight;
    const observe = (struggled: boolean) => {
      const durationMs = clock.now().getTime() - startedAt;
      limits = nextGateLimits(limits, { size, inFlight: inFlightThen, durationMs, struggled });
    };
    try {
      const result = await task();
      observe(false);
      return result;
    } catch (error) {
      if (isStruggle(error)) observe(true);
      const askedMs = error instanceof WooApiError ? (error.retryAfterMs ?? 0) : 0;
      if (askedMs <= LONGEST_WAIT_MS) {
        heldUntilMs = Math.max(heldUntilMs, clock.now().getTime() + askedMs);
      }
      throw error;
    }
  }

  return {
    createBatchSize: () => limits.batchSize,
    connections: () => limits.connections,
    outage: breaker.outage,
    async run(task, { size = 1, signal, before } = {}) {
      breaker.assertClosed();
      await takeConnection(signal);
      try {
        // Looked at again by the guard: the shop may have gone while this call waited.
        breaker.assertClosed();
        await untilWelcome(signal);
        await holdFence();
        await before?.();
        signal?.throwIfAborted();
        return await breaker.guard(() => observed(task, size));
      } finally {
        inFlight--;
        admit();
      }
    },
  };
}

/** Too much for the shop, not just refused or out of reach. */
function isStruggle(error: unknown): boolean {
  if (error instanceof NetworkError) return error.retryable && error.reachedServer === 'maybe';
  return error instanceof BridgeError && error.retryable;
}
