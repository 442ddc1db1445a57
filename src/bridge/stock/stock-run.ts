import type { RunFault } from '../order-import/run-faults.ts';
import type { StockParts } from './ports.ts';

/** What a run did. */
export type StockCounters = {
  /** SKUs whose number was read from the shop */
  looked: number;
  /** numbers that OTTO took */
  pushed: number;
  /** SKUs that OTTO does not know, or whose number it does not take */
  refused: number;
  /** numbers that were read back from OTTO */
  readBack: number;
};

export type StockCause = 'schedule' | 'click' | 'command' | 'webhook';

export type StockOptions = {
  cause: StockCause;
  signal: AbortSignal;
  /** kind of process, for leases */
  holderKind: 'service' | 'command';
};

export type StockResult =
  /** `stock-off`: the owner does not want it; nobody is asked anything */
  | { ran: false; why: 'stock-off' | 'stock-running' }
  | { ran: true; fault: RunFault | undefined; counters: StockCounters };

/** One run in progress. */
export type StockRun = StockParts & {
  signal: AbortSignal;
  counters: StockCounters;
  /** by account: SKUs it had a number of, which OTTO refused among others; its list says what they are */
  refusedAmong: Map<string, Set<string>>;
  now(): string;
  /** the moment so many milliseconds ago, UTC ISO */
  ago(ms: number): string;
  keepLease(): Promise<void>;
};

export function beginStockRun(
  parts: StockParts,
  { signal }: Pick<StockOptions, 'signal'>,
  keepLease: () => Promise<void>,
): StockRun {
  const time = () => parts.clock.now().getTime();
  return {
    ...parts,
    signal,
    counters: { looked: 0, pushed: 0, refused: 0, readBack: 0 },
    refusedAmong: new Map(),
    now: () => new Date(time()).toISOString(),
    ago: (ms) => new Date(time() - ms).toISOString(),
    keepLease,
  };
}
