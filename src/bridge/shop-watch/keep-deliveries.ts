import type { NewDelivery } from '../ledger/webhook-deliveries.ts';
import type { WatchBase } from './ports.ts';

/** Keeps a delivery until it is worked off. @returns false when it was received before */
export type KeepDelivery = (delivery: NewDelivery) => Promise<boolean>;

/** In one statement. */
const MOST_AT_ONCE = 500;

type Waiting = { delivery: NewDelivery } & PromiseWithResolvers<boolean>;

/**
 * Keeps deliveries one by one while few come, and all that came meanwhile in one commit while the disk is at the one
 * before. Each is answered after its commit: what the shop was told is kept.
 */
export function createDeliveryKeeper({
  ledger,
  clock,
}: {
  ledger: Pick<WatchBase['ledger'], 'addDeliveries'>;
  clock: WatchBase['clock'];
}): KeepDelivery {
  let waiting: Waiting[] = [];
  let isAtWork = false;

  async function keepAll(): Promise<void> {
    isAtWork = true;
    while (waiting.length > 0) {
      const some = waiting.slice(0, MOST_AT_ONCE);
      waiting = waiting.slice(MOST_AT_ONCE);
      try {
        const deliveries = some.map(({ delivery }) => delivery);
        const areFirst = await ledger.addDeliveries(deliveries, clock.now().toISOString());
        for (const [index, { resolve }] of some.entries()) resolve(areFirst[index] === true);
      } catch (error) {
        for (const { reject } of some) reject(error);
      }
    }
    isAtWork = false;
  }

  return (delivery) => {
    const settled = Promise.withResolvers<boolean>();
    waiting.push({ delivery, ...settled });
    if (!isAtWork) void keepAll();
    return settled.promise;
  };
}
