import { RateLimiterRes } from 'rate-limiter-flexible';
import RateLimiterStore from 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Throttle } from '../ledger/login-throttles.ts';
import { digest } from './digest.ts';

export type ThrottleLedger = Pick<Ledger, 'countThrottle' | 'loadThrottle' | 'forgetThrottle'>;

/** Counts in the ledger, by the bridge's clock; replicas that share a ledger count together. */
export class LedgerLimiter extends RateLimiterStore {
  readonly #ledger: ThrottleLedger;
  readonly #clock: Pick<Clock, 'now'>;

  /** @param limits.duration seconds for which points are counted */
  constructor(
    parts: { ledger: ThrottleLedger; clock: Pick<Clock, 'now'> },
    limits: { keyPrefix: string; points: number; duration: number },
  ) {
    super({ ...limits, storeClient: parts.ledger });
    this.#ledger = parts.ledger;
    this.#clock = parts.clock;
  }

  /** Keys name people and addresses of the net: only their hash is kept. */
  override getKey(key: string | number): string {
    return `${this.keyPrefix}:${digest(`${key}`)}`;
  }

  // What follows is what the library asks of a store, by the names it gives.

  async _upsert(key: string, points: number, ms: number, isSet = false): Promise<Throttle> {
    const now = this.#clock.now();
    const expiresAt = ms > 0 ? new Date(now.getTime() + ms).toISOString() : null;
    return this.#ledger.countThrottle(key, { points, expiresAt, isSet }, now.toISOString());
  }

  async _get(key: string): Promise<Throttle | null> {
    return (await this.#ledger.loadThrottle(key, this.#clock.now().toISOString())) ?? null;
  }

  async _delete(key: string): Promise<boolean> {
    return this.#ledger.forgetThrottle(key);
  }

  _getRateLimiterRes(_key: string, changed: number, { points, expiresAt }: Throttle) {
    const now = this.#clock.now().getTime();
    const ms = expiresAt === null ? -1 : Math.max(0, new Date(expiresAt).getTime() - now);
    return new RateLimiterRes(Math.max(0, this.points - points), ms, points, points === changed);
  }
}
